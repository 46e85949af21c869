/**
 * Functions that networks put between layers. Each is a composite: a name, what it is made of, and a derivative
 * of its own where that of the composition is unstable or slow.
 */
import type { Expression } from './expression.js'
import { input } from './expression.js'
import { composite } from './primitive/control.js'
import * as primitive from './primitive/elementwise.js'
import { splatLike } from './primitive/leaf.js'
import { expression, type Tensor, typed } from './tensor.js'

/** max(x, 0) of an expression; the derivative at 0 is 0. */
export const reluOf = (x: Expression): Expression =>
  composite(
    'relu',
    [x],
    ([e = x]) => primitive.maximum(e, splatLike(0, e)),
    (n, g) => [reluCotangent(g, input(n, 0))],
  )

/** The cotangent where x is above 0, and 0 elsewhere. */
const reluCotangent = (g: Expression, x: Expression): Expression =>
  composite(
    'reluCotangent',
    [g, x],
    ([c = g, e = x]) => primitive.select(primitive.compare('GT')(e, splatLike(0, e)), c, splatLike(0, c)),
    (n, h) => [reluCotangent(h, input(n, 1)), undefined],
  )

/** log(1 + exp x) of an expression, exact for large and small x. */
export const softplusOf = (x: Expression): Expression =>
  composite(
    'softplus',
    [x],
    ([e = x]) =>
      primitive.add(
        reluOf(e),
        primitive.logPlusOne(primitive.exponential(primitive.negate(primitive.abs(e)))),
      ),
    (n, g) => [primitive.multiply(g, primitive.logistic(input(n, 0)))],
  )

/** x above 0, else exp x − 1, of an expression; the derivative, exp of the negative part, does not overflow. */
export const eluOf = (x: Expression): Expression =>
  composite(
    'elu',
    [x],
    ([e = x]) =>
      primitive.add(reluOf(e), primitive.exponentialMinusOne(primitive.minimum(e, splatLike(0, e)))),
    (n, g) => {
      const negativePart = primitive.negate(reluOf(primitive.negate(input(n, 0))))
      return [primitive.multiply(g, primitive.plus(eluOf(negativePart), 1))]
    },
  )

/**
 * The positive part of every element.
 * @shape S → S
 * @math max(x, 0)
 * @grad 1 above 0, else 0
 * @category activation
 * @since 0.1.0
 * @example
 * import { read, relu, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(relu(vector([-1, 2])))).join() === '0,2')
 */
export const relu = <S>(x: Tensor<S>): Tensor<S> => typed(reluOf(expression(x)))

/**
 * A smooth relu, exact for large and small x.
 * @shape S → S
 * @math log(1 + exp x)
 * @grad sigmoid(x)
 * @category activation
 * @since 0.1.0
 * @example
 * import { read, softplus, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(softplus(vector([100])))).join() === '100')
 */
export const softplus = <S>(x: Tensor<S>): Tensor<S> => typed(softplusOf(expression(x)))

/**
 * The logarithm of the sigmoid, without underflow.
 * @shape S → S
 * @math −softplus(−x)
 * @grad sigmoid(−x)
 * @category activation
 * @since 0.1.0
 * @example
 * import { logSigmoid, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(logSigmoid(vector([-100])))).join() === '-100')
 */
export const logSigmoid = <S>(x: Tensor<S>): Tensor<S> =>
  typed(primitive.negate(softplusOf(primitive.negate(expression(x)))))

/**
 * The Gaussian error linear unit.
 * @shape S → S
 * @math x · Φ(x), Φ the standard normal cdf
 * @source Hendrycks and Gimpel: Gaussian error linear units (2016), equation 1
 * @category activation
 * @since 0.1.0
 */
export const gelu = <S>(x: Tensor<S>): Tensor<S> => {
  const e = expression(x)
  const cdf = primitive.times(primitive.plus(primitive.erf(primitive.times(e, Math.SQRT1_2)), 1), 0.5)
  return typed(primitive.multiply(e, cdf))
}

/**
 * The positive part, and a fraction of the negative part.
 * @shape S → S
 * @math max(x, 0) + slope · min(x, 0)
 * @grad 1 above 0, slope below; at 0 it is 0
 * @source Maas, Hannun and Ng: Rectifier nonlinearities improve neural network acoustic models (2013), equation 2
 * @category activation
 * @since 0.1.0
 * @example
 * import { leakyRelu, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(leakyRelu(0.25)(vector([-4, 2])))).join() === '-1,2')
 */
export const leakyRelu =
  (slope = 0.01) =>
  <S>(x: Tensor<S>): Tensor<S> => {
    const e = expression(x)
    return typed(primitive.subtract(reluOf(e), primitive.times(reluOf(primitive.negate(e)), slope)))
  }

/**
 * The exponential linear unit.
 * @shape S → S
 * @math x above 0, else exp x − 1
 * @grad 1 above 0, else exp x
 * @source Clevert, Unterthiner and Hochreiter: Fast and accurate deep network learning by ELUs (2016), equation 15
 * @category activation
 * @since 0.1.0
 * @example
 * import { elu, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [a = 0, b = 0] = await read(elu(vector([-1, 2])))
 * console.assert(Math.abs(a - Math.expm1(-1)) < 1e-6 && b === 2)
 */
export const elu = <S>(x: Tensor<S>): Tensor<S> => typed(eluOf(expression(x)))

/**
 * The sigmoid-weighted linear unit, also called swish.
 * @shape S → S
 * @math x / (1 + exp(−x))
 * @source Elfwing, Uchibe and Doya: Sigmoid-weighted linear units (2018), equation 2
 * @category activation
 * @since 0.1.0
 * @example
 * import { read, silu, use, vector } from 'reparam'
 * await use('cpu')()
 * const [a = 0] = await read(silu(vector([2])))
 * console.assert(Math.abs(a - 2 / (1 + Math.exp(-2))) < 1e-6)
 */
export const silu = <S>(x: Tensor<S>): Tensor<S> => {
  const e = expression(x)
  return typed(primitive.multiply(e, primitive.logistic(e)))
}
