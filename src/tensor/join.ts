/** Several tensors in one: one after the other, or side by side. */
import {
  axisOf,
  type ConcatAll,
  type ConcatGuard,
  concatenateShape,
  type Insert,
  type InsertGuard,
  type Shape,
  type StackGuard,
  stackShape,
} from '../shape/index.js'
import { concatenate, reshape } from './primitive/structure.js'
import { expression, type Tensor, typed } from './tensor.js'

/**
 * Tensors one after the other along an axis.
 * @shape A, B, … → equal but for the axis, where sizes add
 * @grad to each tensor its part
 * @failure `concat: [32, 400] and [16, 400] differ on axis 0 (32 vs 16); only axis 1 may`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { concat, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(concat(0)(vector([1, 2]), vector([3])))).join() === '1,2,3')
 */
export const concat =
  <const Axis extends number>(axis: Axis) =>
  <A extends Shape, Others extends Shape[]>(
    first: Tensor<A>,
    ...others: { [K in keyof Others]: Tensor<Others[K]> & ConcatGuard<'concat', A, Others[K], Axis> }
  ): Tensor<ConcatAll<A, Others, Axis>> => {
    const all = [first, ...others].map(expression)
    const shapes = all.map((e) => e.shape)
    concatenateShape('concat', shapes, axis)
    return typed(concatenate(all, axisOf('concat', expression(first).shape, axis)))
  }

/**
 * Tensors of one shape side by side along a new axis, which is numbered as the result has it.
 * @shape S, S, … → S with an axis as long as there are tensors
 * @grad to each tensor its part
 * @failure `stack: [2, 3] and [2, 4] differ`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { read, stack, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(stack(-1)(vector([1, 2]), vector([3, 4])))).join() === '1,3,2,4')
 */
export const stack =
  <const Axis extends number>(axis: Axis) =>
  <S extends Shape, Others extends Shape[]>(
    first: Tensor<S> & InsertGuard<'stack', S, Axis>,
    ...others: { [K in keyof Others]: Tensor<Others[K]> & StackGuard<'stack', S, Others[K]> }
  ): Tensor<Insert<S, Axis, [S, ...Others]['length']>> => {
    const all = [first, ...others].map(expression)
    const shapes = all.map((e) => e.shape)
    const shape = stackShape('stack', shapes, axis)
    const at = axisOf('stack', shape, axis)
    const thick = shape.map((d, i) => (i === at ? 1 : d))
    return typed(
      concatenate(
        all.map((e) => reshape(e, thick)),
        at,
      ),
    )
  }
