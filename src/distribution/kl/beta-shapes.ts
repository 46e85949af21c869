/**
 * The divergence of beta laws as a sum of what is due to their means and what is due to their concentrations: the
 * textbook's sum of log-betas and digammas has large terms that meet and cancel.
 */
import { digammaDifferenceOf } from '../../special/beta.js'
import { logGapOf, scaledTrigammaOf, shapeTermOf } from '../../special/gamma-remainder.js'
import { xMinusLog1pSeries } from '../../special/remainders.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  abs,
  add,
  compare,
  divide,
  log,
  maximum,
  minimum,
  multiply,
  plus,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'

/** The share of one of two numbers in their sum, that of the other one, and the logarithm of the first share. */
interface Share {
  readonly own: Expression
  readonly other: Expression
  readonly log: Expression
}

const shareOf = (a: Expression, b: Expression): Share => {
  const total = add(a, b)
  return { own: divide(a, total), other: divide(b, total), log: subtract(log(a), log(total)) }
}

/** y log(y/x) + x − y of two shares: by its series where they are near, where the terms cancel. */
const part = (x: Share, y: Share): Expression => {
  const difference = subtract(multiply(x.own, y.other), multiply(x.other, y.own))
  const near = compare('LT')(abs(difference), times(y.own, 0.5))
  const distance = select(near, difference, splatLike(0, difference))
  const t = divide(distance, select(near, y.own, splatLike(1, difference)))
  const far = add(difference, multiply(y.own, subtract(y.log, x.log)))
  return select(near, multiply(y.own, xMinusLog1pSeries(t)), far)
}

const divergenceOf = (a: Expression, b: Expression, c: Expression, d: Expression): Expression => {
  const [all, others] = [add(a, b), add(c, d)]
  const means = add(part(shareOf(a, b), shareOf(c, d)), part(shareOf(b, a), shareOf(d, c)))
  const gap = logGapOf(all)
  const slope = (from: Expression, to: Expression): Expression =>
    multiply(subtract(to, from), subtract(logGapOf(from), gap))
  // the term of the greater one nearly is that of the sum
  const least = subtract(shapeTermOf(minimum(c, d)), shapeTermOf(minimum(a, b)))
  const rest = (x: Expression, y: Expression, sum: Expression): Expression =>
    subtract(shapeTermOf(maximum(x, y)), shapeTermOf(sum))
  const terms = add(least, subtract(rest(c, d, others), rest(a, b, all)))
  const concentrations = add(add(slope(a, c), slope(b, d)), terms)
  return add(multiply(others, means), concentrations)
}

/**
 * Of Beta(a, b) from Beta(c, d), with A = a + b and C = c + d: C times the divergence of the mean of the second from that
 * of the first as probabilities, and what the concentrations add.
 */
export const betaDivergence = (
  [a, b]: readonly [Expression, Expression],
  [c, d]: readonly [Expression, Expression],
): Expression =>
  composite(
    'betaDivergence',
    [a, b, c, d],
    ([e = a, f = b, k = c, l = d]) => divergenceOf(e, f, k, l),
    (n, g) => {
      const [e, f, k, l] = [input(n, 0), input(n, 1), input(n, 2), input(n, 3)]
      const total = add(e, f)
      const ofTotal = scaledTrigammaOf(total)
      // (k − e)(ψ′(e + f) − ψ′(e)) + (l − f) ψ′(e + f)
      const toFirst = (x: Expression, own: Expression, y: Expression, other: Expression): Expression => {
        const bend = subtract(multiply(divide(x, total), ofTotal), scaledTrigammaOf(x))
        const across = multiply(divide(subtract(other, y), total), ofTotal)
        return multiply(g, add(multiply(divide(subtract(own, x), x), bend), across))
      }
      const toSecond = (x: Expression, y: Expression, own: Expression, other: Expression): Expression =>
        multiply(g, subtract(digammaDifferenceOf(x, y), digammaDifferenceOf(own, other)))
      return [toFirst(e, k, f, l), toFirst(f, l, e, k), toSecond(e, f, k, l), toSecond(f, e, l, k)]
    },
  )

/** log a − ψ(a) − log A + ψ(A), A = a + b, of expressions: by Stirling's series where they are near. */
export const gapDifference = (a: Expression, b: Expression): Expression => {
  const total = add(a, b)
  const isLarge = compare('GT')(a, splatLike(4, a))
  const [x, y] = [select(isLarge, a, splatLike(4, a)), select(isLarge, total, splatLike(4, a))]
  const [r, s] = [divide(splatLike(1, x), x), divide(splatLike(1, y), y)]
  const [first, squares] = [add(r, s), add(multiply(r, r), multiply(s, s))]
  // r⁶ − s⁶ over r − s
  const sixth = multiply(
    first,
    subtract(multiply(squares, squares), multiply(multiply(r, s), multiply(r, s))),
  )
  const third = add(times(first, 1 / 12), times(multiply(first, squares), -1 / 120))
  const series = plus(add(third, times(sixth, 1 / 252)), 0.5)
  const near = multiply(multiply(divide(select(isLarge, b, splatLike(0, b)), y), r), series)
  const small = select(isLarge, splatLike(1, a), a)
  const far = subtract(logGapOf(small), logGapOf(select(isLarge, splatLike(2, a), total)))
  return select(isLarge, near, far)
}

/**
 * E log x − H of Beta(a, b), of expressions: that of a gamma law of shape a, and what is left of terms in b and a + b, which
 * vanishes as b grows.
 */
export const betaLogRest = (a: Expression, b: Expression): Expression => {
  const total = add(a, b)
  const own = add(multiply(a, logGapOf(a)), shapeTermOf(a))
  const gaps = subtract(multiply(plus(total, -1), logGapOf(total)), multiply(plus(b, -1), logGapOf(b)))
  const terms = subtract(shapeTermOf(total), shapeTermOf(b))
  return add(subtract(add(gaps, terms), own), subtract(log(total), log(b)))
}
