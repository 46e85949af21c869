/**
 * The Gumbel (extreme value) distribution of maxima, by location and scale.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import { EULER_GAMMA } from '../../special/constants.js'
import {
  add,
  div,
  exp,
  log,
  maximum,
  minimum,
  mul,
  neg,
  shift,
  square,
  sub,
  scale as times,
} from '../../tensor/index.js'
import type { Formulas, Gumbel } from '../families.js'
import { fromLogScaleOf, makeOf, standardOf } from '../location-scale.js'
import { member } from '../member.js'
import { standardised } from '../standardised.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'
import { logShare } from './log-share.js'

export type { Gumbel } from '../families.js'

/** Beyond this exp(−exp(−z)) is 0 in float32 and exp(−z) is not yet infinite. */
const far = 80

const formulas: Formulas<'Gumbel'> = {
  family: 'Gumbel',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ loc, scale }, key) => add(loc, mul(scale, noiseLike('gumbel')(loc)(key))),
  logProb: ({ loc, scale, logScale }, x) => {
    const z = div(sub(x, loc), scale)
    // a distance that overflows to −∞ must not meet exp(−z) = ∞
    const linear = maximum(z, filled(-3e38, z))
    return neg(add(add(linear, exp(neg(z))), logScale))
  },
  entropy: ({ logScale }) => shift(1 + EULER_GAMMA)(logScale),
  mean: ({ loc, scale }) => add(loc, times(EULER_GAMMA)(scale)),
  variance: ({ scale }) => times(Math.PI ** 2 / 6)(square(scale)),
  mode: ({ loc }) => loc,
  cdf: ({ loc, scale }, x) => {
    const z = standardised(sub(x, loc), scale)
    return exp(neg(exp(minimum(neg(z), filled(far, z)))))
  },
  quantile: ({ loc, scale }, u) => sub(loc, mul(scale, log(neg(logShare(u))))),
}

/** With these parameters; the last axes of their shape belong to an event. */
const of = <B extends Shape, E extends Shape>(
  parameters: Parameters<'Gumbel', [...B, ...E]>,
  eventRank: number,
): Gumbel<B, E> => member<'Gumbel', B, E>(formulas, parameters, eventRank)

/**
 * Gumbel distributions with this location, which is the mode, and scale, each element a batch of its own. Parameters
 * that are numbers are checked; a network gives `fromLogScale` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = −z − exp(−z) − log β, z = (x − μ)/β; mean μ + γβ, variance π²β²/6
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale
 * @failure `Gumbel: loc [3] and scale [4] differ`
 * @failure RangeError: `Gumbel: expected scale above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 2 (1995), chapter 22
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gumbel, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Gumbel.make(scalar(0), scalar(1)).logProb(scalar(0)))
 * console.assert(Math.abs(logDensity + 1) < 1e-6)
 */
export const make = makeOf('Gumbel', of)

/**
 * Gumbel distributions by location and the logarithm of the scale: any number, kept within ±80.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gumbel, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Gumbel.fromLogScale(scalar(1), scalar(0)).mean())
 * console.assert(Math.abs(mean - 1.5772157) < 1e-6)
 */
export const fromLogScale = fromLogScaleOf('Gumbel', of)

/**
 * The standard Gumbel distribution over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gumbel, shapeOf, zeros } from 'reparam'
 * const prior = Gumbel.standard(20)
 * console.assert(shapeOf(prior.logProb(zeros(20))).join() === '')
 */
export const standard = standardOf('Gumbel', of)
