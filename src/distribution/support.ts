/** Log-densities and log-probabilities that end at a border of their support. */
import type { Expression } from '../tensor/expression.js'
import { select } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'

/** One number in the shape of a tensor. */
export const filled = <S>(value: number, like: Tensor<S>): Tensor<S> =>
  typed(splatLike(value, expression(like)))

/**
 * The log-density at the values of the support, −∞ at others. It is computed at `safe` there and then replaced, so that
 * neither a value nor a derivative of what is outside enters the result: the zero that it would be multiplied with
 * stays zero.
 */
export const onSupport = (
  inside: Expression,
  x: Expression,
  safe: number,
  logDensity: (x: Expression) => Expression,
): Expression => {
  const within = logDensity(select(inside, x, splatLike(safe, x)))
  return select(inside, within, splatLike(Number.NEGATIVE_INFINITY, x))
}
