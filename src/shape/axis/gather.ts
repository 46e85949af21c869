/** Slices picked by indices: the axes of the indices stand in the place of the axis. */

import type { Ok } from '../dim.js'
import { axisOf, type Put } from './axis.js'

/**
 * The shape of what indices of shape M pick along an axis.
 * @category shape
 */
export type Gather<S, M extends unknown[], Axis extends number> =
  Put<S, Axis, M> extends [infer Found extends unknown[]] ? Found : Ok<string>

/** The shape of slices picked by indices along an axis. */
export const gatherShape = (
  op: string,
  shape: readonly number[],
  indices: readonly number[],
  axis: number,
): number[] => {
  const at = axisOf(op, shape, axis)
  return [...shape.slice(0, at), ...indices, ...shape.slice(at + 1)]
}
