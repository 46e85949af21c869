/** One wrong program out of a fixture, readable by itself: the line, its right twin, and what the two refer to. */
import ts from 'typescript'
import { nodesOf, root } from '../support/sources.js'
import type { Compiled } from '../types/compile.js'
import { type Demand, demandsOf, type Fixture } from '../types/wrong-programs.js'

/** A wrong program and its right twin, after the imports and declarations that both need. */
export interface Slice {
  /** `path:line` of the wrong program. */
  readonly place: string
  readonly message: string
  /** The heading of the fixture under which it stands; empty where there is none. */
  readonly section: string
  readonly head: readonly string[]
  readonly wrong: string
  readonly right: string
  /** What ends the statement in which both stand, if they are not statements themselves. */
  readonly tail: readonly string[]
}

/** The modules that users import, by name. */
export const entries: Readonly<Record<string, string>> = {
  reparam: 'src/index.ts',
  'reparam/layer': 'src/layer/index.ts',
  'reparam/laws': 'src/laws/index.ts',
  'reparam/estimate': 'src/estimate/index.ts',
  'reparam/node': 'src/node.ts',
  'reparam/tf': 'src/tf.ts',
}

/** From what a name stands for to `module, name` as a user writes them; undefined for what no module exports. */
type Naming = (symbol: ts.Symbol, from: string) => readonly [module: string, name: string] | undefined

const meaning = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol

const namingOf = (program: ts.Program): Naming => {
  const checker = program.getTypeChecker()
  const exported = Object.entries(entries).map(([module, path]) => {
    const file = program.getSourceFile(`${root}${path}`)
    const symbol = file && checker.getSymbolAtLocation(file)
    const names = symbol === undefined ? [] : checker.getExportsOfModule(symbol)
    return { module, path, names: new Map(names.map((n) => [meaning(checker, n), n.name])) }
  })
  return (symbol, from) => {
    const own = exported.filter(({ path }) => from.endsWith(path.replace(/\.ts$/, '.js')))
    const found = [...own, ...exported].find(({ names }) => names.has(symbol))
    const name = found?.names.get(symbol)
    return found === undefined || name === undefined ? undefined : [found.module, name]
  }
}

/** An imported name: its module and how it is written between the braces; undefined where users cannot import it. */
type Imported = readonly [module: string, written: string] | undefined

const importedBy = (specifier: ts.ImportSpecifier, checker: ts.TypeChecker, naming: Naming): Imported => {
  const { moduleSpecifier, importClause } = specifier.parent.parent.parent
  const from = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''
  const type =
    specifier.isTypeOnly || importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type ' : ''
  if (!from.startsWith('.')) return [from, specifier.getText()]
  const symbol = checker.getSymbolAtLocation(specifier.name)
  const found = symbol && naming(meaning(checker, symbol), from)
  if (found === undefined) return undefined
  const [module, name] = found
  const local = specifier.name.text
  return [module, `${type}${name === local ? name : `${name} as ${local}`}`]
}

/** The declarations that the names of a node lead to. */
const declarationsOf = (node: ts.Node, checker: ts.TypeChecker): readonly ts.Declaration[] =>
  [...nodesOf(node)].filter(ts.isIdentifier).flatMap((name) => {
    const short = ts.isShorthandPropertyAssignment(name.parent)
    const symbol = short
      ? checker.getShorthandAssignmentValueSymbol(name.parent)
      : checker.getSymbolAtLocation(name)
    return symbol?.declarations ?? []
  })

const statementOf = (node: ts.Node): ts.Node =>
  ts.isSourceFile(node.parent) ? node : statementOf(node.parent)

interface Needs {
  readonly statements: ReadonlySet<ts.Node>
  readonly imports: ReadonlySet<ts.ImportSpecifier>
}

/** Whatever of a file some of its statements need, they themselves included. */
const needsOf = (file: ts.SourceFile, roots: readonly ts.Node[], checker: ts.TypeChecker): Needs => {
  const statements = new Set<ts.Node>(roots)
  const imports = new Set<ts.ImportSpecifier>()
  // a set is walked to its end, also over what is added on the way
  for (const statement of statements)
    for (const declaration of declarationsOf(statement, checker)) {
      if (declaration.getSourceFile() !== file || ts.isSourceFile(declaration)) continue
      if (ts.isImportSpecifier(declaration)) imports.add(declaration)
      else statements.add(statementOf(declaration))
    }
  return { statements, imports }
}

