/** The density, the cdf and the quantiles of the continuous Bernoulli distribution, as functions of logits and value. */
import { softplusOf } from '../../tensor/activation.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  abs,
  add,
  compare,
  divide,
  exponential,
  exponentialMinusOne,
  log,
  logPlusOne,
  minimum,
  multiply,
  negate,
  plus,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { logPeakOf, meanOf, varianceOf } from './continuous-bernoulli-normaliser.js'

const one = (like: Expression): Expression => splatLike(1, like)
const rest = (x: Expression): Expression => subtract(one(x), x)
const rises = (l: Expression): Expression => compare('GT')(l, splatLike(0, l))

/** The log-density: the highest one, less |l| times the distance from the end where it is. */
export const logDensityOf = (l: Expression, x: Expression): Expression =>
  composite(
    'continuousBernoulliLogDensity',
    [l, x],
    ([e = l, v = x]) => subtract(logPeakOf(e), multiply(abs(e), select(rises(e), rest(v), v))),
    (n, g) => {
      const [e, v] = [input(n, 0), input(n, 1)]
      return [multiply(g, subtract(v, meanOf(e))), multiply(g, e)]
    },
  )

/** The entropy: m E[t] less the highest log-density, m = |l|, t the distance from the end where it is. */
export const entropyOf = (l: Expression): Expression =>
  composite(
    'continuousBernoulliEntropy',
    [l],
    ([e = l]) => {
      const m = abs(e)
      const flat = compare('LT')(m, splatLike(1e-30, m))
      const odds = divide(m, exponentialMinusOne(select(flat, one(m), m)))
      return subtract(rest(select(flat, one(m), odds)), logPeakOf(e))
    },
    (n, g) => [negate(multiply(g, multiply(input(n, 0), varianceOf(input(n, 0)))))],
  )

/** Where the logits are so small that the cdf is x to the last digits, and that products with them vanish. */
const even = (m: Expression): Expression => compare('LT')(m, splatLike(1e-30, m))

/** The cdf at x in [0, 1]. */
export const cdfOf = (l: Expression, x: Expression): Expression =>
  composite(
    'continuousBernoulliCdf',
    [l, x],
    ([e = l, v = x]) => {
      const given = abs(e)
      const m = select(even(given), one(given), given)
      const falling = divide(exponentialMinusOne(negate(multiply(m, v))), exponentialMinusOne(negate(m)))
      const lift = exponential(negate(multiply(m, rest(v))))
      return select(even(given), v, select(rises(e), multiply(falling, lift), falling))
    },
    (n, g) => {
      const [e, v] = [input(n, 0), input(n, 1)]
      return [multiply(g, cdfSlopeOf(e, v)), multiply(g, exponential(logDensityOf(e, v)))]
    },
  )

/** Below this the closed form of the slope loses digits, and five terms of the series have them all. */
const near = 0.3

/** The derivative of the cdf to the logits. */
const cdfSlopeOf = (l: Expression, x: Expression): Expression => {
  const inside = compare('LT')(abs(l), splatLike(near, l))
  const outer = select(inside, one(l), l)
  const moved = subtract(multiply(x, exponential(logDensityOf(outer, x))), cdfOf(outer, x))
  const closed = subtract(divide(moved, outer), multiply(meanOf(outer), cdfOf(outer, x)))
  return select(inside, slopeSeries(select(inside, l, splatLike(0, l)), x), closed)
}

/** Its series in the logits: Bernoulli polynomials, which are made of w = x(1 − x) and x − ½. */
const slopeSeries = (l: Expression, x: Expression): Expression => {
  const [w, c] = [multiply(x, rest(x)), plus(x, -0.5)]
  const terms = [
    splatLike(-1 / 2, x),
    times(c, -1 / 3),
    times(w, 1 / 8),
    times(multiply(c, plus(w, 1 / 3)), 1 / 30),
    times(multiply(w, plus(w, 0.5)), -1 / 144),
  ]
  const [last = w, ...below] = terms.reverse()
  return multiply(
    w,
    below.reduce((sum, term) => add(multiply(sum, l), term), last),
  )
}

/** log(1 + u (exp m − 1)) of a probability: m times the value with cdf u where the density rises. */
const rising = (m: Expression, u: Expression): Expression => {
  const flat = compare('LT')(m, one(m))
  const near = logPlusOne(multiply(u, exponentialMinusOne(minimum(m, one(m)))))
  const far = add(add(log(u), m), logPlusOne(negate(exponential(negate(m)))))
  return select(flat, near, softplusOf(far))
}

/** −log(1 − u (1 − exp −m)): m times the value where it falls, by what is left where that is less than half. */
const falling = (m: Expression, u: Expression): Expression => {
  const taken = multiply(u, exponentialMinusOne(negate(m)))
  const left = add(rest(u), multiply(u, exponential(negate(m))))
  const most = compare('GT')(taken, splatLike(-0.5, taken))
  return negate(select(most, logPlusOne(taken), log(left)))
}

/** The value with cdf u, in [0, 1]. */
export const quantileOf = (l: Expression, u: Expression): Expression =>
  composite(
    'continuousBernoulliQuantile',
    [l, u],
    ([e = l, p = u]) => {
      const given = abs(e)
      const m = select(even(given), one(given), given)
      const distance = minimum(select(rises(e), rising(m, p), falling(m, p)), m)
      return select(even(given), p, divide(distance, m))
    },
    (n, g) => {
      const [e, p] = [input(n, 0), input(n, 1)]
      const x = quantileOf(e, p)
      const scaled = multiply(g, exponential(negate(logDensityOf(e, x))))
      return [negate(multiply(scaled, cdfSlopeOf(e, x))), scaled]
    },
  )
