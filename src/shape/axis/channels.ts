/** The last axis of an example: its channels, or its features. */

import type { Dim, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import type { ModN } from '../size/arithmetic.js'
import type { CountRule } from '../size/count.js'
import { refuse, type Say } from '../words.js'

const scalar = 'expected an example with at least one axis, got []'
const undivided = '{} groups do not divide {} channels of {}'

/**
 * The last dim of a shape.
 * @category shape
 */
export type LastDim<S extends Shape> = [[S]] extends [[[...infer _, infer D extends Dim]]]
  ? D
  : number extends S['length']
    ? number
    : never

/**
 * The words when an example has no last axis.
 * @category shape
 */
export type ChannelsGuard<Op extends string, S extends Shape> = S['length'] extends 0
  ? `${Op}: ${Say<typeof scalar, []>}`
  : unknown

/**
 * The words when groups do not divide the channels, or are no whole number of at least 1.
 * @category shape
 */
export type GroupsGuard<Op extends string, S extends Shape, G extends number> =
  LastDim<S> extends infer C extends number
    ? [C] extends [never]
      ? ChannelsGuard<Op, S>
      : number extends C | G
        ? unknown
        : [CountRule<G>, ModN<C, G>] extends [never, 0]
          ? unknown
          : `${Op}: ${Say<typeof undivided, [G, C, Show<S>]>}`
    : unknown

/** The last size of a shape; a scalar has none. */
export const channelsOf = (op: string, shape: readonly number[]): number => {
  const last = shape.at(-1)
  return last === undefined ? refuse(op, scalar) : last
}

/** How many channels each of so many groups has. */
export const groupSize = (op: string, shape: readonly number[], groups: number): number => {
  const channels = channelsOf(op, shape)
  const whole = Number.isSafeInteger(groups) && groups >= 1
  return whole && channels % groups === 0
    ? channels / groups
    : refuse(op, undivided, groups, channels, show(shape))
}
