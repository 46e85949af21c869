/** Picking rows by index, and its transpose, adding rows at indices. */
import { gatherShape } from '../../shape/index.js'
import { type Expression, input } from '../expression.js'
import { node } from './node.js'

/** The slices of x at `indices` along an axis; the axes of `indices` stand in that axis's place. */
export const gather = (x: Expression, indices: Expression, axis: number): Expression =>
  node(
    'gather',
    [x, indices],
    { axis },
    gatherShape('gather', x.shape, indices.shape, axis),
    x.dtype,
    (n, g) => [scatterAdd(g, input(n, 1), axis, x.shape), undefined],
  )

/** Zeros of a shape to which the slices of `updates` are added at `indices` along an axis. */
export const scatterAdd = (
  updates: Expression,
  indices: Expression,
  axis: number,
  shape: readonly number[],
): Expression =>
  node('scatterAdd', [updates, indices], { axis }, shape, updates.dtype, (n, g) => [
    gather(g, input(n, 1), axis),
    undefined,
  ])
