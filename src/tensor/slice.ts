/** A block of a tensor, and a tensor inside a larger one. */
import {
  cutsOf,
  type Edges,
  type Pad,
  type PadGuard,
  type PerAxisOf,
  type Range,
  type Shape,
  type Slice,
  type SliceGuard,
  widthsOf,
} from '../shape/index.js'
import * as primitive from './primitive/structure.js'
import { expression, type Tensor, typed } from './tensor.js'

/**
 * A range of each axis: `[]` is all of it, `[start]`, `[start, limit]` or `[start, limit, step]` a part. The limit is
 * left out, bounds below 0 count from the end, and after '...' the ranges are those of the last axes.
 * @shape S → S cut
 * @grad to the elements that were taken
 * @failure `slice: 2 to 6 by 1 is out of range for axis 0 of [5]`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { matrix, read, slice, use } from 'reparam'
 * await use('cpu')()
 * const x = matrix([[1, 2, 3], [4, 5, 6]])
 * console.assert((await read(slice([0, 1], [1])(x))).join() === '2,3')
 * console.assert((await read(slice('...', [0, -1])(x))).join() === '1,2,4,5')
 */
export const slice =
  <const R extends PerAxisOf<Range>>(...ranges: R) =>
  <S extends Shape>(x: Tensor<S> & SliceGuard<'slice', S, R>): Tensor<Slice<S, R>> => {
    const e = expression(x)
    const cuts = cutsOf('slice', e.shape, ranges)
    const bound = (i: 0 | 1 | 2): readonly number[] => cuts.map((cut) => cut[i])
    return typed(primitive.slice(e, bound(0), bound(1), bound(2)))
  }

/**
 * The tensor with `[low, high]` more elements at the ends of each axis, all of one value; below 0 an edge cuts. After
 * '...' the edges are those of the last axes.
 * @shape S → S with edges
 * @grad to the elements inside
 * @failure `pad: edges -3 and -2 cut more than axis 0 of [4]`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { pad, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(pad([[1, 2]], 9)(vector([1, 2])))).join() === '9,1,2,9,9')
 */
export const pad =
  <const W extends PerAxisOf<Edges>>(widths: W, value = 0) =>
  <S extends Shape>(x: Tensor<S> & PadGuard<'pad', S, W>): Tensor<Pad<S, W>> => {
    const e = expression(x)
    const edges = widthsOf('pad', e.shape, widths)
    return typed(
      primitive.pad(
        e,
        edges.map(([low]) => low),
        edges.map(([, high]) => high),
        undefined,
        value,
      ),
    )
  }
