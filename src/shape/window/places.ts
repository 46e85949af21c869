/** How many places a window has on one axis. */

import type { Dim, Ok } from '../dim.js'
import { type Show, show } from '../show.js'
import type { AddN, SubN } from '../size/arithmetic.js'
import type { Add, CeilDiv, FloorDiv, Sub } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'
import { type AxisPadding, type Edges, type Reach, reach } from './sliding.js'

export const larger = '{} {} is larger than {} {} of {}'

/** How much more stands around an axis than a window of stride 1 needs to keep its length; never if less. */
type Spare<K, Pad, D> = Pad extends 'same'
  ? 0
  : number extends Reach<K, D> | Edges<Pad>
    ? never
    : [Edges<Pad>, Reach<K, D>] extends [infer E extends number, infer R extends number]
      ? SubN<AddN<E, 1>, R>
      : never

/**
 * How many places a window has on an axis of N; one that keeps the length gives N back, also a generic one.
 * @category shape
 */
export type ConvDim<N, K, S, Pad, D = 1> = [[S]] extends [[1]]
  ? [Spare<K, Pad, D>, 0] extends [0, Spare<K, Pad, D>]
    ? N
    : ConvLength<N, K, S, Pad, D>
  : ConvLength<N, K, S, Pad, D>

/** The same for a window that changes the length: a question about N, so that an editor shows this name if N is open. */
export type ConvLength<N, K, S, Pad, D> = N extends Dim
  ? [Places<N, K, S, Pad, D>] extends [0]
    ? Ok<string>
    : Places<N, K, S, Pad, D>
  : never

/** None, or never, where the window is larger than the axis. */
type Places<N extends Dim, K, S, Pad, D> = S extends number
  ? Pad extends 'same'
    ? CeilDiv<N, S>
    : [Add<Edges<Pad>, S>, Reach<K, D>] extends [infer More extends number, infer Less extends Dim]
      ? Add<N, More> extends infer Room extends Dim
        ? Sub<Room, Less> extends infer Starts extends Dim
          ? FloorDiv<Starts, S>
          : never
        : never
      : never
  : never

type Name<What extends string, D> = D extends 1 ? What : `dilated ${What}`
type Axis<Side extends string, Pad> = Edges<Pad> extends 0 ? Side : `padded ${Side}`

/** The words when a window is larger than an axis; never when it fits, at once where padding alone is enough. */
export type TooLarge<What extends string, Side extends string, M, N, K, S, Pad, D> = [
  Spare<K, Pad, D>,
] extends [never]
  ? N extends Dim
    ? [Places<N, K, S, Pad, D>] extends [0]
      ? Say<typeof larger, [Name<What, D>, Reach<K, D>, Axis<Side, Pad>, Add<N, Edges<Pad>>, Show<M>]>
      : never
    : never
  : never

/** How a window slides over one axis: the zeros around it, and how many places it has. */
export interface Slide {
  readonly padding: readonly [low: number, high: number]
  readonly places: number
}

/** How a window of `count` slides over an axis of `size`; `shape` is what a message shows. */
export const slide = (
  op: string,
  side: string,
  shape: readonly number[],
  size: number,
  count: number,
  stride: number,
  padding: AxisPadding,
  dilation: number,
  what = 'kernel',
): Slide => {
  const wide = reach(count, dilation)
  const places = Math.ceil(size / stride)
  const total = padding === 'same' ? Math.max((places - 1) * stride + wide - size, 0) : 0
  const around: readonly [number, number] =
    padding === 'same'
      ? [Math.floor(total / 2), Math.ceil(total / 2)]
      : padding === 'valid'
        ? [0, 0]
        : padding
  const room = size + around[0] + around[1]
  if (wide > room || size === 0) {
    const edged = padding !== 'same' && room > size
    const names = [dilation === 1 ? what : `dilated ${what}`, wide] as const
    return refuse(op, larger, ...names, edged ? `padded ${side}` : side, edged ? room : size, show(shape))
  }
  return { padding: around, places: Math.floor((room - wide) / stride) + 1 }
}
