/** Sums over an event, and parameters beside the data of it. */
import { refuse, show } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { broadcastTo, reduce } from '../tensor/primitive/reduction.js'

const unlike = '{} {} does not go with data {}: its axes are not the last ones of the data'

/** The sum over the axes behind the leading ones. */
export const sumEvent = (x: Expression, lead: number): Expression =>
  reduce(
    'add',
    x,
    x.shape.flatMap((_, axis) => (axis < lead ? [] : [axis])),
  )

/**
 * A parameter repeated over the axes that the data has in front of it: the samples of each example, say. The axes of
 * the parameter are the last ones of the data.
 */
export const beside = (
  op: string,
  name: string,
  parameter: Expression,
  shape: readonly number[],
): Expression => {
  const ends = shape.slice(Math.max(0, shape.length - parameter.shape.length))
  return ends.join() === parameter.shape.join()
    ? broadcastTo(parameter, shape)
    : refuse(op, unlike, name, show(parameter.shape), show(shape))
}
