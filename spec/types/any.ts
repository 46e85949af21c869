/** Where `any` leaks: the declarations that the compiler writes for a module and whatever it imports, inferred types too. */
import ts from 'typescript'
import { nodesOf, root, source } from '../support/sources.js'
import type { Compiled } from './compile.js'

/** The one name behind which `any` is meant: what a refused shape gives, so that no second error follows. */
const meant = ['src/shape/dim.d.ts', 'Ok'] as const

/** The declarations of a program's own files by path, as a user's editor reads them. */
export const declarationsOf = ({ program }: Compiled): ReadonlyMap<string, string> => {
  const written = new Map<string, string>()
  program.emit(undefined, (path, text) => written.set(path.replace(root, ''), text), undefined, true)
  return written
}

/** The statement of a file that a node belongs to. */
const statementOf = (node: ts.Node): ts.Node =>
  node.parent === undefined || ts.isSourceFile(node.parent) ? node : statementOf(node.parent)

const nameOf = (statement: ts.Node): string => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((d) => d.name.getText()).join()
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement)
  return (named ? statement.name?.text : undefined) ?? statement.getText()
}

/** Each declaration in which `any` stands, as `path name`. */
export const leaksOf = (path: string, text: string): readonly string[] => {
  const { tree } = source(path, text)
  return [...nodesOf(tree)]
    .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => nameOf(statementOf(node)))
    .filter((name) => path !== meant[0] || name !== meant[1])
    .map((name) => `${path} ${name}`)
}
