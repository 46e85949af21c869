/**
 * What is left of log Γ and of digamma beside the terms that grow with the argument. Densities and divergences of laws
 * with gamma functions are made of it: sums of log Γ and a log a would meet and cancel.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  compare,
  divide,
  log,
  logPlusOne,
  multiply,
  negate,
  plus,
  select,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { HALF_LOG_TWO_PI } from './constants.js'
import { polygammaOf } from './polygamma.js'
import { polynomial } from './polynomial.js'
import { digammaSeries, shift, stirlingError, stirlingSeries } from './stirling.js'

/** ψ(a + 1) − log a, which is above 0, of an expression. */
export const digammaExcess = (a: Expression): Expression =>
  composite(
    'digammaExcess',
    [a],
    ([e = a]) => {
      const one = splatLike(1, e)
      const fractions = [1, 2, 3].map((i) => divide(one, plus(e, i))).reduce((sum, term) => add(sum, term))
      const logarithm = logPlusOne(divide(splatLike(shift, e), e))
      return subtract(add(logarithm, digammaSeries(plus(e, shift))), fractions)
    },
    (n, g) => {
      const e = input(n, 0)
      return [multiply(g, subtract(polygammaOf(1, plus(e, 1)), divide(splatLike(1, e), e)))]
    },
  )

/** a ψ′(a) of an expression, which is finite where ψ′ is not. */
export const scaledTrigammaOf = (a: Expression): Expression =>
  add(divide(splatLike(1, a), a), multiply(a, polygammaOf(1, plus(a, 1))))

/** 1 − a ψ′(a) of an expression: a times the derivative of log a − ψ(a). */
export const scaledSlopeOf = (a: Expression): Expression => {
  const isLarge = compare('GT')(a, splatLike(shift, a))
  const r = divide(splatLike(1, a), select(isLarge, a, splatLike(shift, a)))
  const w = multiply(r, r)
  const series = add(times(r, 0.5), multiply(w, polynomial([1 / 6, -1 / 30, 1 / 42, -1 / 30], w)))
  const small = select(isLarge, splatLike(shift, a), a)
  return select(isLarge, negate(series), plus(negate(scaledTrigammaOf(small)), 1))
}

/** log a − ψ(a) of an expression: how far the mean logarithm of a gamma law is below the logarithm of the mean. */
export const logGapOf = (a: Expression): Expression =>
  composite(
    'gammaLogGap',
    [a],
    ([e = a]) => subtract(divide(splatLike(1, e), e), digammaExcess(e)),
    (n, g) => {
      const e = input(n, 0)
      return [divide(multiply(g, scaledSlopeOf(e)), e)]
    },
  )

/** log Γ(a) − a log a + a by Stirling's formula and its error. */
const shapeTermWith = (a: Expression, error: Expression): Expression =>
  add(plus(times(log(a), -0.5), HALF_LOG_TWO_PI), error)

/** log Γ(a) − a log a + a of an expression: what is left beside the terms that grow with a. */
export const shapeTermOf = (a: Expression): Expression =>
  composite(
    'gammaShapeTerm',
    [a],
    ([e = a]) => shapeTermWith(e, stirlingError(e)),
    (n, g) => [negate(multiply(g, logGapOf(input(n, 0))))],
  )

/** The same for a of at least 4, where the series alone has more digits. */
export const largeShapeTermOf = (a: Expression): Expression => shapeTermWith(a, stirlingSeries(a))
