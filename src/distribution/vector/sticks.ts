/** Shares that are broken off a stick one after the other. */
import type { Expression } from '../../tensor/expression.js'
import { sliceLast } from '../../tensor/primitive/last-axis.js'
import { cumulativeSum } from '../../tensor/primitive/reduction.js'
import { lastAxis } from '../discrete/classes.js'

/** All but the last of each vector, and beside each number of those the sum of all that follow it. */
export const brokenOff = (x: Expression): readonly [Expression, Expression] => {
  const axis = lastAxis(x)
  const k = x.shape[axis] ?? 0
  return [sliceLast(x, 0, k - 1), sliceLast(cumulativeSum(x, axis, true), 1, k)]
}
