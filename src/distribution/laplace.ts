/**
 * The Laplace (double exponential) distribution by location and scale: like a Gaussian with heavier tails.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../random/index.js'
import type { Same, Shape, Show } from '../shape/index.js'
import {
  abs,
  add,
  div,
  exp,
  expm1,
  log,
  mul,
  neg,
  ones,
  shift,
  sign,
  square,
  sub,
  type Tensor,
  scale as times,
  zeros,
} from '../tensor/index.js'
import type { Formulas, Laplace } from './families.js'
import { besideLoc, member } from './family.js'

export type { Laplace } from './families.js'

const formulas: Formulas<'Laplace'> = {
  family: 'Laplace',
  reparameterised: true,
  sample: ({ loc, scale }, key) => add(loc, mul(scale, noiseLike('laplace')(loc)(key))),
  logProb: ({ loc, scale, logScale }, x) =>
    shift(-Math.LN2)(sub(neg(div(abs(sub(x, loc)), scale)), logScale)),
  entropy: ({ logScale }) => shift(1 + Math.LN2)(logScale),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => times(2)(square(scale)),
  mode: ({ loc }) => loc,
  cdf: ({ loc, scale }, x) => {
    const z = div(sub(x, loc), scale)
    // ½ − ½ sign(z) (exp(−|z|) − 1): no digits are lost in either tail but those of 1 − p
    return shift(0.5)(times(-0.5)(mul(sign(z), expm1(neg(abs(z))))))
  },
}

/**
 * Laplace distributions with this location and scale, each element a batch of its own.
 * @shape S, S → batch S, event []
 * @math log p(x) = −|x − μ|/b − log 2b
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scale
 * @failure `Laplace: loc [3] and scale [4] differ`
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
export const make = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  scale: Tensor<T> & Same<S, T, `Laplace: loc ${Show<S>} and scale ${Show<T>} differ`>,
): Laplace<S, []> => {
  const beside = besideLoc('Laplace', loc, 'scale', scale)
  return member<'Laplace', S, []>(formulas, { loc, scale: beside, logScale: log(beside) }, 0)
}

/**
 * Laplace distributions by location and the logarithm of the scale, which may be any number from −80 to 80;
 * beyond, float32 holds no scale.
 * @shape S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Laplace, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [variance = 0] = await read(Laplace.fromLogScale(scalar(0), scalar(Math.log(3))).variance())
 * console.assert(Math.abs(variance - 18) < 1e-5)
 */
export const fromLogScale = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  logScale: Tensor<T> & Same<S, T, `Laplace: loc ${Show<S>} and logScale ${Show<T>} differ`>,
): Laplace<S, []> => {
  const beside = besideLoc('Laplace', loc, 'logScale', logScale)
  return member<'Laplace', S, []>(formulas, { loc, scale: exp(beside), logScale: beside }, 0)
}

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
export const standard = <const S extends number[]>(...event: S): Laplace<[], S> =>
  member<'Laplace', [], S>(
    formulas,
    { loc: zeros(...event), scale: ones(...event), logScale: zeros(...event) },
    event.length,
  )
