/** The quantiles of gamma laws: the inverse of the incomplete gamma functions. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { clamped } from '../tensor/primitive/bounded.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  and,
  compare,
  divide,
  exponential,
  exponentialMinusOne,
  log,
  logPlusOne,
  maximum,
  minimum,
  multiply,
  negate,
  not,
  or,
  plus,
  rsqrt,
  select,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { normalQuantileOf } from './error-inverse.js'
import { lgammaOf } from './gamma.js'
import { type GammaPoint, logGammaHeight } from './gamma-ratio.js'
import { logGammaSampleSlopeOf } from './gamma-sample.js'
import { gammaTail } from './gamma-tail.js'

/** From the starts below, four steps of Newton's method reach the rounding of float32 numbers. */
const steps = 4

/** What is asked for: the smaller of the two tails, its logarithm, and whether it is the lower one. */
interface Sought {
  readonly a: Expression
  readonly lower: Expression
  readonly tail: Expression
  readonly logTail: Expression
}

/** Whether a shape is so small that its law is far from normal. */
const isSmall = (a: Expression): Expression => compare('LT')(a, splatLike(0.5, a))

/** Near the quantile: Wilson and Hilferty's cube of a normal number, and for small shapes the limits of the tails. */
const start = ({ a, lower, tail, logTail }: Sought): GammaPoint => {
  const small = isSmall(a)
  const logLower = select(lower, logTail, logPlusOne(negate(tail)))
  const low = divide(add(logLower, lgammaOf(plus(a, 1))), a)
  const depth = negate(add(logTail, lgammaOf(a)))
  const [one, least] = [splatLike(1, a), splatLike(0.01, a)]
  const high = log(maximum(add(depth, multiply(plus(a, -1), log(maximum(depth, one)))), least))
  const rare = and(compare('LT')(tail, splatLike(0.3, a)), compare('GT')(depth, one))
  const limit = select(and(small, and(not(lower), rare)), high, low)

  const normal = normalQuantileOf(tail)
  const deviation = times(multiply(select(lower, normal, negate(normal)), rsqrt(a)), 1 / 3)
  const root = maximum(plus(subtract(deviation, divide(splatLike(1 / 9, a), a)), 1), least)
  const logCube = add(log(a), times(log(root), 3))
  const central = and(compare('GT')(root, least), compare('GT')(logCube, low))
  const byCube = and(not(small), central)
  const cube = multiply(a, multiply(root, multiply(root, root)))
  return { a, z: select(byCube, cube, exponential(limit)), logZ: select(byCube, logCube, limit) }
}

/** The change of log z by a step of Newton's method for the logarithm of the tail. */
const change = ({ a, lower, logTail }: Sought, point: GammaPoint): Expression => {
  const { lower: below, mass } = gammaTail(point)
  const height = logGammaHeight(point)
  const logMass = log(select(below, plus(multiply(point.z, mass), 1), multiply(a, mass)))
  const near = add(height, logMass)
  const far = log(maximum(negate(exponentialMinusOne(near)), splatLike(1e-30, near)))
  const found = select(or(and(lower, below), and(not(lower), not(below))), near, far)
  const logScale = subtract(subtract(found, height), log(a))
  const scale = exponential(minimum(logScale, splatLike(80, logScale)))
  const distance = multiply(subtract(found, logTail), scale)
  // the start is within a standard deviation where the law is not far from normal
  const most = select(isSmall(a), splatLike(1e30, a), times(rsqrt(a), 4))
  return maximum(minimum(select(lower, negate(distance), distance), most), negate(most))
}

const quantile = (a: Expression, p: Expression): GammaPoint => {
  const small = isSmall(a)
  const lower = compare('LT')(p, splatLike(0.5, p))
  const inside = clamped(p, 1e-37, 1 - 2 ** -24)
  const tail = select(lower, inside, subtract(splatLike(1, p), inside))
  const sought = { a, lower, tail, logTail: log(tail) }
  return Array.from({ length: steps }).reduce<GammaPoint>((point) => {
    const moved = change(sought, point)
    const logZ = add(point.logZ, moved)
    // the product keeps digits that log z lacks for large shapes; for small ones z may underflow
    const product = multiply(point.z, exponential(select(small, splatLike(0, a), moved)))
    return { a, z: select(small, exponential(logZ), product), logZ }
  }, start(sought))
}

/** The z at which P(a, z) = p, of expressions. */
export const gammaincinvOf = (a: Expression, p: Expression): Expression =>
  composite(
    'gammaincinv',
    [a, p],
    ([e = a, at = p]) => {
      const [zero, one] = [splatLike(0, at), splatLike(1, at)]
      const valid = and(compare('GE')(at, zero), compare('LE')(at, one))
      const above = select(compare('LT')(at, one), quantile(e, at).z, splatLike(Number.POSITIVE_INFINITY, at))
      const value = select(compare('GT')(at, zero), above, zero)
      return select(valid, value, splatLike(Number.NaN, at))
    },
    (n, g) => {
      const [e, at] = [input(n, 0), input(n, 1)]
      const [zero, one] = [splatLike(0, at), splatLike(1, at)]
      const inside = and(compare('GT')(at, zero), compare('LT')(at, one))
      const z = gammaincinvOf(e, select(inside, at, splatLike(0.5, at)))
      const normal = maximum(z, splatLike(1e-37, z))
      const point = { a: e, z: normal, logZ: log(normal) }
      const toShape = multiply(z, logGammaSampleSlopeOf(point))
      const toProbability = exponential(subtract(subtract(point.logZ, log(e)), logGammaHeight(point)))
      return [toShape, toProbability].map((slope) => multiply(g, select(inside, slope, zero)))
    },
  )

/**
 * The quantile at p of a gamma law of positive shape a and rate 1: 0 at p = 0, where it underflows, too, ∞ at 1, NaN
 * outside of [0, 1]. Derivatives are 0 at the ends.
 * @shape S, S → S
 * @math the z at which P(a, z) = p
 * @grad the implicit one to a, the reciprocal of the density to p
 * @source Wilson and Hilferty: The distribution of chi-square (1931), where Newton's method starts
 * @category special
 * @since 0.1.0
 * @example
 * import { gammaincinv, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [median = 0] = await read(gammaincinv(vector([1]), vector([0.5])))
 * console.assert(Math.abs(median - Math.LN2) < 1e-6)
 */
export const gammaincinv = <S>(a: Tensor<S>, p: Tensor<S>): Tensor<S> =>
  typed(gammaincinvOf(expression(a), expression(p)))
