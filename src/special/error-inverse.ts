/** The inverse of the error function, and the quantiles of the normal law. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  compare,
  exponential,
  log,
  multiply,
  negate,
  plus,
  select,
  sqrt,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { polynomial } from './polynomial.js'

// minimax fits of erf⁻¹(x) / x with w = −log(1 − x²): in w below 6, in √w − 3.2 below 4.2², in √w − 7 up to 10.2²,
// which is the smallest float; off by 5.0e-8, 3.4e-8 and 2.3e-8 at most
const LOW = [
  0.886226881, 0.232015189, 0.0115409894, -0.00231810211, -0.000144384311, 5.43696926e-5, 6.70289808e-7,
  -1.32827445e-6, 1.52989686e-7, -5.82683496e-9,
]
const MIDDLE = [
  3.03363666, 1.00469187, 0.00596885333, -0.0042842444, 0.00298266561, -0.00204787093, 0.00101245154,
  -0.00023387331,
]
const HIGH = [
  6.8690197, 1.00859607, -0.000512806072, 5.62155407e-6, 6.15426585e-6, -1.36209078e-6, 2.83889582e-7,
  -8.94084294e-8, 1.30362283e-8,
]

/** erf⁻¹(x) by x and w = −log(1 − x²), which the caller has without cancellation. */
const inverseOf = (x: Expression, given: Expression, tails: boolean): Expression => {
  // rounding may leave a w next to 0 below it
  const w = select(compare('LT')(given, splatLike(0, x)), splatLike(0, x), given)
  const root = sqrt(w)
  const below = (s: number): Expression => compare('LT')(root, splatLike(s, x))
  const far = polynomial(MIDDLE, plus(root, -3.2))
  const outside = tails ? select(below(4.2), far, polynomial(HIGH, plus(root, -7))) : far
  const scaled = select(below(Math.sqrt(6)), polynomial(LOW, w), outside)
  const infinite = compare('EQ')(w, splatLike(Number.POSITIVE_INFINITY, x))
  return multiply(x, select(infinite, w, scaled))
}

/** erf⁻¹(x) of an expression. */
export const erfinvOf = (x: Expression): Expression =>
  composite(
    'erfinv',
    [x],
    ([e = x]) => inverseOf(e, negate(log(multiply(plus(negate(e), 1), plus(e, 1)))), false),
    (n, g) => {
      const y = erfinvOf(input(n, 0))
      return [multiply(g, times(exponential(multiply(y, y)), Math.sqrt(Math.PI) / 2))]
    },
  )

/** Φ⁻¹(p) of an expression. */
export const normalQuantileOf = (p: Expression): Expression =>
  composite(
    'normalQuantile',
    [p],
    ([e = p]) => {
      const w = negate(log(multiply(times(e, 4), plus(negate(e), 1))))
      return times(inverseOf(plus(times(e, 2), -1), w, true), Math.SQRT2)
    },
    (n, g) => {
      const z = normalQuantileOf(input(n, 0))
      return [multiply(g, times(exponential(multiply(times(z, 0.5), z)), Math.sqrt(2 * Math.PI)))]
    },
  )

/**
 * The inverse of the error function at every element: ±∞ at ±1, NaN outside, where there is none.
 * @shape S → S
 * @math y with erf(y) = x
 * @grad √π/2 · exp(y²), infinite at ±1
 * @category special
 * @since 0.1.0
 * @example
 * import { erfinv, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [half = 0, one = 0] = await read(erfinv(vector([0.5, 1])))
 * console.assert(Math.abs(half - 0.4769363) < 1e-6 && one === Infinity)
 */
export const erfinv = <S>(x: Tensor<S>): Tensor<S> => typed(erfinvOf(expression(x)))

/**
 * The quantile of the standard normal law at every probability, with all digits in the left tail, for which a probability
 * is a float: −∞ at 0, ∞ at 1, NaN outside.
 * @shape S → S
 * @math z with Φ(z) = p
 * @grad √2π · exp(z²/2), infinite at 0 and 1
 * @category special
 * @since 0.1.0
 * @example
 * import { normalQuantile, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [low = 0, far = 0] = await read(normalQuantile(vector([0.025, 1e-30])))
 * console.assert(Math.abs(low + 1.959964) < 1e-5 && Math.abs(far + 11.464025) < 1e-4)
 */
export const normalQuantile = <S>(p: Tensor<S>): Tensor<S> => typed(normalQuantileOf(expression(p)))
