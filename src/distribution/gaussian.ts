/**
 * The Gaussian (normal) distribution by location and scale: the usual posterior and prior.
 * @category distribution
 * @since 0.1.0
 * @module
 */

import { noiseLike } from '../random/index.js'
import type { Same, Shape, Show } from '../shape/index.js'
import {
  add,
  div,
  erf,
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
} from '../tensor/index.js'
import type { Formulas, Gaussian } from './families.js'
import { besideLoc, member } from './family.js'

export type { Gaussian } from './families.js'

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)

const formulas: Formulas<'Gaussian'> = {
  family: 'Gaussian',
  reparameterised: true,
  sample: ({ loc, scale }, key) => add(loc, mul(scale, noiseLike('normal')(loc)(key))),
  logProb: ({ loc, scale, logScale }, x) =>
    shift(-HALF_LOG_TWO_PI)(sub(times(-0.5)(square(div(sub(x, loc), scale))), logScale)),
  entropy: ({ logScale }) => shift(0.5 + HALF_LOG_TWO_PI)(logScale),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => square(scale),
  mode: ({ loc }) => loc,
  cdf: ({ loc, scale }, x) => times(0.5)(shift(1)(erf(times(Math.SQRT1_2)(div(sub(x, loc), scale))))),
}

/**
 * Gaussians with this location and scale, each element a batch of its own.
 * @shape S, S → batch S, event []
 * @math log N(x; μ, σ) = −(x − μ)²/2σ² − log σ − ½ log 2π
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale (reparameterised: μ + σε)
 * @failure `Gaussian: loc [3] and scale [4] differ`
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
export const make = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  scale: Tensor<T> & Same<S, T, `Gaussian: loc ${Show<S>} and scale ${Show<T>} differ`>,
): Gaussian<S, []> => {
  const beside = besideLoc('Gaussian', loc, 'scale', scale)
  return member<'Gaussian', S, []>(formulas, { loc, scale: beside, logScale: log(beside) }, 0)
}

/**
 * Gaussians by location and the logarithm of the scale, which may be any number from −80 to 80: what a network puts out.
 * Beyond, float32 holds no scale, and a divergence is infinite or not a number.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [variance = 0] = await read(Gaussian.fromLogScale(scalar(0), scalar(Math.log(3))).variance())
 * console.assert(Math.abs(variance - 9) < 1e-5)
 */
export const fromLogScale = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  logScale: Tensor<T> & Same<S, T, `Gaussian: loc ${Show<S>} and logScale ${Show<T>} differ`>,
): Gaussian<S, []> => {
  const beside = besideLoc('Gaussian', loc, 'logScale', logScale)
  return member<'Gaussian', S, []>(formulas, { loc, scale: exp(beside), logScale: beside }, 0)
}

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
export const standard = <const S extends number[]>(...event: S): Gaussian<[], S> =>
  member<'Gaussian', [], S>(
    formulas,
    { loc: zeros(...event), scale: ones(...event), logScale: zeros(...event) },
    event.length,
  )
