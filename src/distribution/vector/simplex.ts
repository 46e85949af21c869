/** Points of the simplex: shares that sum to 1. */
import type { Expression } from '../../tensor/expression.js'
import { abs, and, compare, plus } from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { reduce } from '../../tensor/primitive/reduction.js'
import { tolerance } from './checked.js'

/** Whether vectors along the last axis are shares, each of which may be 0 (`GE`) or may not (`GT`). */
export const areShares = (least: 'GE' | 'GT', x: Expression): Expression => {
  const axis = [x.shape.length - 1]
  const [smallest, off] = [reduce('minimum', x, axis), abs(plus(reduce('add', x, axis), -1))]
  return and(compare(least)(smallest, splatLike(0, smallest)), compare('LE')(off, splatLike(tolerance, off)))
}
