/**
 * The Dirichlet distribution over shares that sum to 1.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { logStandardGamma } from '../../random/index.js'
import { type LastDim, type Shape, ShapeError, show } from '../../shape/index.js'
import { digammaDifferenceOf, lbetaOf } from '../../special/beta.js'
import { softmaxOf } from '../../tensor/exponential.js'
import type { Expression } from '../../tensor/expression.js'
import { exp, shapeOf, type Tensor } from '../../tensor/index.js'
import {
  add,
  and,
  compare,
  divide,
  log,
  maximum,
  multiply,
  negate,
  plus,
  select,
  subtract,
} from '../../tensor/primitive/elementwise.js'
import { alongLast, sumLast } from '../../tensor/primitive/last-axis.js'
import { constant, splatLike } from '../../tensor/primitive/leaf.js'
import { broadcastTo, reduce } from '../../tensor/primitive/reduction.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, positive } from '../checked.js'
import { entropyOf } from '../continuous/beta-density.js'
import { smallest } from '../continuous/support.js'
import { largest, lastAxis, oneHotAt } from '../discrete/classes.js'
import type { Dirichlet, Formulas } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { memberOf } from '../member.js'
import { type BatchOf, type VectorsGuard, vectorSize } from './beside.js'
import { areShares } from './simplex.js'
import { brokenOff } from './sticks.js'

export type { Dirichlet } from '../families.js'

/** log (Γ(α₁) … Γ(α_K) / Γ(Σ α)), as a sum of logarithms of beta functions: no large terms cancel. */
const logNormaliser = (a: Expression): Expression => sumLast(lbetaOf(...brokenOff(a)))

/** Of each vector, whether a share is 0 whose concentration is on this side of 1. */
const atBorder = (x: Expression, a: Expression, side: 'GT' | 'LT'): Expression => {
  const there = and(compare('EQ')(x, splatLike(0, x)), compare(side)(a, splatLike(1, a)))
  return reduce('or', there, [lastAxis(x)])
}

const logDensity = (a: Expression, value: Expression): Expression => {
  const inside = areShares('GE', value)
  const positive = compare('GT')(value, splatLike(0, value))
  const safe = select(and(alongLast(inside, value.shape), positive), value, splatLike(1, value))
  const density = subtract(sumLast(multiply(plus(a, -1), log(safe))), logNormaliser(a))
  const [nothing, everything] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map((v) =>
    splatLike(v, density),
  )
  if (nothing === undefined || everything === undefined) return density
  const risen = select(atBorder(value, a, 'LT'), everything, density)
  const fallen = select(atBorder(value, a, 'GT'), nothing, risen)
  return select(inside, fallen, nothing)
}

/** The entropies of the shares of what is left, one broken off after the other, each on the scale of what is left. */
const entropy = (a: Expression): Expression => {
  const [own, rest] = brokenOff(a)
  const count = own.shape.at(-1) ?? 0
  const after = constant(
    Float32Array.from({ length: count }, (_, i) => count - 1 - i),
    [count],
  )
  const scales = multiply(broadcastTo(after, own.shape), negate(digammaDifferenceOf(rest, own)))
  return sumLast(add(entropyOf(own, rest), scales))
}

const mode = (a: Expression): Expression => {
  const above = maximum(plus(a, -1), splatLike(0, a))
  const total = sumLast(above)
  const none = compare('EQ')(total, splatLike(0, total))
  const shares = divide(above, alongLast(select(none, splatLike(1, total), total), a.shape))
  const corner = oneHotAt(largest(a, lastAxis(a)), a, lastAxis(a))
  return select(alongLast(none, a.shape), corner, shares)
}

const meanOf = (a: Expression): Expression => divide(a, alongLast(sumLast(a), a.shape))

const formulas: Formulas<'Dirichlet'> = {
  family: 'Dirichlet',
  kind: 'continuous',
  reparameterised: true,
  eventRank: 1,
  sample: ({ concentration }, key) => {
    const logs = expression(logStandardGamma(concentration)(key))
    const shares = softmaxOf(logs, [lastAxis(logs)])
    return typed(maximum(shares, splatLike(smallest, shares)))
  },
  logProb: ({ concentration }, x) => typed(logDensity(expression(concentration), expression(x))),
  entropy: ({ concentration }) => typed(entropy(expression(concentration))),
  mean: ({ concentration }) => typed(meanOf(expression(concentration))),
  variance: ({ concentration }) => {
    const a = expression(concentration)
    const mean = meanOf(a)
    const spread = multiply(mean, plus(negate(mean), 1))
    return typed(divide(spread, alongLast(plus(sumLast(a), 1), a.shape)))
  },
  mode: ({ concentration }) => typed(mode(expression(concentration))),
}

const made = <S extends Shape>(concentration: Tensor<S>): Dirichlet<BatchOf<S>, [LastDim<S>]> => {
  const shape = shapeOf(concentration)
  if (vectorSize('Dirichlet', shape) < 2)
    throw new ShapeError(`Dirichlet: concentration ${show(shape)} has no shares: expected at least 2`)
  return memberOf<'Dirichlet', BatchOf<S>, [LastDim<S>]>(
    formulas,
    { concentration: typed(expression(checked('Dirichlet', 'concentration', positive, concentration))) },
    shape,
    1,
  )
}

/**
 * Dirichlet distributions over the last axis, with positive concentrations. A value is at least 0 and sums to 1 to
 * within 1e-4; any other has log-density −∞ and no gradient. Where a share is 0 the density is 0 if one such
 * concentration is above 1, else infinite if one is below 1. Samples are never 0. Where no concentration exceeds 1
 * there is no single point of highest density, and the mode is the corner of the largest concentration. Parameters that
 * are numbers are checked; a network gives `fromLogConcentration` its logarithms.
 * @shape [...B, K] → batch B, event [K]
 * @math log p(x) = Σ (α_i − 1) log x_i − log B(α), B(α) = Π Γ(α_i) / Γ(Σ α_i)
 * @unit logProb, entropy, kl: nats
 * @grad through sample to the concentration (implicit, by that of gamma samples)
 * @failure `Dirichlet: concentration [1] has no shares: expected at least 2`
 * @failure RangeError: `Dirichlet: expected concentration above 0, found -1 at [2]`
 * @law reparameterised mean and variance
 * @source Figurnov, Mohamed and Mnih: Implicit reparameterization gradients (2018)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Dirichlet, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [density = 0] = await read(Dirichlet.make(vector([1, 1, 1])).logProb(vector([0.2, 0.3, 0.5])))
 * console.assert(Math.abs(density - Math.log(2)) < 1e-6)
 */
export const make = <S extends Shape>(
  concentration: Tensor<S> & VectorsGuard<'Dirichlet', S>,
): Dirichlet<BatchOf<S>, [LastDim<S>]> => made<S>(concentration)

/**
 * The same by the logarithm of the concentration: any number, kept within ±80.
 * @shape [...B, K] → batch B, event [K]
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Dirichlet, read, use, zeros } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(Dirichlet.fromLogConcentration(zeros(4)).mean())).join() === '0.25,0.25,0.25,0.25')
 */
export const fromLogConcentration = <S extends Shape>(
  logConcentration: Tensor<S> & VectorsGuard<'Dirichlet', S>,
): Dirichlet<BatchOf<S>, [LastDim<S>]> => made<S>(exp(boundedLogScale<S>(logConcentration)))
