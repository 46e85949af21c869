/** A new axis: of size 1, or of as many tensors as are stacked. */

import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { axisAmong, type Outside, type Rank } from './axis.js'

type Front<S extends unknown[], Axis extends number, D, Head extends unknown[]> = Head['length'] extends Axis
  ? [[...Head, D, ...S]]
  : [[S]] extends [[string]]
    ? string
    : [[S]] extends [[[infer X, ...infer Rest]]]
      ? Front<Rest, Axis, D, [...Head, X]>
      : number extends Rank<S>
        ? [Shape]
        : never

type Back<S extends unknown[], Count extends number, D, Tail extends unknown[]> = [
  D,
  ...Tail,
]['length'] extends Count
  ? [[...S, D, ...Tail]]
  : [[S]] extends [[string]]
    ? string
    : [[S]] extends [[[...infer Rest, infer X]]]
      ? Back<Rest, Count, D, [X, ...Tail]>
      : number extends Rank<S>
        ? [Shape]
        : never

type At<S extends unknown[], Axis extends number, D> = `${Axis}` extends `-${infer Count extends number}`
  ? Back<S, Count, D, []>
  : Front<S, Axis, D, []>

/** The shape in a box, or the words that there is no such place. In front and at the end any shape takes an axis. */
export type InsertRule<S extends unknown[], Axis extends number, D extends Dim> = number extends Axis
  ? [Shape]
  : [At<S, Axis, D>] extends [never]
    ? Outside<S, Axis>
    : At<S, Axis, D>

/**
 * A shape with one more axis, which is numbered as the result has it.
 * @category shape
 */
export type Insert<S extends unknown[], Axis extends number, D extends Dim> =
  InsertRule<S, Axis, D> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when there is no place of that number.
 * @category shape
 */
export type InsertGuard<Op extends string, S extends unknown[], Axis extends number> =
  InsertRule<S, Axis, 1> extends infer Words extends string ? Guard<Op, Words> : unknown

/** A shape with one more axis. */
export const insertShape = (op: string, shape: readonly number[], axis: number, dim: number): number[] => {
  const at = axisAmong(op, shape, shape.length + 1, axis)
  return [...shape.slice(0, at), dim, ...shape.slice(at)]
}
