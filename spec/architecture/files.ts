/** What a file may be called, how long it may be, and how it exports. */
import { posix } from 'node:path'
import ts from 'typescript'
import { nodesOf, placeOf, type Source } from '../support/sources.js'

const longest = 400

/** Tables that a script writes; nobody reads them from top to bottom. */
const generated: readonly string[] = ['src/shape/size/digits.ts']

/** Names that say nothing of the concept inside. */
const forbidden: readonly string[] = ['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc']

/** Files of more lines than one reads at a sitting. */
export const tooLong = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path, tree }) => {
    const lines = tree.text.trimEnd().split('\n').length
    return lines <= longest || generated.includes(path)
      ? []
      : [`${path} has ${lines} lines, more than ${longest}`]
  })

/** Files and folders with a name that names nothing. */
export const meaningless = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path }) => {
    const parts = path.split('/').map((part) => posix.basename(part, '.ts'))
    return parts
      .filter((part) => forbidden.includes(part))
      .map((part) => `${path}: "${part}" says nothing of what is inside`)
  })

/** Default exports, in any of their three forms; declarations say what others export. */
export const defaultExports = (sources: readonly Source[]): readonly string[] =>
  sources
    .filter(({ path }) => !path.endsWith('.d.ts'))
    .flatMap((s) =>
      [...nodesOf(s.tree)].filter(isDefaultExport).map((node) => `${placeOf(s, node)} has a default export`),
    )

const isDefaultExport = (node: ts.Node): boolean =>
  ts.isExportAssignment(node) ||
  (ts.isExportSpecifier(node) && node.name.text === 'default') ||
  (ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) ?? false))
