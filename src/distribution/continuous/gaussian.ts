/**
 * The Gaussian (normal) distribution by location and scale: the usual posterior and prior.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import { HALF_LOG_TWO_PI } from '../../special/constants.js'
import { erfc, normalQuantile } from '../../special/index.js'
import { add, div, mul, shift, square, sub, scale as times } from '../../tensor/index.js'
import type { Formulas, Gaussian } from '../families.js'
import { fromLogScaleOf, makeOf, standardOf } from '../location-scale.js'
import { member } from '../member.js'
import { standardised } from '../standardised.js'
import type { Parameters } from '../traits.js'

export type { Gaussian } from '../families.js'

const formulas: Formulas<'Gaussian'> = {
  family: 'Gaussian',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ loc, scale }, key) => add(loc, mul(scale, noiseLike('normal')(loc)(key))),
  logProb: ({ loc, scale, logScale }, x) =>
    shift(-HALF_LOG_TWO_PI)(sub(times(-0.5)(square(div(sub(x, loc), scale))), logScale)),
  entropy: ({ logScale }) => shift(0.5 + HALF_LOG_TWO_PI)(logScale),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => square(scale),
  mode: ({ loc }) => loc,
  cdf: ({ loc, scale }, x) => times(0.5)(erfc(times(-Math.SQRT1_2)(standardised(sub(x, loc), scale)))),
  quantile: ({ loc, scale }, u) => add(loc, mul(scale, normalQuantile(u))),
}

/** With these parameters; the last axes of their shape belong to an event. */
const of = <B extends Shape, E extends Shape>(
  parameters: Parameters<'Gaussian', [...B, ...E]>,
  eventRank: number,
): Gaussian<B, E> => member<'Gaussian', B, E>(formulas, parameters, eventRank)

/**
 * Gaussians with this location and scale, each element a batch of its own. Parameters that are numbers are checked; a
 * network gives `fromLogScale` its logarithms.
 * @shape S, S → batch S, event []
 * @math log N(x; μ, σ) = −(x − μ)²/2σ² − log σ − ½ log 2π
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale (reparameterised: μ + σε)
 * @failure `Gaussian: loc [3] and scale [4] differ`
 * @failure RangeError: `Gaussian: expected scale above 0, found -1 at [2]`
 * @law reparameterised mean and variance
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013), section 2.4
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Gaussian.make(scalar(0), scalar(1)).logProb(scalar(0)))
 * console.assert(Math.abs(logDensity + 0.9189385) < 1e-6)
 */
export const make = makeOf('Gaussian', of)

/**
 * Gaussians by location and the logarithm of the scale: any number, kept within ±80.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [variance = 0] = await read(Gaussian.fromLogScale(scalar(0), scalar(Math.log(3))).variance())
 * console.assert(Math.abs(variance - 9) < 1e-5)
 */
export const fromLogScale = fromLogScaleOf('Gaussian', of)

/**
 * The standard Gaussian over an event of this shape: the usual prior.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, shapeOf, zeros } from 'reparam'
 * const prior = Gaussian.standard(20)
 * console.assert(shapeOf(prior.logProb(zeros(20))).join() === '')
 */
export const standard = standardOf('Gaussian', of)
