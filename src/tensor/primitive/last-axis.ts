/** What is done along the last axis, the one of the numbers of a vector: sums, repetition, slices. */
import type { Expression } from '../expression.js'
import { multiply } from './elementwise.js'
import { broadcastInDim, reduce } from './reduction.js'
import { slice } from './structure.js'

/** The sum along the last axis, which disappears. */
export const sumLast = (x: Expression): Expression => reduce('add', x, [x.shape.length - 1])

/** The inner products of vectors along the last axis. */
export const inner = (a: Expression, b: Expression): Expression => sumLast(multiply(a, b))

/** One number for each vector, repeated along the last axes of a shape that begins with its own; 1 is repeated, too. */
export const alongLast = (x: Expression, shape: readonly number[]): Expression =>
  broadcastInDim(
    x,
    shape,
    x.shape.map((_, axis) => axis),
  )

/** The numbers of each vector from one place up to another. */
export const sliceLast = (x: Expression, from: number, to: number): Expression => {
  const lead = x.shape.slice(0, -1)
  return slice(x, [...lead.map(() => 0), from], [...lead, to])
}
