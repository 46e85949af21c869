/**
 * What the error functions are made of: the bell curve without the loss of digits that rounding x² brings, and how far
 * the hazard of the normal law is above its argument, which is smooth and nowhere small.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  abs,
  add,
  compare,
  divide,
  exponential,
  multiply,
  negate,
  plus,
  roundNearestEven,
  select,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { polynomial } from './polynomial.js'

/** Where exp(−x²/2) is far below every float. */
const FAR = 20
/** So many steps to 1 that the square of a number on the grid below FAR is exact. */
const STEPS = 16

/**
 * exp(−f x²) of an expression, f about 1 or less: the square of x rounded to a grid is exact, and what rounding took
 * away has a factor of its own. Squared at once, x² of 80 would be off by as much as the fifth digit of the result.
 */
export const gaussianOf =
  (factor: number) =>
  (x: Expression): Expression =>
    composite(
      'gaussian',
      [x],
      ([e = x]) => {
        const size = abs(e)
        const a = select(compare('GT')(size, splatLike(FAR, e)), splatLike(FAR, e), size)
        const coarse = times(roundNearestEven(times(a, STEPS)), 1 / STEPS)
        const rest = multiply(subtract(a, coarse), add(a, coarse))
        return multiply(
          exponential(times(multiply(coarse, coarse), -factor)),
          exponential(times(rest, -factor)),
        )
      },
      (n, g) => {
        const e = input(n, 0)
        return [multiply(g, multiply(times(e, -2 * factor), gaussianOf(factor)(e)))]
      },
      { factor },
    )

/** The middle of the variable 1 − 2m / (a + m), which takes 0 … ∞ to −1 … 1. */
const MIDDLE = 2.5

// a rational minimax fit of (1 + a) times the excess in that variable, off by 5.2e-8 at most
const ABOVE = [1.129606821, -0.4598225758, 0.3405619057, 0.1154059004, -0.05031271087, 0.01607436806]
const BELOW = [1, -0.457242694, 0.5826838642, -0.09252126002, 0.05859374118]

/**
 * φ(a) / (1 − Φ(a)) − a for a of at least 0: it falls from √(2/π) to 0 like 1/a, so that tails are sums of positive
 * terms.
 */
export const excessOf = (a: Expression): Expression =>
  composite(
    'normalExcess',
    [a],
    ([e = a]) => {
      const t = plus(negate(divide(splatLike(2 * MIDDLE, e), plus(e, MIDDLE))), 1)
      return divide(divide(polynomial(ABOVE, t), polynomial(BELOW, t)), plus(e, 1))
    },
    (n, g) => {
      const e = input(n, 0)
      const excess = excessOf(e)
      return [multiply(g, plus(multiply(excess, add(excess, e)), -1))]
    },
  )
