/** Transposed convolutions, which undo the sizes of convolutions: from [..., H, W, channels] to a larger image. */

import type { Dim, Guard, Ok, Shape } from '../dim.js'
import type { Show } from '../show.js'
import type { SubN } from '../size/arithmetic.js'
import { refuse, type Say } from '../words.js'
import { imageOf, type Slides } from './convolution.js'
import { checkKernel, type differ, type Meet } from './kernel.js'
import { type ConvTDim, type CutAway, lay } from './lengths.js'
import {
  checkSliding,
  checkWhole,
  type On,
  type Or,
  onAxes,
  type PaddingOn,
  type Pair,
  type PerAxis,
  paddingOnAxes,
  type Sliding,
  type SlidingGuard,
  type Spoken,
  slidingOf,
} from './sliding.js'

const unstrided = 'output padding {} is not below stride {}'
const unpadded = "output padding {} does not go with padding 'same'"
const kernelRank = 'expected kernel [height, width, filters, channels], got {}'

type Misfit<H, W, C, K, S, P, D, O> = [
  CutAway<'height', [H, W, C], H, On<K, 0>, On<S, 0>, PaddingOn<P, 0>, On<D, 0>, On<O, 0>>,
] extends [infer Words extends string]
  ? [Words] extends [never]
    ? CutAway<'width', [H, W, C], W, On<K, 1>, On<S, 1>, PaddingOn<P, 1>, On<D, 1>, On<O, 1>>
    : Words
  : never

/**
 * The words when one image is cut away by the padding of a transposed convolution; its rank is asked elsewhere.
 * @category shape
 */
export type TransposedImageGuard<Op extends string, M, K, S, P, D, O> = [M] extends [
  [infer H, infer W, infer C],
]
  ? Spoken<Op, Misfit<H, W, C, K, S, P, D, O>>
  : unknown

/** The words of output padding on one axis; never when it is right. */
type Extra<S, Pad, O> = O extends 0
  ? never
  : number extends S | O
    ? never
    : Pad extends 'same'
      ? Say<typeof unpadded, [O]>
      : [S, O] extends [infer S extends number, infer O extends number]
        ? [SubN<S, O>] extends [0]
          ? Say<typeof unstrided, [O, S]>
          : never
        : never

/**
 * The words when the options of a transposed convolution are no numbers of elements, or do not go together.
 * @category shape
 */
export type TransposedGuard<Op extends string, S, P, D = 1, O = 0, K = 1> = [
  SlidingGuard<Op, S, P, D, K, 'kernel', O>,
] extends [infer Words extends string]
  ? Words
  : Spoken<Op, Or<Extra<On<S, 0>, PaddingOn<P, 0>, On<O, 0>>, Extra<On<S, 1>, PaddingOn<P, 1>, On<O, 1>>>>

/** Options that were refused give nothing more to say. */
type Rule<X extends Shape, Kernel extends Shape, S, P, D, O> = [
  [X, Kernel, TransposedGuard<'', S, P, D, O>],
] extends [[string, unknown, unknown] | [unknown, string, unknown] | [unknown, unknown, string]]
  ? string
  : [[X, Kernel]] extends [
        [
          [...infer Lead, infer H extends Dim, infer W extends Dim, infer C extends Dim],
          [infer KH extends Dim, infer KW extends Dim, infer F extends Dim, infer I extends Dim],
        ],
      ]
    ? Meet<C, I> extends true
      ? Slid<Lead, H, W, C, [KH, KW], S, P, D, O, F>
      : Say<typeof differ, [C, I, Show<[H, W, C]>, Show<Kernel>]>
    : number extends X['length'] | Kernel['length']
      ? [Shape]
      : Kernel['length'] extends 4
        ? string
        : Say<typeof kernelRank, [Show<Kernel>]>

type Slid<Lead extends unknown[], H, W, C, K, S, P, D, O, F> = [Misfit<H, W, C, K, S, P, D, O>] extends [
  never,
]
  ? [
      [
        ...Lead,
        ConvTDim<H, On<K, 0>, On<S, 0>, PaddingOn<P, 0>, On<D, 0>, On<O, 0>>,
        ConvTDim<W, On<K, 1>, On<S, 1>, PaddingOn<P, 1>, On<D, 1>, On<O, 1>>,
        F,
      ],
    ]
  : Misfit<H, W, C, K, S, P, D, O>

/**
 * The shape of a kernel [KH, KW, F, C] laid under every element of images [..., H, W, C].
 * @category shape
 */
export type ConvT<X extends Shape, Kernel extends Shape, S, P, D, O> =
  Rule<X, Kernel, S, P, D, O> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a kernel cannot be laid under images.
 * @category shape
 */
export type ConvTGuard<Op extends string, X extends Shape, Kernel extends Shape, S, P, D, O> =
  Rule<X, Kernel, S, P, D, O> extends infer Words extends string ? Guard<Op, Words> : unknown

// ------------------------------------------------------------------ at run time

/** The options of a transposed convolution. */
export interface TransposedSliding extends Sliding {
  readonly outputPadding: PerAxis
}

const checkExtra = (op: string, { stride, padding, outputPadding }: TransposedSliding): void => {
  const [strides, extra, around] = [onAxes(stride), onAxes(outputPadding), paddingOnAxes(padding)]
  checkWhole(op, 'output padding', extra, 0)
  for (const axis of [0, 1] as const) {
    if (extra[axis] > 0 && around[axis] === 'same') refuse(op, unpadded, extra[axis])
    if (extra[axis] >= strides[axis]) refuse(op, unstrided, extra[axis], strides[axis])
  }
}

/** The options of a transposed convolution, checked; without any, its padding is 'same' and it adds no other. */
export const transposedSlidingOf = (
  op: string,
  { outputPadding = 0, ...others }: Partial<TransposedSliding> = {},
): TransposedSliding => {
  const sliding = { ...slidingOf(op, others), outputPadding }
  checkExtra(op, sliding)
  return sliding
}

/**
 * How a kernel is laid under the images of a shape [..., height, width, channels]: the window of the convolution
 * that slides the turned kernel over their elements, a stride apart.
 */
export const transposedSlides = (
  op: string,
  shape: readonly number[],
  kernel: Pair<number>,
  options: TransposedSliding,
): Slides => {
  checkWhole(op, 'kernel', kernel, 1)
  checkSliding(op, options)
  checkExtra(op, options)
  const [strides, dilation, extra] = [
    onAxes(options.stride),
    onAxes(options.dilation),
    onAxes(options.outputPadding),
  ]
  const padding = paddingOnAxes(options.padding)
  const found = imageOf(op, shape)
  const along = (axis: 0 | 1) =>
    lay(
      op,
      axis === 0 ? 'height' : 'width',
      found,
      found[axis],
      kernel[axis],
      strides[axis],
      padding[axis],
      dilation[axis],
      extra[axis],
    )
  const [height, width] = [along(0), along(1)]
  return {
    kernel,
    size: [height.length, width.length],
    window: {
      strides: [1, 1],
      padding: [height.padding, width.padding],
      inputDilation: strides,
      kernelDilation: dilation,
    },
  }
}

/** The height and width of a kernel [height, width, filters, channels] whose channels are those of the images. */
export const transposedKernelOf = (
  op: string,
  shape: readonly number[],
  kernel: readonly number[],
): Pair<number> => {
  checkKernel(op, kernelRank, imageOf(op, shape), kernel, 3)
  const [height = 0, width = 0] = kernel
  return [height, width]
}
