/** The last axes of a shape apart from the others: how a batch gives axes to an event. */
import type { Guard, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'

const fewer = '{} axes cannot be moved out of batch {}'

/** The dims moved one by one; an unknown rank or count is left to run time. */
type Split<S extends unknown[], N extends number> = number extends N | S['length']
  ? [Shape, Shape]
  : Move<S, [], N>

type Move<Head extends unknown[], Tail extends unknown[], N extends number> = Tail['length'] extends N
  ? [Head, Tail]
  : Head extends [...infer H, infer D]
    ? Move<H, [D, ...Tail], N>
    : never

/**
 * A shape in two: all but the last N dims, and those; [never, never] when there are not so many.
 * @category shape
 */
export type SplitTail<S extends unknown[], N extends number> = [Split<S, N>] extends [never]
  ? [never, never]
  : Split<S, N>

/**
 * A shape without its last axis: that of one number for each vector.
 * @category shape
 */
export type AllButLast<S extends unknown[]> = number extends S['length']
  ? Shape
  : S extends [...infer H extends Shape, unknown]
    ? H
    : never

/**
 * The words when a batch has not so many axes.
 * @category shape
 */
export type SplitTailGuard<Op extends string, S extends unknown[], N extends number> = [Split<S, N>] extends [
  never,
]
  ? Guard<Op, Say<typeof fewer, [N, Show<S>]>>
  : unknown

/** A shape in two: all but the last `count` sizes, and those. */
export const splitTail = (
  op: string,
  shape: readonly number[],
  count: number,
): readonly [number[], number[]] => {
  if (!Number.isInteger(count) || count < 0 || count > shape.length)
    return refuse(op, fewer, count, show(shape))
  return [shape.slice(0, shape.length - count), shape.slice(shape.length - count)]
}
