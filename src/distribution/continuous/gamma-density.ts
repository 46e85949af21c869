/**
 * The log-density and the entropy of gamma laws, as functions of concentration, rate and value. For large concentrations
 * the terms of the textbook's sum are far greater than what they sum to; there Stirling's formula is put in first, and
 * what is left is the distance of the value from the mean.
 */

import { lgammaOf } from '../../special/gamma.js'
import { type GammaPoint, logFall, logRatio } from '../../special/gamma-ratio.js'
import { largeShapeTermOf, logGapOf } from '../../special/gamma-remainder.js'
import { digammaOf, polygammaOf } from '../../special/polygamma.js'
import { digammaSeries, shift } from '../../special/stirling.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  add,
  and,
  compare,
  divide,
  log,
  multiply,
  negate,
  plus,
  select,
  subtract,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'

/** From here on Stirling's formula is used. */
const isLarge = (a: Expression): Expression => compare('GE')(a, splatLike(shift, a))

/** x, but 1 where it is 0 and the exponent, too: there x to the power is 1. */
export const based = (x: Expression, exponent: Expression): Expression => {
  const zero = splatLike(0, x)
  const edge = and(compare('EQ')(x, zero), compare('EQ')(exponent, zero))
  return select(edge, splatLike(1, x), x)
}

/** log z − ψ(a), of which large terms meet and cancel where z is near a. */
const aboveDigamma = (a: Expression, at: GammaPoint): Expression => add(logRatio(at), logGapOf(a))

/** (a − 1) log x + a log r − r x − log Γ(a) of expressions; the rate r stands beside its logarithm. */
export const logDensityOf = (
  a: Expression,
  rate: Expression,
  logRate: Expression,
  x: Expression,
): Expression =>
  composite(
    'gammaLogDensity',
    [a, rate, logRate, x],
    ([e = a, r = rate, s = logRate, v = x]) => {
      const power = plus(e, -1)
      const [scaled, logX] = [multiply(r, v), log(based(v, power))]
      const plain = add(multiply(power, logX), subtract(subtract(multiply(e, s), scaled), lgammaOf(e)))
      const fall = logFall({ a: e, z: scaled, logZ: add(logX, s) })
      const stirling = subtract(subtract(fall, largeShapeTermOf(e)), logX)
      return select(and(isLarge(e), compare('GT')(v, splatLike(0, v))), stirling, plain)
    },
    (n, g) => {
      const [e, r, s, v] = [input(n, 0), input(n, 1), input(n, 2), input(n, 3)]
      const power = plus(e, -1)
      const base = based(v, power)
      return [
        multiply(g, aboveDigamma(e, { a: e, z: multiply(r, base), logZ: add(log(base), s) })),
        negate(multiply(g, v)),
        multiply(g, e),
        multiply(g, subtract(divide(power, base), r)),
      ]
    },
  )

/** a + log Γ(a) + (1 − a) ψ(a) of an expression: the entropy at rate 1. */
export const entropyOf = (a: Expression): Expression =>
  composite(
    'gammaEntropy',
    [a],
    ([e = a]) => {
      const rest = subtract(splatLike(1, e), e)
      const plain = add(add(e, lgammaOf(e)), multiply(rest, digammaOf(e)))
      const stirling = add(add(log(e), multiply(rest, digammaSeries(e))), largeShapeTermOf(e))
      return select(isLarge(e), stirling, plain)
    },
    (n, g) => {
      const e = input(n, 0)
      const curvature = multiply(subtract(splatLike(1, e), e), polygammaOf(1, e))
      return [multiply(g, plus(curvature, 1))]
    },
  )
