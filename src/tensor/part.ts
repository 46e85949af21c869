/** One tensor in several, along an axis. */
import {
  type AxisGuard,
  axisOf,
  type Chunk,
  type ChunkGuard,
  chunkSizes,
  type Ok,
  type Parts,
  type Shape,
  type Unstack,
  unstackShape,
} from '../shape/index.js'
import type { Expression } from './expression.js'
import { reshape, slice } from './primitive/structure.js'
import { expression, type Tensor, typedEach } from './tensor.js'

/** A tensor of each shape of a list. */
type Tensors<Shapes> = [[Shapes]] extends [[string]]
  ? Ok<string>
  : { readonly [K in keyof Shapes]: Tensor<Shapes[K]> }

/** Parts of given sizes along an axis, in order. */
const along = (x: Expression, axis: number, sizes: readonly number[]): readonly Expression[] =>
  sizes.map((size, part) => {
    const from = sizes.slice(0, part).reduce((a, b) => a + b, 0)
    return slice(
      x,
      x.shape.map((_, i) => (i === axis ? from : 0)),
      x.shape.map((d, i) => (i === axis ? from + size : d)),
    )
  })

/**
 * A tensor in parts along an axis: so many equal ones, or one for each of a list of sizes. `concat` takes it back.
 * @shape S → a tuple of S with the axis divided
 * @grad to each part its elements
 * @failure `chunk: axis 1 of [2, 6] does not divide into 4 parts`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { chunk, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [loc, scale] = chunk(2, -1)(vector([1, 2, 3, 4]))
 * const [, rest] = chunk([1, 3], 0)(vector([1, 2, 3, 4]))
 * console.assert((await read(scale)).join() === '3,4' && (await read(rest)).join() === '2,3,4')
 * console.assert((await read(loc)).join() === '1,2')
 */
export const chunk =
  <const P extends Parts, const Axis extends number>(parts: P, axis: Axis) =>
  <S extends Shape>(x: Tensor<S> & ChunkGuard<'chunk', S, Axis, P>): Tensors<Chunk<S, Axis, P>> => {
    const e = expression(x)
    const sizes = chunkSizes('chunk', e.shape, axis, parts)
    return typedEach(along(e, axisOf('chunk', e.shape, axis), sizes))
  }

/**
 * The tensors along an axis, each without it: a tuple as long as the axis, if that is known. `stack` takes it back.
 * @shape S → a tuple of S without the axis
 * @grad to each tensor its elements
 * @failure `unstack: axis 2 is out of range for [32, 784]`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { matrix, read, unstack, use } from 'reparam'
 * await use('cpu')()
 * const [x, y] = unstack(-1)(matrix([[1, 2], [3, 4], [5, 6]]))
 * console.assert((await read(x)).join() === '1,3,5' && (await read(y)).join() === '2,4,6')
 */
export const unstack =
  <const Axis extends number>(axis: Axis) =>
  <S extends Shape>(x: Tensor<S> & AxisGuard<'unstack', S, Axis>): Tensors<Unstack<S, Axis>> => {
    const e = expression(x)
    const [one, count] = unstackShape('unstack', e.shape, axis)
    const ones = Array.from({ length: count }, () => 1)
    return typedEach(along(e, axisOf('unstack', e.shape, axis), ones).map((part) => reshape(part, one)))
  }
