/** Elements repeated along their axis, and whole tensors side by side. */

import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type CountRule, countOf } from '../size/count.js'
import type { Mul } from '../size/dim-arithmetic.js'
import { type Around, axisOf, type Put, type Rank } from './axis.js'

type RepeatRule<S, Count extends number, Axis extends number> = [CountRule<Count>] extends [never]
  ? Around<S, Axis> extends [infer _, infer D extends Dim, infer _]
    ? Put<S, Axis, [Mul<D, Count>]>
    : Around<S, Axis>
  : CountRule<Count>

/**
 * The shape when each element along an axis stands there so many times.
 * @category shape
 */
export type Repeat<S, Count extends number, Axis extends number> =
  RepeatRule<S, Count, Axis> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when there is no such axis, or the count is none.
 * @category shape
 */
export type RepeatGuard<Op extends string, S, Count extends number, Axis extends number> =
  RepeatRule<S, Count, Axis> extends infer Words extends string ? Guard<Op, Words> : unknown

/** The shape when each element along an axis stands there `count` times. */
export const repeatShape = (op: string, shape: readonly number[], count: number, axis: number): number[] => {
  const times = countOf(op, count)
  const at = axisOf(op, shape, axis)
  return shape.map((d, i) => (i === at ? d * times : d))
}

/** The last counts meet the last axes; more counts than axes make new axes in front. */
type Tiled<S extends unknown[], Counts, Out extends unknown[]> = Counts extends [
  ...infer More,
  infer Count extends number,
]
  ? [[S]] extends [[[...infer Rest, infer D extends Dim]]]
    ? Tiled<Rest, More, [Mul<D, Count>, ...Out]>
    : number extends Rank<S>
      ? [Shape]
      : Tiled<[], More, [Count, ...Out]>
  : Out extends []
    ? [S]
    : [[...S, ...Out]]

/** The words about the first of some counts that is none; never when there is none such. */
type FirstBad<Counts> = Counts extends [infer N extends number, ...infer More]
  ? [CountRule<N>] extends [never]
    ? FirstBad<More>
    : CountRule<N>
  : never

type TileRule<S extends unknown[], Counts extends number[]> = [[S]] extends [[string]]
  ? string
  : [FirstBad<Counts>] extends [never]
    ? number extends Counts['length']
      ? [Shape]
      : Tiled<S, Counts, []>
    : FirstBad<Counts>

/**
 * The shape of a tensor side by side so many times along each of its last axes.
 * @category shape
 */
export type Tile<S extends unknown[], Counts extends number[]> =
  TileRule<S, Counts> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a count is none.
 * @category shape
 */
export type TileGuard<Op extends string, S extends unknown[], Counts extends number[]> =
  TileRule<S, Counts> extends infer Words extends string ? Guard<Op, Words> : unknown

/** The shape of a tensor side by side so many times along each of its last axes. */
export const tileShape = (op: string, shape: readonly number[], counts: readonly number[]): number[] => {
  const times = counts.map((n) => countOf(op, n))
  const rank = Math.max(shape.length, times.length)
  return Array.from(
    { length: rank },
    (_, i) => (shape[i - rank + shape.length] ?? 1) * (times[i - rank + times.length] ?? 1),
  )
}
