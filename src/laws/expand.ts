/** The law of `expand`: what other laws see of a distribution through it is what the distribution says itself. */
import type { Ability, Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { AnyTensor, Key } from '../tensor/index.js'
import { functionOf, statedBy } from './ability.js'
import { LawBroken, rounding } from './claim.js'
import { numbersOf, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

/** The functions of a distribution that a law may use. */
type Part = 'sample' | 'logProb' | Ability

/** What a law uses of a distribution, and the values, beside draws, at which it does so. */
interface Use {
  readonly parts: readonly Part[]
  readonly at?: readonly (readonly number[])[]
}

const law = (count: number): string => `expand(${count}) is the same distribution`

const repeated = (count: number, values: readonly number[]): readonly number[] =>
  Array.from({ length: count }, () => values).flat()

/**
 * Claims that a distribution expanded once is the distribution itself, and expanded three times that three times, in
 * the parts that a law uses: at a draw of either, and at values of the law's own.
 */
export const agreesExpanded = async <B extends Shape, E extends Shape>(
  d: Distribution<B, E>,
  key: Key,
  { parts, at = [] }: Use,
): Promise<void> => {
  const expanded = [1, 3].map((count) => ({ count, many: d.expand<number>(count) }))
  for (const { count, many } of expanded) sameKind(count, d, many)
  const [drawn = [], again = []] = await numbersOf([d.sample(key), d.expand<number>(1).sample(key)])
  if (parts.includes('sample')) same(`${law(1)}: sample`, again, drawn)
  const points = again.length === drawn.length && again.join() !== drawn.join() ? [drawn, again] : [drawn]
  const looks = parts
    .filter((p) => p !== 'sample')
    .flatMap((part) => pointsOf(part, [...points, ...at], drawn).map((point) => ({ part, point })))
  // one program for all that is said
  const said = await numbersOf(
    looks.flatMap(({ part, point }) => [
      statementOf(d, part, point),
      ...expanded.map(({ count, many }) => statementOf(many, part, repeated(count, point))),
    ]),
  )
  looks.forEach(({ part }, i) => {
    const [own = [], ...others] = said.slice(3 * i, 3 * i + 3)
    expanded.forEach(({ count }, k) => {
      same(`${law(count)}: ${part}`, others[k] ?? [], repeated(count, own))
    })
  })
}

/** Probabilities at which a quantile is looked at. */
const levels = [0.1, 0.5, 0.8]

/** The values at which a part is looked at: those of a density, probabilities, or none. */
const pointsOf = (
  part: Part,
  points: readonly (readonly number[])[],
  drawn: readonly number[],
): readonly (readonly number[])[] => {
  if (part === 'logProb' || part === 'cdf') return points
  return part === 'quantile' ? levels.map((u) => drawn.map(() => u)) : [drawn]
}

/** One part of a distribution at a value. */
const statementOf = <B extends Shape, E extends Shape>(
  d: Distribution<B, E>,
  part: Exclude<Part, 'sample'>,
  at: readonly number[],
): AnyTensor => {
  const stated = functionOf(d, part)
  if (stated === undefined) throw new LawBroken(`${part} is not stated by ${d.family}`)
  return stated(tensor<[...B, ...E]>(at, [...d.batch, ...d.event]))
}

/** Claims that an expanded distribution has one batch axis more, and all else as before. */
const sameKind = <B extends Shape, E extends Shape>(
  count: number,
  d: Distribution<B, E>,
  many: Distribution<[number, ...B], E>,
): void => {
  const claim = (what: string, got: unknown, expected: unknown): void => {
    if (String(got) !== String(expected))
      throw new LawBroken(`${law(count)}: ${what} is ${got}, expected ${expected}`)
  }
  claim('family', many.family, d.family)
  claim('batch', `[${many.batch.join(', ')}]`, `[${[count, ...d.batch].join(', ')}]`)
  claim('event', `[${many.event.join(', ')}]`, `[${d.event.join(', ')}]`)
  claim('reparameterised', many.reparameterised, d.reparameterised)
}

/** Claims equal numbers, but for rounding; −∞ and what is no number equal themselves. */
const same = (words: string, got: readonly number[], expected: readonly number[]): void => {
  if (got.length !== expected.length)
    throw new LawBroken(`${words} has ${got.length} numbers, expected ${expected.length}`)
  got.forEach((value, i) => {
    const want = expected[i] ?? Number.NaN
    if (!(Object.is(value, want) || Math.abs(value - want) <= rounding(want)))
      throw new LawBroken(`${words}: element ${i} is ${value}, expected ${want}`)
  })
}

/**
 * The law of `expand`: expanded once, a distribution is the same but for the new axis, draws from the same key
 * included; expanded three times, its densities, cdf, moments, entropy and mode repeat. Tolerance: 1e-5, for rounding;
 * no chance is involved but that of the values. A record made by spreading another breaks it, for it keeps the other's
 * `expand`. Every law that looks through `expand` holds this one first, for what it uses.
 * @law expand repeats the distribution
 * @category laws
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import fc from 'fast-check'
 * import { Gaussian, Laplace, use } from 'reparam'
 * import * as laws from 'reparam/laws'
 *
 * await use('cpu')()
 * const parameters = fc.record({ loc: laws.locs(2), scale: laws.scales(2) })
 * const spread = laws.subject(parameters, ({ loc, scale }) => ({
 *   ...Gaussian.make(loc, scale),
 *   sample: Laplace.make(loc, scale).sample,
 * }))
 * await assert.rejects(laws.check(laws.expandAgrees(spread)), /expand\(1\) is the same distribution: sample/)
 */
export const expandAgrees = <P extends ParameterRecord, B extends Shape, E extends Shape>({
  parameters,
  make,
}: Subject<P, B, E>): Law<P> =>
  lawOf(parameters, (p, key) => {
    const d: Distribution<B, E> = make(p)
    return agreesExpanded<B, E>(d, key, { parts: ['sample', 'logProb', ...statedBy(d)] })
  })
