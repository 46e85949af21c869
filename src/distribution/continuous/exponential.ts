/**
 * The exponential distribution by rate: the time until an event that may come at any moment.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape } from '../../shape/index.js'
import {
  div,
  exp,
  expm1,
  log,
  log1p,
  mul,
  neg,
  ones,
  reciprocal,
  shift,
  square,
  sub,
  type Tensor,
  zeros,
  zerosLike,
} from '../../tensor/index.js'
import { checked, positive } from '../checked.js'
import type { Exponential, Formulas } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { member } from '../member.js'
import { exponentialNoise } from '../noise.js'
import { notNegative, raised, within } from './support.js'

export type { Exponential } from '../families.js'

const formulas: Formulas<'Exponential'> = {
  family: 'Exponential',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ rate }, key) => div(exponentialNoise(rate)(key), rate),
  logProb: ({ rate, logRate }, x) => within(notNegative(x), x, 0, (value) => sub(logRate, mul(rate, value))),
  entropy: ({ logRate }) => shift(1)(neg(logRate)),
  mean: ({ rate }) => reciprocal(rate),
  variance: ({ rate }) => square(reciprocal(rate)),
  mode: ({ rate }) => zerosLike(rate),
  cdf: ({ rate }, x) => neg(expm1(neg(mul(rate, raised(x))))),
  quantile: ({ rate }, u) => div(neg(log1p(neg(u))), rate),
}

/**
 * Exponential distributions with this rate, which is above 0, each element a batch of its own. The support begins at 0;
 * below, the log-density is −∞ and has no gradient. Parameters that are numbers are checked; a network gives
 * `fromLogRate` its logarithms.
 * @shape S → batch S, event []
 * @math log p(x) = log λ − λx; mean 1/λ, variance 1/λ²
 * @unit logProb, entropy, kl: nats
 * @grad through sample to the rate
 * @failure RangeError: `Exponential: expected rate above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 1 (1994), chapter 19
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Exponential, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Exponential.make(scalar(2)).logProb(scalar(1)))
 * console.assert(Math.abs(logDensity - (Math.LN2 - 2)) < 1e-6)
 */
export const make = <S extends Shape>(rate: Tensor<S>): Exponential<S, []> =>
  member<'Exponential', S, []>(
    formulas,
    { rate: checked('Exponential', 'rate', positive, rate), logRate: log(rate) },
    0,
  )

/**
 * Exponential distributions by the logarithm of the rate: any number, kept within ±80.
 * @shape S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Exponential, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Exponential.fromLogRate(scalar(-1)).mean())
 * console.assert(Math.abs(mean - Math.E) < 1e-5)
 */
export const fromLogRate = <S extends Shape>(logRate: Tensor<S>): Exponential<S, []> => {
  const given = boundedLogScale(logRate)
  return member<'Exponential', S, []>(formulas, { rate: exp(given), logRate: given }, 0)
}

/**
 * Exponential distributions of rate 1 over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Exponential, ones, shapeOf } from 'reparam'
 * const prior = Exponential.standard(20)
 * console.assert(shapeOf(prior.logProb(ones(20))).join() === '')
 */
export const standard = <const S extends number[]>(...event: S): Exponential<[], S> =>
  member<'Exponential', [], S>(formulas, { rate: ones(...event), logRate: zeros(...event) }, event.length)
