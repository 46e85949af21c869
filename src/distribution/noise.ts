/** Noise of standard laws, made of Laplace noise: its sign, and 1 − exp(−|x|) uniform, neither of which is ever 0. */
import { noiseLike } from '../random/index.js'
import type { Shape } from '../shape/index.js'
import {
  abs,
  div,
  exp,
  expm1,
  type Key,
  log1p,
  mul,
  neg,
  shift,
  sign,
  sin,
  type Tensor,
  scale as times,
} from '../tensor/index.js'

const laplace = noiseLike('laplace')

/** Independent numbers of the standard exponential law, all above 0. */
export const exponentialNoise =
  <S extends Shape>(like: Tensor<S>) =>
  (key: Key): Tensor<S> =>
    abs(laplace(like)(key))

/** Independent numbers of the standard logistic law: log (1 − t)/t has the tail t = exp(−|x|)/2 beyond it. */
export const logisticNoise =
  <S extends Shape>(like: Tensor<S>) =>
  (key: Key): Tensor<S> => {
    const x = laplace(like)(key)
    return mul(sign(x), log1p(times(2)(expm1(abs(x)))))
  }

/** Independent numbers of the standard Cauchy law: cot πt has the tail t beyond it. */
export const cauchyNoise =
  <S extends Shape>(like: Tensor<S>) =>
  (key: Key): Tensor<S> => {
    const x = laplace(like)(key)
    return mul(sign(x), cotangent(times(0.5)(exp(neg(abs(x))))))
  }

/** cot πt for t from 0 to ½, exact relative to itself at both ends. */
export const cotangent = <S extends Shape>(t: Tensor<S>): Tensor<S> =>
  div(sin(times(Math.PI)(shift(0.5)(neg(t)))), sin(times(Math.PI)(t)))
