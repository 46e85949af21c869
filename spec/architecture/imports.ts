/** Which files and packages a source names: static and dynamic imports, re-exports, and types by `import()`. */
import { posix } from 'node:path'
import ts from 'typescript'
import { nodesOf, placeOf, type Source } from '../support/sources.js'

/** One mention of a module. */
export interface Import {
  readonly from: Source
  readonly module: string
  readonly place: string
  /** Whether it is a statement that stays in the emitted JavaScript: not a type, not a call of `import()`. */
  readonly static: boolean
}

/** Every mention of a module in a source. */
export const importsOf = (from: Source): readonly Import[] =>
  [...nodesOf(from.tree)].flatMap((node) => {
    const module = moduleOf(node)
    return module === undefined ? [] : [{ from, module, place: placeOf(from, node), static: isStatic(node) }]
  })

const moduleOf = (node: ts.Node): string | undefined => {
  if (ts.isImportDeclaration(node)) return textOf(node.moduleSpecifier)
  if (ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return textOf(node.arguments[0])
  return undefined
}

const textOf = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined

const isStatic = (node: ts.Node): boolean => {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword
  return ts.isExportDeclaration(node) && !node.isTypeOnly
}

/** Whether a module is a file beside the importing one, not a package. */
export const isRelative = (module: string): boolean => module.startsWith('.')

/** The path that a relative import means, by the rule of plain Node: a file's full name, `.js` for its source's `.ts`. */
export const resolved = ({ from, module }: Import): string =>
  posix.join(posix.dirname(from.path), module).replace(/\.js$/, '.ts')

/** Relative imports that mean no source: plain Node could not load them, and every other rule would look past them. */
export const unresolved = (sources: readonly Source[]): readonly string[] => {
  const known = new Set(sources.map((s) => s.path))
  return sources
    .flatMap(importsOf)
    .filter((i) => isRelative(i.module) && (!i.module.endsWith('.js') || !known.has(resolved(i))))
    .map((i) => `${i.place} imports ${i.module}, which is no source file`)
}
