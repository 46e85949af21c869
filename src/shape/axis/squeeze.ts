/** Axes of size 1 taken away. */

import type { Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'
import type { Around, Rank } from './axis.js'
import { normalizeAxes, type ReduceRule } from './reduce.js'

const longer = 'axis {} of {} has size {}, not 1'

/** The first named axis whose size is known not to be 1, in words; unknown when there is none. */
type Longer<S, Axes> = Axes extends [infer Axis extends number, ...infer More]
  ? Around<S, Axis> extends [infer _, infer D, infer _]
    ? [[D]] extends [[1]]
      ? Longer<S, More>
      : number extends D
        ? Longer<S, More>
        : Say<typeof longer, [Axis, Show<S>, D]>
    : unknown
  : unknown

/** Without a name for each: a size that only the run time knows, or a name stands for, may be 1. */
type Ones<S, Out extends unknown[]> = S extends [infer D, ...infer More]
  ? number extends D
    ? Shape
    : D extends number
      ? Ones<More, D extends 1 ? Out : [...Out, D]>
      : Shape
  : number extends Rank<S>
    ? Shape
    : Out

type Rule<S extends unknown[], Axes extends number[]> = [[S]] extends [[string]]
  ? string
  : Axes extends []
    ? [Ones<S, []>]
    : ReduceRule<S, Axes, false> extends [unknown]
      ? Longer<S, Axes> extends infer Words extends string
        ? Words
        : ReduceRule<S, Axes, false>
      : ReduceRule<S, Axes, false>

/**
 * The shape without axes of size 1: those named, or all.
 * @category shape
 */
export type Squeeze<S extends unknown[], Axes extends number[]> =
  Rule<S, Axes> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when an axis is not of size 1.
 * @category shape
 */
export type SqueezeGuard<Op extends string, S extends unknown[], Axes extends number[]> =
  Rule<S, Axes> extends infer Words extends string ? Guard<Op, Words> : unknown

/** The shape without axes of size 1: those named, or all; a longer one is refused. */
export const squeezeShape = (op: string, shape: readonly number[], axes: readonly number[]): number[] => {
  if (axes.length === 0) return shape.filter((d) => d !== 1)
  const gone = normalizeAxes(op, shape, axes)
  for (const axis of axes) {
    const d = shape.at(axis) ?? 0
    if (d !== 1) return refuse(op, longer, axis, show(shape), d)
  }
  return shape.filter((_, i) => !gone.includes(i))
}
