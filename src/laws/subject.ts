/** What the laws are run on: distributions made of parameters that are drawn at random. */

import type { Arbitrary } from 'fast-check'
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { AnyTensor } from '../tensor/index.js'

/**
 * Parameters by name, each a float tensor.
 * @category laws
 * @since 0.1.0
 */
export type ParameterRecord = Readonly<Record<string, AnyTensor>>

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
> {
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
): Subject<P, B, E, D> => ({ parameters, make })
