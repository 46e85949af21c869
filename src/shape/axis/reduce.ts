/** Reduction along axes, which may count from the end. */

import type { Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'
import {
  type After,
  axisOf,
  type Before,
  type FromFront,
  type Outside,
  type Put,
  type Rank,
  type Without,
} from './axis.js'

const twice = 'axis {} of {} is named twice'

/** What is left, from the front: the axes of the union `Left` go, and the rest stays as it is. */
type Front<S extends unknown[], Left extends number, Keep, Out extends unknown[], At extends unknown[]> = [
  Left,
] extends [never]
  ? [Before<Out, S>]
  : [[S]] extends [[[infer D, ...infer Rest]]]
    ? At['length'] extends Left
      ? Front<Rest, Exclude<Left, At['length']>, Keep, Keep extends true ? [...Out, 1] : Out, [...At, D]>
      : Front<Rest, Left, Keep, [...Out, D], [...At, D]>
    : number extends Rank<S>
      ? [Shape]
      : never

/** The same from the end; the last axis counts 1. */
type Back<S extends unknown[], Left extends number, Keep, Out extends unknown[], At extends unknown[]> = [
  Left,
] extends [never]
  ? [After<S, Out>]
  : [[S]] extends [[[...infer Rest, infer D]]]
    ? [D, ...At]['length'] extends Left
      ? Back<
          Rest,
          Exclude<Left, [D, ...At]['length']>,
          Keep,
          Keep extends true ? [1, ...Out] : Out,
          [D, ...At]
        >
      : Back<Rest, Left, Keep, [D, ...Out], [D, ...At]>
    : number extends Rank<S>
      ? [Shape]
      : never

/** How far from the end each axis below 0 is; axes from the front give nothing. */
type FromEnd<Axis extends number> = Axis extends unknown
  ? `${Axis}` extends `-${infer N extends number}`
    ? N
    : never
  : never

/** Axes counted from one side are taken off from there; never when there are fewer. Others need the rank. */
type OneSided<S extends unknown[], Axis extends number, Keep> = [FromEnd<Axis>] extends [never]
  ? Front<S, Axis, Keep, [], []>
  : `${Axis}` extends `-${number}`
    ? Back<S, FromEnd<Axis>, Keep, [], []>
    : never

/** The first axis that was named before; never when each is named once. */
type Twice<Axes, Seen = never> = Axes extends [infer X, ...infer Rest]
  ? X extends Seen
    ? X
    : Twice<Rest, Seen | X>
  : never

/** The axes from the front in the order in which they are named, or the words which one there is not. */
type Named<S, Axes, Found extends number[]> = Axes extends [infer X extends number, ...infer Rest]
  ? [FromFront<S, X>] extends [never]
    ? Outside<S, X>
    : Named<S, Rest, [...Found, FromFront<S, X>]>
  : Found

type Judged<S extends unknown[], Found, Keep> = Found extends number[]
  ? [Twice<Found>] extends [never]
    ? Front<S, Found[number], Keep, [], []>
    : Say<typeof twice, [Twice<Found>, Show<S>]>
  : Found

type Ranked<S extends unknown[], Axes, Keep> =
  number extends Rank<S> ? [Shape] : Judged<S, Named<S, Axes, []>, Keep>

type Several<S extends unknown[], Axes extends number[], Keep> = [Twice<Axes>] extends [never]
  ? [OneSided<S, Axes[number], Keep>] extends [never]
    ? Ranked<S, Axes, Keep>
    : OneSided<S, Axes[number], Keep>
  : Ranked<S, Axes, Keep>

/** The shape that is left in a box, or the words which axis there is not or is named twice. */
export type ReduceRule<S extends unknown[], Axes extends number[], Keep extends boolean> = Axes extends []
  ? [S]
  : [[S]] extends [[string]]
    ? string
    : number extends Axes['length'] | Axes[number]
      ? [Shape]
      : Axes extends [infer Axis extends number]
        ? Keep extends true
          ? Put<S, Axis, [1]>
          : Without<S, Axis>
        : Several<S, Axes, Keep>

/**
 * The shape that is left when axes are reduced; `Keep` leaves them with size 1.
 * @category shape
 */
export type Reduce<S extends unknown[], Axes extends number[], Keep extends boolean = false> =
  ReduceRule<S, Axes, Keep> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a shape does not have an axis, or one is named twice.
 * @category shape
 */
export type ReduceGuard<Op extends string, S extends unknown[], Axes extends number[]> =
  ReduceRule<S, Axes, false> extends infer Words extends string ? Guard<Op, Words> : unknown

/** Axes from 0 in ascending order; one out of range or named twice is refused. */
export const normalizeAxes = (op: string, shape: readonly number[], axes: readonly number[]): number[] => {
  const found = axes.map((axis) => axisOf(op, shape, axis))
  const again = found.find((axis, i) => found.indexOf(axis) !== i)
  if (again !== undefined) return refuse(op, twice, again, show(shape))
  return found.sort((a, b) => a - b)
}

/** The shape that is left when axes are reduced. */
export const reduceShape = (
  op: string,
  shape: readonly number[],
  axes: readonly number[],
  keep: boolean,
): number[] => {
  const along = normalizeAxes(op, shape, axes)
  return keep ? shape.map((d, i) => (along.includes(i) ? 1 : d)) : shape.filter((_, i) => !along.includes(i))
}
