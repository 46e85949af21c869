/** The distribution function of the standard normal law and its logarithm, with all digits in both tails. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  abs,
  add,
  compare,
  divide,
  log,
  logPlusOne,
  multiply,
  negate,
  plus,
  select,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { excessOf, gaussianOf } from './error-tail.js'

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)
const HALF_LOG_TWO_PI = Math.log(ROOT_TWO_PI)

const below = (x: Expression): Expression => compare('LT')(x, splatLike(0, x))

/** The density of the standard normal law. */
const densityOf = (x: Expression): Expression => times(gaussianOf(0.5)(x), 1 / ROOT_TWO_PI)

/** φ / (1 − Φ) at |x|: the hazard of the normal law. */
const outward = (x: Expression): Expression => add(abs(x), excessOf(abs(x)))

/** The mass beyond |x| on one side. */
const tailOf = (x: Expression): Expression => divide(densityOf(x), outward(x))

/** Φ(x) of an expression. */
export const normalCdfOf = (x: Expression): Expression =>
  composite(
    'normalCdf',
    [x],
    ([e = x]) => select(below(e), tailOf(e), plus(negate(tailOf(e)), 1)),
    (n, g) => [multiply(g, densityOf(input(n, 0)))],
  )

/** φ(x) / Φ(x) of an expression: about −x far to the left, 0 far to the right. */
const ratioOf = (x: Expression): Expression =>
  composite(
    'normalRatio',
    [x],
    ([e = x]) => select(below(e), outward(e), divide(densityOf(e), plus(negate(tailOf(e)), 1))),
    (n, g) => {
      const e = input(n, 0)
      return [negate(multiply(g, multiply(ratioOf(e), liftedOf(e))))]
    },
  )

/** φ(x) / Φ(x) + x of an expression, without the cancellation of that sum far to the left. */
const liftedOf = (x: Expression): Expression =>
  composite(
    'normalLifted',
    [x],
    ([e = x]) => select(below(e), excessOf(abs(e)), add(ratioOf(e), e)),
    (n, g) => {
      const e = input(n, 0)
      return [multiply(g, plus(negate(multiply(ratioOf(e), liftedOf(e))), 1))]
    },
  )

/** log Φ(x) of an expression. */
export const logNormalCdfOf = (x: Expression): Expression =>
  composite(
    'logNormalCdf',
    [x],
    ([e = x]) => {
      const parabola = plus(multiply(times(e, -0.5), e), -HALF_LOG_TWO_PI)
      return select(below(e), subtract(parabola, log(outward(e))), logPlusOne(negate(tailOf(e))))
    },
    (n, g) => [multiply(g, ratioOf(input(n, 0)))],
  )

/**
 * The distribution function of the standard normal law at every element, with all digits in the left tail; the right one
 * is that of −x.
 * @shape S → S
 * @math Φ(x) = ½ erfc(−x/√2)
 * @grad φ(x)
 * @category special
 * @since 0.1.0
 * @example
 * import { normalCdf, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [half = 0, tail = 0] = await read(normalCdf(vector([0, -10])))
 * console.assert(Math.abs(half - 0.5) < 1e-6 && Math.abs(tail / 7.619853e-24 - 1) < 1e-5)
 */
export const normalCdf = <S>(x: Tensor<S>): Tensor<S> => typed(normalCdfOf(expression(x)))

/**
 * The logarithm of the standard normal distribution function at every element: about −x²/2 far to the left, and −0 far
 * to the right. It and its first two derivatives keep their digits wherever they are floats.
 * @shape S → S
 * @math log Φ(x)
 * @grad φ(x) / Φ(x), the inverse of the ratio that is named after Mills
 * @unit nats
 * @category special
 * @since 0.1.0
 * @example
 * import { logNormalCdf, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [half = 0, far = 0] = await read(logNormalCdf(vector([0, -1e15])))
 * console.assert(Math.abs(half + Math.LN2) < 1e-6 && Math.abs(far / -5e29 - 1) < 1e-6)
 */
export const logNormalCdf = <S>(x: Tensor<S>): Tensor<S> => typed(logNormalCdfOf(expression(x)))
