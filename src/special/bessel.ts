/**
 * Modified Bessel functions of the first kind by their logarithm, and the ratio of neighbours, for orders that are known
 * when a program is built: what the von Mises–Fisher distribution is made of.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  divide,
  log,
  logPlusOne,
  multiply,
  plus,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { besselParts } from './bessel-parts.js'
import { logGamma } from './host-gamma.js'

/** I_{ν+1}(x) / I_ν(x) of an expression of at least 0. */
export const besselRatioOf =
  (order: number) =>
  (x: Expression): Expression =>
    composite(
      'besselRatio',
      [x],
      ([e = x]) => divide(e, besselParts(order, e).y),
      (n, g) => [multiply(g, ratioSlopeOf(order)(input(n, 0)))],
      { order },
    )

/**
 * The derivative of the ratio A, which is 1 − A² − (2ν + 1)A/x without the cancellation of that: of the order above, the
 * ratio and its slope give its own derivative.
 */
const ratioSlopeOf =
  (order: number) =>
  (x: Expression): Expression =>
    composite(
      'besselRatioSlope',
      [x],
      ([given = x]) => {
        const { e, y } = besselParts(order, given)
        return divide(divide(e, y), y)
      },
      (n, g) => {
        const e = input(n, 0)
        const above = besselRatioOf(order + 1)(e)
        const y = plus(multiply(e, above), 2 * order + 2)
        const bend = divide(divide(add(above, multiply(e, ratioSlopeOf(order + 1)(e))), y), y)
        const turn = multiply(besselRatioOf(order)(e), ratioSlopeOf(order)(e))
        return [multiply(g, subtract(times(bend, 2 * order + 1), times(turn, 2)))]
      },
      { order },
    )

/** log(Γ(ν + 1) (2/x)^ν I_ν(x)) of an expression of at least 0. */
export const logNormalizedBesselIOf =
  (order: number) =>
  (x: Expression): Expression =>
    composite(
      'logNormalizedBesselI',
      [x],
      ([e = x]) => {
        const { fit, u, rest } = besselParts(order, e)
        const leading = subtract(times(u, 2 * fit.scale), times(logPlusOne(u), order + 0.5))
        return add(leading, rest)
      },
      (n, g) => [multiply(g, besselRatioOf(order)(input(n, 0)))],
      { order },
    )

const checked = (name: string, order: number): number => {
  if (Number.isFinite(order) && order >= 0) return order
  throw new RangeError(`${name}: expected an order of at least 0, found ${order}`)
}

/**
 * The ratio of the modified Bessel functions of two neighbouring orders: the mean resultant length of a von Mises–Fisher
 * distribution on the sphere of D dimensions, whose order is D/2 − 1.
 * @shape S → S, of numbers of at least 0
 * @math A(x) = I_{ν+1}(x) / I_ν(x), which rises from 0 to 1
 * @grad 1 − A² − (2ν + 1)A/x, without its cancellation near 0 and far from it
 * @failure RangeError: `besselRatio: expected an order of at least 0, found -1`
 * @source Amos: Computation of modified Bessel functions and their ratios (1974), equation 9: the bounds x/(N + √(x² + b²))
 * @category special
 * @since 0.1.0
 * @example
 * import { besselRatio, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [a = 0, far = 0] = await read(besselRatio(0.5)(vector([2, 1e6])))
 * console.assert(Math.abs(a - (1 / Math.tanh(2) - 1 / 2)) < 1e-6 && Math.abs(far - 1) < 2e-6)
 */
export const besselRatio =
  (order: number) =>
  <S>(x: Tensor<S>): Tensor<S> =>
    typed(besselRatioOf(checked('besselRatio', order))(expression(x)))

/**
 * The logarithm of the modified Bessel function of the first kind divided by its leading power: 0 at 0, and accurate
 * relative to itself near it.
 * @shape S → S, of numbers of at least 0
 * @math log(Γ(ν + 1) (2/x)^ν I_ν(x)), the logarithm of the hypergeometric function ₀F₁(ν + 1; x²/4)
 * @grad besselRatio(ν)(x)
 * @failure RangeError: `logNormalizedBesselI: expected an order of at least 0, found -1`
 * @category special
 * @since 0.1.0
 * @example
 * import { logNormalizedBesselI, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [near = 0, y = 0] = await read(logNormalizedBesselI(0.5)(vector([1e-3, 2])))
 * console.assert(Math.abs(near / (1e-6 / 6) - 1) < 1e-5 && Math.abs(y - Math.log(Math.sinh(2) / 2)) < 1e-6)
 */
export const logNormalizedBesselI =
  (order: number) =>
  <S>(x: Tensor<S>): Tensor<S> =>
    typed(logNormalizedBesselIOf(checked('logNormalizedBesselI', order))(expression(x)))

/**
 * The logarithm of the modified Bessel function of the first kind: about x less log √(2πx) for large x, −∞ at 0 unless the
 * order is 0.
 * @shape S → S, of numbers of at least 0
 * @math log I_ν(x)
 * @grad ν/x + besselRatio(ν)(x)
 * @failure RangeError: `logBesselI: expected an order of at least 0, found -1`
 * @category special
 * @since 0.1.0
 * @example
 * import { logBesselI, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [y = 0] = await read(logBesselI(0)(vector([1])))
 * console.assert(Math.abs(y - 0.2359143585) < 1e-6)
 */
export const logBesselI =
  (order: number) =>
  <S>(x: Tensor<S>): Tensor<S> => {
    const e = expression(x)
    const smooth = logNormalizedBesselIOf(checked('logBesselI', order))(e)
    if (order === 0) return typed(smooth)
    // (x/2)^ν / Γ(ν + 1) as one power, whose base is of the size of x / ν
    const base = Math.exp(-Math.LN2 - logGamma(order + 1) / order)
    return typed(add(times(log(times(e, base)), order), smooth))
  }
