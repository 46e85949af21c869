/** The quantile of the standard normal law by the logarithm of the probability: also where that underflows. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  compare,
  divide,
  exponential,
  exponentialMinusOne,
  log,
  minimum,
  multiply,
  negate,
  plus,
  select,
  sqrt,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { normalQuantileOf } from './error-inverse.js'
import { excessOf } from './error-tail.js'

const LOG_TWO_PI = Math.log(2 * Math.PI)

/** Below this logarithm the quantile is taken by its tail: beyond 12 standard deviations. */
const FAR = -75

/** Above this the upper tail has more digits than the lower one. */
const NEAR = -Math.LN2

/** The t with log Φ(−t) = l far out: t² = −2 l − log 2π − 2 log(t + 1/t − …), where the last term hardly moves. */
const tail = (l: Expression): Expression => {
  const square = plus(times(l, -2), -LOG_TWO_PI)
  const better = (t: Expression): Expression => sqrt(add(square, times(log(add(t, excessOf(t))), -2)))
  return better(better(better(sqrt(square))))
}

/** φ(z) / Φ(z) inverted: how the quantile z grows with l. */
const growthOf = (l: Expression, z: Expression): Expression => {
  const low = compare('LT')(z, splatLike(-3, z))
  const t = negate(select(low, z, splatLike(-3, z)))
  const height = plus(times(multiply(z, z), 0.5), LOG_TWO_PI / 2)
  const middle = exponential(add(select(low, splatLike(0, l), l), select(low, splatLike(0, z), height)))
  return select(low, divide(splatLike(1, t), add(t, excessOf(t))), middle)
}

/** The z with log Φ(z) = l of an expression below 0. */
export const normalLogQuantileOf = (l: Expression): Expression =>
  composite(
    'normalLogQuantile',
    [l],
    ([e = l]) => {
      const [far, near] = [compare('LT')(e, splatLike(FAR, e)), compare('GT')(e, splatLike(NEAR, e))]
      const probability = select(near, negate(exponentialMinusOne(e)), exponential(e))
      const middle = normalQuantileOf(select(far, splatLike(0.5, e), probability))
      const outer = negate(tail(minimum(e, splatLike(FAR, e))))
      return select(far, outer, select(near, negate(middle), middle))
    },
    (n, g) => {
      const e = input(n, 0)
      return [multiply(g, growthOf(e, normalLogQuantileOf(e)))]
    },
  )
