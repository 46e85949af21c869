/** Convolutions over one axis: a kernel that slides over the length of [..., length, channels]. */

import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'
import { checkKernel, type differ, type Meet } from './kernel.js'
import { type ConvDim, type Slide, slide, type TooLarge } from './places.js'
import { type AxisPadding, checkWhole, type SlidingGuard } from './sliding.js'

const series = 'expected [length, channels], got {}'
const kernelRank = 'expected kernel [length, channels, filters], got {}'

/**
 * What stands before and behind a series: as for an image, but on one axis.
 * @category shape
 * @since 0.1.0
 */
export type SeriesPadding = 'same' | 'valid' | number | readonly [low: number, high: number]

/** The padding of a series as that of an axis. */
export type Sides<P> = P extends number
  ? [P, P]
  : P extends readonly [infer Low, infer High]
    ? [Low, High]
    : P

/**
 * The words when a tensor has no axes [length, channels] at its end.
 * @category shape
 */
export type SeriesGuard<Op extends string, X extends Shape> = [[X]] extends [
  [[...infer _, infer _T, infer _C]],
]
  ? unknown
  : number extends X['length']
    ? unknown
    : Guard<Op, Say<typeof series, [Show<X>]>>

/**
 * The words when one example is no series, or a window is larger than it.
 * @category shape
 */
export type SeriesFits<Op extends string, M, K, S, P, D> = [M] extends [[infer T, infer C]]
  ? [TooLarge<'kernel', 'length', [T, C], T, K, S, Sides<P>, D>] extends [never]
    ? unknown
    : Guard<Op, TooLarge<'kernel', 'length', [T, C], T, K, S, Sides<P>, D>>
  : SeriesExampleGuard<Op, M>

/** The words when one example is no series. */
type SeriesExampleGuard<Op extends string, M> = [M] extends [{ readonly length: infer N }]
  ? number extends N
    ? unknown
    : N extends 2
      ? unknown
      : `${Op}: ${Say<typeof series, [Show<M>]>}`
  : unknown

type Slid<Lead extends unknown[], T, C, K, S, P, D, F> = [
  TooLarge<'kernel', 'length', [T, C], T, K, S, Sides<P>, D>,
] extends [never]
  ? [[...Lead, ConvDim<T, K, S, Sides<P>, D>, F]]
  : TooLarge<'kernel', 'length', [T, C], T, K, S, Sides<P>, D>

/** Options that were refused give nothing more to say. */
type Rule<X extends Shape, Kernel extends Shape, S, P, D> = [[X, Kernel, SlidingGuard<'', S, P, D>]] extends [
  [string, unknown, unknown] | [unknown, string, unknown] | [unknown, unknown, string],
]
  ? string
  : [[X, Kernel]] extends [
        [
          [...infer Lead, infer T extends Dim, infer C extends Dim],
          [infer K extends Dim, infer I extends Dim, infer F extends Dim],
        ],
      ]
    ? Meet<C, I> extends true
      ? Slid<Lead, T, C, K, S, P, D, F>
      : Say<typeof differ, [C, I, Show<[T, C]>, Show<Kernel>]>
    : number extends X['length'] | Kernel['length']
      ? [Shape]
      : Kernel['length'] extends 3
        ? string
        : Say<typeof kernelRank, [Show<Kernel>]>

/**
 * The shape of a kernel [K, C, F] slid over series [..., T, C].
 * @category shape
 */
export type Conv1d<X extends Shape, Kernel extends Shape, S, P, D> =
  Rule<X, Kernel, S, P, D> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a kernel does not fit series.
 * @category shape
 */
export type Conv1dGuard<Op extends string, X extends Shape, Kernel extends Shape, S, P, D> =
  Rule<X, Kernel, S, P, D> extends infer Words extends string ? Guard<Op, Words> : unknown

/** The last two axes of a shape: one series. */
export const seriesOf = (op: string, shape: readonly number[]): readonly [length: number, depth: number] => {
  const [length, depth] = shape.slice(-2)
  return shape.length < 2 || length === undefined || depth === undefined
    ? refuse(op, series, show(shape))
    : [length, depth]
}

/** The length and depth of one example that is a series. */
export const seriesExample = (
  op: string,
  shape: readonly number[],
): readonly [length: number, depth: number] =>
  shape.length === 2 ? seriesOf(op, shape) : refuse(op, series, show(shape))

/** The options of a convolution of series. */
export interface SeriesSliding {
  readonly stride: number
  readonly padding: SeriesPadding
  readonly dilation: number
}

const sides = (padding: SeriesPadding): AxisPadding =>
  typeof padding === 'number' ? [padding, padding] : padding

/** The options of a convolution of series, checked; those that are not given are padding 'same', and 1. */
export const seriesSlidingOf = (
  op: string,
  { stride = 1, padding = 'same', dilation = 1 }: Partial<SeriesSliding> = {},
): SeriesSliding => {
  const edges = sides(padding)
  checkWhole(op, 'stride', [stride], 1)
  if (typeof edges !== 'string') checkWhole(op, 'padding', edges, 0)
  checkWhole(op, 'dilation', [dilation], 1)
  return { stride, padding, dilation }
}

/** How a kernel [K, C, F] slides over the series of a shape [..., length, channels]. */
export const seriesSlide = (
  op: string,
  shape: readonly number[],
  kernel: readonly number[],
  options: SeriesSliding,
): Slide => {
  const { stride, padding, dilation } = seriesSlidingOf(op, options)
  const found = seriesOf(op, shape)
  const [length] = found
  const [count = 0] = kernel
  checkKernel(op, kernelRank, found, kernel, 1)
  checkWhole(op, 'kernel', [count], 1)
  return slide(op, 'length', found, length, count, stride, sides(padding), dilation)
}
