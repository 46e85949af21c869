/** The sizes that windows give: on literals, names and unknown sizes, in generic code, and what is refused. */
import type {
  Conv,
  Conv1d,
  Conv1dGuard,
  ConvDim,
  ConvGuard,
  ConvLength,
  ConvT,
  ConvTDim,
  ConvTGuard,
  ConvTLength,
  DepthwiseConv,
  Dim,
  ExampleGuard,
  FactorGuard,
  GlobalPool,
  ImageGuard,
  ImagesGuard,
  Pool,
  PoolGuard,
  PoolImageGuard,
  PoolOptionsGuard,
  SeriesGuard,
  Shape,
  SlidingGuard,
  TransposedGuard,
  TransposedImageGuard,
  Upsample,
  UpsampleGuard,
} from '../../src/shape/index.js'
import { add } from '../../src/tensor/arithmetic.js'
import { conv1d, conv2d, convTranspose2d, depthwiseConv2d } from '../../src/tensor/convolution.js'
import { avgPool2d, globalAvgPool2d, maxPool2d, upsample2d } from '../../src/tensor/pool.js'
import type { Tensor } from '../../src/tensor/tensor.js'
import type { Claims, Equal } from '../types/equal.js'

// ------------------------------------------------------------------ one axis

export type Halves = Claims<
  [
    Equal<ConvDim<28, 3, 2, 'same'>, 14>,
    Equal<ConvDim<14, 3, 2, 'same'>, 7>,
    Equal<ConvDim<258, 3, 2, 'same'>, 129>,
    Equal<ConvDim<540, 3, 2, 'same'>, 270>,
    Equal<ConvDim<64, 4, 2, [1, 1]>, 32>,
    Equal<ConvDim<32, 4, 2, [1, 1]>, 16>,
    Equal<ConvDim<16, 4, 2, [1, 1]>, 8>,
    Equal<ConvDim<8, 4, 2, [1, 1]>, 4>,
    Equal<ConvDim<4, 4, 2, [1, 1]>, 2>,
    Equal<ConvDim<7, 5, 3, 'same'>, 3>,
  ]
>

export type Lengths = Claims<
  [
    Equal<ConvDim<28, 5, 1, 'valid'>, 24>,
    Equal<ConvDim<28, 5, 2, 'valid'>, 12>,
    Equal<ConvDim<28, 5, 3, [2, 1]>, 9>,
    Equal<ConvDim<28, 3, 1, 'valid', 2>, 24>,
    Equal<ConvDim<28, 3, 1, [2, 2], 2>, 28>,
    Equal<ConvDim<5, 5, 1, 'valid'>, 1>,
    Equal<ConvDim<5, 5, 9, 'valid'>, 1>,
    Equal<ConvDim<2147483648, 3, 1, 'valid'>, 2147483646>,
    Equal<ConvDim<2147483649, 3, 2, 'same'>, 1073741825>,
    Equal<ConvDim<1, 1, 1, [3, 0]>, 4>,
  ]
>

export type Doubles = Claims<
  [
    Equal<ConvTDim<7, 3, 2, 'same'>, 14>,
    Equal<ConvTDim<129, 3, 2, 'same'>, 258>,
    Equal<ConvTDim<7, 1, 2, 'same'>, 14>,
    Equal<ConvTDim<7, 3, 2, 'valid'>, 15>,
    Equal<ConvTDim<7, 3, 2, 'valid', 1, 1>, 16>,
    Equal<ConvTDim<7, 4, 2, [1, 1]>, 14>,
    Equal<ConvTDim<7, 3, 2, [1, 1], 1, 1>, 14>,
    Equal<ConvTDim<7, 3, 2, [1, 0], 2>, 16>,
    Equal<ConvTDim<7, 1, 3, 'valid'>, 19>,
    Equal<ConvTDim<1073741824, 3, 2, 'same'>, 2147483648>,
  ]
>

