/** The same elements in another arrangement. */
import {
  type Concat,
  type ConcatGuard,
  type Dim,
  type Reshape,
  type ReshapeGuard,
  reshapeShape,
  type Shape,
  ShapeError,
  show,
  type Transpose,
  type TransposeGuard,
  transposeShape,
} from '../shape/index.js'
import { gather as gatherPrimitive } from './primitive/gather.js'
import { broadcastInDim, cumulativeSum as cumulativeSumPrimitive } from './primitive/reduction.js'
import * as primitive from './primitive/structure.js'
import { expression, type IntTensor, type Tensor, typed } from './tensor.js'

/**
 * The same elements under another shape; one size may be −1 and is inferred.
 * @shape S → T, of equal size
 * @failure `reshape: [32, 784] has 25088 elements but [32, 28, 29] has 25984`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { ones, reshape, shapeOf } from 'reparam'
 * console.assert(shapeOf(reshape(32, 28, -1)(ones(32, 784))).join() === '32,28,28')
 */
export const reshape =
  <const T extends number[]>(...to: T) =>
  <S extends Shape>(x: Tensor<S> & ReshapeGuard<'reshape', S, T>): Tensor<Reshape<S, T>> => {
    const e = expression(x)
    return typed(primitive.reshape(e, reshapeShape('reshape', e.shape, to)))
  }

/**
 * Axes in another order: axis i of the result is axis `permutation[i]`.
 * @shape S → S permuted
 * @failure a list that is no permutation of the axes
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { matrix, read, transpose, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(transpose(1, 0)(matrix([[1, 2], [3, 4]])))).join() === '1,3,2,4')
 */
export const transpose =
  <const P extends number[]>(...permutation: P) =>
  <S extends Shape>(x: Tensor<S> & TransposeGuard<'transpose', S, P>): Tensor<Transpose<S, P>> => {
    const e = expression(x)
    transposeShape('transpose', e.shape, permutation)
    return typed(primitive.transpose(e, permutation))
  }

/**
 * Two tensors one after the other along an axis.
 * @shape A, B → equal but for the axis, where sizes add
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { concat, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(concat(0)(vector([1, 2]), vector([3])))).join() === '1,2,3')
 */
export const concat =
  <const Axis extends number>(axis: Axis) =>
  <A extends Shape, B extends Shape>(
    a: Tensor<A>,
    b: Tensor<B> & ConcatGuard<'concat', A, B, Axis>,
  ): Tensor<Concat<A, B, Axis>> =>
    typed(primitive.concatenate([expression(a), expression(b)], axis))

/**
 * The same tensor repeated along a new first axis: how data meets L samples of a latent.
 * @shape S → [L, ...S]
 * @grad the sum over the new axis
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { read, repeatFirst, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(repeatFirst(2)(vector([1, 2])))).join() === '1,2,1,2')
 */
export const repeatFirst =
  <L extends number>(count: L) =>
  <S extends Shape>(x: Tensor<S>): Tensor<[L, ...S]> => {
    const e = expression(x)
    if (!Number.isSafeInteger(count) || count < 1)
      throw new RangeError(`repeatFirst: expected a whole number of at least 1, found ${count}`)
    return typed(
      broadcastInDim(
        e,
        [count, ...e.shape],
        e.shape.map((_, i) => i + 1),
      ),
    )
  }

/**
 * Rows from `start` up to `limit` of the first axis, both checked when the program is built.
 * @shape [N, ...S] → [number, ...S]
 * @category rearrangement
 * @since 0.1.0
 */
export const rows =
  (start: number, limit: number) =>
  <N extends Dim, S extends Shape>(x: Tensor<[N, ...S]>): Tensor<[number, ...S]> => {
    const e = expression(x)
    if (start < 0 || limit < start || limit > (e.shape[0] ?? 0))
      throw new ShapeError(`rows: ${start} to ${limit} is out of range for ${show(e.shape)}`)
    return typed(
      primitive.slice(
        e,
        e.shape.map((_, i) => (i === 0 ? start : 0)),
        e.shape.map((d, i) => (i === 0 ? limit : d)),
      ),
    )
  }

/**
 * The rows of a tensor at these indices.
 * @shape [N, ...S], [M] → [M, ...S]
 * @grad added to the rows that were taken
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { gather, indices, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const x = matrix([[1, 2], [3, 4]])
 * console.assert((await read(gather(x, indices([1, 1])))).join() === '3,4,3,4')
 */
export const gather = <N extends Dim, M extends Dim, S extends Shape>(
  x: Tensor<[N, ...S]>,
  at: IntTensor<[M]>,
): Tensor<[M, ...S]> => {
  const [e, picks] = [expression(x), expression(at)]
  const rowCount = e.shape[0] ?? 0
  const outside =
    picks.op === 'constant' ? picks.attributes.values.find((i) => i < 0 || i >= rowCount) : undefined
  if (outside !== undefined)
    throw new ShapeError(`gather: index ${outside} is out of range for ${show(e.shape)}`)
  return typed(gatherPrimitive(e, picks, 0))
}

/**
 * The running sum along the last axis.
 * @shape S → S
 * @grad the running sum from the other end
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { cumulativeSum, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(cumulativeSum(vector([1, 2, 3])))).join() === '1,3,6')
 */
export const cumulativeSum = <S extends Shape>(x: Tensor<S>): Tensor<S> => {
  const e = expression(x)
  if (e.shape.length === 0) throw new ShapeError('cumulativeSum: a scalar has no axis')
  return typed(cumulativeSumPrimitive(e, e.shape.length - 1))
}
