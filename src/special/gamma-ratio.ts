/**
 * Quantities of a gamma law at a point near or far from its shape, to the last digits for shapes of every size: each
 * is written in the relative distance (z − a) / a, since the logarithms of a and z would meet and cancel.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  abs,
  add,
  and,
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
import { digammaExcess } from './gamma-remainder.js'
import { xMinusLog1pSeries } from './remainders.js'
import { stirlingError } from './stirling.js'

/** A point of a gamma law: its shape a, the point z, and log z, which says more where z underflows. */
export interface GammaPoint {
  readonly a: Expression
  readonly z: Expression
  readonly logZ: Expression
}

/** A relative distance that is below one half, and where it is one; elsewhere it is 0. */
export const nearby = (
  difference: Expression,
  of: Expression,
): { readonly near: Expression; readonly ratio: Expression } => {
  const near = compare('LT')(abs(difference), times(of, 0.5))
  return { near, ratio: divide(select(near, difference, splatLike(0, difference)), of) }
}

/** log(z / a): by the distance where it is small, by the logarithms where the quotient is no normal number. */
export const logRatio = ({ a, z, logZ }: GammaPoint, difference: Expression = subtract(z, a)): Expression => {
  const { near, ratio } = nearby(difference, a)
  const quotient = divide(z, a)
  const normal = and(compare('GT')(quotient, splatLike(1e-6, a)), compare('LT')(quotient, splatLike(1e6, a)))
  const one = splatLike(1, a)
  const byQuotient = log(divide(select(normal, z, one), select(normal, a, one)))
  const wide = select(normal, byQuotient, subtract(logZ, log(a)))
  return select(near, logPlusOne(ratio), wide)
}

/** a log(z / a) + a − z, of which large terms meet and cancel near a: the exponent of a gamma law about its mean. */
export const logFall = (
  point: GammaPoint,
  difference: Expression = subtract(point.z, point.a),
): Expression => {
  const { near, ratio } = nearby(difference, point.a)
  const far = subtract(multiply(point.a, logRatio(point, difference)), difference)
  return select(near, negate(multiply(point.a, xMinusLog1pSeries(ratio))), far)
}

/** log(zᵃ e⁻ᶻ / Γ(a + 1)): what all tails of the law are multiples of. */
export const logGammaHeight = ({ a, z, logZ }: GammaPoint): Expression =>
  composite(
    'logGammaHeight',
    [a, z, logZ],
    ([e = a, x = z, v = logZ]) => {
      const exponent = logFall({ a: e, z: x, logZ: v })
      return subtract(exponent, add(plus(times(log(e), 0.5), HALF_LOG_TWO_PI), stirlingError(e)))
    },
    (n, g) => {
      const [e, x, v] = [input(n, 0), input(n, 1), input(n, 2)]
      const slope = subtract(logRatio({ a: e, z: x, logZ: v }), digammaExcess(e))
      return [multiply(g, slope), negate(g), multiply(g, e)]
    },
  )
