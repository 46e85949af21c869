/** Transposed convolution layers: from an image to a larger one. */

import {
  type ConvTDim,
  countOf,
  type Dim,
  type ExampleGuard,
  imageExample,
  type On,
  onAxes,
  type PaddingOn,
  type PerAxis,
  type Shape,
  type TransposedGuard,
  type TransposedImageGuard,
  transposedSlides,
  type WindowPadding,
} from '../shape/index.js'
import { convTranspose2d as convTranspose2dOf, type Tensor, zeros } from '../tensor/index.js'
import { biased, type ConvOptions, images } from './convolution.js'
import { glorotUniform } from './init.js'
import { andStage, type Layer, type Params } from './layer.js'
import { parametric } from './stage.js'

/**
 * The parameters of a transposed convolution by windows of H × W from C channels to F.
 * @category layer
 * @since 0.1.0
 */
export type ConvTransposeParams<H, W, F extends Dim, C extends Dim> = {
  readonly kernel: Tensor<[H, W, F, C]>
  readonly bias: Tensor<[F]>
}

/**
 * The options of a convolution, and which of the sizes that the convolution would shrink to this one is meant.
 * @category layer
 * @since 0.1.0
 */
export interface ConvTransposeOptions<
  K extends PerAxis,
  S extends PerAxis,
  Pad extends WindowPadding,
  D extends PerAxis,
  O extends PerAxis,
> extends ConvOptions<K, S, Pad, D> {
  readonly outputPadding?: O
}

/**
 * Filters laid under every element of an image, a stride apart, and added up: the transpose of a convolution, which
 * undoes its sizes.
 * @shape [H, W, C] → [H', W', F]; `same` padding (what is taken without one): H·stride;
 * otherwise (H − 1)·stride + reach − edges + output padding
 * @failure `convTranspose2d: expected [height, width, channels], got [784]`
 * @source Dumoulin and Visin: A guide to convolution arithmetic for deep learning (2016), section 4
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { convTranspose2d, input, relu } from 'reparam/layer'
 * const net = F.pipe(input(7, 7, 64), convTranspose2d(32, { kernel: 3, stride: 2 }), relu)
 * console.assert(net.out.join() === '14,14,32')
 */
export const convTranspose2d =
  <
    const F extends number,
    const K extends PerAxis,
    const T extends PerAxis = 1,
    const Pad extends WindowPadding = 'same',
    const D extends PerAxis = 1,
    const O extends PerAxis = 0,
  >(
    filters: F,
    options: ConvTransposeOptions<K, T, Pad, D, O> & TransposedGuard<'convTranspose2d', T, Pad, D, O, K>,
  ) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> &
      ExampleGuard<'convTranspose2d', M> &
      TransposedImageGuard<'convTranspose2d', M, K, T, Pad, D, O>,
  ): Layer<
    I,
    [
      ConvTDim<M[0], On<K, 0>, On<T, 0>, PaddingOn<Pad, 0>, On<D, 0>, On<O, 0>>,
      ConvTDim<M[1], On<K, 1>, On<T, 1>, PaddingOn<Pad, 1>, On<D, 1>, On<O, 1>>,
      F,
    ],
    [...P, ConvTransposeParams<On<K, 0>, On<K, 1>, F, M[2]>],
    S
  > => {
    const before: Layer<I, M, P, S> = layer
    const given: ConvTransposeOptions<PerAxis, PerAxis, WindowPadding, PerAxis, PerAxis> = options
    const {
      kernel,
      stride = 1,
      padding = 'same',
      dilation = 1,
      outputPadding = 0,
      init = glorotUniform,
    } = given
    const [height, width] = onAxes(kernel)
    const [, , channels] = imageExample('convTranspose2d', before.out)
    const sliding = { stride, padding, dilation, outputPadding }
    const { size } = transposedSlides('convTranspose2d', before.out, [height, width], sliding)
    const convolve = convTranspose2dOf(sliding)
    const area = height * width
    const count = countOf('convTranspose2d', filters)
    return andStage(
      before,
      parametric({
        out: [...size, count],
        init: (key): ConvTransposeParams<number, number, number, number> => ({
          kernel: init(area * channels, area * count)(height, width, count, channels)(key),
          bias: zeros(count),
        }),
        apply: ({ kernel: filter, bias }, x) => biased(convolve(images(x), filter), bias),
      }),
    )
  }
