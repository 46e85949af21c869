/** The arctangent, for which not every backend has a kernel. */
import type { Expression } from '../tensor/expression.js'
import { divide, multiply, plus, sqrt, times } from '../tensor/primitive/elementwise.js'
import { polynomial } from './polynomial.js'

// a minimax fit of arctan t / t in t² for t up to tan π/8, off by 1e-9 at most
const SERIES = [0.999999999, -0.333333075, 0.199982102, -0.142399709, 0.105727244, -0.0603300845]

/** arctan of numbers from 0 to 1, as twice that of the half angle. */
export const arctanOf = (a: Expression): Expression => {
  const t = divide(a, plus(sqrt(plus(multiply(a, a), 1)), 1))
  return multiply(times(t, 2), polynomial(SERIES, multiply(t, t)))
}
