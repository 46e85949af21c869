/** Whole numbers from 0 on, which counts are, and the probability of at most so many. */
import type { Expression } from '../../tensor/expression.js'
import { and, compare, floor, select } from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'

/** Whether each number is whole, finite, and at least 0. */
export const isCount = (x: Expression): Expression => {
  const finite = compare('LT')(x, splatLike(Number.POSITIVE_INFINITY, x))
  return and(and(compare('GE')(x, splatLike(0, x)), finite), compare('EQ')(floor(x), x))
}

/** A cumulative probability that is 0 below 0; it is computed at 0 there. */
export const cumulative = (x: Expression, cdf: (k: Expression) => Expression): Expression => {
  const zero = splatLike(0, x)
  const below = compare('LT')(x, zero)
  return select(below, zero, cdf(select(below, zero, floor(x))))
}
