/** Layers without parameters: the elements of one example in another arrangement. */
import {
  type AsShape,
  type Edges,
  type PadGuard,
  type Pad as PadOf,
  type PerAxisOf,
  type Reshape,
  type ReshapeGuard,
  reshapeShape,
  type Shape,
  type Size,
  size,
  type TransposeGuard,
  type Transpose as TransposeOf,
  transposeShape,
  widthsOf,
} from '../shape/index.js'
import {
  pad as padPrimitive,
  reshape as reshapePrimitive,
  transpose as transposePrimitive,
} from '../tensor/primitive/structure.js'
import { andStage, type Layer, type Params } from './layer.js'
import { fixed, type Stage } from './stage.js'

const arranged = (out: readonly number[]): Stage =>
  fixed(out, (x, lead) => reshapePrimitive(x, [...x.shape.slice(0, lead), ...out]))

/**
 * All elements of an example as a vector; leading axes stay.
 * @shape S → [product of S]
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { flatten, input } from 'reparam/layer'
 * console.assert(F.pipe(input(28, 28, 1), flatten).out.join() === '784')
 */
export const flatten = <I extends Shape, M extends Shape, P extends Params, S extends Params>(
  layer: Layer<I, M, P, S>,
): Layer<I, [Size<M>], P, S> => andStage(layer, arranged([size(layer.out)]))

/**
 * The elements of an example under another shape; leading axes stay, and one size may be −1.
 * @shape S → T, of equal size
 * @failure `reshape: [784] has 784 elements but [28, 29] has 812`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { input, reshape } from 'reparam/layer'
 * console.assert(F.pipe(input(784), reshape(28, -1, 1)).out.join() === '28,28,1')
 */
export const reshape =
  <const T extends number[]>(...to: T) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ReshapeGuard<'reshape', M, T>,
  ): Layer<I, Reshape<M, T>, P, S> => {
    const before: Layer<I, M, P, S> = layer
    return andStage(before, arranged(reshapeShape('reshape', before.out, to)))
  }

/**
 * The axes of an example in another order: axis i of the result is axis `permutation[i]`; leading axes stay.
 * @shape S → S permuted
 * @failure `transpose: [1, 0] does not name each axis of [28, 28, 1] once`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { input, transpose } from 'reparam/layer'
 * console.assert(F.pipe(input(3, 28, 28), transpose(1, 2, 0)).out.join() === '28,28,3')
 */
export const transpose =
  <const Order extends number[]>(...permutation: Order) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & TransposeGuard<'transpose', M, Order>,
  ): Layer<I, AsShape<TransposeOf<M, Order>>, P, S> => {
    const before: Layer<I, M, P, S> = layer
    const out = transposeShape('transpose', before.out, permutation)
    return andStage(
      before,
      fixed(out, (x, lead) =>
        transposePrimitive(x, [
          ...x.shape.slice(0, lead).map((_, axis) => axis),
          ...permutation.map((axis) => lead + axis),
        ]),
      ),
    )
  }

/**
 * Examples with `[low, high]` more zeros at the ends of each axis; below 0 an edge cuts. Leading axes stay.
 * @shape S → S with edges
 * @failure `pad: edges -3 and -2 cut more than axis 0 of [4]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { input, pad } from 'reparam/layer'
 * console.assert(F.pipe(input(28, 28, 1), pad([[2, 2], [2, 2], []])).out.join() === '32,32,1')
 */
export const pad =
  <const W extends PerAxisOf<Edges>>(widths: W) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & PadGuard<'pad', M, W>,
  ): Layer<I, AsShape<PadOf<M, W>>, P, S> => {
    const before: Layer<I, M, P, S> = layer
    const edges = widthsOf('pad', before.out, widths)
    const out = before.out.map((d, axis) => d + (edges[axis]?.[0] ?? 0) + (edges[axis]?.[1] ?? 0))
    return andStage(
      before,
      fixed(out, (x, lead) => {
        const none = Array.from({ length: lead }, () => 0)
        return padPrimitive(
          x,
          [...none, ...edges.map(([low]) => low)],
          [...none, ...edges.map(([, high]) => high)],
        )
      }),
    )
  }
