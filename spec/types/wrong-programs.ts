/**
 * Programs that must not compile. In a fixture a line `//! message` demands that the next line fails with exactly
 * that message; the line below it, marked `//=` at its end, is its right twin, which differs in one place and
 * compiles. The first line states how many there are.
 */
import ts from 'typescript'
import { type CompileError, compile, type Text } from './compile.js'

/** A file of wrong programs; a planted one need not lie on disk. */
export type Fixture = Text

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

const linesOf = (fixture: Fixture): readonly string[] => fixture.text.split('\n')

const mark = / \/\/=$/

/** The demands of a fixture in order. */
export const demandsOf = (fixture: Fixture): readonly Demand[] =>
  linesOf(fixture).flatMap((line, i) => {
    const message = /^\s*\/\/! (.*)$/.exec(line)?.[1]
    return message === undefined ? [] : [{ message, wrong: i + 2, twin: i + 3 }]
  })

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

/** What stands, in each of two lines, between what both begin with and what both end with: two numbers of tokens. */
const apart = (a: readonly string[], b: readonly string[]): readonly [number, number] => {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  return [a.length - head - tail, b.length - head - tail]
}

/** One number or name for another, or for a small expression. */
const oneDifference = { shorter: 1, longer: 5 }

const twinComplaints = (fixture: Fixture, { wrong, twin }: Demand): readonly string[] => {
  const lines = linesOf(fixture)
  if (!mark.test(lines[twin - 1] ?? '')) return [`${fixture.path}:${twin} is no right twin of the line above`]
  const [bad, good] = [tokensOf(lines[wrong - 1] ?? ''), tokensOf(lines[twin - 1] ?? '')]
  const [x, y] = apart(bad, good)
  if (x + y === 0) return [`${fixture.path}:${twin} is the line above once more`]
  return Math.min(x, y) > oneDifference.shorter || Math.max(x, y) > oneDifference.longer
    ? [`${fixture.path}:${twin} differs from the line above in more than one place`]
    : []
}

/** Twins of nothing: a mark that has moved away from its demand. */
const strayComplaints = (fixture: Fixture, demands: readonly Demand[]): readonly string[] =>
  linesOf(fixture).flatMap((line, i) =>
    mark.test(line) && !demands.some((d) => d.twin === i + 1)
      ? [`${fixture.path}:${i + 1} is marked as a twin, but of nothing`]
      : [],
  )

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
  const compiled = compile(fixtures)
  return fixtures.map((fixture) => {
    const demands = demandsOf(fixture)
    const errors = compiled.errors(fixture.path)
    const expected = new Set(demands.map((d) => d.wrong))
    const complaints = [
      ...countComplaints(fixture, demands),
      ...strayComplaints(fixture, demands),
      ...demands.flatMap((d) => [...demandComplaints(fixture, d, errors), ...twinComplaints(fixture, d)]),
      ...errors
        .filter((e) => !expected.has(e.line))
        .map((e) => `${fixture.path}:${e.line} should compile: ${e.text}`),
    ]
    return { path: fixture.path, demands, complaints }
  })
}
