/** The incomplete beta function: the cdf of a beta law, with derivatives also to its concentrations. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { clamped } from '../tensor/primitive/bounded.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  and,
  compare,
  exponential,
  log,
  minimum,
  multiply,
  negate,
  select,
  subtract,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { type BetaPoint, betaTail, logBetaHeight, turned } from './beta-tail.js'

/** A point of the law at x, moved into the open interval. */
const pointOf = (a: Expression, b: Expression, at: Expression): BetaPoint => {
  const x = clamped(at, 1e-37, 1 - 2 ** -24)
  const y = subtract(splatLike(1, x), x)
  return { a, b, x, y, logX: log(x), logY: log(y) }
}

/** How the logit of a sample of a beta law moves with each of the concentrations. */
export const logitBetaSampleSlopes = (p: BetaPoint): readonly [toA: Expression, toB: Expression] => {
  const { lower, point } = turned(p)
  const { raise, sink } = betaTail(point)
  return [select(lower, raise, sink), negate(select(lower, sink, raise))]
}

/** I(x; a, b) of expressions. */
export const betaincOf = (a: Expression, b: Expression, x: Expression): Expression =>
  composite(
    'betainc',
    [a, b, x],
    ([e = a, f = b, at = x]) => {
      const { lower, point } = turned(pointOf(e, f, at))
      const one = splatLike(1, at)
      const tail = minimum(multiply(exponential(logBetaHeight(point)), betaTail(point).mass), one)
      const inside = select(lower, tail, subtract(one, tail))
      const zero = splatLike(0, at)
      const above = select(compare('LT')(at, one), inside, one)
      return select(compare('GT')(at, zero), above, zero)
    },
    (n, g) => {
      const [e, f, at] = [input(n, 0), input(n, 1), input(n, 2)]
      const p = pointOf(e, f, at)
      const { point } = turned(p)
      const logDensity = add(logBetaHeight(point), log(point.a))
      const density = exponential(logDensity)
      const [zero, one] = [splatLike(0, at), splatLike(1, at)]
      const inside = and(compare('GT')(at, zero), compare('LT')(at, one))
      const toPoint = exponential(subtract(subtract(logDensity, p.logX), p.logY))
      // where the density vanishes, a slope may be infinite
      const none = compare('EQ')(density, zero)
      const toConcentrations = logitBetaSampleSlopes(p).map((slope) =>
        negate(multiply(density, select(none, zero, slope))),
      )
      return [...toConcentrations, toPoint].map((slope) => multiply(g, select(inside, slope, zero)))
    },
  )

/**
 * The cdf at x of a beta law of positive concentrations: the regularised incomplete beta function. Accurate to 2e-5 of
 * itself while it is the smaller of the two tails, its derivatives to 5e-5, for concentrations from 0.03 to 1e4; at 1e-3
 * the derivatives are off by up to 5e-4. It is 0 for x ≤ 0 and 1 for x ≥ 1.
 * @shape S, S, S → S
 * @math I(x; a, b) = ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt / B(a, b)
 * @grad the density to x; to a and b by quadrature
 * @source DLMF 8.17.2, 8.17.4 and 8.17.20
 * @category special
 * @since 0.1.0
 * @example
 * import { betainc, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [value = 0] = await read(betainc(vector([2]), vector([1]), vector([0.5])))
 * console.assert(Math.abs(value - 0.25) < 1e-6)
 */
export const betainc = <S>(a: Tensor<S>, b: Tensor<S>, x: Tensor<S>): Tensor<S> =>
  typed(betaincOf(expression(a), expression(b), expression(x)))