export type NamedSizes = Claims<
  [
    Equal<ConvDim<'H', 3, 2, 'same'>, 'ceil(H/2)'>,
    Equal<ConvDim<'H', 3, 1, 'same'>, 'H'>,
    Equal<ConvDim<'H', 3, 1, 'valid'>, 'H-2'>,
    Equal<ConvDim<'H', 3, 2, 'valid'>, 'floor((H-1)/2)'>,
    Equal<ConvDim<'H', 2, 2, 'valid'>, 'floor(H/2)'>,
    Equal<ConvDim<'H', 4, 2, [1, 1]>, 'floor(H/2)'>,
    Equal<ConvTDim<'H', 3, 2, 'same'>, '2*H'>,
    Equal<ConvTDim<'H', 3, 2, 'valid'>, '2*H+1'>,
    Equal<ConvTDim<'H', 1, 2, 'valid'>, '2*H-1'>,
    Equal<ConvTDim<'H', 4, 2, [1, 1]>, '2*H'>,
  ]
>

/** What is not known stays unknown. */
export type UnknownSizes = Claims<
  [
    Equal<ConvDim<number, 3, 2, 'same'>, number>,
    Equal<ConvDim<28, number, 1, 'valid'>, number>,
    Equal<ConvDim<28, 3, number, 'same'>, number>,
    Equal<ConvDim<28, 3, 1, [number, 1]>, number>,
    Equal<ConvDim<28, number, 2, 'same'>, 14>,
    Equal<ConvDim<number, 3, 1, [1, 1]>, number>,
    Equal<ConvTDim<7, 3, number, 'same'>, number>,
    Equal<ConvTDim<7, number, 2, 'valid'>, number>,
    Equal<ConvTDim<7, number, 2, 'same'>, 14>,
    Equal<ConvTDim<number, 3, 2, 'valid'>, number>,
  ]
>

// ------------------------------------------------------------------ images

type Word = 'same' | 'valid'
export type Images = Claims<
  [
    Equal<Conv<[32, 28, 28, 1], [3, 3, 1, 16], 2, 'same', 1>, [32, 14, 14, 16]>,
    Equal<Conv<[258, 540, 3], [3, 3, 3, 8], 2, 'same', 1>, [129, 270, 8]>,
    Equal<Conv<['L', 'B', 28, 28, 1], [3, 5, 1, 4], [1, 2], [0, 1], 1>, ['L', 'B', 26, 13, 4]>,
    Equal<Conv<[1, 9, 9, 1], [3, 3, 1, 4], 1, [[1, 0], [0, 3]], [2, 1]>, [1, 6, 10, 4]>,
    Equal<Conv<[number, 28, number, 1], [3, 3, 1, 4], 2, 'same', 1>, [number, 14, number, 4]>,
    Equal<Conv<[1, 28, 28, number], [3, 3, 1, 4], 2, 'same', 1>, [1, 14, 14, 4]>,
    Equal<Conv<number[], [3, 3, 1, 4], 2, 'same', 1>, Shape>,
    Equal<DepthwiseConv<[2, 28, 28, 3], [3, 3, 3, 2], 1, 'valid', 1>, [2, 26, 26, 6]>,
    Equal<DepthwiseConv<[2, 28, 28, 'C'], [3, 3, 'C', 2], 1, 'same', 1>, [2, 28, 28, '2*C']>,
    Equal<ConvT<[32, 7, 7, 64], [3, 3, 32, 64], 2, 'same', 1, 0>, [32, 14, 14, 32]>,
    Equal<ConvT<[7, 8, 64], [3, 2, 32, 64], [1, 3], 'valid', 1, [0, 2]>, [9, 25, 32]>,
    Equal<Conv1d<[2, 100, 8], [3, 8, 16], 1, [4, 0], 2>, [2, 100, 16]>,
    Equal<Conv1d<['B', 'T', 8], [3, 8, 16], 2, 'same', 1>, ['B', 'ceil(T/2)', 16]>,
    Equal<Pool<[32, 28, 27, 8], 2, 2, 'valid'>, [32, 14, 13, 8]>,
    Equal<Pool<['B', 28, 27, 'C'], [3, 2], 2, 'same'>, ['B', 14, 14, 'C']>,
    Equal<GlobalPool<['B', 7, 7, 64]>, ['B', 64]>,
    Equal<GlobalPool<number[]>, Shape>,
    Equal<Upsample<['B', 7, 'W', 64], [2, 3]>, ['B', 14, '3*W', 64]>,
    Equal<Conv<[28, 28, 1], [3, 5, 1, 8], 2, 'valid', 1>, [13, 12, 8]>,
    Equal<ConvT<[7, 7, 64], [3, 3, 8, 64], 2, 'same', 1, 0>, [14, 14, 8]>,
    Equal<Pool<[28, 28, 8], 2, 2, 'valid'>, [14, 14, 8]>,
    Equal<Upsample<[7, 7, 8], 2>, [14, 14, 8]>,
  ]
