/** The last axes of a shape apart from the others: how a batch gives axes to an event. */
import type { Show } from './show.js'

type Move<Head extends unknown[], Tail extends unknown[], N extends number> = Tail['length'] extends N
  ? [Head, Tail]
  : Head extends [...infer H, infer D]
    ? Move<H, [D, ...Tail], N>
    : never

/**
 * A shape in two: all but the last N dims, and those; [never, never] when there are not so many.
 * @category shape
 */
export type SplitTail<S extends unknown[], N extends number> = [Move<S, [], N>] extends [never] ? [never, never] : Move<S, [], N>

/**
 * The words when a batch has not so many axes.
 * @category shape
 */
export type SplitTailGuard<Op extends string, S extends unknown[], N extends number> = [Move<S, [], N>] extends [never]
  ? `${Op}: ${N} axes cannot be moved out of batch ${Show<S>}`
  : unknown
