/** Convolution layers over series [length, channels]. */
import {
  type ConvDim,
  countOf,
  type Dim,
  type SeriesFits,
  type SeriesPadding,
  type Shape,
  type Sides,
  type SlidingGuard,
  seriesExample,
  seriesSlide,
} from '../shape/index.js'
import { conv1d as conv1dOf, type Tensor, zeros } from '../tensor/index.js'
import { biased, images } from './convolution.js'
import { glorotUniform, type Init } from './init.js'
import { andStage, type Layer, type Params } from './layer.js'
import { parametric } from './stage.js'

/**
 * The parameters of a convolution by windows of K from C channels to F.
 * @category layer
 * @since 0.1.0
 */
export type Conv1dParams<K extends Dim, C extends Dim, F extends Dim> = {
  readonly kernel: Tensor<[K, C, F]>
  readonly bias: Tensor<[F]>
}

/**
 * How the window of a convolution slides over a series, and how its kernel is first drawn.
 * @category layer
 * @since 0.1.0
 */
export interface Conv1dOptions<
  K extends number,
  S extends number,
  Pad extends SeriesPadding,
  D extends number,
> {
  /** The size of the window. */
  readonly kernel: K
  readonly stride?: S
  readonly padding?: Pad
  readonly dilation?: D
  readonly init?: Init
}

/**
 * Filters slid over a series: each gives one channel of the result.
 * @shape [T, C] → [T', F]; `same` padding (what is taken without one): ⌈T / stride⌉
 * @failure `conv1d: kernel 5 is larger than length 3 of [3, 8]`, with padding `valid`
 * @failure `conv1d: expected [length, channels], got [784]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { conv1d, input, relu } from 'reparam/layer'
 * const causal = conv1d(16, { kernel: 3, dilation: 2, padding: [4, 0] })
 * console.assert(F.pipe(input(100, 8), causal, relu).out.join() === '100,16')
 */
export const conv1d =
  <
    const F extends number,
    const K extends number,
    const T extends number = 1,
    const Pad extends SeriesPadding = 'same',
    const D extends number = 1,
  >(
    filters: F,
    options: Conv1dOptions<K, T, Pad, D> & SlidingGuard<'conv1d', T, Pad, D, K>,
  ) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & SeriesFits<'conv1d', M, K, T, Pad, D>,
  ): Layer<I, [ConvDim<M[0], K, T, Sides<Pad>, D>, F], [...P, Conv1dParams<K, M[1], F>], S> => {
    const before: Layer<I, M, P, S> = layer
    const given: Conv1dOptions<number, number, SeriesPadding, number> = options
    const { kernel, stride = 1, padding = 'same', dilation = 1, init = glorotUniform } = given
    const [, channels] = seriesExample('conv1d', before.out)
    const count = countOf('conv1d', filters)
    const sliding = { stride, padding, dilation }
    const { places } = seriesSlide('conv1d', before.out, [kernel, channels, count], sliding)
    const convolve = conv1dOf(sliding)
    return andStage(
      before,
      parametric({
        out: [places, count],
        init: (key): Conv1dParams<number, number, number> => ({
          kernel: init(kernel * channels, kernel * count)(kernel, channels, count)(key),
          bias: zeros(count),
        }),
        apply: ({ kernel: filter, bias }, x) => biased(convolve(images(x), filter), bias),
      }),
    )
  }
