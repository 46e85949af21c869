/**
 * The log-normal distribution: the exponential of a Gaussian with this location and scale.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import { HALF_LOG_TWO_PI } from '../../special/constants.js'
import { log1mexp, normalCdf, normalQuantile } from '../../special/index.js'
import {
  add,
  div,
  exp,
  greater,
  log,
  mul,
  neg,
  select,
  shift,
  square,
  sub,
  scale as times,
} from '../../tensor/index.js'
import type { Formulas, LogNormal } from '../families.js'
import { fromLogScaleOf, makeOf, standardOf } from '../location-scale.js'
import { member } from '../member.js'
import { standardised } from '../standardised.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'
import { above0 } from './support.js'

export type { LogNormal } from '../families.js'

const formulas: Formulas<'LogNormal'> = {
  family: 'LogNormal',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ loc, scale }, key) => above0(exp(add(loc, mul(scale, noiseLike('normal')(loc)(key))))),
  logProb: ({ loc, scale, logScale }, x) => {
    const inside = greater(x, filled(0, x))
    // outside, the density is computed at exp μ: its derivatives are finite for all parameters
    const y = select(inside, log(select(inside, x, filled(1, x))), loc)
    const parabola = times(-0.5)(square(div(sub(y, loc), scale)))
    const logDensity = shift(-HALF_LOG_TWO_PI)(sub(parabola, add(logScale, y)))
    return select(inside, logDensity, filled(Number.NEGATIVE_INFINITY, x))
  },
  entropy: ({ loc, logScale }) => shift(0.5 + HALF_LOG_TWO_PI)(add(loc, logScale)),
  mean: ({ loc, scale }) => exp(add(loc, times(0.5)(square(scale)))),
  // (exp σ² − 1) exp(2μ + σ²), in logarithms, since one factor may overflow where the other vanishes
  variance: ({ loc, scale }) => {
    const s = square(scale)
    return exp(add(add(times(2)(loc), times(2)(s)), log1mexp(neg(s))))
  },
  mode: ({ loc, scale }) => exp(sub(loc, square(scale))),
  cdf: ({ loc, scale }, x) => {
    const inside = greater(x, filled(0, x))
    const y = select(inside, log(select(inside, x, filled(1, x))), loc)
    return select(inside, normalCdf(standardised(sub(y, loc), scale)), filled(0, x))
  },
  quantile: ({ loc, scale }, u) => exp(add(loc, mul(scale, normalQuantile(u)))),
}

/** With these parameters; the last axes of their shape belong to an event. */
const of = <B extends Shape, E extends Shape>(
  parameters: Parameters<'LogNormal', [...B, ...E]>,
  eventRank: number,
): LogNormal<B, E> => member<'LogNormal', B, E>(formulas, parameters, eventRank)

/**
 * Log-normal distributions with this location and scale of the logarithm, each element a batch of its own. The support
 * is what is above 0; elsewhere the log-density is −∞ and has no gradient. A sample that underflows is 2⁻¹²⁵.
 * Parameters that are numbers are checked; a network gives `fromLogScale` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = −(log x − μ)²/2σ² − log x − log σ − ½ log 2π; mean exp(μ + σ²/2), variance (exp σ² − 1) exp(2μ + σ²)
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale
 * @failure `LogNormal: loc [3] and scale [4] differ`
 * @failure RangeError: `LogNormal: expected scale above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 1 (1994), chapter 14
 * @category distribution
 * @since 0.1.0
 * @example
 * import { LogNormal, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(LogNormal.make(scalar(0), scalar(1)).mean())
 * console.assert(Math.abs(mean - Math.exp(0.5)) < 1e-6)
 */
export const make = makeOf('LogNormal', of)

/**
 * Log-normal distributions by location and the logarithm of the scale: any number, kept within ±80.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { LogNormal, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [median = 0] = await read(LogNormal.fromLogScale(scalar(1), scalar(0)).quantile(scalar(0.5)))
 * console.assert(Math.abs(median - Math.E) < 1e-5)
 */
export const fromLogScale = fromLogScaleOf('LogNormal', of)

/**
 * The exponential of a standard Gaussian over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { LogNormal, ones, shapeOf } from 'reparam'
 * const prior = LogNormal.standard(20)
 * console.assert(shapeOf(prior.logProb(ones(20))).join() === '')
 */
export const standard = standardOf('LogNormal', of)
