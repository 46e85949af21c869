/**
 * Programs that must not compile. In a fixture a line `//! message` demands that the next line fails with exactly
 * that message; the line below is its right twin, which differs in one place and compiles. The first line states how
 * many there are.
 */
import ts from 'typescript'
import { root } from '../support/sources.js'

/** A file of wrong programs; a planted one need not lie on disk. */
export interface Fixture {
  readonly path: string
  readonly text: string
}

/** One demand: the message, and the lines (from 1) of the wrong program and of its twin. */
export interface Demand {
  readonly message: string
  readonly wrong: number
  readonly twin: number
}

/** What is the matter with a fixture; nothing when it holds. */
export interface Verdict {
  readonly path: string
  readonly demands: readonly Demand[]
  readonly complaints: readonly string[]
}

interface CompileError {
  readonly line: number
  readonly text: string
}

const linesOf = (fixture: Fixture): readonly string[] => fixture.text.split('\n')

/** The demands of a fixture in order. */
export const demandsOf = (fixture: Fixture): readonly Demand[] =>
  linesOf(fixture).flatMap((line, i) => {
    const message = /^\s*\/\/! (.*)$/.exec(line)?.[1]
    return message === undefined ? [] : [{ message, wrong: i + 2, twin: i + 3 }]
  })

const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const read = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    root,
    { noErrorTruncation: true },
    'tsconfig.json',
  )
  return { ...read.options, noEmit: true }
}

/** Compiles all fixtures as one program, texts taken from memory, and gives the errors of each by its path. */
const errorsOf = (fixtures: readonly Fixture[]): ((path: string) => readonly CompileError[]) => {
  const settings = options()
  const texts = new Map(fixtures.map((f) => [`${root}${f.path}`, f.text]))
  const disk = ts.createCompilerHost(settings)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => texts.has(file) || disk.fileExists(file),
    readFile: (file) => texts.get(file) ?? disk.readFile(file),
    getSourceFile: (file, how) => {
      const text = texts.get(file)
      return text === undefined ? disk.getSourceFile(file, how) : ts.createSourceFile(file, text, how, true)
    },
  }
  const program = ts.createProgram([...texts.keys()], settings, host)
  return (path) => {
    const file = program.getSourceFile(`${root}${path}`)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((d) => ({
      line: (d.file?.getLineAndCharacterOfPosition(d.start ?? 0).line ?? 0) + 1,
      text: ts.flattenDiagnosticMessageText(d.messageText, '\n'),
    }))
  }
}

/** Whether an error says a message in full: as a literal type of ours, or as a sentence of the compiler. */
const says = (error: CompileError, message: string): boolean =>
  ['"', '`'].some((quote) => error.text.includes(`${quote}${message}${quote}`)) ||
  error.text.split('\n').some((sentence) => sentence.trim() === message)

const tokensOf = (line: string): readonly string[] => {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, line)
  const tokens: string[] = []
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText())
  return tokens
}

/** How many tokens of the longer line stand between what both lines begin with and what both end with. */
const distance = (a: readonly string[], b: readonly string[]): number => {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  const start = shorter.findIndex((token, i) => token !== longer[i])
  const head = start < 0 ? shorter.length : start
  const rest = shorter.slice(head).reverse()
  const end = rest.findIndex((token, i) => token !== longer[longer.length - 1 - i])
  return longer.length - head - (end < 0 ? rest.length : end)
}

/** One number, one name, or one more argument. */
const oneDifference = 2

const twinComplaints = (fixture: Fixture, { wrong, twin }: Demand): readonly string[] => {
  const [bad, good] = [wrong, twin].map((line) => tokensOf(linesOf(fixture)[line - 1] ?? ''))
  if (bad === undefined || good === undefined || good.length === 0)
    return [`${fixture.path}:${twin} is no right twin of the line above`]
  const apart = distance(bad, good)
  if (apart === 0) return [`${fixture.path}:${twin} is the line above once more`]
  return apart > oneDifference
    ? [`${fixture.path}:${twin} differs from the line above in more than one place`]
    : []
}

const demandComplaints = (
  fixture: Fixture,
  demand: Demand,
  errors: readonly CompileError[],
): readonly string[] => {
  const here = errors.filter((e) => e.line === demand.wrong)
  const place = `${fixture.path}:${demand.wrong}`
  if (here.length === 0) return [`${place} compiles, but should fail with: ${demand.message}`]
  return here
    .filter((e) => !says(e, demand.message))
    .map((e) => `${place} should fail with: ${demand.message}\nbut fails with: ${e.text}`)
}

const countComplaints = (fixture: Fixture, demands: readonly Demand[]): readonly string[] => {
  const stated = /^\/\/ wrong programs: (\d+)$/.exec(linesOf(fixture)[0] ?? '')?.[1]
  if (stated === undefined) return [`${fixture.path}:1 does not state its count as "// wrong programs: 12"`]
  return Number(stated) === demands.length && demands.length > 0
    ? []
    : [`${fixture.path}:1 states ${stated} wrong programs, but there are ${demands.length}`]
}

/** Compiles the fixtures together and judges each. */
export const judge = (fixtures: readonly Fixture[]): readonly Verdict[] => {
  const errorsAt = errorsOf(fixtures)
  return fixtures.map((fixture) => {
    const demands = demandsOf(fixture)
    const errors = errorsAt(fixture.path)
    const expected = new Set(demands.map((d) => d.wrong))
    const complaints = [
      ...countComplaints(fixture, demands),
      ...demands.flatMap((d) => [...demandComplaints(fixture, d, errors), ...twinComplaints(fixture, d)]),
      ...errors
        .filter((e) => !expected.has(e.line))
        .map((e) => `${fixture.path}:${e.line} should compile: ${e.text}`),
    ]
    return { path: fixture.path, demands, complaints }
  })
}