const widest = 110

const importLines = (imports: readonly (readonly [module: string, written: string])[]): readonly string[] => {
  const modules = [...new Set(imports.map(([module]) => module))]
  return modules.map((module) => {
    const names = imports.flatMap(([m, written]) => (m === module ? [written] : []))
    const line = `import { ${names.join(', ')} } from '${module}'`
    return line.length <= widest ? line : `import {\n  ${names.join(',\n  ')},\n} from '${module}'`
  })
}

const sectionAt = (lines: readonly string[], line: number): string => {
  const headings = lines.slice(0, line).flatMap((text) => /^\/\/ -{4,} (.+)$/.exec(text)?.[1] ?? [])
  return headings.at(-1) ?? ''
}

/** Where a statement ends, but for a semicolon: that may open the next line. */
const endOf = (s: ts.Statement): number => (ts.isExpressionStatement(s) ? s.expression : s).end

/** The top-level statement that a line belongs to, and the lines over which it stretches. */
const statementAt = (
  file: ts.SourceFile,
  line: number,
): readonly [ts.Statement, number, number] | undefined => {
  const lineOf = (at: number): number => file.getLineAndCharacterOfPosition(at).line + 1
  return file.statements
    .map((s) => [s, lineOf(s.getStart(file)), lineOf(endOf(s) - 1)] as const)
    .find(([, first, last]) => first <= line && line <= last)
}

/** The lines of a statement around a demand, without other demands and headings. */
const around = (
  lines: readonly string[],
  demands: readonly Demand[],
  from: number,
  to: number,
): readonly string[] => {
  const ofDemands = demands.flatMap(({ wrong, twin }) => [wrong - 1, wrong, twin])
  return lines.slice(from - 1, to).filter((_, i) => !ofDemands.includes(from + i))
}

const sliceOf = (
  fixture: Fixture,
  demand: Demand,
  program: ts.Program,
  naming: Naming,
): Slice | undefined => {
  const { path, text } = fixture
  const { wrong, twin } = demand
  const place = `${path}:${wrong}`
  const file = program.getSourceFile(`${root}${path}`)
  const held = file && [statementAt(file, wrong), statementAt(file, twin)]
  const [bad, good] = held ?? []
  if (file === undefined || bad === undefined || good === undefined)
    throw new Error(`${place} and its twin are no programs`)
  const together = bad[0] === good[0]
  if (!together && (bad[1] !== wrong || good[2] !== twin))
    throw new Error(`${place} and its twin are neither two statements nor lines of one`)
  const checker = program.getTypeChecker()
  const { statements, imports } = needsOf(file, [bad[0], good[0]], checker)
  const inOrder = [...imports].sort((a, b) => a.pos - b.pos)
  const written = inOrder.map((specifier) => importedBy(specifier, checker, naming))
  const known = written.filter((w) => w !== undefined)
  if (known.length < written.length) return undefined
  const declared = [...statements].filter((s) => s !== bad[0] && s !== good[0]).sort((a, b) => a.pos - b.pos)
  const lines = text.split('\n')
  const lineAt = (line: number): string => (lines[line - 1] ?? '').replace(/ \/\/=$/, '')
  const demands = demandsOf(fixture)
  return {
    place,
    message: demand.message,
    section: sectionAt(lines, wrong),
    head: [
      ...importLines(known),
      ...declared.map((s) => s.getText(file)),
      ...(together ? around(lines, demands, bad[1], wrong - 1) : []),
    ],
    wrong: lineAt(wrong),
    right: lineAt(twin),
    tail: together ? around(lines, demands, twin + 1, bad[2]) : [],
  }
}

/** A fixture's demands as slices, in order; undefined for a program of names that the package does not export. */
export const slicesOf = (
  fixtures: readonly Fixture[],
  { program }: Compiled,
): ReadonlyMap<Fixture, readonly (Slice | undefined)[]> => {
  const naming = namingOf(program)
  return new Map(
    fixtures.map((f) => [f, demandsOf(f).map((demand) => sliceOf(f, demand, program, naming))] as const),
  )
}
