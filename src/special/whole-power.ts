/** Whole powers of expressions. */
import type { Expression } from '../tensor/expression.js'
import { multiply } from '../tensor/primitive/elementwise.js'

/** x to a whole power of at least 1, by products: exact for powers of 2 on every backend. */
export const wholePower = (x: Expression, exponent: number): Expression => {
  if (exponent <= 1) return x
  const half = wholePower(x, Math.floor(exponent / 2))
  const square = multiply(half, half)
  return exponent % 2 === 0 ? square : multiply(square, x)
}
