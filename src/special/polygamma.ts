/**
 * Digamma, trigamma and their successors, the derivatives of the logarithm of the gamma function.
 *
 * Each is the recurrence from x to x + shift, as a sum of fractions, and Stirling's series there. No case is
 * distinguished, so one formula serves numbers from the smallest to the largest.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  divide,
  log,
  minimum,
  multiply,
  plus,
  sqrt,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { polynomial } from './polynomial.js'
import { digammaSeries, large, nextThree, shift } from './stirling.js'
import { wholePower } from './whole-power.js'

/** The Bernoulli numbers B₂, B₄, … of Stirling's series. */
const bernoulliNumbers = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66]

/** x, but NaN below 0: the recurrence alone would go on to negative numbers without a word. */
const positive = (x: Expression): Expression => {
  const root = sqrt(x)
  return multiply(root, root)
}

const reciprocal = (x: Expression): Expression => divide(splatLike(1, x), x)

/** 1/x + 1/(x+1) + 1/(x+2) + 1/(x+3), as one fraction. */
const reciprocals = (x: Expression): Expression => {
  const m = minimum(x, splatLike(large, x))
  const numerator = polynomial([6, 22, 18, 4], m)
  return divide(numerator, multiply(m, nextThree(m)))
}

/** The logarithmic derivative of the gamma function, of an expression. */
export const digammaOf = (x: Expression): Expression =>
  composite(
    'digamma',
    [x],
    ([e = x]) => {
      const y = plus(positive(e), shift)
      return subtract(add(log(y), digammaSeries(y)), reciprocals(e))
    },
    (n, g) => [multiply(g, polygammaOf(1, input(n, 0)))],
  )

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))

/** |ψ⁽ⁿ⁾(y)| · yⁿ as a polynomial in 1/y: its parts even and odd. */
const seriesOf = (order: number, y: Expression): Expression => {
  const r = reciprocal(y)
  const even = bernoulliNumbers.map((b, i) => (b * factorial(2 * i + 1 + order)) / factorial(2 * i + 2))
  const sum = polynomial([factorial(order - 1), ...even], multiply(r, r))
  return multiply(wholePower(r, order), add(sum, times(r, factorial(order) / 2)))
}

/** The derivative of digamma of an order of at least 1, of an expression. */
const derivativeOf = (order: number, x: Expression): Expression => {
  const steps = shift + order
  const terms = Array.from({ length: steps }, (_, i) => wholePower(reciprocal(plus(x, i)), order + 1))
  const sum = terms.reduceRight((total, term) => add(total, term))
  const magnitude = add(times(sum, factorial(order)), seriesOf(order, plus(positive(x), steps)))
  return times(magnitude, order % 2 === 1 ? 1 : -1)
}

/** The derivative of digamma of this order, of an expression; its own derivative is the next. */
export const polygammaOf = (order: number, x: Expression): Expression =>
  order === 0
    ? digammaOf(x)
    : composite(
        'polygamma',
        [x],
        ([e = x]) => derivativeOf(order, e),
        (n, g) => [multiply(g, polygammaOf(order + 1, input(n, 0)))],
        { order },
      )

/**
 * The logarithmic derivative of the gamma function, of numbers of at least 0: −∞ at 0, NaN below.
 * @shape S → S
 * @math ψ(x) = d/dx log Γ(x)
 * @grad trigamma(x)
 * @source DLMF 5.5.2 and 5.11.2
 * @category special
 * @since 0.1.0
 * @example
 * import { digamma, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(digamma(vector([1])))
 * console.assert(Math.abs(value + 0.5772157) < 1e-6)
 */
export const digamma = <S>(x: Tensor<S>): Tensor<S> => typed(digammaOf(expression(x)))

/**
 * The derivative of digamma, of numbers of at least 0: ∞ at 0, NaN below.
 * @shape S → S
 * @math ψ′(x)
 * @grad polygamma(2)(x)
 * @source DLMF 5.15.5 and 5.15.8
 * @category special
 * @since 0.1.0
 * @example
 * import { read, trigamma, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(trigamma(vector([1])))
 * console.assert(Math.abs(value - Math.PI ** 2 / 6) < 1e-5)
 */
export const trigamma = <S>(x: Tensor<S>): Tensor<S> => typed(polygammaOf(1, expression(x)))

/** Up to this order the factorials of the series are float32 numbers. */
const highest = 20

/**
 * The derivative of digamma of a given order, of numbers of at least 0: ±∞ where it overflows, NaN below 0.
 * @shape S → S
 * @math ψ⁽ⁿ⁾(x) = dⁿ/dxⁿ ψ(x)
 * @grad polygamma(n + 1)(x)
 * @failure RangeError: `polygamma: expected a whole order from 0 to 20, found -1`
 * @source DLMF 5.15.5 and 5.15.9
 * @category special
 * @since 0.1.0
 * @example
 * import { polygamma, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(polygamma(2)(vector([1])))
 * console.assert(Math.abs(value + 2.4041138) < 1e-5)
 */
export const polygamma = (order: number): (<S>(x: Tensor<S>) => Tensor<S>) => {
  if (!Number.isInteger(order) || order < 0 || order > highest)
    throw new RangeError(`polygamma: expected a whole order from 0 to ${highest}, found ${order}`)
  return (x) => typed(polygammaOf(order, expression(x)))
}
