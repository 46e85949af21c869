/** Numbers brought between two bounds: cut off there, or bent smoothly, so that no exponential of them overflows. */
import { type Expression, input } from '../expression.js'
import { composite } from './control.js'
import { abs, add, divide, maximum, minimum, plus, subtract, times } from './elementwise.js'
import { splatLike } from './leaf.js'

/** A number brought between two bounds; beyond them there is no derivative. */
export const clamped = (x: Expression, low: number, high: number): Expression =>
  minimum(maximum(x, splatLike(low, x)), splatLike(high, x))

/**
 * A number as it is between ±`straight`, by itself half of the bound; from there bent so that it never exceeds the
 * bound: what is too much, t parts of the bend, becomes t/(1 + |t|) parts. The derivative is continuous, 1/(1 + |t|)²,
 * and is divided by rather than multiplied with, so that an infinite cotangent stays one: 0 · ∞ is not a number.
 */
export const bounded = (x: Expression, bound: number, straight = bound / 2): Expression => {
  const kept = (e: Expression): Expression => clamped(e, -straight, straight)
  const above = (e: Expression): Expression => subtract(e, kept(e))
  const shrink = (e: Expression): Expression => plus(times(abs(above(e)), 1 / (bound - straight)), 1)
  return composite(
    'bounded',
    [x],
    ([e = x]) => add(kept(e), divide(above(e), shrink(e))),
    (n, g) => {
      const divisor = shrink(input(n, 0))
      return [divide(divide(g, divisor), divisor)]
    },
    { bound, straight },
  )
}
