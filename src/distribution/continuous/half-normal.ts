/**
 * The half-normal distribution: the magnitude of a Gaussian around 0.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import { erf, erfinv } from '../../special/index.js'
import {
  abs,
  div,
  exp,
  log,
  mul,
  ones,
  shift,
  square,
  sub,
  type Tensor,
  scale as times,
  zeros,
  zerosLike,
} from '../../tensor/index.js'
import { checked, positive } from '../checked.js'
import type { Formulas, HalfNormal } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { member } from '../member.js'
import { standardised } from '../standardised.js'
import { notNegative, raised, within } from './support.js'

export type { HalfNormal } from '../families.js'

const HALF_LOG_HALF_PI = 0.5 * Math.log(Math.PI / 2)

const formulas: Formulas<'HalfNormal'> = {
  family: 'HalfNormal',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ scale }, key) => mul(scale, abs(noiseLike('normal')(scale)(key))),
  logProb: ({ scale, logScale }, x) =>
    within(notNegative(x), x, 0, (value) =>
      shift(-HALF_LOG_HALF_PI)(sub(times(-0.5)(square(div(value, scale))), logScale)),
    ),
  entropy: ({ logScale }) => shift(0.5 + HALF_LOG_HALF_PI)(logScale),
  mean: ({ scale }) => times(Math.sqrt(2 / Math.PI))(scale),
  variance: ({ scale }) => times(1 - 2 / Math.PI)(square(scale)),
  mode: ({ scale }) => zerosLike(scale),
  cdf: ({ scale }, x) => erf(times(Math.SQRT1_2)(standardised(raised(x), scale))),
  quantile: ({ scale }, u) => mul(scale, times(Math.SQRT2)(erfinv(u))),
}

/**
 * Half-normal distributions with this scale, each element a batch of its own. The support begins at 0; below, the
 * log-density is −∞ and has no gradient. Parameters that are numbers are checked; a network gives `fromLogScale` its
 * logarithms.
 * @shape S → batch S, event []
 * @math log p(x) = −x²/2σ² − log σ + ½ log 2/π; mean σ√(2/π), variance σ²(1 − 2/π)
 * @unit logProb, entropy, kl: nats
 * @grad through sample to the scale
 * @failure RangeError: `HalfNormal: expected scale above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 1 (1994), chapter 13
 * @category distribution
 * @since 0.1.0
 * @example
 * import { HalfNormal, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const d = HalfNormal.make(scalar(1))
 * const [inside = 0, outside = 0] = [...(await read(d.logProb(scalar(0)))), ...(await read(d.logProb(scalar(-1))))]
 * console.assert(Math.abs(inside - 0.5 * Math.log(2 / Math.PI)) < 1e-6 && outside === -Infinity)
 */
export const make = <S extends Shape>(scale: Tensor<S>): HalfNormal<S, []> =>
  member<'HalfNormal', S, []>(
    formulas,
    { scale: checked('HalfNormal', 'scale', positive, scale), logScale: log(scale) },
    0,
  )

/**
 * Half-normal distributions by the logarithm of the scale: any number, kept within ±80.
 * @shape S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { HalfNormal, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(HalfNormal.fromLogScale(scalar(0)).mean())
 * console.assert(Math.abs(mean - Math.sqrt(2 / Math.PI)) < 1e-6)
 */
export const fromLogScale = <S extends Shape>(logScale: Tensor<S>): HalfNormal<S, []> => {
  const given = boundedLogScale(logScale)
  return member<'HalfNormal', S, []>(formulas, { scale: exp(given), logScale: given }, 0)
}

/**
 * The magnitudes of standard Gaussians over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { HalfNormal, ones, shapeOf } from 'reparam'
 * const prior = HalfNormal.standard(20)
 * console.assert(shapeOf(prior.logProb(ones(20))).join() === '')
 */
export const standard = <const S extends number[]>(...event: S): HalfNormal<[], S> =>
  member<'HalfNormal', [], S>(formulas, { scale: ones(...event), logScale: zeros(...event) }, event.length)
