/** How a window slides over an axis: its options, given once for both axes or for each, and what they must be. */
import type { AddN, MulN, SubN } from '../size/arithmetic.js'
import { refuse, type Say } from '../words.js'

const whole = '{} {} is no whole number of at least {}'

/**
 * One number for both axes of an image, or one for its height and one for its width.
 * @category shape
 * @since 0.1.0
 */
export type PerAxis = number | readonly [height: number, width: number]

/**
 * What stands around an image: `same` so much that the size is divided by the stride, rounded up; `valid` nothing;
 * or so many zeros on every side, on each axis, or before and behind each axis.
 * @category shape
 * @since 0.1.0
 */
export type WindowPadding =
  | 'same'
  | 'valid'
  | PerAxis
  | readonly [height: readonly [low: number, high: number], width: readonly [low: number, high: number]]

/** One of something for the height, and one for the width. */
export type Pair<A> = readonly [height: A, width: A]

/** The padding of one axis. */
export type AxisPadding = 'same' | 'valid' | readonly [low: number, high: number]

/** The options of a window. */
export interface Sliding {
  readonly stride: PerAxis
  readonly padding: WindowPadding
  readonly dilation: PerAxis
}

/** What an option says of one axis. */
export type On<V, Axis extends 0 | 1> = V extends readonly [unknown, unknown] ? V[Axis] : V

/** What a padding says of one axis: a word, or [low, high]. */
export type PaddingOn<P, Axis extends 0 | 1> = P extends string ? P : Sides<On<P, Axis>>
type Sides<E> = E extends readonly [infer Low, infer High] ? [Low, High] : [E, E]

/** How far the first and the last element of a kernel of K are apart, both counted. */
export type Reach<K, D> = D extends 1
  ? K
  : [K, D] extends [infer K extends number, infer D extends number]
    ? number extends K | D
      ? number
      : AddN<MulN<SubN<K, 1>, D>, 1>
    : number

/** Zeros on both sides of an axis. */
export type Edges<Pad> = Pad extends readonly [infer Low extends number, infer High extends number]
  ? number extends Low | High
    ? number
    : AddN<Low, High>
  : 0

/** The first of two words; never when there are none. */
export type Or<A, B> = [A] extends [never] ? B : A

/** The words when a number is no whole one of at least `Least`; never when it is, or is unknown. */
type Broken<Name extends string, V, Least extends 0 | 1> = V extends number
  ? `${V}` extends
      | `-${string}`
      | `${string}.${string}`
      | `${string}e-${string}`
      | (Least extends 1 ? '0' : '')
    ? Say<typeof whole, [Name, V, Least]>
    : never
  : never

type BrokenSide<Name extends string, V, Least extends 0 | 1> = V extends readonly [infer Low, infer High]
  ? Or<Broken<Name, Low, Least>, Broken<Name, High, Least>>
  : Broken<Name, V, Least>

/** The same for the first number of an option that is given once, for each axis, or for each side of each. */
type NotWhole<Name extends string, V, Least extends 0 | 1> = V extends readonly [infer Height, infer Width]
  ? Or<BrokenSide<Name, Height, Least>, BrokenSide<Name, Width, Least>>
  : Broken<Name, V, Least>

/**
 * The words when a window, stride, padding or dilation is no number of elements.
 * @category shape
 */
export type SlidingGuard<
  Op extends string,
  S,
  P,
  D = 1,
  K = 1,
  What extends string = 'kernel',
  OutPad = 0,
> = Spoken<
  Op,
  Or<
    Or<NotWhole<What, K, 1>, NotWhole<'stride', S, 1>>,
    Or<NotWhole<'padding', P, 0>, Or<NotWhole<'dilation', D, 1>, NotWhole<'output padding', OutPad, 0>>>
  >
>

/** Words with their operation in front; nothing when there are none. */
export type Spoken<Op extends string, Words> = [Words] extends [never] ? unknown : `${Op}: ${Words & string}`

/**
 * The words when a factor is no whole number of at least 1.
 * @category shape
 */
export type FactorGuard<Op extends string, F> = Spoken<Op, NotWhole<'factor', F, 1>>

/** Stops at a number that is no whole number of at least `least`. */
export const checkWhole = (op: string, name: string, values: readonly number[], least: 0 | 1): void => {
  const found = values.find((v) => !Number.isSafeInteger(v) || v < least)
  if (found !== undefined) refuse(op, whole, name, found, least)
}

/** What an option says of each axis. */
export const onAxes = (value: PerAxis): Pair<number> => (typeof value === 'number' ? [value, value] : value)

const sides = (edge: number | readonly [number, number]): readonly [number, number] =>
  typeof edge === 'number' ? [edge, edge] : edge

/** What a padding says of each axis. */
export const paddingOnAxes = (padding: WindowPadding): Pair<AxisPadding> => {
  if (typeof padding === 'string') return [padding, padding]
  if (typeof padding === 'number') return [sides(padding), sides(padding)]
  return [sides(padding[0]), sides(padding[1])]
}

/** Stops at options that are no numbers of elements. */
export const checkSliding = (op: string, { stride, padding, dilation }: Sliding): void => {
  checkWhole(op, 'stride', onAxes(stride), 1)
  for (const edge of paddingOnAxes(padding)) if (typeof edge !== 'string') checkWhole(op, 'padding', edge, 0)
  checkWhole(op, 'dilation', onAxes(dilation), 1)
}

/** The options of a convolution, checked; those that are not given are padding 'same', and 1. */
export const slidingOf = (
  op: string,
  { stride = 1, padding = 'same', dilation = 1 }: Partial<Sliding> = {},
): Sliding => {
  const sliding = { stride, padding, dilation }
  checkSliding(op, sliding)
  return sliding
}

/** How far the first and the last of `count` elements are apart, both counted, when `dilation` lie between starts. */
export const reach = (count: number, dilation: number): number =>
  count === 0 ? 0 : (count - 1) * dilation + 1
