/**
 * The choice among proposals of a rejection sampler that were drawn side by side. Their number is fixed: what the
 * host draws depends on the key and the shape alone, and every sample takes the same steps on every backend.
 */
import type { Expression } from '../tensor/expression.js'
import { iota } from '../tensor/primitive/draw.js'
import { and, compare, convert, select } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { broadcastInDim, reduce } from '../tensor/primitive/reduction.js'

/** An expression repeated along a first axis, the one of the proposals. */
export const alongProposals = (count: number, x: Expression): Expression =>
  broadcastInDim(
    x,
    [count, ...x.shape],
    x.shape.map((_, axis) => axis + 1),
  )

/** Of proposals along the first axis, the value of the first that is accepted; 0 where none is. */
export const firstAccepted = (accepted: Expression, values: Expression): Expression => {
  const [count = 0] = values.shape
  const index = convert(iota(values.shape, 0), 'float32')
  const waiting = select(accepted, index, splatLike(count, index))
  const first = alongProposals(count, reduce('minimum', waiting, [0]))
  const chosen = and(accepted, compare('EQ')(waiting, first))
  return reduce('add', select(chosen, values, splatLike(0, values)), [0])
}
