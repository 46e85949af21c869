/**
 * The logarithm of the gamma function, by its recurrence from x to x + 4 and Stirling's series there. No case is
 * distinguished: one formula serves numbers from the smallest to the largest.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import { add, log, minimum, multiply, plus, subtract } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { HALF_LOG_TWO_PI } from './constants.js'
import { digammaOf } from './polygamma.js'
import { large, rising, shift, stirlingSeries } from './stirling.js'

/** The logarithm of the gamma function, of an expression. */
export const lgammaOf = (x: Expression): Expression =>
  composite(
    'lgamma',
    [x],
    ([e = x]) => {
      const y = plus(e, shift)
      const stirling = multiply(plus(e, shift - 0.5), plus(log(y), -1))
      const constant = HALF_LOG_TWO_PI - 0.5
      const shifted = log(rising(minimum(e, splatLike(large, e))))
      return subtract(add(stirling, plus(stirlingSeries(y), constant)), shifted)
    },
    (n, g) => [multiply(g, digammaOf(input(n, 0)))],
  )

/**
 * The logarithm of the gamma function, of numbers of at least 0: ∞ at 0, below it NaN or, at a pole, ∞.
 * @shape S → S
 * @math log Γ(x)
 * @grad digamma(x)
 * @source DLMF 5.5.1 and 5.11.1
 * @category special
 * @since 0.1.0
 * @example
 * import { lgamma, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(lgamma(vector([5])))
 * console.assert(Math.abs(value - Math.log(24)) < 1e-5)
 */
export const lgamma = <S>(x: Tensor<S>): Tensor<S> => typed(lgammaOf(expression(x)))
