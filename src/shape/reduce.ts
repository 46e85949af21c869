/** Reduction along axes, which may count from the end. */
import type { SubN } from './arithmetic.js'
import type { Guard, Ok, Shape } from './dim.js'
import { ShapeError } from './dim.js'
import { type Show, show } from './show.js'

/** The axes of a shape as a union: 0 | 1 | 2. */
type Axes<S extends unknown[], Acc extends unknown[] = [], U extends number = never> = S extends [
  infer _,
  ...infer T,
]
  ? Axes<T, [...Acc, unknown], U | (Acc['length'] & number)>
  : U

type Rank<S> = S extends { readonly length: infer N extends number } ? N : never

/** Negative axes as those they count to; each member of the union by itself. */
type FromEnd<S, Axis extends number> = Axis extends unknown
  ? `${Axis}` extends `-${infer N extends number}`
    ? SubN<Rank<S>, N>
    : Axis
  : never

/** Members of the union that are no axis of S. */
type Outside<S extends unknown[], Axis extends number> = Axis extends unknown
  ? [FromEnd<S, Axis>] extends [never]
    ? Axis
    : FromEnd<S, Axis> extends Axes<S>
      ? never
      : Axis
  : never

type Drop<
  S,
  Axis extends number,
  Keep extends boolean,
  At extends unknown[],
  Out extends unknown[],
> = S extends [infer d, ...infer T]
  ? Drop<
      T,
      Axis,
      Keep,
      [...At, unknown],
      At['length'] extends Axis ? (Keep extends true ? [...Out, 1] : Out) : [...Out, d]
    >
  : Out

/** Axes that the union names from the front and from the end. */
type Twice<S, Axis extends number, All extends number = Axis> = Axis extends unknown
  ? FromEnd<S, Axis> extends Axis
    ? never
    : FromEnd<S, Axis> extends All
      ? FromEnd<S, Axis>
      : never
  : never

type Ranked<S extends unknown[], Axis extends number, Keep extends boolean> =
  number extends Rank<S>
    ? [Shape]
    : [Outside<S, Axis>] extends [never]
      ? [Twice<S, Axis>] extends [never]
        ? [Drop<S, FromEnd<S, Axis>, Keep, [], []>]
        : `axis ${Twice<S, Axis>} of ${Show<S>} is named twice`
      : `axis ${Outside<S, Axis>} is out of range for ${Show<S>}`

/**
 * The shape that is left in a box, or the words which axis there is not. An open shape (Dim[]) is left to run time.
 * The first and the last axis are taken off by a pattern, which also holds where the others are generic.
 */
type Rule<S extends unknown[], Axis extends number, Keep extends boolean> = [[S]] extends [[string]]
  ? string
  : [Axis] extends [never]
    ? [S]
    : number extends Axis
      ? [Shape]
      : [Axis] extends [0]
        ? [[S]] extends [[[infer _, ...infer Rest]]]
          ? [Keep extends true ? [1, ...Rest] : Rest]
          : Ranked<S, Axis, Keep>
        : [Axis] extends [-1]
          ? [[S]] extends [[[...infer Rest, infer _]]]
            ? [Keep extends true ? [...Rest, 1] : Rest]
            : Ranked<S, Axis, Keep>
          : Ranked<S, Axis, Keep>

/**
 * The shape that is left when axes are reduced; `Keep` leaves them with size 1.
 * @category shape
 */
export type Reduce<S extends unknown[], Axis extends number, Keep extends boolean = false> =
  Rule<S, Axis, Keep> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a shape does not have an axis.
 * @category shape
 */
export type ReduceGuard<Op extends string, S extends unknown[], Axis extends number> =
  Rule<S, Axis, false> extends infer Words extends string ? Guard<Op, Words> : unknown

/** Axes from 0 in ascending order; one out of range or named twice is refused. */
export const normalizeAxes = (op: string, shape: readonly number[], axes: readonly number[]): number[] => {
  const found = axes.map((axis) => {
    const at = axis < 0 ? axis + shape.length : axis
    if (!Number.isInteger(at) || at < 0 || at >= shape.length)
      throw new ShapeError(`${op}: axis ${axis} is out of range for ${show(shape)}`)
    return at
  })
  const twice = found.find((axis, i) => found.indexOf(axis) !== i)
  if (twice !== undefined) throw new ShapeError(`${op}: axis ${twice} of ${show(shape)} is named twice`)
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
