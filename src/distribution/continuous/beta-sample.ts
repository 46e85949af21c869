/** Samples of beta laws: the share of one of two gamma numbers. Their derivative is the implicit one. */
import { logStandardGamma, split, standardGamma } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import { logitBetaSampleSlopes } from '../../special/incomplete-beta.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import {
  add,
  div,
  type Key,
  less,
  minimum,
  select,
  sigmoid,
  stopGradient,
  sub,
  type Tensor,
} from '../../tensor/index.js'
import { composite } from '../../tensor/primitive/control.js'
import { log, logPlusOne, multiply, negate, subtract } from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, typed } from '../../tensor/tensor.js'
import { filled } from '../support.js'
import { between01 } from './support.js'

/**
 * A sample as a function of its concentrations: its value is x, through which no derivative flows, and its derivative is
 * that of the value which keeps its place in the cdf, of every order.
 */
const implicitBeta = (a: Expression, b: Expression, x: Expression): Expression =>
  composite(
    'implicitBeta',
    [a, b, x],
    ([, , v = x]) => v,
    (n, g) => {
      const [e, f] = [input(n, 0), input(n, 1)]
      const v = implicitBeta(e, f, input(n, 2))
      const y = subtract(splatLike(1, v), v)
      const point = { a: e, b: f, x: v, y, logX: log(v), logY: logPlusOne(negate(v)) }
      const [toA, toB] = logitBetaSampleSlopes(point)
      const scaled = multiply(g, multiply(v, y))
      return [multiply(scaled, toA), multiply(scaled, toB)]
    },
  )

/** Independent samples of beta laws, strictly between 0 and 1: what rounding puts on an end is moved next to it. */
export const standardBeta =
  <S extends Shape>(concentration1: Tensor<S>, concentration0: Tensor<S>) =>
  (key: Key): Tensor<S> => {
    const [first, second] = split(2)(key)
    const [a, b] = [standardGamma(concentration1)(first), standardGamma(concentration0)(second)]
    // below 1 both may underflow, but their logarithms do not
    const small = less(minimum(concentration1, concentration0), filled(1, concentration1))
    const ratio = sub(logStandardGamma(concentration1)(first), logStandardGamma(concentration0)(second))
    const share = div(a, select(small, filled(1, a), add(a, b)))
    const x = stopGradient(between01(select(small, sigmoid(ratio), share)))
    return typed(implicitBeta(expression(concentration1), expression(concentration0), expression(x)))
  }
