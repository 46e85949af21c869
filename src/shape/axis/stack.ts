/** Tensors of one shape side by side along a new axis, and back. */

import type { Ok, Same } from '../dim.js'
import { type Show, show } from '../show.js'
import type { Many } from '../size/count.js'
import { refuse, type Say } from '../words.js'
import { type Around, axisOf, type Without } from './axis.js'
import { insertShape } from './insert.js'

const differ = '{} and {} differ'

/**
 * The words when two shapes that are stacked differ.
 * @category shape
 */
export type StackGuard<Op extends string, A, B> = Same<
  A,
  B,
  `${Op}: ${Say<typeof differ, [Show<A>, Show<B>]>}`
>

/** The shape of tensors of one shape side by side along a new axis. */
export const stackShape = (op: string, shapes: readonly (readonly number[])[], axis: number): number[] => {
  const [first, ...rest] = shapes
  if (first === undefined) return refuse(op, 'nothing to stack')
  const shape = insertShape(op, first, axis, shapes.length)
  const other = rest.find((s) => s.length !== first.length || s.some((d, i) => d !== first[i]))
  return other === undefined ? shape : refuse(op, differ, show(first), show(other))
}

/** As many shapes as the axis is long. */
type Rule<S, Axis extends number> =
  Around<S, Axis> extends [infer _, infer D, infer _]
    ? Without<S, Axis> extends [infer One]
      ? [Many<D, One>]
      : never
    : Around<S, Axis>

/**
 * The shapes of the tensors along an axis: a tuple, where its length is known.
 * @category shape
 */
export type Unstack<S, Axis extends number> =
  Rule<S, Axis> extends [infer Found extends readonly unknown[]] ? Found : Ok<string>

/** The shape of each tensor along an axis, and how many there are. */
export const unstackShape = (
  op: string,
  shape: readonly number[],
  axis: number,
): readonly [one: number[], count: number] => {
  const at = axisOf(op, shape, axis)
  return [shape.filter((_, i) => i !== at), shape[at] ?? 0]
}