>

// ------------------------------------------------------------------ words

type Fits = ImageGuard<'conv2d', [28, 28, 1], 3, 2, 'same'>
export type Words = Claims<
  [
    Equal<Fits, unknown>,
    Equal<
      ImageGuard<'conv2d', [3, 28, 1], 5, 1, 'valid'>,
      'conv2d: kernel 5 is larger than height 3 of [3, 28, 1]'
    >,
    Equal<
      ImageGuard<'conv2d', [28, 3, 1], 3, 1, [0, 1], [1, 3]>,
      'conv2d: dilated kernel 7 is larger than padded width 5 of [28, 3, 1]'
    >,
    Equal<ImageGuard<'conv2d', [784], 3>, 'conv2d: expected [height, width, channels], got [784]'>,
    Equal<ExampleGuard<'norm', [784]>, 'norm: expected [height, width, channels], got [784]'>,
    Equal<ExampleGuard<'norm', [28, 28, 1]>, unknown>,
    Equal<ImagesGuard<'conv2d', [28, 28]>, 'conv2d: expected [height, width, channels], got [28, 28]'>,
    Equal<ImagesGuard<'conv2d', ['B', 28, 28, 1]>, unknown>,
    Equal<
      ConvGuard<'conv2d', [9, 8, 8, 3], [3, 3, 4, 2], 1, Word, 1>,
      'conv2d: channels 3 and 4 of [8, 8, 3] and [3, 3, 4, 2] differ'
    >,
    Equal<
      ConvTGuard<'up', [9, 8, 8, 3], [3, 3, 3, 2], 1, 'same', 1, 0>,
      'up: channels 3 and 2 of [8, 8, 3] and [3, 3, 3, 2] differ'
    >,
    Equal<SeriesGuard<'conv1d', [8]>, 'conv1d: expected [length, channels], got [8]'>,
    Equal<
      Conv1dGuard<'conv1d', [3, 8], [5, 8, 1], 1, [0, 1], 1>,
      'conv1d: kernel 5 is larger than padded length 4 of [3, 8]'
    >,
    Equal<
      PoolGuard<'pool', [1, 2, 28, 8], 3, 3, 'valid'>,
      'pool: window 3 is larger than height 2 of [2, 28, 8]'
    >,
    Equal<
      PoolImageGuard<'pool', [28, 2, 8], 3, 3, 'valid'>,
      'pool: window 3 is larger than width 2 of [28, 2, 8]'
    >,
    Equal<PoolImageGuard<'pool', [28, 2, 8], 3, 3, 'same'>, unknown>,
    Equal<
      PoolImageGuard<'pool', [9, 28, 28, 8], 2, 2, 'valid'>,
      'pool: expected [height, width, channels], got [9, 28, 28, 8]'
    >,
    Equal<PoolImageGuard<'pool', number[], 2, 2, 'valid'>, unknown>,
    Equal<PoolOptionsGuard<'pool', 2, 2, [0, 2]>, 'pool: padding 2 is not below window 2'>,
    Equal<PoolOptionsGuard<'pool', 0, 2, 'valid'>, 'pool: window 0 is no whole number of at least 1'>,
    Equal<SlidingGuard<'conv2d', [1, 0], 'same'>, 'conv2d: stride 0 is no whole number of at least 1'>,
    Equal<
      SlidingGuard<'conv2d', 1, [[0, -1], [0, 0]]>,
      'conv2d: padding -1 is no whole number of at least 0'
    >,
    Equal<SlidingGuard<'conv2d', 1, 'same', 1.5>, 'conv2d: dilation 1.5 is no whole number of at least 1'>,
    Equal<SlidingGuard<'conv2d', number, number, number>, unknown>,
    Equal<FactorGuard<'up', 0>, 'up: factor 0 is no whole number of at least 1'>,
    Equal<UpsampleGuard<'up', [8], 2>, 'up: expected [height, width, channels], got [8]'>,
    Equal<TransposedGuard<'up', 2, 0, 1, 2>, 'up: output padding 2 is not below stride 2'>,
    Equal<TransposedGuard<'up', 2, 'same', 1, 1>, "up: output padding 1 does not go with padding 'same'">,
    Equal<TransposedGuard<'up', [2, 3], 'valid', 1, [1, 2]>, unknown>,
    Equal<
      TransposedImageGuard<'up', [4, 1, 8], 2, 1, 1, 1, 0>,
      'up: nothing is left of width 1 of [4, 1, 8]'
    >,
    Equal<TransposedImageGuard<'up', [4, 1, 8], 3, 1, 1, 1, 0>, unknown>,
  ]
