/** Layers without parameters: the elements of one example under another shape. */
import type { Reshape, ReshapeGuard, Shape, Size } from '../shape/index.js'
import { reshapeShape, size } from '../shape/index.js'
import { reshape as reshapePrimitive } from '../tensor/primitive/structure.js'
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
