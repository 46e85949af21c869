/** The law of `expand`: what other laws see of a distribution through it is what the distribution says itself. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { LawBroken, rounding } from './claim.js'
import { numbers, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

/** The functions of a distribution that a law may use. */
type Part = 'sample' | 'logProb' | 'cdf' | 'mean' | 'variance' | 'entropy' | 'mode'

const every: readonly Part[] = ['sample', 'logProb', 'cdf', 'mean', 'variance', 'entropy', 'mode']

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
  for (const count of [1, 3]) sameKind(count, d, d.expand<number>(count))
  const [drawn, again] = [await numbers(d.sample(key)), await numbers(d.expand<number>(1).sample(key))]
  if (parts.includes('sample')) same(`${law(1)}: sample`, again, drawn)
  const points = again.length === drawn.length && again.join() !== drawn.join() ? [drawn, again] : [drawn]
  for (const part of parts.filter((p) => p !== 'sample'))
    for (const point of takesValue(part) ? [...points, ...at] : [drawn]) {
      const said = await valuesOf(d, part, point)
      for (const count of [1, 3])
        same(
          `${law(count)}: ${part}`,
          await valuesOf(d.expand<number>(count), part, repeated(count, point)),
          repeated(count, said),
        )
    }
}

const takesValue = (part: Part): boolean => part === 'logProb' || part === 'cdf'

/** The numbers of one part of a distribution at a value. */
const valuesOf = <B extends Shape, E extends Shape>(
  d: Distribution<B, E>,
  part: Exclude<Part, 'sample'>,
  at: readonly number[],
): Promise<readonly number[]> => {
  if (part !== 'logProb' && part !== 'cdf') return numbers(d[part]())
  const x: Tensor<[...B, ...E]> = tensor<[...B, ...E]>(at, [...d.batch, ...d.event])
  return numbers(part === 'cdf' ? d.cdf(x) : d.logProb(x))
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
  lawOf(parameters, (p, key) => agreesExpanded<B, E>(make(p), key, { parts: every }))
