/** The cdf of the standard Cauchy distribution, by an arctangent of its own: there is no kernel for it. */
import { arctanOf } from '../../special/arctangent.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  abs,
  compare,
  divide,
  multiply,
  negate,
  plus,
  select,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'

const cdfOf = (z: Expression): Expression =>
  composite(
    'cauchyCdf',
    [z],
    ([e = z]) => {
      const size = abs(e)
      const small = compare('LE')(size, splatLike(1, e))
      const angle = times(arctanOf(select(small, size, divide(splatLike(1, e), size))), 1 / Math.PI)
      const tail = select(small, plus(negate(angle), 0.5), angle)
      return select(compare('LT')(e, splatLike(0, e)), tail, plus(negate(tail), 1))
    },
    (n, g) => {
      const e = input(n, 0)
      return [times(divide(g, plus(multiply(e, e), 1)), 1 / Math.PI)]
    },
  )

/**
 * The cdf of the standard Cauchy distribution, ½ + arctan z / π, with all digits in the left tail.
 * @shape S → S
 * @grad 1 / (π (1 + z²))
 */
export const standardCauchyCdf = <S>(z: Tensor<S>): Tensor<S> => typed(cdfOf(expression(z)))
