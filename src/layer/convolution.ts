/** Convolution layers over images [height, width, channels]. */

import {
  type ConvDim,
  countOf,
  type Dim,
  type ImageGuard,
  imageExample,
  type Mul,
  type On,
  onAxes,
  type PaddingOn,
  type PerAxis,
  type Shape,
  type SlidingGuard,
  slides,
  type WindowPadding,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import {
  conv2d as conv2dOf,
  depthwiseConv2d as depthwiseConv2dOf,
  type Tensor,
  zeros,
} from '../tensor/index.js'
import { add } from '../tensor/primitive/elementwise.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { glorotUniform, type Init } from './init.js'
import { andStage, type Layer, type Params } from './layer.js'
import { parametric } from './stage.js'

/**
 * The parameters of a convolution by windows of H × W from C channels to F.
 * @category layer
 * @since 0.1.0
 */
export type ConvParams<H, W, C extends Dim, F extends Dim> = {
  readonly kernel: Tensor<[H, W, C, F]>
  readonly bias: Tensor<[F]>
}

/**
 * How the window of a convolution slides, and how its kernel is first drawn.
 * @category layer
 * @since 0.1.0
 */
export interface ConvOptions<
  K extends PerAxis,
  S extends PerAxis,
  Pad extends WindowPadding,
  D extends PerAxis,
> {
  /** The size of the window. */
  readonly kernel: K
  readonly stride?: S
  readonly padding?: Pad
  readonly dilation?: D
  readonly init?: Init
}

/** One number of each filter added to all of its elements. */
export const biased = (x: Tensor<Shape>, bias: Tensor<[number]>): Expression =>
  add(expression(x), broadcastTo(expression(bias), expression(x).shape))

/** Data whose sizes a layer has asked about already. */
export const images = (x: Expression): Tensor<Shape> => typed(x)

/**
 * Filters slid over an image: each gives one channel of the result.
 * @shape [H, W, C] → [H', W', F]; `same` padding (what is taken without one): ⌈H / stride⌉
 * @failure `conv2d: kernel 5 is larger than height 3 of [3, 28, 1]`, with padding `valid`
 * @failure `conv2d: expected [height, width, channels], got [784]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { conv2d, input, relu } from 'reparam/layer'
 * const net = F.pipe(input(28, 28, 1), conv2d(32, { kernel: 3, stride: 2 }), relu)
 * console.assert(net.out.join() === '14,14,32')
 */
export const conv2d =
  <
    const F extends number,
    const K extends PerAxis,
    const T extends PerAxis = 1,
    const Pad extends WindowPadding = 'same',
    const D extends PerAxis = 1,
  >(
    filters: F,
    options: ConvOptions<K, T, Pad, D> & SlidingGuard<'conv2d', T, Pad, D, K>,
  ) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ImageGuard<'conv2d', M, K, T, Pad, D>,
  ): Layer<
    I,
    [
      ConvDim<M[0], On<K, 0>, On<T, 0>, PaddingOn<Pad, 0>, On<D, 0>>,
      ConvDim<M[1], On<K, 1>, On<T, 1>, PaddingOn<Pad, 1>, On<D, 1>>,
      F,
    ],
    [...P, ConvParams<On<K, 0>, On<K, 1>, M[2], F>],
    S
  > => {
    const before: Layer<I, M, P, S> = layer
    const { kernel, stride = 1, padding = 'same', dilation = 1, init = glorotUniform } = asGiven(options)
    const [height, width] = onAxes(kernel)
    const [, , channels] = imageExample('conv2d', before.out)
    const sliding = { stride, padding, dilation }
    const { size } = slides('conv2d', before.out, [height, width], sliding)
    const convolve = conv2dOf(sliding)
    const area = height * width
    const count = countOf('conv2d', filters)
    return andStage(
      before,
      parametric({
        out: [...size, count],
        init: (key): ConvParams<number, number, number, number> => ({
          kernel: init(area * channels, area * count)(height, width, channels, count)(key),
          bias: zeros(count),
        }),
        apply: ({ kernel: filter, bias }, x) => biased(convolve(images(x), filter), bias),
      }),
    )
  }

/** Options whose numbers the guard has asked about. */
const asGiven = <K extends PerAxis, T extends PerAxis, Pad extends WindowPadding, D extends PerAxis>(
  options: ConvOptions<K, T, Pad, D>,
): ConvOptions<PerAxis, PerAxis, WindowPadding, PerAxis> => options

/**
 * One filter or more slid over each channel by itself: channel c gives the channels from c·m on.
 * @shape [H, W, C] → [H', W', C·m]
 * @failure `depthwiseConv2d: kernel 5 is larger than height 3 of [3, 28, 1]`, with padding `valid`
 * @source Chollet: Xception (2017), section 2
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { conv2d, depthwiseConv2d, input } from 'reparam/layer'
 * const separable = F.flow(depthwiseConv2d({ kernel: 3 }), conv2d(64, { kernel: 1 }))
 * console.assert(F.pipe(input(14, 14, 32), separable).out.join() === '14,14,64')
 */
export const depthwiseConv2d =
  <
    const K extends PerAxis,
    const T extends PerAxis = 1,
    const Pad extends WindowPadding = 'same',
    const D extends PerAxis = 1,
    const N extends number = 1,
  >(
    options: ConvOptions<K, T, Pad, D> & { readonly multiplier?: N } & SlidingGuard<
        'depthwiseConv2d',
        T,
        Pad,
        D,
        K
      >,
  ) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ImageGuard<'depthwiseConv2d', M, K, T, Pad, D>,
  ): Layer<
    I,
    [
      ConvDim<M[0], On<K, 0>, On<T, 0>, PaddingOn<Pad, 0>, On<D, 0>>,
      ConvDim<M[1], On<K, 1>, On<T, 1>, PaddingOn<Pad, 1>, On<D, 1>>,
      Mul<M[2], N>,
    ],
    [...P, DepthwiseParams<On<K, 0>, On<K, 1>, M[2], N>],
    S
  > => {
    const before: Layer<I, M, P, S> = layer
    const { kernel, stride = 1, padding = 'same', dilation = 1, init = glorotUniform } = asGiven(options)
    const each = countOf('depthwiseConv2d', options.multiplier ?? 1)
    const [height, width] = onAxes(kernel)
    const [, , channels] = imageExample('depthwiseConv2d', before.out)
    const sliding = { stride, padding, dilation }
    const { size } = slides('depthwiseConv2d', before.out, [height, width], sliding)
    const convolve = depthwiseConv2dOf(sliding)
    const area = height * width
    return andStage(
      before,
      parametric({
        out: [...size, channels * each],
        init: (key): DepthwiseParams<number, number, number, number> => ({
          kernel: init(area, area * each)(height, width, channels, each)(key),
          bias: zeros(channels * each),
        }),
        apply: ({ kernel: filter, bias }, x) => biased(convolve(images(x), filter), bias),
      }),
    )
  }

/**
 * The parameters of a depthwise convolution of C channels with N filters each.
 * @category layer
 * @since 0.1.0
 */
export type DepthwiseParams<H, W, C extends Dim, N extends number> = {
  readonly kernel: Tensor<[H, W, C, N]>
  readonly bias: Tensor<[Mul<C, N>]>
}
