/** Sums and differences of exponentials that are given by their logarithms. */
import type { Broadcast, BroadcastGuard, Shape } from '../shape/index.js'
import { broadcasting } from '../tensor/arithmetic.js'
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  abs,
  add,
  and,
  compare,
  divide,
  exponential,
  exponentialMinusOne,
  log,
  logistic,
  logPlusOne,
  multiply,
  negate,
  plus,
  select,
  subtract,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'

/** exp x / (exp x − 1) of an expression below 0: the slope of log(1 − exp x). */
const slopeOf = (x: Expression): Expression =>
  composite(
    'logOneMinusExpSlope',
    [x],
    ([e = x]) => divide(exponential(e), exponentialMinusOne(e)),
    (n, g) => {
      const y = slopeOf(input(n, 0))
      return [multiply(g, multiply(y, plus(negate(y), 1)))]
    },
  )

/** log(1 − exp x) of an expression below 0. */
export const logOneMinusExpOf = (x: Expression): Expression =>
  composite(
    'logOneMinusExp',
    [x],
    ([e = x]) =>
      select(
        compare('GT')(e, splatLike(-Math.LN2, e)),
        log(negate(exponentialMinusOne(e))),
        logPlusOne(negate(exponential(e))),
      ),
    (n, g) => [multiply(g, slopeOf(input(n, 0)))],
  )

/** a − b, and 0 where both are the same infinity. */
const apart = (a: Expression, b: Expression): Expression => {
  // equal numbers have a difference of 0 by themselves, and derivatives that go on
  const infinite = compare('EQ')(abs(a), splatLike(Number.POSITIVE_INFINITY, a))
  const same = and(compare('EQ')(a, b), infinite)
  const zero = splatLike(0, a)
  return subtract(select(same, zero, a), select(same, zero, b))
}

const isNothing = (x: Expression): Expression => compare('EQ')(x, splatLike(Number.NEGATIVE_INFINITY, x))

/** log(exp a + exp b) of two expressions. */
export const logAddExpOf = (a: Expression, b: Expression): Expression =>
  composite(
    'logAddExp',
    [a, b],
    ([p = a, q = b]) => {
      const larger = select(compare('GT')(p, q), p, q)
      return add(larger, logPlusOne(exponential(negate(abs(apart(p, q))))))
    },
    (n, g) => {
      const [p, q] = [input(n, 0), input(n, 1)]
      // two terms of nothing have no share in their sum
      const flows = select(isNothing(logAddExpOf(p, q)), splatLike(0, g), g)
      return [multiply(flows, logistic(apart(p, q))), multiply(flows, logistic(apart(q, p)))]
    },
  )

/** log(exp a − exp b) of two expressions, a the larger. */
export const logSubExpOf = (a: Expression, b: Expression): Expression => {
  const nothing = isNothing(b)
  const lower = select(nothing, splatLike(-1, b), b)
  const upper = select(nothing, splatLike(0, a), a)
  return select(nothing, a, add(upper, logOneMinusExpOf(subtract(lower, upper))))
}

/**
 * log(1 − exp x) of every element below 0, without loss near 0 and far from it: −∞ at 0, NaN above, where there is none.
 * @shape S → S
 * @math log(1 − exp x)
 * @grad −1 / (exp(−x) − 1), infinite at 0
 * @category special
 * @since 0.1.0
 * @example
 * import { log1mexp, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [near = 0, far = 0] = await read(log1mexp(vector([-1e-10, -50])))
 * console.assert(Math.abs(near + 23.0258509) < 1e-5 && Math.abs(far / -1.9287498e-22 - 1) < 1e-5)
 */
export const log1mexp = <S>(x: Tensor<S>): Tensor<S> => typed(logOneMinusExpOf(expression(x)))

/**
 * log(exp a + exp b) of two tensors, which broadcast, without overflow; −∞ is the logarithm of nothing.
 * @shape A, B → broadcast of A and B
 * @grad the share of each in the sum; none where both are −∞
 * @failure `logAddExp: cannot broadcast [2] with [3] (2 vs 3)`
 * @category special
 * @since 0.1.0
 * @example
 * import { logAddExp, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [y = 0] = await read(logAddExp(scalar(1000), scalar(1000)))
 * console.assert(Math.abs(y - 1000 - Math.LN2) < 1e-4)
 */
export const logAddExp = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'logAddExp', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('logAddExp', logAddExpOf, expression(a), expression(b)))

/**
 * log(exp a − exp b) of two tensors, which broadcast, a the larger: −∞ where they are equal, NaN where b is larger.
 * @shape A, B → broadcast of A and B
 * @grad exp a / (exp a − exp b) and its opposite less 1
 * @failure `logSubExp: cannot broadcast [2] with [3] (2 vs 3)`
 * @category special
 * @since 0.1.0
 * @example
 * import { logSubExp, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [y = 0] = await read(logSubExp(scalar(1000), scalar(1000 - Math.LN2)))
 * console.assert(Math.abs(y - 1000 + Math.LN2) < 1e-3)
 */
export const logSubExp = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'logSubExp', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('logSubExp', logSubExpOf, expression(a), expression(b)))
