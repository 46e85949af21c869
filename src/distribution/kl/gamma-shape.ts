/**
 * What divergences of laws with gamma functions are made of, without the large terms of the textbook's sums: near
 * equality, and for large concentrations, those would meet and cancel.
 */
import { logGapOf, scaledSlopeOf, shapeTermOf } from '../../special/gamma-remainder.js'
import { expm1MinusX, xMinusLog1p } from '../../special/remainders.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import { add, divide, multiply, negate, subtract } from '../../tensor/primitive/elementwise.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'

/** exp t − 1 − t, which is never below 0. */
export const excess = <S>(t: Tensor<S>): Tensor<S> => typed(expm1MinusX(expression(t)))

/** t − log(1 + t) for t of at least 0, which is never below 0. */
export const logExcess = <S>(t: Tensor<S>): Tensor<S> => typed(xMinusLog1p(expression(t)))

/** log a − ψ(a). */
export const logGap = <S>(a: Tensor<S>): Tensor<S> => typed(logGapOf(expression(a)))

/** log Γ(a) − a log a + a. */
export const shapeTerm = <S>(a: Tensor<S>): Tensor<S> => typed(shapeTermOf(expression(a)))

/** a ψ(a) − a − log Γ(a): the mean logarithm of a gamma law less its entropy. */
export const logRest = <S>(a: Tensor<S>): Tensor<S> =>
  typed(
    composite(
      'gammaLogRest',
      [expression(a)],
      ([e = expression(a)]) => negate(add(multiply(e, logGapOf(e)), shapeTermOf(e))),
      (n, g) => [negate(multiply(g, scaledSlopeOf(input(n, 0))))],
    ),
  )

/** Of a gamma law of shape a from one of shape b with the same mean, less b times what their means add. */
export const gammaShapes = <S>(a: Tensor<S>, b: Tensor<S>): Tensor<S> =>
  typed(
    composite(
      'gammaShapeDivergence',
      [expression(a), expression(b)],
      ([e = expression(a), f = expression(b)]) =>
        add(multiply(subtract(f, e), logGapOf(e)), subtract(shapeTermOf(f), shapeTermOf(e))),
      (n, g) => {
        const [e, f] = [input(n, 0), input(n, 1)]
        const slope = multiply(divide(subtract(f, e), e), scaledSlopeOf(e))
        return [multiply(g, slope), multiply(g, subtract(logGapOf(e), logGapOf(f)))]
      },
    ),
  )
