/**
 * The normaliser of the continuous Bernoulli distribution, whose density is an exponential on [0, 1], and the first two
 * derivatives of its logarithm, which are the mean and the variance: each smooth through logits of 0.
 */
import { polynomial } from '../../special/polynomial.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  abs,
  compare,
  divide,
  exponential,
  exponentialMinusOne,
  log,
  maximum,
  multiply,
  negate,
  plus,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'

/** B₂ₖ/(2k)! for k = 1 … 8: the series of 1/(1 − exp −l) − 1/l. */
const SERIES = [
  8.333333333e-2, -1.388888889e-3, 3.306878307e-5, -8.267195767e-7, 2.087675699e-8, -5.28419014e-10,
  1.338253653e-11, -3.389680296e-13,
]

/** Below this a difference loses digits, and eight terms of the series have them all. */
const near = 2

/** One formula near 0 and another elsewhere; each sees a harmless number where the other one is taken. */
const apart = (
  l: Expression,
  within: number,
  inner: (l: Expression) => Expression,
  outer: (l: Expression) => Expression,
): Expression => {
  const inside = compare('LT')(abs(l), splatLike(within, l))
  const inward = inner(select(inside, l, splatLike(0, l)))
  return select(inside, inward, outer(select(inside, splatLike(1, l), l)))
}

/** log(m / (1 − exp −m)) for m = |l|: the highest log-density. */
export const logPeakOf = (l: Expression): Expression =>
  apart(
    abs(l),
    1e-30,
    (m) => times(m, 0.5),
    (m) => log(divide(m, negate(exponentialMinusOne(negate(m))))),
  )

/** log ∫₀¹ exp(l·x) dx of an expression. */
const logNormaliserOf = (l: Expression): Expression =>
  composite(
    'continuousBernoulliNormaliser',
    [l],
    ([e = l]) => subtract(maximum(e, splatLike(0, e)), logPeakOf(e)),
    (n, g) => [multiply(g, meanOf(input(n, 0)))],
  )

/** The mean of an expression of logits: 1/(1 − exp −l) − 1/l. */
export const meanOf = (l: Expression): Expression =>
  composite(
    'continuousBernoulliMean',
    [l],
    ([e = l]) =>
      apart(
        e,
        near,
        (s) => plus(multiply(s, polynomial(SERIES, multiply(s, s))), 0.5),
        (s) => {
          const one = splatLike(1, s)
          return subtract(negate(divide(one, exponentialMinusOne(negate(s)))), divide(one, s))
        },
      ),
    (n, g) => [multiply(g, varianceOf(input(n, 0)))],
  )

/** The variance of an expression of logits: 1/l² − 1/(4 sinh² l/2). */
export const varianceOf = (l: Expression): Expression =>
  apart(
    l,
    near,
    (s) =>
      polynomial(
        SERIES.map((c, i) => (2 * i + 1) * c),
        multiply(s, s),
      ),
    (s) => {
      const [inverse, m] = [divide(splatLike(1, s), s), abs(s)]
      const rest = exponentialMinusOne(negate(m))
      return subtract(multiply(inverse, inverse), divide(exponential(negate(m)), multiply(rest, rest)))
    },
  )

/** log ∫₀¹ exp(l·x) dx = log((exp l − 1)/l), smooth through l = 0. */
export const logNormaliser = <S>(logits: Tensor<S>): Tensor<S> => typed(logNormaliserOf(expression(logits)))
