/**
 * The Cauchy distribution by location and scale: tails so heavy that it has no mean.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape } from '../../shape/index.js'
import { add, less, mul, neg, select, shift, sub } from '../../tensor/index.js'
import type { Cauchy, Formulas } from '../families.js'
import { fromLogScaleOf, makeOf, standardOf } from '../location-scale.js'
import { member } from '../member.js'
import { cauchyNoise, cotangent } from '../noise.js'
import { standardised } from '../standardised.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'
import { standardCauchyCdf } from './cauchy-cdf.js'
import { logSpread } from './log-spread.js'

export type { Cauchy } from '../families.js'

const formulas: Formulas<'Cauchy'> = {
  family: 'Cauchy',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ loc, scale }, key) => add(loc, mul(scale, cauchyNoise(loc)(key))),
  logProb: ({ loc, scale, logScale }, x) =>
    shift(-Math.log(Math.PI))(neg(add(logScale, logSpread(sub(x, loc), scale, filled(1, loc))))),
  entropy: ({ logScale }) => shift(Math.log(4 * Math.PI))(logScale),
  mode: ({ loc }) => loc,
  cdf: ({ loc, scale }, x) => standardCauchyCdf(standardised(sub(x, loc), scale)),
  quantile: ({ loc, scale }, u) => {
    const left = less(u, filled(0.5, u))
    const beyond = cotangent(select(left, u, shift(1)(neg(u))))
    return add(loc, mul(scale, select(left, neg(beyond), beyond)))
  },
}

/** With these parameters; the last axes of their shape belong to an event. */
const of = <B extends Shape, E extends Shape>(
  parameters: Parameters<'Cauchy', [...B, ...E]>,
  eventRank: number,
): Cauchy<B, E> => member<'Cauchy', B, E>(formulas, parameters, eventRank)

/**
 * Cauchy distributions with this location, which is the median, and scale, each element a batch of its own. There is no
 * `mean()` and no `variance()`, since neither exists. Parameters that are numbers are checked; a network gives
 * `fromLogScale` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = −log π − log s − log(1 + z²), z = (x − μ)/s
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale
 * @failure `Cauchy: loc [3] and scale [4] differ`
 * @failure RangeError: `Cauchy: expected scale above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 1 (1994), chapter 16
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Cauchy, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Cauchy.make(scalar(0), scalar(1)).logProb(scalar(0)))
 * console.assert(Math.abs(logDensity + Math.log(Math.PI)) < 1e-6)
 */
export const make = makeOf('Cauchy', of)

/**
 * Cauchy distributions by location and the logarithm of the scale: any number, kept within ±80.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Cauchy, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [quarter = 0] = await read(Cauchy.fromLogScale(scalar(2), scalar(0)).quantile(scalar(0.25)))
 * console.assert(Math.abs(quarter - 1) < 1e-6)
 */
export const fromLogScale = fromLogScaleOf('Cauchy', of)

/**
 * The standard Cauchy distribution over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Cauchy, shapeOf, zeros } from 'reparam'
 * const prior = Cauchy.standard(20)
 * console.assert(shapeOf(prior.logProb(zeros(20))).join() === '')
 */
export const standard = standardOf('Cauchy', of)