>

/** An operand that failed before is not reported once more, and a size after a failure may be anything. */
// biome-ignore lint/suspicious/noExplicitAny: what a failed rule gives
type Broken = any
export type Silence = Claims<
  [
    Equal<ConvGuard<'conv2d', Broken, [3, 3, 1, 2], 1, 'valid', 1>, unknown>,
    Equal<ConvGuard<'conv2d', [28, 28, 1], Broken, 1, 'valid', 1>, unknown>,
    Equal<Conv<[1, 3, 28, 1], [5, 5, 1, 2], 1, 'valid', 1>, Broken>,
    Equal<ConvDim<3, 5, 1, 'valid'>, Broken>,
    Equal<ConvTDim<1, 2, 1, [1, 1]>, Broken>,
    Equal<ImageGuard<'conv2d', [Broken, Broken, 1], 3, 1, 'valid'>, unknown>,
    Equal<ImagesGuard<'conv2d', Broken>, unknown>,
    Equal<ImagesGuard<'conv2d', number[]>, unknown>,
    Equal<ConvTGuard<'up', Broken, [3, 3, 1, 2], 1, 'valid', 1, 0>, unknown>,
    Equal<Conv1dGuard<'conv1d', Broken, [3, 1, 2], 1, 'valid', 1>, unknown>,
    Equal<PoolGuard<'pool', Broken, 3, 3, 'valid'>, unknown>,
    Equal<GlobalPool<Broken>, Broken>,
    Equal<Upsample<Broken, 2>, Broken>,
  ]
>

// ------------------------------------------------------------------ generic code

/** Any batch, and any leading axes. */
export const halved = <B extends Dim>(
  x: Tensor<[B, 28, 28, 1]>,
  kernel: Tensor<[3, 3, 1, 8]>,
): Tensor<[B, 14, 14, 8]> => conv2d({ stride: 2 })(x, kernel)
export const ledHalved = <S extends Shape>(
  x: Tensor<[...S, 28, 28, 1]>,
  kernel: Tensor<[3, 3, 1, 8]>,
): Tensor<[...S, 14, 14, 8]> => conv2d({ stride: 2, padding: 1 })(x, kernel)
export const doubled = <S extends Shape>(
  x: Tensor<[...S, 7, 7, 8]>,
  kernel: Tensor<[4, 4, 3, 8]>,
): Tensor<[...S, 14, 14, 3]> => convTranspose2d({ stride: 2 })(x, kernel)
export const pooledAndRepeated = <S extends Shape>(x: Tensor<[...S, 28, 28, 3]>): Tensor<[...S, 28, 28, 3]> =>
  upsample2d(2)(maxPool2d({ size: 2 })(x))

