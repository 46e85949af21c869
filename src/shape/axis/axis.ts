/** Axes by number: from the front, or from the end where the number is below 0. */

import type { Guard, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import type { SubN } from '../size/arithmetic.js'
import { refuse, type Say } from '../words.js'

const outside = 'axis {} is out of range for {}'

/** The number of axes; never of what has none. */
export type Rank<S> = S extends { readonly length: infer N extends number } ? N : never

/** An axis from the front, where the rank is known; never when there is no such axis. */
export type FromFront<S, Axis extends number> = `${Axis}` extends `-${infer N extends number}`
  ? SubN<Rank<S>, N>
  : `${Axis}` extends keyof S
    ? Axis
    : never

/** What the words say when there is no such axis. */
export type Outside<S, Axis extends number> = Say<typeof outside, [Axis, Show<S>]>

/** Axes of unknown sizes, as many as there may be, around one of unknown size. */
type Unknown = [Shape, number, Shape]

/*
 * One axis is taken off after the other by a pattern in a double tuple, so that axes next to a generic rest are found
 * at once: the first of [B, ...S], the last of [...S, N]. An open rest (Dim[]) is left to run time.
 */
type Front<S, Axis extends number, Head extends unknown[]> = [[S]] extends [[[infer D, ...infer Tail]]]
  ? Head['length'] extends Axis
    ? [Head, D, Tail]
    : Front<Tail, Axis, [...Head, D]>
  : number extends Rank<S>
    ? Unknown
    : never

type Back<S, Count extends number, Tail extends unknown[]> = [[S]] extends [[[...infer Head, infer D]]]
  ? [D, ...Tail]['length'] extends Count
    ? [Head, D, Tail]
    : Back<Head, Count, [D, ...Tail]>
  : number extends Rank<S>
    ? Unknown
    : never

type Found<S, Axis extends number> = `${Axis}` extends `-${infer Count extends number}`
  ? Back<S, Count, []>
  : Front<S, Axis, []>

/** A shape around an axis: [the dims before, the dim, the dims after], or the words that there is no such axis. */
export type Around<S, Axis extends number> = [[S]] extends [[string]]
  ? string
  : number extends Axis
    ? Unknown
    : [Found<S, Axis>] extends [never]
      ? Outside<S, Axis>
      : Found<S, Axis>

/**
 * The words when a shape does not have an axis.
 * @category shape
 */
export type AxisGuard<Op extends string, S, Axis extends number> =
  Around<S, Axis> extends infer Words extends string ? Guard<Op, Words> : unknown

/** Dims in the place of an axis, in a box; or the words that there is no such axis. */
export type Put<S, Axis extends number, New extends unknown[]> =
  Around<S, Axis> extends [infer Head extends unknown[], infer _, infer Tail extends unknown[]]
    ? [[...Head, ...New, ...Tail]]
    : Around<S, Axis>

/** Known dims before others: those themselves where there are none, also generic ones. */
export type Before<Known extends unknown[], S extends unknown[]> = Known extends [] ? S : [...Known, ...S]

/** Known dims behind others. */
export type After<S extends unknown[], Known extends unknown[]> = Known extends [] ? S : [...S, ...Known]

/** A shape without an axis, in a box; or the words that there is no such axis. */
export type Without<S, Axis extends number> =
  Around<S, Axis> extends [infer Head extends unknown[], infer _, infer Tail extends unknown[]]
    ? [`${Axis}` extends `-${string}` ? After<Head, Tail> : Before<Head, Tail>]
    : Around<S, Axis>

/** The axis from the front among `rank` axes; one that there is not is refused. */
export const axisAmong = (op: string, shape: readonly number[], rank: number, axis: number): number => {
  const at = axis < 0 ? axis + rank : axis
  return Number.isInteger(at) && at >= 0 && at < rank ? at : refuse(op, outside, axis, show(shape))
}

/** The axis from the front; one that the shape does not have is refused. */
export const axisOf = (op: string, shape: readonly number[], axis: number): number =>
  axisAmong(op, shape, shape.length, axis)
