/** Functions of every element. */
import * as primitive from './primitive/elementwise.js'
import { splatLike } from './primitive/leaf.js'
import { expression, type Tensor, typed } from './tensor.js'

/**
 * The negative of every element.
 * @shape S → S
 * @grad −1
 * @category elementwise
 * @since 0.1.0
 */
export const neg = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.negate(expression(x)))

/**
 * The magnitude of every element.
 * @shape S → S
 * @grad the sign, 0 at 0
 * @category elementwise
 * @since 0.1.0
 */
export const abs = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.abs(expression(x)))

/**
 * −1, 0 or 1 by the sign of every element.
 * @shape S → S
 * @grad none
 * @category elementwise
 * @since 0.1.0
 */
export const sign = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.sign(expression(x)))

/**
 * e to the power of every element.
 * @shape S → S
 * @grad itself
 * @category elementwise
 * @since 0.1.0
 */
export const exp = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.exponential(expression(x)))

/**
 * e to the power of every element minus 1, accurate near 0.
 * @shape S → S
 * @grad exp(x)
 * @category elementwise
 * @since 0.1.0
 */
export const expm1 = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.exponentialMinusOne(expression(x)))

/**
 * The natural logarithm of every element.
 * @shape S → S
 * @grad 1/x
 * @category elementwise
 * @since 0.1.0
 */
export const log = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.log(expression(x)))

/**
 * The natural logarithm of 1 plus every element, accurate near 0.
 * @shape S → S
 * @grad 1/(1 + x)
 * @category elementwise
 * @since 0.1.0
 */
export const log1p = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.logPlusOne(expression(x)))

/**
 * 1 / (1 + exp(−x)) of every element.
 * @shape S → S
 * @grad y(1 − y)
 * @category elementwise
 * @since 0.1.0
 */
export const sigmoid = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.logistic(expression(x)))

/**
 * The hyperbolic tangent of every element.
 * @shape S → S
 * @grad 1 − y²
 * @category elementwise
 * @since 0.1.0
 */
export const tanh = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.tanh(expression(x)))

/**
 * The square root of every element.
 * @shape S → S
 * @grad 1/(2y)
 * @category elementwise
 * @since 0.1.0
 */
export const sqrt = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.sqrt(expression(x)))

/**
 * 1 / √x of every element.
 * @shape S → S
 * @grad −y³/2
 * @category elementwise
 * @since 0.1.0
 */
export const rsqrt = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.rsqrt(expression(x)))

/**
 * The sine of every element.
 * @shape S → S
 * @grad cos(x)
 * @category elementwise
 * @since 0.1.0
 */
export const sin = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.sine(expression(x)))

/**
 * The cosine of every element.
 * @shape S → S
 * @grad −sin(x)
 * @category elementwise
 * @since 0.1.0
 */
export const cos = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.cosine(expression(x)))

/**
 * The largest integer not above every element.
 * @shape S → S
 * @grad none
 * @category elementwise
 * @since 0.1.0
 */
export const floor = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.floor(expression(x)))

/**
 * The smallest integer not below every element.
 * @shape S → S
 * @grad none
 * @category elementwise
 * @since 0.1.0
 */
export const ceil = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.ceil(expression(x)))

/**
 * The nearest integer of every element, the even one at a half.
 * @shape S → S
 * @grad none
 * @category elementwise
 * @since 0.1.0
 * @example
 * import { read, round, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(round(vector([0.5, 1.5, 2.5])))).join() === '0,2,2')
 */
export const round = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.roundNearestEven(expression(x)))

/**
 * The square of every element.
 * @shape S → S
 * @grad 2x
 * @category elementwise
 * @since 0.1.0
 */
export const square = <S>(x: Tensor<S>): Tensor<S> => typed(primitive.multiply(expression(x), expression(x)))

/**
 * 1 divided by every element.
 * @shape S → S
 * @grad −1/x²
 * @category elementwise
 * @since 0.1.0
 */
export const reciprocal = <S>(x: Tensor<S>): Tensor<S> =>
  typed(primitive.divide(splatLike(1, expression(x)), expression(x)))
