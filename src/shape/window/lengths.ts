/** How long an axis becomes when a kernel is laid under each of its elements. */

import type { Dim, Ok } from '../dim.js'
import { type Show, show } from '../show.js'
import type { AddN, SubN } from '../size/arithmetic.js'
import type { Add, Mul, Sub } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'
import { type AxisPadding, type Edges, type Reach, reach } from './sliding.js'

const nothing = 'nothing is left of {} {} of {}'

/**
 * The length from which a convolution of this window would give N; `OutPad` chooses among several.
 * @category shape
 */
export type ConvTDim<N, K, S, Pad, D = 1, OutPad = 0> = [[S, Pad]] extends [[1, 'same']]
  ? N
  : ConvTLength<N, K, S, Pad, D, OutPad>

/** The same where it differs from N: a question about N, so that an editor shows this name if N is open. */
export type ConvTLength<N, K, S, Pad, D, OutPad> = N extends Dim
  ? [Spread<N, K, S, Pad, D, OutPad>] extends [0]
    ? Ok<string>
    : Spread<N, K, S, Pad, D, OutPad>
  : never

/** None, or never, where padding cuts everything: N·S + (reach + OutPad) − (S + edges). */
type Spread<N extends Dim, K, S, Pad, D, OutPad> = S extends number
  ? Pad extends 'same'
    ? Mul<N, S>
    : [Mul<N, S>, Reach<K, D>, OutPad, Add<Edges<Pad>, S>] extends [
          infer Steps extends Dim,
          infer R extends Dim,
          infer O extends number,
          infer Less extends Dim,
        ]
      ? Add<R, O> extends infer More extends Dim
        ? Add<Steps, More> extends infer All extends Dim
          ? Sub<All, Less>
          : never
        : never
      : never
  : never

/** What is left of a single element, whose kernel is laid once; none, or never, where it can be cut away. */
type Remains<K, Pad, D, OutPad> = Pad extends 'same'
  ? 1
  : number extends Reach<K, D> | Edges<Pad> | OutPad
    ? never
    : [Reach<K, D>, Edges<Pad>, OutPad] extends [
          infer R extends number,
          infer E extends number,
          infer O extends number,
        ]
      ? SubN<AddN<R, O>, E>
      : never

/** The words when padding cuts all of an axis; never when something is left, at once where it is of one element. */
export type CutAway<Side extends string, M, N, K, S, Pad, D, OutPad> = [Remains<K, Pad, D, OutPad>] extends [
  0,
]
  ? N extends Dim
    ? [Spread<N, K, S, Pad, D, OutPad>] extends [0]
      ? Say<typeof nothing, [Side, N, Show<M>]>
      : never
    : never
  : never

/** The length of one axis, and the zeros around its elements once they stand a stride apart. */
export const lay = (
  op: string,
  side: string,
  shape: readonly number[],
  size: number,
  count: number,
  stride: number,
  padding: AxisPadding,
  dilation: number,
  extra: number,
): { readonly length: number; readonly padding: readonly [low: number, high: number] } => {
  const wide = reach(count, dilation)
  const same = padding === 'same'
  const total = Math.max(wide - stride, 0)
  const edges: readonly [low: number, high: number] = same
    ? [Math.floor(total / 2), Math.ceil(total / 2)]
    : padding === 'valid'
      ? [0, 0]
      : padding
  const spread = (size - 1) * stride + 1
  const length = same ? size * stride : spread - 1 + wide + extra - edges[0] - edges[1]
  if (size === 0 || length < 1) return refuse(op, nothing, side, size, show(shape))
  const low = wide - 1 - edges[0]
  return { length, padding: [low, length + wide - 1 - spread - low] }
}
