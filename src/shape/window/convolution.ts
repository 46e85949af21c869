/** Convolutions: a kernel that slides over the height and the width of [..., height, width, channels]. */
import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import type { Mul } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'
import { checkKernel, type differ, type Meet } from './kernel.js'
import { type ConvDim, type Slide, slide, type TooLarge } from './places.js'
import {
  checkSliding,
  checkWhole,
  type On,
  onAxes,
  type PaddingOn,
  type Pair,
  paddingOnAxes,
  type Sliding,
  type SlidingGuard,
  type Spoken,
} from './sliding.js'

const image = 'expected [height, width, channels], got {}'
const kernelRank = 'expected kernel [height, width, channels, filters], got {}'

/** The words when a window is larger than an image, whose height is asked first; never when it fits. */
export type Misfit<What extends string, H, W, C, K, S, P, D> = [
  TooLarge<What, 'height', [H, W, C], H, On<K, 0>, On<S, 0>, PaddingOn<P, 0>, On<D, 0>>,
] extends [infer Words extends string]
  ? [Words] extends [never]
    ? TooLarge<What, 'width', [H, W, C], W, On<K, 1>, On<S, 1>, PaddingOn<P, 1>, On<D, 1>>
    : Words
  : never

/**
 * The words when one example is no image, or a window does not fit into it.
 * @category shape
 */
export type ImageGuard<Op extends string, M, K, S = 1, P = 'same', D = 1, What extends string = 'kernel'> = [
  M,
] extends [[infer H, infer W, infer C]]
  ? Spoken<Op, Misfit<What, H, W, C, K, S, P, D>>
  : ExampleGuard<Op, M>

/**
 * The words when one example is no image.
 * @category shape
 */
export type ExampleGuard<Op extends string, M> = [M] extends [{ readonly length: infer N }]
  ? number extends N
    ? unknown
    : N extends 3
      ? unknown
      : `${Op}: ${Say<typeof image, [Show<M>]>}`
  : unknown

/**
 * The words when a tensor has no axes [height, width, channels] at its end.
 * @category shape
 */
export type ImagesGuard<Op extends string, X extends Shape> = [[X]] extends [
  [[...infer _, infer _H, infer _W, infer _C]],
]
  ? unknown
  : number extends X['length']
    ? unknown
    : Guard<Op, Say<typeof image, [Show<X>]>>

/** Options that were refused give nothing more to say. */
type Rule<X extends Shape, Kernel extends Shape, S, P, D, Depthwise = false> = [
  [X, Kernel, SlidingGuard<'', S, P, D>],
] extends [[string, unknown, unknown] | [unknown, string, unknown] | [unknown, unknown, string]]
  ? string
  : [[X, Kernel]] extends [
        [
          [...infer Lead, infer H extends Dim, infer W extends Dim, infer C extends Dim],
          [infer KH extends Dim, infer KW extends Dim, infer I extends Dim, infer F extends Dim],
        ],
      ]
    ? Meet<C, I> extends true
      ? Slid<Lead, H, W, C, [KH, KW], S, P, D, Depthwise extends true ? Mul<C, F> : F>
      : Say<typeof differ, [C, I, Show<[H, W, C]>, Show<Kernel>]>
    : number extends X['length'] | Kernel['length']
      ? [Shape]
      : Kernel['length'] extends 4
        ? string
        : Say<typeof kernelRank, [Show<Kernel>]>

/** The shape of what slides over [..., H, W, C] and gives F channels, in a box, or the words why it does not fit. */
export type Slid<Lead extends unknown[], H, W, C, K, S, P, D, F, What extends string = 'kernel'> = [
  Misfit<What, H, W, C, K, S, P, D>,
] extends [never]
  ? [
      [
        ...Lead,
        ConvDim<H, On<K, 0>, On<S, 0>, PaddingOn<P, 0>, On<D, 0>>,
        ConvDim<W, On<K, 1>, On<S, 1>, PaddingOn<P, 1>, On<D, 1>>,
        F,
      ],
    ]
  : Misfit<What, H, W, C, K, S, P, D>

/**
 * The shape of a kernel [KH, KW, C, F] slid over images [..., H, W, C].
 * @category shape
 */
export type Conv<X extends Shape, Kernel extends Shape, S, P, D> =
  Rule<X, Kernel, S, P, D> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The shape of a kernel [KH, KW, C, M] slid over each channel of images [..., H, W, C] by itself.
 * @category shape
 */
export type DepthwiseConv<X extends Shape, Kernel extends Shape, S, P, D> =
  Rule<X, Kernel, S, P, D, true> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a kernel does not fit images.
 * @category shape
 */
export type ConvGuard<Op extends string, X extends Shape, Kernel extends Shape, S, P, D> =
  Rule<X, Kernel, S, P, D> extends infer Words extends string ? Guard<Op, Words> : unknown

// ------------------------------------------------------------------ at run time

/** How a window slides over both axes of an image: what a convolution is told, and its new height and width. */
export interface Slides {
  readonly kernel: Pair<number>
  readonly size: Pair<number>
  readonly window: {
    readonly strides: Pair<number>
    readonly padding: Pair<Pair<number>>
    readonly inputDilation: Pair<number>
    readonly kernelDilation: Pair<number>
  }
}

/** The last three axes of a shape: one image. */
export const imageOf = (op: string, shape: readonly number[]): readonly [number, number, number] => {
  const [height, width, depth] = shape.slice(-3)
  if (shape.length < 3 || height === undefined || width === undefined || depth === undefined)
    return refuse(op, image, show(shape))
  return [height, width, depth]
}

/** The sizes of one example that is an image. */
export const imageExample = (op: string, shape: readonly number[]): readonly [number, number, number] =>
  shape.length === 3 ? imageOf(op, shape) : refuse(op, image, show(shape))

/** How a window of `kernel` slides over the images of a shape [..., height, width, channels]. */
export const slides = (
  op: string,
  shape: readonly number[],
  kernel: Pair<number>,
  options: Sliding,
  what = 'kernel',
): Slides => {
  checkWhole(op, what, kernel, 1)
  checkSliding(op, options)
  const [strides, dilation] = [onAxes(options.stride), onAxes(options.dilation)]
  const padding = paddingOnAxes(options.padding)
  const found = imageOf(op, shape)
  const along = (axis: 0 | 1): Slide =>
    slide(
      op,
      axis === 0 ? 'height' : 'width',
      found,
      found[axis],
      kernel[axis],
      strides[axis],
      padding[axis],
      dilation[axis],
      what,
    )
  const [height, width] = [along(0), along(1)]
  return {
    kernel,
    size: [height.places, width.places],
    window: {
      strides,
      padding: [height.padding, width.padding],
      inputDilation: [1, 1],
      kernelDilation: dilation,
    },
  }
}

/** The height and width of a kernel [height, width, channels, filters] whose channels are those of the images. */
export const kernelOf = (op: string, shape: readonly number[], kernel: readonly number[]): Pair<number> => {
  checkKernel(op, kernelRank, imageOf(op, shape), kernel, 2)
  const [height = 0, width = 0] = kernel
  return [height, width]
}
