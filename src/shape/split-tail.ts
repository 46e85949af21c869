/** The last axes of a shape apart from the others: how a batch gives axes to an event. */
import type { Shape } from './dim.js'
import type { Show } from './show.js'

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
 * The words when a batch has not so many axes.
 * @category shape
 */
export type SplitTailGuard<Op extends string, S extends unknown[], N extends number> = [Split<S, N>] extends [
  never,
]
  ? `${Op}: ${N} axes cannot be moved out of batch ${Show<S>}`
  : unknown
