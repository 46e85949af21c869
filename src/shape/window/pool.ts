/** Pooling and upsampling: windows and factors over images that keep the channels. */

import type { Dim, Guard, Ok, Shape } from '../dim.js'
import type { SubN } from '../size/arithmetic.js'
import type { Mul } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'
import {
  type ExampleGuard,
  type ImagesGuard,
  imageOf,
  type Misfit,
  type Slid,
  type Slides,
  slides,
} from './convolution.js'
import {
  checkSliding,
  checkWhole,
  type FactorGuard,
  type On,
  type Or,
  onAxes,
  type PaddingOn,
  type Pair,
  type PerAxis,
  paddingOnAxes,
  type SlidingGuard,
  type Spoken,
  type WindowPadding,
} from './sliding.js'

const empty = 'padding {} is not below window {}'

/** Options that were refused give nothing more to say. */
type Rule<X extends Shape, K, S, P> = [[X, PoolOptionsGuard<'', K, S, P>]] extends [
  [string, unknown] | [unknown, string],
]
  ? string
  : [[X]] extends [[[...infer Lead, infer H extends Dim, infer W extends Dim, infer C extends Dim]]]
    ? Slid<Lead, H, W, C, K, S, P, 1, C, 'window'>
    : number extends X['length']
      ? [Shape]
      : string

/**
 * The shape of a window of K slid over images [..., H, W, C].
 * @category shape
 */
export type Pool<X extends Shape, K, S, P> =
  Rule<X, K, S, P> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a tensor has no images, or a window does not fit into them.
 * @category shape
 */
export type PoolGuard<Op extends string, X extends Shape, K, S, P> =
  Rule<X, K, S, P> extends infer Words extends string
    ? string extends Words
      ? ImagesGuard<Op, X>
      : Guard<Op, Words>
    : unknown

/**
 * The words when one example is no image, or a window does not fit into it.
 * @category shape
 */
export type PoolImageGuard<Op extends string, M extends Shape, K, S, P> = [M] extends [
  [infer H, infer W, infer C],
]
  ? Spoken<Op, Misfit<'window', H, W, C, K, S, P, 1>>
  : ExampleGuard<Op, M>

/** The words when a window could lie in the padding alone; never when it cannot. */
type Empty<K, Pad> = Pad extends readonly [infer Low, infer High]
  ? Or<Beyond<K, Low>, Beyond<K, High>>
  : never

type Beyond<K, Edge> = [K, Edge] extends [infer K extends number, infer E extends number]
  ? number extends K | E
    ? never
    : [SubN<K, E>] extends [0]
      ? Say<typeof empty, [E, K]>
      : never
  : never

/**
 * The words when the options of a pool are no numbers of elements, or a window could lie in the padding alone.
 * @category shape
 */
export type PoolOptionsGuard<Op extends string, K, S, P> = [SlidingGuard<Op, S, P, 1, K, 'window'>] extends [
  infer Words extends string,
]
  ? Words
  : Spoken<Op, Or<Empty<On<K, 0>, PaddingOn<P, 0>>, Empty<On<K, 1>, PaddingOn<P, 1>>>>

/**
 * The shape that is left when the height and width of images are reduced.
 * @category shape
 */
export type GlobalPool<X extends Shape> = [[X]] extends [[string]]
  ? Ok<string>
  : [[X]] extends [[[...infer Lead, infer _H extends Dim, infer _W extends Dim, infer C extends Dim]]]
    ? [...Lead, C]
    : number extends X['length']
      ? Shape
      : Ok<string>

/**
 * The shape of images whose height and width are repeated.
 * @category shape
 */
export type Upsample<X extends Shape, F> = [[X, FactorGuard<'', F>]] extends [
  [string, unknown] | [unknown, string],
]
  ? Ok<string>
  : [[X]] extends [[[...infer Lead, infer H extends Dim, infer W extends Dim, infer C extends Dim]]]
    ? [...Lead, Scaled<H, On<F, 0>>, Scaled<W, On<F, 1>>, C]
    : number extends X['length']
      ? Shape
      : Ok<string>

/**
 * The words when a factor is no whole number of at least 1, or a tensor has no images.
 * @category shape
 */
export type UpsampleGuard<Op extends string, X extends Shape, F> = [FactorGuard<Op, F>] extends [
  infer Words extends string,
]
  ? Words
  : ImagesGuard<Op, X>

type Scaled<N extends Dim, F> = F extends Dim ? Mul<N, F> : never

/** How a window slides over images, its stride being its size unless given otherwise. */
export interface Pooling {
  readonly size: PerAxis
  readonly stride: PerAxis
  readonly padding: WindowPadding
}

/** The options of a pool, checked; without them its stride is its size, and its padding 'valid'. */
export const poolingOf = (
  op: string,
  { size, stride = size, padding = 'valid' }: Pick<Pooling, 'size'> & Partial<Pooling>,
): Pooling => {
  const window = onAxes(size)
  checkWhole(op, 'window', window, 1)
  checkSliding(op, { stride, padding, dilation: 1 })
  paddingOnAxes(padding).forEach((edges, axis) => {
    const beyond = typeof edges === 'string' ? undefined : edges.find((e) => e >= (window[axis] ?? 0))
    if (beyond !== undefined) refuse(op, empty, beyond, window[axis] ?? 0)
  })
  return { size, stride, padding }
}

/** How a pooling window slides over the images of a shape [..., height, width, channels]. */
export const poolSlides = (op: string, shape: readonly number[], options: Pooling): Slides => {
  const { size, stride, padding } = poolingOf(op, options)
  return slides(op, shape, onAxes(size), { stride, padding, dilation: 1 }, 'window')
}

/** The factors of an upsampling of images. */
export const upsampleFactors = (op: string, shape: readonly number[], factor: PerAxis): Pair<number> => {
  checkWhole(op, 'factor', onAxes(factor), 1)
  imageOf(op, shape)
  return onAxes(factor)
}
