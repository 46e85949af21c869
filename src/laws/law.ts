/** A law: an asynchronous property of fast-check over random cases, which any test runner can await. */
import fc from 'fast-check'
import { key } from '../random/index.js'
import type { Key } from '../tensor/index.js'
import { describe } from './describe.js'

/**
 * What a law is run on once: parameters, and the key of everything that is drawn. It prints its numbers.
 * @category laws
 * @since 0.1.0
 */
export interface Case<A> {
  readonly drawn: A
  readonly seed: number
}

/**
 * A law of a family: a property that rejects with `LawBroken` where the law does not hold.
 * @category laws
 * @since 0.1.0
 */
export type Law<A> = fc.IAsyncProperty<[Case<A>]>

/** The law that says `holds` of whatever is drawn; one that does not hold rejects in words. */
export const lawOf = <A>(drawn: fc.Arbitrary<A>, holds: (drawn: A, key: Key) => Promise<void>): Law<A> =>
  fc.asyncProperty(casesOf(drawn), (c) => holds(c.drawn, key(c.seed)))

const casesOf = <A>(drawn: fc.Arbitrary<A>): fc.Arbitrary<Case<A>> =>
  fc
    .record({ drawn, seed: fc.nat() }, { noNullPrototype: true })
    .map((c) => ({ ...c, [fc.toStringMethod]: () => describe({ drawn: c.drawn, seed: c.seed }) }))

/**
 * How often a law is run, and from which seed: the same seed draws the same cases.
 * @category laws
 * @since 0.1.0
 */
export interface Runs {
  readonly runs?: number
  readonly seed?: number
  /** Whether the smallest case that breaks the law is looked for, which takes many runs: true if nothing is said. */
  readonly smallest?: boolean
}

/**
 * Runs a law on the backend in use: resolves where it holds, rejects with the smallest case that breaks it. The same
 * seed runs the same cases with the same keys, so that a law which held holds again.
 * @category laws
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import fc from 'fast-check'
 * import { Gaussian, ones, use } from 'reparam'
 * import * as laws from 'reparam/laws'
 *
 * await use('cpu')()
 * // a scale that is not the one of the distribution that it is compared with
 * const parameters = fc.record({ loc: laws.locs(2), scale: laws.scales(2) })
 * const wrong = laws.subject(parameters, ({ loc, scale }) => ({
 *   ...Gaussian.make(loc, scale),
 *   entropy: () => Gaussian.make(loc, ones(2)).entropy(),
 * }))
 * await assert.rejects(laws.check(laws.entropyExpectation(wrong)), /entropy is the expectation of −log p/)
 * // what is spread keeps the `expand` of the Gaussian, which forgets the fault: that is refused as well
 * await assert.rejects(laws.check(laws.expandAgrees(wrong)), /expand\(1\) is the same distribution: entropy/)
 */
export const check = <A>(law: Law<A>, { runs = 20, seed = 1, smallest = true }: Runs = {}): Promise<void> =>
  fc.assert(law, { numRuns: runs, seed, endOnFailure: !smallest, includeErrorInReport: true })