type Image<B extends Dim, H extends Dim, W extends Dim, C extends Dim> = Tensor<[B, H, W, C]>

/** A residual block of any size: a window that keeps the length gives the size back. */
export const residual = <B extends Dim, H extends Dim, W extends Dim, C extends Dim>(
  x: Image<B, H, W, C>,
  kernel: Tensor<[3, 3, C, C]>,
): Image<B, H, W, C> => add(x, conv2d()(x, kernel))
export const padded = <B extends Dim, H extends Dim, W extends Dim, C extends Dim>(
  x: Image<B, H, W, C>,
  kernel: Tensor<[5, 3, C, C]>,
): Image<B, H, W, C> => add(x, conv2d({ padding: [2, 1] })(x, kernel))
export const pointwise = <B extends Dim, H extends Dim, W extends Dim, C extends Dim, F extends Dim>(
  x: Image<B, H, W, C>,
  kernel: Tensor<[1, 1, C, F]>,
): Image<B, H, W, F> => conv2d({ padding: 'valid' })(x, kernel)
export const separate = <B extends Dim, H extends Dim, W extends Dim, C extends Dim>(
  x: Image<B, H, W, C>,
  kernel: Tensor<[3, 3, C, 1]>,
): Image<B, H, W, C> => add(x, depthwiseConv2d()(x, kernel))
export const smoothed = <B extends Dim, H extends Dim, W extends Dim, C extends Dim>(
  x: Image<B, H, W, C>,
): Image<B, H, W, C> => avgPool2d({ size: 3, stride: 1, padding: 'same' })(x)
export const described = <B extends Dim, H extends Dim, W extends Dim, C extends Dim>(
  x: Image<B, H, W, C>,
): Tensor<[B, C]> => globalAvgPool2d(upsample2d(2)(x))
export const causal = <B extends Dim, T extends Dim, C extends Dim>(
  x: Tensor<[B, T, C]>,
  kernel: Tensor<[3, C, C]>,
): Tensor<[B, T, C]> => add(x, conv1d({ padding: [4, 0], dilation: 2 })(x, kernel))

/** A size that stays open is a question with a name, which an editor shows. */
export const open = <B extends Dim, H extends Dim, W extends Dim>(
  x: Image<B, H, W, 3>,
  kernel: Tensor<[3, 3, 3, 8]>,
): Tensor<[B, ConvLength<H, 3, 2, 'same', 1>, ConvLength<W, 3, 2, 'same', 1>, 8]> =>
  conv2d({ stride: 2 })(x, kernel)
export const opened = <B extends Dim, H extends Dim, W extends Dim>(
  x: Image<B, H, W, 3>,
  kernel: Tensor<[3, 3, 8, 3]>,
): Tensor<[B, ConvTLength<H, 3, 2, 'same', 1, 0>, ConvTLength<W, 3, 2, 'same', 1, 0>, 8]> =>
  convTranspose2d({ stride: 2 })(x, kernel)
export const enlarged = <B extends Dim, H extends Dim, W extends Dim>(
  x: Image<B, H, W, 3>,
  kernel: Tensor<[4, 4, 8, 3]>,
): Tensor<[B, ConvTLength<H, 4, 2, [1, 1], 1, 0>, ConvTLength<W, 4, 2, [1, 1], 1, 0>, 8]> =>
  convTranspose2d({ stride: 2, padding: 1 })(x, kernel)
