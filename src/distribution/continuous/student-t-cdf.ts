/** The cdf of the standard Student t distribution: half of a tail of a beta law, at x = 1/(1 + z²/ν). */

import { type BetaPoint, betaTail, logBetaHeight, turned } from '../../special/beta-tail.js'
import { logitBetaSampleSlopes } from '../../special/incomplete-beta.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { clamped } from '../../tensor/primitive/bounded.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  abs,
  add,
  compare,
  divide,
  exponential,
  log,
  logPlusOne,
  multiply,
  negate,
  plus,
  select,
  sqrt,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'

/** x and 1 − x, neither of them as a difference, and their logarithms, which also say what underflows. */
const pointOf = (z: Expression, degrees: Expression): BetaPoint => {
  const one = splatLike(1, z)
  const [root, size] = [sqrt(degrees), normal(abs(z))]
  const near = compare('LT')(size, root)
  const t = divide(select(near, size, root), select(near, root, size))
  const square = multiply(t, t)
  const [more, log1] = [plus(square, 1), logPlusOne(square)]
  const [most, least] = [divide(one, more), normal(divide(square, more))]
  const distance = subtract(times(log(size), 2), log(degrees))
  const logLeast = subtract(negate(abs(distance)), log1)
  return {
    a: times(degrees, 0.5),
    b: splatLike(0.5, z),
    x: select(near, most, least),
    y: select(near, least, most),
    logX: select(near, negate(log1), logLeast),
    logY: select(near, logLeast, negate(log1)),
  }
}

/** A number above 0 within what float32 holds with all its digits. */
const normal = (x: Expression): Expression => clamped(x, 1e-37, 1e37)

/** P(T ≤ z) of expressions, with all digits in the left tail. */
export const cdfOf = (z: Expression, degrees: Expression): Expression =>
  composite(
    'studentCdf',
    [z, degrees],
    ([e = z, nu = degrees]) => {
      const { lower, point } = turned(pointOf(e, nu))
      const half = splatLike(0.5, e)
      const small = times(multiply(exponential(logBetaHeight(point)), betaTail(point).mass), 0.5)
      const tail = select(lower, small, subtract(half, small))
      return select(compare('LT')(e, splatLike(0, e)), tail, plus(negate(tail), 1))
    },
    (n, g) => {
      const [e, nu] = [input(n, 0), input(n, 1)]
      const at = pointOf(e, nu)
      const { point } = turned(at)
      // the density of the beta law on the scale of the logit, and of Student's t on that of z
      const logits = exponential(add(logBetaHeight(point), log(point.a)))
      const [toShape] = logitBetaSampleSlopes(at)
      const outward = times(
        multiply(logits, subtract(divide(splatLike(1, nu), nu), times(toShape, 0.5))),
        0.5,
      )
      const sided = select(compare('LT')(e, splatLike(0, e)), outward, negate(outward))
      return [multiply(g, divide(logits, normal(abs(e)))), multiply(g, sided)]
    },
  )
