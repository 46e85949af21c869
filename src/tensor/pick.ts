/** Picking by whole numbers. */
import {
  type AxisGuard,
  axisOf,
  type CountGuard,
  countOf,
  type Gather,
  type Shape,
  ShapeError,
  show,
} from '../shape/index.js'
import { iota } from './primitive/draw.js'
import { compare, convert } from './primitive/elementwise.js'
import { gather as gatherPrimitive } from './primitive/gather.js'
import { broadcastInDim } from './primitive/reduction.js'
import { expression, type IntTensor, type Tensor, typed } from './tensor.js'

/**
 * The slices of a tensor at these indices along an axis, the first if none is named; the axes of the indices stand in
 * the place of that axis.
 * @shape [N, ...S], M → [...M, ...S]
 * @grad added to the slices that were taken
 * @failure `gather: axis 2 is out of range for [4, 3]`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { gather, indices, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const x = matrix([[1, 2], [3, 4]])
 * console.assert((await read(gather(x, indices([1, 1])))).join() === '3,4,3,4')
 * console.assert((await read(gather(x, indices([1]), -1))).join() === '2,4')
 */
export const gather = <S extends Shape, M extends Shape, const Axis extends number = 0>(
  x: Tensor<S> & AxisGuard<'gather', S, Axis>,
  at: IntTensor<M>,
  axis?: Axis,
): Tensor<Gather<S, M, Axis>> => {
  const [e, picks] = [expression(x), expression(at)]
  const along = axisOf('gather', e.shape, axis ?? 0)
  const count = e.shape[along] ?? 0
  const outside =
    picks.op === 'constant' ? picks.attributes.values.find((i) => i < 0 || i >= count) : undefined
  if (outside !== undefined)
    throw new ShapeError(`gather: index ${outside} is out of range for ${show(e.shape)}`)
  return typed(gatherPrimitive(e, picks, along))
}

/**
 * 1 at each index and 0 elsewhere, along a new last axis; an index out of range gives zeros.
 * @shape M → [...M, depth]
 * @grad none, since integers have none
 * @failure `oneHot: expected a whole number of at least 1, found 0`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { indices, oneHot, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(oneHot(3)(indices([2, 0])))).join() === '0,0,1,1,0,0')
 */
export const oneHot =
  <const Depth extends number>(depth: Depth) =>
  <M extends Shape>(at: IntTensor<M> & CountGuard<'oneHot', Depth>): Tensor<[...M, Depth]> => {
    const e = expression(at)
    const shape = [...e.shape, countOf('oneHot', depth)]
    const classes = iota(shape, e.shape.length)
    const index = broadcastInDim(
      e,
      shape,
      e.shape.map((_, i) => i),
    )
    return typed(convert(compare('EQ')(index, classes), 'float32'))
  }
