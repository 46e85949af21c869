/** Rearrangements, reductions and look-ups by the operations of TensorFlow.js that a user would write for them. */
import * as tf from '@tensorflow/tfjs-core'
import type { Attributes, Values } from '../../../src/tensor/expression.js'
import { item } from '../../support/reference-value.js'
import { NotInStock } from './absent.js'

type Shape = readonly number[]

/** Host data as a tensor of the type that its array has. */
export const given = (values: Values, shape: Shape): tf.Tensor => {
  if (values instanceof Float32Array) return tf.tensor(values, [...shape], 'float32')
  return tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'bool')
}

/** A reduction along axes. */
export const reduce = (x: tf.Tensor, { reducer, axes }: Attributes['reduce']): tf.Tensor => {
  const over = [...axes]
  switch (reducer) {
    case 'add':
      return tf.sum(x, over)
    case 'maximum':
      return tf.max(x, over)
    case 'minimum':
      return tf.min(x, over)
    case 'and':
      return tf.all(x, over)
    case 'or':
      return tf.any(x, over)
  }
}

/** A tensor with axes of size 1 where it is to be repeated. */
export const aligned = (x: tf.Tensor, dimensions: readonly number[], shape: Shape): tf.Tensor =>
  tf.reshape(
    x,
    shape.map((_, axis) => x.shape[dimensions.indexOf(axis)] ?? 1),
  )

/** `slice`, or `stridedSlice` where it takes steps. */
export const slice = (x: tf.Tensor, { start, limit, strides }: Attributes['slice']): tf.Tensor =>
  strides.every((s) => s === 1)
    ? tf.slice(
        x,
        [...start],
        start.map((from, i) => item(limit, i) - from),
      )
    : tf.stridedSlice(x, [...start], [...limit], [...strides])

/** `pad`, after `slice` where padding is negative. There is none that spreads. */
export const pad = (x: tf.Tensor, { low, high, interior, value }: Attributes['pad']): tf.Tensor => {
  if (interior.some((n) => n > 0)) throw new NotInStock('padding between elements')
  const below = low.map((n) => Math.max(-n, 0))
  const above = high.map((n) => Math.max(-n, 0))
  const left = x.shape.map((n, i) => n - item(below, i) - item(above, i))
  if (left.some((n) => n < 0)) throw new NotInStock('padding that cuts more than there is')
  const kept = [...below, ...above].every((n) => n === 0) ? x : tf.slice(x, below, left)
  const around = low.map((n, i): [number, number] => [Math.max(n, 0), Math.max(item(high, i), 0)])
  return around.flat().every((n) => n === 0) ? kept : tf.pad(kept, around, value)
}

/** Whether the backend in use has a kernel. */
const has = (kernel: string): boolean => Boolean(tf.getKernel(kernel, tf.getBackend()))

/** `unsortedSegmentSum` over the first axis, or `scatterND` where a backend lacks its kernel. */
export const scatterAdd = (x: tf.Tensor, indices: tf.Tensor, axis: number, shape: Shape): tf.Tensor => {
  const count = indices.size
  const rest = shape.filter((_, i) => i !== axis)
  const ids = tf.reshape(indices, [count])
  // the axes of the indices become one, which then stands first
  const flat = tf.reshape(x, [...shape.slice(0, axis), count, ...shape.slice(axis + 1)])
  const front = [axis, ...shape.map((_, i) => i).filter((i) => i !== axis)]
  const moved = axis === 0 ? flat : tf.transpose(flat, front)
  const size = item(shape, axis)
  const sums = has('UnsortedSegmentSum')
    ? segments(moved, ids, size)
    : tf.scatterND(tf.reshape(ids, [count, 1]), moved, [size, ...rest])
  if (axis === 0) return sums
  return tf.transpose(
    sums,
    shape.map((_, i) => front.indexOf(i)),
  )
}

const segments = (x: tf.Tensor, ids: tf.Tensor, count: number): tf.Tensor => {
  const isRank1 = (t: tf.Tensor): t is tf.Tensor1D => t.rank === 1
  if (!isRank1(ids)) throw new Error(`expected indices of rank 1, found [${ids.shape}]`)
  return tf.unsortedSegmentSum(x, ids, count)
}

/** Places along an axis, counted from 0. */
export const iota = (axis: number, shape: Shape, dtype: 'float32' | 'int32'): tf.Tensor =>
  tf.broadcastTo(aligned(tf.range(0, item(shape, axis), 1, dtype), [axis], shape), [...shape])
