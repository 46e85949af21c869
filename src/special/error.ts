/** The error function and its complement, each with all its digits also where it is small. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  abs,
  add,
  compare,
  divide,
  multiply,
  negate,
  plus,
  select,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { excessOf, gaussianOf } from './error-tail.js'
import { polynomial } from './polynomial.js'

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/** The cotangent times the slope of erf, or of erfc with the opposite factor: a factor times exp(−x²). */
const slope = (g: Expression, x: Expression, factor: number): Expression =>
  multiply(g, times(gaussianOf(1)(x), factor))

const SLOPE_AT_ZERO = 2 / Math.sqrt(Math.PI)

/** 1 − erf |x|. */
const tailOf = (x: Expression): Expression => {
  const a = times(abs(x), Math.SQRT2)
  return divide(times(gaussianOf(1)(x), 2 / ROOT_TWO_PI), add(a, excessOf(a)))
}

/** 1 − erf x of an expression, as exact relative to itself far to the right. */
export const erfcOf = (x: Expression): Expression =>
  composite(
    'erfc',
    [x],
    ([e = x]) => {
      const tail = tailOf(e)
      return select(compare('LT')(e, splatLike(0, e)), plus(negate(tail), 2), tail)
    },
    (n, g) => [slope(g, input(n, 0), -SLOPE_AT_ZERO)],
  )

// a minimax fit of erf x / x in x² for x² up to 1, off by 1.2e-9 at most
const NEAR = [
  1.128379166, -0.3761262582, 0.1128358515, -0.02685381182, 0.005188327473, -0.0008010191757, 7.853855182e-5,
]

/** erf x of an expression, exact relative to itself near 0, where the kernels of TensorFlow.js are not. */
export const erfOf = (x: Expression): Expression =>
  composite(
    'accurateErf',
    [x],
    ([e = x]) => {
      const near = compare('LT')(abs(e), splatLike(1, e))
      const inside = select(near, e, splatLike(0, e))
      const far = plus(negate(tailOf(e)), 1)
      const signed = select(compare('LT')(e, splatLike(0, e)), negate(far), far)
      return select(near, multiply(inside, polynomial(NEAR, multiply(inside, inside))), signed)
    },
    (n, g) => [slope(g, input(n, 0), SLOPE_AT_ZERO)],
  )

/**
 * The error function of every element, right to a few units in the last place everywhere.
 * @shape S → S
 * @math 2/√π ∫₀ˣ exp(−t²) dt
 * @grad 2/√π · exp(−x²)
 * @category special
 * @since 0.1.0
 * @example
 * import { erf, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [small = 0, one = 0] = await read(erf(vector([1e-10, 100])))
 * console.assert(Math.abs(small / 1.1283792e-10 - 1) < 1e-6 && one === 1)
 */
export const erf = <S>(x: Tensor<S>): Tensor<S> => typed(erfOf(expression(x)))

/**
 * One minus the error function of every element, without cancellation: its tail keeps its digits down to the smallest
 * float.
 * @shape S → S
 * @math 2/√π ∫ₓ^∞ exp(−t²) dt
 * @grad −2/√π · exp(−x²)
 * @category special
 * @since 0.1.0
 * @example
 * import { erfc, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [tail = 0] = await read(erfc(vector([9])))
 * console.assert(Math.abs(tail / 4.1370317465e-37 - 1) < 1e-5)
 */
export const erfc = <S>(x: Tensor<S>): Tensor<S> => typed(erfcOf(expression(x)))
