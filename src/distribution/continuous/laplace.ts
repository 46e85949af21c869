/**
 * The Laplace (double exponential) distribution by location and scale: like a Gaussian with heavier tails.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import {
  abs,
  add,
  div,
  exp,
  less,
  log,
  mul,
  neg,
  select,
  shift,
  square,
  sub,
  scale as times,
} from '../../tensor/index.js'
import type { Formulas, Laplace } from '../families.js'
import { fromLogScaleOf, makeOf, standardOf } from '../location-scale.js'
import { member } from '../member.js'
import { standardised } from '../standardised.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'

export type { Laplace } from '../families.js'

const formulas: Formulas<'Laplace'> = {
  family: 'Laplace',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ loc, scale }, key) => add(loc, mul(scale, noiseLike('laplace')(loc)(key))),
  logProb: ({ loc, scale, logScale }, x) =>
    shift(-Math.LN2)(sub(neg(div(abs(sub(x, loc)), scale)), logScale)),
  entropy: ({ logScale }) => shift(1 + Math.LN2)(logScale),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => times(2)(square(scale)),
  mode: ({ loc }) => loc,
  // each tail by itself: 1 − p would lose the digits of a small p
  cdf: ({ loc, scale }, x) => {
    const z = standardised(sub(x, loc), scale)
    const zero = filled(0, z)
    const left = less(z, zero)
    const below = times(0.5)(exp(select(left, z, zero)))
    return select(left, below, shift(1)(times(-0.5)(exp(select(left, zero, neg(z))))))
  },
  quantile: ({ loc, scale }, u) => {
    const rare = times(2)
    const standard = select(less(u, filled(0.5, u)), log(rare(u)), neg(log(rare(shift(1)(neg(u))))))
    return add(loc, mul(scale, standard))
  },
}

/** With these parameters; the last axes of their shape belong to an event. */
const of = <B extends Shape, E extends Shape>(
  parameters: Parameters<'Laplace', [...B, ...E]>,
  eventRank: number,
): Laplace<B, E> => member<'Laplace', B, E>(formulas, parameters, eventRank)

/**
 * Laplace distributions with this location and scale, each element a batch of its own. Parameters that are numbers are
 * checked; a network gives `fromLogScale` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = −|x − μ|/b − log 2b
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale
 * @failure `Laplace: loc [3] and scale [4] differ`
 * @failure RangeError: `Laplace: expected scale above 0, found -1 at [2]`
 * @law reparameterised mean and variance
 * @source Kotz, Kozubowski and Podgórski: The Laplace distribution and generalizations (2001), chapter 2
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Laplace, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Laplace.make(scalar(0), scalar(1)).logProb(scalar(0)))
 * console.assert(Math.abs(logDensity + Math.LN2) < 1e-6)
 */
export const make = makeOf('Laplace', of)

/**
 * Laplace distributions by location and the logarithm of the scale: any number, kept within ±80.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Laplace, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [variance = 0] = await read(Laplace.fromLogScale(scalar(0), scalar(Math.log(3))).variance())
 * console.assert(Math.abs(variance - 18) < 1e-5)
 */
export const fromLogScale = fromLogScaleOf('Laplace', of)

/**
 * The standard Laplace distribution over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Laplace, shapeOf, zeros } from 'reparam'
 * const prior = Laplace.standard(20)
 * console.assert(shapeOf(prior.logProb(zeros(20))).join() === '')
 */
export const standard = standardOf('Laplace', of)
