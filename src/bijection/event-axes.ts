/** Which axes of a parameter are those of an event. */
import { type Dim, refuse, type Say, type Shape, type Show, show } from '../shape/index.js'

const fewer = '{} has no {} axes for an event'

/** The last N dims, found from the end, so that what leads may be generic; never when there are not so many. */
type LastDims<S extends Shape, N extends number, Found extends Shape = []> = Found['length'] extends N
  ? Found
  : [[S]] extends [[[...infer Head extends Shape, infer D extends Dim]]]
    ? LastDims<Head, N, [D, ...Found]>
    : number extends S['length']
      ? Shape
      : never

/**
 * The last axes of parameters as an event: all of them where no count is given.
 * @category bijection
 */
export type EventOf<S extends Shape, N extends number> = number extends N ? S : LastDims<S, N>

/**
 * The words when parameters have fewer axes than the event is to have.
 * @category bijection
 */
export type EventGuard<Op extends string, S extends Shape, N extends number> = number extends N
  ? unknown
  : [LastDims<S, N>] extends [never]
    ? `${Op}: ${Say<typeof fewer, [Show<S>, N]>}`
    : unknown

/** The sizes of an event at the end of a parameter: all of its axes, or the last `count`. */
export const eventOf = (
  op: string,
  shape: readonly number[],
  count: number = shape.length,
): readonly number[] =>
  Number.isInteger(count) && count >= 0 && count <= shape.length
    ? shape.slice(shape.length - count)
    : refuse(op, fewer, show(shape), count)
