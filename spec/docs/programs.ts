/** What is asked of the example programs beside that they compile and run. */
import ts from 'typescript'
import { nodesOf, placeOf, root, type Source } from '../support/sources.js'
import type { Compiled } from '../types/compile.js'

/** The lines that a program may have, its imports not counted. */
export const longest = 70

const modules = ['fp-ts', 'reparam', 'reparam/layer', 'reparam/estimate', 'reparam/node']

/** Imports of what users do not install or cannot import, as `path:line module`. */
export const strangers = (s: Source): readonly string[] =>
  s.tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const module = statement.moduleSpecifier.text
    return modules.includes(module) ? [] : [`${placeOf(s, statement)} ${module}`]
  })

/** The number of lines of a program without its imports. */
export const linesOf = ({ tree }: Source): number =>
  tree.statements
    .filter(ts.isImportDeclaration)
    .reduce((text, statement) => text.replace(`${statement.getText(tree)}\n`, ''), tree.text)
    .trimEnd()
    .split('\n').length

/** The names in a program whose type hides an `any`, as `path:line name`: behind one a wrong shape could stand. */
export const hidden = (s: Source, { program }: Compiled): readonly string[] => {
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(`${root}${s.path}`)
  if (file === undefined) return [`${s.path} is no file of the program`]
  return [...nodesOf(file)]
    .filter((node) => ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node))
    .filter(({ name }) => {
      const type = checker.getTypeAtLocation(name)
      return /\bany\b/.test(checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation))
    })
    .map((node) => `${placeOf({ path: s.path, tree: file }, node)} ${node.name.getText(file)}`)
}
