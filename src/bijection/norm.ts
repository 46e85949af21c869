/** The length of a vector, for vectors of any size. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite, stopGradient } from '../tensor/primitive/control.js'
import { abs, compare, divide, multiply, select, sqrt } from '../tensor/primitive/elementwise.js'
import { alongLast, inner } from '../tensor/primitive/last-axis.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { reduce } from '../tensor/primitive/reduction.js'

/** 1 in the place of 0: what can be divided by. */
export const nonZero = (x: Expression): Expression =>
  select(compare('EQ')(x, splatLike(0, x)), splatLike(1, x), x)

/**
 * √Σx² along the last axis. The largest element is divided out first, so that no square overflows or vanishes; the
 * derivative at 0, where there is none, is 0.
 */
export const norm = (x: Expression): Expression =>
  composite(
    'norm',
    [x],
    ([e = x]) => {
      const last = e.shape.length - 1
      const largest = nonZero(stopGradient(reduce('maximum', abs(e), [last])))
      const shares = divide(e, alongLast(largest, e.shape))
      return multiply(largest, sqrt(inner(shares, shares)))
    },
    (n, g) => {
      const e = input(n, 0)
      return [multiply(alongLast(divide(g, nonZero(norm(e))), e.shape), e)]
    },
  )
