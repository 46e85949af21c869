/** The same elements in another arrangement. */
import {
  type AxisGuard,
  axisOf,
  type FlattenFrom,
  type Insert,
  type InsertGuard,
  insertShape,
  type Reshape,
  type ReshapeGuard,
  reshapeShape,
  type Shape,
  ShapeError,
  type Squeeze,
  type SqueezeGuard,
  size,
  squeezeShape,
  type Transpose,
  type TransposeGuard,
  transposeShape,
} from '../shape/index.js'
import { cumulativeSum as cumulativeSumPrimitive } from './primitive/reduction.js'
import * as primitive from './primitive/structure.js'
import { expression, type Tensor, typed } from './tensor.js'

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
 * An axis and all behind it in one, in row-major order: images as vectors, say.
 * @shape [...S, ...T] → [...S, size of T]
 * @failure `flattenFrom: axis 2 is out of range for [32, 784]`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { flattenFrom, ones, shapeOf } from 'reparam'
 * console.assert(shapeOf(flattenFrom(1)(ones(32, 28, 28, 1))).join() === '32,784')
 */
export const flattenFrom =
  <const Axis extends number>(axis: Axis) =>
  <S extends Shape>(x: Tensor<S> & AxisGuard<'flattenFrom', S, Axis>): Tensor<FlattenFrom<S, Axis>> => {
    const e = expression(x)
    const at = axisOf('flattenFrom', e.shape, axis)
    return typed(primitive.reshape(e, [...e.shape.slice(0, at), size(e.shape.slice(at))]))
  }

/**
 * A new axis of size 1, numbered as the result has it.
 * @shape S → S with one more axis
 * @failure `expandDims: axis 3 is out of range for [32, 784]`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { expandDims, ones, shapeOf } from 'reparam'
 * console.assert(shapeOf(expandDims(-1)(ones(28, 28))).join() === '28,28,1')
 */
export const expandDims =
  <const Axis extends number>(axis: Axis) =>
  <S extends Shape>(x: Tensor<S> & InsertGuard<'expandDims', S, Axis>): Tensor<Insert<S, Axis, 1>> => {
    const e = expression(x)
    return typed(primitive.reshape(e, insertShape('expandDims', e.shape, axis, 1)))
  }

/**
 * The tensor without axes of size 1: those named, or all if none is.
 * @shape S → S without them
 * @failure `squeeze: axis 1 of [1, 3] has size 3, not 1`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { ones, shapeOf, squeeze } from 'reparam'
 * console.assert(shapeOf(squeeze(-1)(ones(1, 28, 1))).join() === '1,28')
 */
export const squeeze =
  <const Axes extends number[]>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & SqueezeGuard<'squeeze', S, Axes>): Tensor<Squeeze<S, Axes>> => {
    const e = expression(x)
    return typed(primitive.reshape(e, squeezeShape('squeeze', e.shape, axes)))
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
