/**
 * The logistic distribution by location and scale: its cdf is the sigmoid.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape } from '../../shape/index.js'
import {
  add,
  div,
  log,
  log1p,
  mul,
  neg,
  shift,
  sigmoid,
  softplus,
  square,
  sub,
  scale as times,
} from '../../tensor/index.js'
import type { Formulas, Logistic } from '../families.js'
import { fromLogScaleOf, makeOf, standardOf } from '../location-scale.js'
import { member } from '../member.js'
import { logisticNoise } from '../noise.js'
import { standardised } from '../standardised.js'
import type { Parameters } from '../traits.js'

export type { Logistic } from '../families.js'

const formulas: Formulas<'Logistic'> = {
  family: 'Logistic',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ loc, scale }, key) => add(loc, mul(scale, logisticNoise(loc)(key))),
  logProb: ({ loc, scale, logScale }, x) => {
    const z = div(sub(x, loc), scale)
    return neg(add(add(softplus(z), softplus(neg(z))), logScale))
  },
  entropy: ({ logScale }) => shift(2)(logScale),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => times(Math.PI ** 2 / 3)(square(scale)),
  mode: ({ loc }) => loc,
  cdf: ({ loc, scale }, x) => sigmoid(standardised(sub(x, loc), scale)),
  quantile: ({ loc, scale }, u) => add(loc, mul(scale, sub(log(u), log1p(neg(u))))),
}

/** With these parameters; the last axes of their shape belong to an event. */
const of = <B extends Shape, E extends Shape>(
  parameters: Parameters<'Logistic', [...B, ...E]>,
  eventRank: number,
): Logistic<B, E> => member<'Logistic', B, E>(formulas, parameters, eventRank)

/**
 * Logistic distributions with this location and scale, each element a batch of its own. Parameters that are numbers are
 * checked; a network gives `fromLogScale` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = −z − 2 log(1 + exp −z) − log s, z = (x − μ)/s; mean μ, variance π²s²/3
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale
 * @failure `Logistic: loc [3] and scale [4] differ`
 * @failure RangeError: `Logistic: expected scale above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 2 (1995), chapter 23
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Logistic, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Logistic.make(scalar(0), scalar(1)).logProb(scalar(0)))
 * console.assert(Math.abs(logDensity + Math.log(4)) < 1e-6)
 */
export const make = makeOf('Logistic', of)

/**
 * Logistic distributions by location and the logarithm of the scale: any number, kept within ±80.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Logistic, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [nats = 0] = await read(Logistic.fromLogScale(scalar(0), scalar(1)).entropy())
 * console.assert(Math.abs(nats - 3) < 1e-6)
 */
export const fromLogScale = fromLogScaleOf('Logistic', of)

/**
 * The standard logistic distribution over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Logistic, shapeOf, zeros } from 'reparam'
 * const prior = Logistic.standard(20)
 * console.assert(shapeOf(prior.logProb(zeros(20))).join() === '')
 */
export const standard = standardOf('Logistic', of)
