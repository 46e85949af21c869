/** Polynomials by Horner's rule. */
import type { Expression } from '../tensor/expression.js'
import { multiply, plus } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'

/** c₀ + c₁x + c₂x² + … of an expression. */
export const polynomial = (coefficients: readonly number[], x: Expression): Expression => {
  const [last = 0, ...below] = [...coefficients].reverse()
  return below.reduce((sum, c) => plus(multiply(sum, x), c), splatLike(last, x))
}
