/** The incomplete gamma functions: the cdf of a gamma law, with derivatives also to its shape. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { clamped } from '../tensor/primitive/bounded.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  compare,
  exponential,
  log,
  maximum,
  minimum,
  multiply,
  negate,
  plus,
  select,
  subtract,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { type GammaPoint, logGammaHeight } from './gamma-ratio.js'
import { gammaTail } from './gamma-tail.js'

/** A point of the law at x, moved to where float32 numbers are normal and their powers finite. */
const pointOf = (a: Expression, x: Expression): GammaPoint => {
  const z = clamped(x, 1e-37, 1e30)
  return { a, z, logZ: log(z) }
}

/** From here on the slope of a tail to its shape is a float32 number for every point. */
const leastShape = 1e-12

/** A value at positive x, and what holds below. */
const where = (x: Expression, value: Expression, below: number): Expression =>
  select(compare('GT')(x, splatLike(0, x)), value, splatLike(below, x))

/** P(a, x), or Q(a, x) where `upper`, of expressions. */
const regularized = (a: Expression, x: Expression, upper: boolean): Expression =>
  composite(
    upper ? 'gammaincc' : 'gammainc',
    [a, x],
    ([e = a, t = x]) => {
      const point = pointOf(e, t)
      const { lower, mass } = gammaTail(point)
      const height = exponential(logGammaHeight(point))
      const below = multiply(height, plus(multiply(point.z, mass), 1))
      const above = multiply(multiply(height, e), mass)
      const one = splatLike(1, t)
      const tail = minimum(select(lower, below, above), one)
      const other = subtract(one, tail)
      return where(t, upper ? select(lower, other, tail) : select(lower, tail, other), upper ? 1 : 0)
    },
    (n, g) => {
      const [e, t] = [input(n, 0), input(n, 1)]
      // below, only the density changes, which is the shape times a height; its slope to the shape goes to a limit
      const least = maximum(e, splatLike(leastShape, e))
      const point = pointOf(least, t)
      const logHeight = logGammaHeight(point)
      const toShape = negate(multiply(exponential(add(logHeight, log(least))), gammaTail(point).slope))
      const toPoint = exponential(subtract(add(logHeight, log(e)), point.logZ))
      return [toShape, toPoint].map((slope) => multiply(g, where(t, upper ? negate(slope) : slope, 0)))
    },
  )

/** P(a, x) of expressions. */
export const gammaincOf = (a: Expression, x: Expression): Expression => regularized(a, x, false)

/** Q(a, x) of expressions. */
export const gammainccOf = (a: Expression, x: Expression): Expression => regularized(a, x, true)

/**
 * The cdf at x of a gamma law of positive shape a and rate 1: the regularised lower incomplete gamma function.
 * Accurate to a few units of 1e-6 of itself while it is the smaller of the two tails; 0 for x ≤ 0.
 * @shape S, S → S
 * @math P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt / Γ(a)
 * @grad the density to x; to a by quadrature
 * @source DLMF 8.2.4
 * @category special
 * @since 0.1.0
 * @example
 * import { gammainc, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(gammainc(vector([1]), vector([2])))
 * console.assert(Math.abs(value - (1 - Math.exp(-2))) < 1e-5)
 */
export const gammainc = <S>(a: Tensor<S>, x: Tensor<S>): Tensor<S> =>
  typed(gammaincOf(expression(a), expression(x)))

/**
 * The probability above x of a gamma law of positive shape a and rate 1: the regularised upper incomplete gamma
 * function. Accurate to a few units of 1e-6 of itself while it is the smaller of the two tails; 1 for x ≤ 0.
 * @shape S, S → S
 * @math Q(a, x) = 1 − P(a, x)
 * @grad minus the density to x; to a by quadrature
 * @source DLMF 8.2.4
 * @category special
 * @since 0.1.0
 * @example
 * import { gammaincc, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(gammaincc(vector([1]), vector([20])))
 * console.assert(Math.abs(value / Math.exp(-20) - 1) < 1e-4)
 */
export const gammaincc = <S>(a: Tensor<S>, x: Tensor<S>): Tensor<S> =>
  typed(gammainccOf(expression(a), expression(x)))
