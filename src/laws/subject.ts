/** What the laws are run on: distributions made of parameters that are drawn at random. */

import type { Arbitrary } from 'fast-check'
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { AnyTensor } from '../tensor/index.js'
import type { Support } from './grid.js'
import type { LawName } from './table.js'

/**
 * Parameters by name, each a float tensor.
 * @category laws
 * @since 0.1.0
 */
export type ParameterRecord = Readonly<Record<string, AnyTensor>>

/**
 * A value of a distribution: a number, which every element of the event then has, or the numbers of one event.
 * @category laws
 * @since 0.1.0
 */
export type Value = number | readonly number[]

/**
 * What a law needs to know of a family and cannot ask a distribution.
 * @category laws
 * @since 0.1.0
 */
export interface Known {
  /** The interval of the density. An infinite end lies where the quantile or the moments leave no probability that counts. */
  readonly support?: Support
  /** All values of a discrete distribution whose probability counts; numbers in rising order. */
  readonly values?: readonly Value[]
  /** Values that cannot be, whatever the parameters. */
  readonly outside?: readonly Value[]
  /**
   * How a sample depends on the parameters at a fixed key: smoothly, along the path of its gradient, or not so, where the
   * gradient is that of implicit differentiation.
   */
  readonly sampling?: 'path' | 'implicit'
  /** Whether the elements of a value may move by themselves: not so on a simplex or a sphere. */
  readonly moves?: boolean
  /** Laws that say nothing of this family, as those of a density where there is none. */
  readonly without?: readonly LawName[]
}

/**
 * A family of distributions under test: how its parameters are drawn, and the distribution that they make.
 * @category laws
 * @since 0.1.0
 */
export interface Subject<
  P extends ParameterRecord,
  B extends Shape,
  E extends Shape,
  D extends Distribution<B, E> = Distribution<B, E>,
> extends Known {
  readonly parameters: Arbitrary<P>
  /** Everything that a gradient is to reach comes in by the parameters. */
  readonly make: (parameters: P) => D & Distribution<B, E>
}

/**
 * A family under test, from an arbitrary of its parameters and the function that makes a distribution of them: one
 * of this library, or one of your own by `defineDistribution`.
 * @category laws
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import fc from 'fast-check'
 * import { Gaussian, kl, use } from 'reparam'
 * import * as laws from 'reparam/laws'
 *
 * await use('cpu')()
 * const parameters = fc.record({ loc: laws.locs(3), scale: laws.scales(3) })
 * const gaussian = laws.subject(parameters, ({ loc, scale }) => Gaussian.make(loc, scale))
 * await assert.doesNotReject(laws.check(laws.sampleMoments(gaussian)))
 * await assert.doesNotReject(laws.check(laws.klNonNegative(gaussian, { kl: (q, p) => kl(q, p) })))
 */
export const subject = <
  P extends ParameterRecord,
  B extends Shape,
  E extends Shape,
  D extends Distribution<B, E>,
>(
  parameters: Arbitrary<P>,
  make: (parameters: P) => D & Distribution<B, E>,
  known: Known = {},
): Subject<P, B, E, D> => ({ ...known, parameters, make })
