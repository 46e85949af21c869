/**
 * The logarithm of the beta function without the cancellation of three large log-gammas: Stirling's formula is put in
 * first, its large terms meet in logarithms of quotients, and only small ones are added.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  abs,
  add,
  divide,
  log,
  logPlusOne,
  maximum,
  minimum,
  multiply,
  negate,
  plus,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { HALF_LOG_TWO_PI } from './constants.js'
import { large, nextThree, rising, shift, stirlingSeries } from './stirling.js'
import { wholePower } from './whole-power.js'

/**
 * What the recurrence from (a, b) to (a + 4, b + 4) adds, less 4 log((a + 4) / (a + b + 8)): a logarithm of quotients
 * that stay near 1 for large arguments, below 0 where a is.
 */
const shifted = (a: Expression, b: Expression): Expression => {
  const [m, n] = [minimum(a, splatLike(large, a)), minimum(b, splatLike(large, b))]
  const c = add(m, n)
  const first = divide(wholePower(plus(m, shift), shift), rising(m))
  const second = divide(multiply(c, nextThree(c)), multiply(n, nextThree(n)))
  const above = plus(c, shift)
  const third = divide(multiply(above, nextThree(above)), wholePower(plus(c, 2 * shift), shift))
  return log(multiply(first, abs(multiply(second, third))))
}

/** The logarithm of the beta function of expressions. */
export const lbetaOf = (a: Expression, b: Expression): Expression =>
  composite(
    'lbeta',
    [a, b],
    ([e = a, f = b]) => {
      const [low, high] = [minimum(e, f), maximum(e, f)]
      const [p, q] = [plus(low, shift), plus(high, shift)]
      const both = add(p, q)
      const small = multiply(plus(low, -0.5), log(divide(p, both)))
      const great = add(multiply(q, logPlusOne(divide(p, q))), times(log(q), 0.5))
      const tails = add(stirlingSeries(p), subtract(stirlingSeries(q), stirlingSeries(both)))
      return add(add(subtract(small, great), shifted(low, high)), plus(tails, HALF_LOG_TWO_PI))
    },
    (n, g) => {
      const [e, f] = [input(n, 0), input(n, 1)]
      return [negate(multiply(g, digammaDifferenceOf(e, f))), negate(multiply(g, digammaDifferenceOf(f, e)))]
    },
  )

/** b / (a + b) of expressions, with derivatives that keep their digits where one of them is small. */
const shareOf = (b: Expression, a: Expression): Expression =>
  composite(
    'share',
    [b, a],
    ([p = b, q = a]) => divide(p, add(p, q)),
    (n, g) => {
      const [p, q] = [input(n, 0), input(n, 1)]
      const part = divide(g, add(p, q))
      return [multiply(part, shareOf(q, p)), negate(multiply(part, shareOf(p, q)))]
    },
  )

/** ψ(a + b) − ψ(a) of expressions, to the last digits also where b is a small part of a. */
export const digammaDifferenceOf = (a: Expression, b: Expression): Expression => {
  const [p, q] = [plus(a, shift), plus(add(a, b), shift)]
  const [r, s] = [divide(splatLike(1, p), p), divide(splatLike(1, q), q)]
  const [v, w] = [multiply(r, r), multiply(s, s)]
  const difference = divide(shareOf(b, p), p)
  const cubes = add(multiply(v, v), multiply(w, add(v, w)))
  const fourths = multiply(add(v, w), add(multiply(v, v), multiply(w, w)))
  const series = add(
    plus(times(add(v, w), -1 / 120), 1 / 12),
    subtract(times(cubes, 1 / 252), times(fourths, 1 / 240)),
  )
  const stirling = multiply(difference, plus(multiply(add(r, s), series), 0.5))
  const fractions = Array.from({ length: shift }, (_, i) => {
    const at = plus(a, i)
    return divide(shareOf(b, at), at)
  }).reduceRight((sum, term) => add(sum, term))
  return add(add(fractions, stirling), logPlusOne(divide(b, p)))
}

/** log(n choose k) of expressions, by the beta function. */
export const logBinomialCoefficientOf = (n: Expression, k: Expression): Expression =>
  negate(add(logPlusOne(n), lbetaOf(plus(subtract(n, k), 1), plus(k, 1))))

/**
 * The logarithm of the beta function, of positive numbers: ∞ where one is 0, NaN below.
 * @shape S, S → S
 * @math log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b)
 * @grad ψ(a) − ψ(a + b) and ψ(b) − ψ(a + b)
 * @source Didonato and Morris: Algorithm 708 (1992), for the order of the terms
 * @category special
 * @since 0.1.0
 * @example
 * import { lbeta, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(lbeta(vector([2]), vector([3])))
 * console.assert(Math.abs(value - Math.log(1 / 12)) < 1e-5)
 */
export const lbeta = <S>(a: Tensor<S>, b: Tensor<S>): Tensor<S> =>
  typed(lbetaOf(expression(a), expression(b)))

/**
 * The growth of digamma from a to a + b, of positive numbers: what the derivatives of log B are made of.
 * @shape S, S → S
 * @math ψ(a + b) − ψ(a)
 */
export const digammaDifference = <S>(a: Tensor<S>, b: Tensor<S>): Tensor<S> =>
  typed(digammaDifferenceOf(expression(a), expression(b)))

/**
 * The logarithm of the number of ways to choose k of n, for 0 ≤ k ≤ n.
 * @shape S, S → S
 * @math log n! − log k! − log (n − k)!
 * @grad by the gamma function, of which the factorials are values
 * @category special
 * @since 0.1.0
 * @example
 * import { logBinomialCoefficient, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(logBinomialCoefficient(vector([5]), vector([2])))
 * console.assert(Math.abs(value - Math.log(10)) < 1e-5)
 */
export const logBinomialCoefficient = <S>(n: Tensor<S>, k: Tensor<S>): Tensor<S> =>
  typed(logBinomialCoefficientOf(expression(n), expression(k)))
