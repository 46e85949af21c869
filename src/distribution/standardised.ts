/** How many scales a value is away from a location. */

import { type Expression, input } from '../tensor/expression.js'
import { clamped } from '../tensor/primitive/bounded.js'
import { composite } from '../tensor/primitive/control.js'
import { divide, multiply, negate } from '../tensor/primitive/elementwise.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'

/** What float32 holds with all its digits. */
const most = 1e37

const inScales = (distance: Expression, scale: Expression): Expression =>
  composite(
    'standardised',
    [distance, scale],
    ([d = distance, s = scale]) => clamped(divide(d, s), -most, most),
    (n, g) => {
      const [d, s] = [input(n, 0), input(n, 1)]
      return [divide(g, s), negate(divide(multiply(g, inScales(d, s)), s))]
    },
  )

/**
 * A distance in units of a scale, for a cdf: it never overflows, and where a cdf has reached its end, so that the
 * cotangent is 0, that of the scale is 0 as well. The derivative of a quotient would be 0 · ∞ there.
 */
export const standardised = <S>(distance: Tensor<S>, scale: Tensor<S>): Tensor<S> =>
  typed(inScales(expression(distance), expression(scale)))
