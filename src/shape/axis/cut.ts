/** A range of one axis: from, up to but without, and every how many; below 0 a bound counts from the end. */

import type { Dim } from '../dim.js'
import { type Show, show } from '../show.js'
import type { SubN } from '../size/arithmetic.js'
import type { Whole } from '../size/count.js'
import type { CeilDiv, Sub } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'

const outOfRange = '{} to {} by {} is out of range for axis {} of {}'

/**
 * The whole axis; from a start; up to a limit, which is left out; in steps. Bounds below 0 count from the end.
 * @category shape
 * @since 0.1.0
 */
export type Range =
  | readonly []
  | readonly [start: number]
  | readonly [start: number, limit: number]
  | readonly [start: number, limit: number, step: number]

/** A bound from the front, as a dim; never when it is a fraction, or lies before the first element. */
type Bound<D extends Dim, X extends Dim> = X extends number
  ? number extends X
    ? number
    : `${X}` extends `${string}.${string}`
      ? never
      : `${X}` extends `-${infer N extends number}`
        ? Sub<D, N>
        : X
  : X

/** Never when a limit is known to be behind the last element. */
type Within<D extends Dim, To extends Dim> = number extends To
  ? number
  : [D, To] extends [infer A extends number, infer B extends number]
    ? number extends A
      ? To
      : [SubN<A, B>] extends [never]
        ? never
        : To
    : To

/** How many elements there are, or never: what is never in between makes the whole never. */
type Length<From extends Dim, To extends Dim, Step extends number> = [From] extends [never]
  ? never
  : [To] extends [never]
    ? never
    : [Sub<To, From>] extends [never]
      ? never
      : Step extends 0
        ? never
        : Whole<Step> extends true
          ? CeilDiv<Sub<To, From>, Step>
          : never

type Part<D extends Dim, Start extends number, Limit extends Dim, Step extends number, Axis, S> =
  Length<Bound<D, Start>, Within<D, Bound<D, Limit>>, Step> extends infer New
    ? [New] extends [never]
      ? Say<typeof outOfRange, [Start, Limit, Step, Axis, Show<S>]>
      : [New]
    : never

/** What is left of axis `Axis` of S, which has size D, in a box; or the words that the range is not in it. */
export type Cut<D extends Dim, R, Axis, S> = R extends readonly []
  ? [D]
  : R extends readonly [infer Start extends number]
    ? Part<D, Start, D, 1, Axis, S>
    : R extends readonly [infer Start extends number, infer Limit extends number]
      ? Part<D, Start, Limit, 1, Axis, S>
      : R extends readonly [infer Start extends number, infer Limit extends number, infer Step extends number]
        ? Part<D, Start, Limit, Step, Axis, S>
        : [number]

/** A range of one axis from the front: [start, limit, step]; one that is not in it is refused. */
export const cutOf = (
  op: string,
  shape: readonly number[],
  axis: number,
  range: Range,
): readonly [start: number, limit: number, step: number] => {
  const d = shape[axis] ?? 0
  const [start = 0, limit = d, step = 1] = range
  const [from, to] = [start < 0 ? start + d : start, limit < 0 ? limit + d : limit]
  const fits = [from, to, step].every(Number.isInteger) && 0 <= from && from <= to && to <= d && step >= 1
  return fits ? [from, to, step] : refuse(op, outOfRange, start, limit, step, axis, show(shape))
}

/** The shape of every `strides`-th element from `start` up to `limit`. */
export const sliceShape = (
  op: string,
  shape: readonly number[],
  start: readonly number[],
  limit: readonly number[],
  strides: readonly number[],
): number[] =>
  shape.map((d, i) => {
    const [from, to, step] = [start[i] ?? 0, limit[i] ?? d, strides[i] ?? 1]
    if (from < 0 || to > d || from > to || step < 1)
      return refuse(op, outOfRange, from, to, step, i, show(shape))
    return Math.ceil((to - from) / step)
  })
