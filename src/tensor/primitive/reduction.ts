/** Reductions and the broadcast that is their transpose; the running sum. */
import { normalizeAxes, reduceShape, ShapeError, show } from '../../shape/index.js'
import { type Expression, InternalError, input, type Reducer } from '../expression.js'
import { compare, convert, divide, multiply } from './elementwise.js'
import { node } from './node.js'
import { reshape, reverse } from './structure.js'

const kept = (shape: readonly number[], axes: readonly number[]): readonly number[] =>
  shape.map((d, i) => (axes.includes(i) ? 1 : d))

const others = (rank: number, axes: readonly number[]): readonly number[] =>
  Array.from({ length: rank }, (_, i) => i).filter((i) => !axes.includes(i))

/** A reduced value repeated along the axes that were reduced. */
const restore = (reduced: Expression, shape: readonly number[], axes: readonly number[]): Expression =>
  broadcastInDim(reduced, shape, others(shape.length, axes))

/** One element for all along the given axes, which disappear; the extreme's derivative is shared among ties. */
export const reduce = (reducer: Reducer, x: Expression, axes: readonly number[]): Expression => {
  const over = normalizeAxes('reduce', x.shape, axes)
  if (over.length === 0) return x
  if ((reducer === 'maximum' || reducer === 'minimum') && over.some((axis) => x.shape[axis] === 0))
    throw new ShapeError(`reduce: ${show(x.shape)} has no ${reducer} along an axis of size 0`)
  const shape = reduceShape('reduce', x.shape, over, false)
  return node('reduce', [x], { reducer, axes: over }, shape, x.dtype, (n, g) => {
    const operand = input(n, 0)
    if (reducer === 'add') return [restore(g, operand.shape, over)]
    if (reducer === 'and' || reducer === 'or') return [undefined]
    const extreme = restore(reduce(reducer, operand, over), operand.shape, over)
    const tied = convert(compare('EQ')(operand, extreme), 'float32')
    return [multiply(tied, restore(divide(g, reduce('add', tied, over)), operand.shape, over))]
  })
}

/** Axis i of the operand becomes axis `dimensions[i]` of the result, repeated where it was 1; new axes repeat. */
export const broadcastInDim = (
  x: Expression,
  shape: readonly number[],
  dimensions: readonly number[],
): Expression => {
  const fits =
    dimensions.length === x.shape.length &&
    x.shape.every((d, i) => d === 1 || d === shape[dimensions[i] ?? -1]) &&
    dimensions.every((d, i) => i === 0 || d > (dimensions[i - 1] ?? -1))
  if (!fits)
    throw new InternalError(
      `broadcastInDim: ${show(x.shape)} does not fit ${show(shape)} at axes ${dimensions.join(', ')}`,
    )
  if (shape.length === x.shape.length && shape.every((d, i) => d === x.shape[i])) return x
  return node('broadcastInDim', [x], { dimensions }, shape, x.dtype, (n, g) => {
    const operand = input(n, 0)
    const repeated = shape
      .map((_, axis) => axis)
      .filter((axis) => {
        const from = dimensions.indexOf(axis)
        return from < 0 || (operand.shape[from] === 1 && shape[axis] !== 1)
      })
    return [reshape(reduce('add', g, repeated), operand.shape)]
  })
}

/** A shape repeated to a larger one as NumPy does: axes align at the end. */
export const broadcastTo = (x: Expression, shape: readonly number[]): Expression =>
  broadcastInDim(
    x,
    shape,
    x.shape.map((_, i) => i + shape.length - x.shape.length),
  )

/** A reduction that leaves its axes in place with size 1. */
export const reduceKeeping = (reducer: Reducer, x: Expression, axes: readonly number[]): Expression =>
  reshape(reduce(reducer, x, axes), kept(x.shape, normalizeAxes('reduce', x.shape, axes)))

/** The running sum along an axis; from the end when `backwards`. */
export const cumulativeSum = (x: Expression, axis: number, backwards = false): Expression =>
  node('cumulativeSum', [x], { axis, reverse: backwards }, x.shape, x.dtype, (_, g) => [
    cumulativeSum(g, axis, !backwards),
  ])

/** A running sum from the end, as one from the start: some backends' kernel for it is wrong. */
export const forwardsCumulativeSum = (x: Expression, axis: number): Expression =>
  reverse(cumulativeSum(reverse(x, [axis]), axis), [axis])
