/** Divergences of families over vectors, and of vectors of independent elements from them. */
import { logDiagonal, onDiagonal, stacked, tril } from '../../linear/batch.js'
import { triangularSolveOf } from '../../linear/solve.js'
import { type AllButLast, type Shape, size } from '../../shape/index.js'
import { besselRatioOf } from '../../special/bessel.js'
import { besselShortfallOf, logScaledBesselIOf } from '../../special/bessel-scaled.js'
import { HALF_LOG_TWO_PI } from '../../special/constants.js'
import type { Expression } from '../../tensor/expression.js'
import { shapeOf, type Tensor } from '../../tensor/index.js'
import { add, divide, multiply, plus, subtract, times } from '../../tensor/primitive/elementwise.js'
import { alongLast, sumLast } from '../../tensor/primitive/last-axis.js'
import { reduce } from '../../tensor/primitive/reduction.js'
import { reshape } from '../../tensor/primitive/structure.js'
import { expression, typed } from '../../tensor/tensor.js'
import { divergenceOf, lastAxis, logSoftmax } from '../discrete/classes.js'
import type { Parameters } from '../traits.js'
import { brokenOff } from '../vector/sticks.js'
import { betaDivergence } from './beta-shapes.js'
import type { Divergence, FormsOf } from './relation.js'

const square = (x: Expression): Expression => multiply(x, x)

/** From a Gaussian with independent elements: Σ (½ log 2π + log σ + (v + (m − μ)²)/2σ²) − H. */
const toGaussian = <S extends Shape>(
  _: object,
  p: Parameters<'Gaussian', S>,
  of: {
    readonly entropy: () => Tensor<AllButLast<S>>
    readonly mean: () => Tensor<S>
    readonly variance: () => Tensor<S>
  },
): Tensor<AllButLast<S>> => {
  const scale = expression(p.scale)
  const distance = divide(subtract(expression(of.mean()), expression(p.loc)), scale)
  const spread = add(divide(divide(expression(of.variance()), scale), scale), square(distance))
  const crossEntropy = plus(add(expression(p.logScale), times(spread, 0.5)), HALF_LOG_TWO_PI)
  return typed(subtract(sumLast(crossEntropy), expression(of.entropy())))
}

/** ½ (|Lp⁻¹ Lq|² + |Lp⁻¹ (μq − μp)|² − D) + Σ log lp_ii − Σ log lq_ii, of stacks of matrices Lq and vectors */
const fromFactor = (scaleTril: Expression, difference: Expression, q: Expression): Expression => {
  const lead = difference.shape.slice(0, -1)
  const width = difference.shape.at(-1) ?? 0
  const l = stacked(scaleTril)
  const sum = (x: Expression): Expression => reshape(reduce('add', square(x), [1, 2]), lead)
  const spread = sum(triangularSolveOf(l, stacked(q)))
  const distance = sum(triangularSolveOf(l, reshape(difference, [size(lead), width, 1])))
  return times(plus(add(spread, distance), -width), 0.5)
}

const multivariateGaussians: Divergence<'MultivariateGaussian', 'MultivariateGaussian'> = (q, p) => {
  const difference = subtract(expression(q.loc), expression(p.loc))
  const half = fromFactor(expression(p.scaleTril), difference, tril(expression(q.scaleTril)))
  return typed(
    add(half, subtract(logDiagonal(expression(p.scaleTril)), logDiagonal(expression(q.scaleTril)))),
  )
}

/** The same with diag σ for Lq. */
export const gaussianMultivariateGaussian: Divergence<'Gaussian', 'MultivariateGaussian'> = (q, p) => {
  const [scaleTril, scale] = [expression(p.scaleTril), expression(q.scale)]
  const diagonal = onDiagonal(alongLast(scale, scaleTril.shape))
  const half = fromFactor(scaleTril, subtract(expression(q.loc), expression(p.loc)), diagonal)
  return typed(add(half, subtract(logDiagonal(scaleTril), sumLast(expression(q.logScale)))))
}

/** Σ πq (log πq − log πp) over the last axis of the logits */
const categories = (q: Expression, p: Expression): Expression => {
  const last = lastAxis(q)
  return divergenceOf(logSoftmax(q, last), logSoftmax(p, last), last)
}

/** Shares are broken off one after the other, each by a beta law: the divergence is the sum of theirs. */
const dirichletDirichlet: Divergence<'Dirichlet', 'Dirichlet'> = (q, p) =>
  typed(
    sumLast(betaDivergence(brokenOff(expression(q.concentration)), brokenOff(expression(p.concentration)))),
  )

/**
 * With f(κ) = log I_ν(κ) − ν log κ − κ, whose derivative is A(κ) − 1: f(κp) − f(κq) − (κp − κq)(A(κq) − 1) + κp A(κq) ½|μq − μp|².
 * A sum of two terms that are never negative, without the areas and the concentrations that would meet and cancel.
 */
const vonMisesFishers: Divergence<'VonMisesFisher', 'VonMisesFisher'> = (q, p) => {
  const order = (shapeOf(q.loc).at(-1) ?? 0) / 2 - 1
  const [k, l] = [expression(q.concentration), expression(p.concentration)]
  const normalisers = subtract(logScaledBesselIOf(order)(l), logScaledBesselIOf(order)(k))
  const narrower = multiply(subtract(l, k), besselShortfallOf(order)(k))
  const apart = times(sumLast(square(subtract(expression(q.loc), expression(p.loc)))), 0.5)
  const turned = multiply(multiply(l, besselRatioOf(order)(k)), apart)
  return typed(add(add(normalisers, narrower), turned))
}

export const fromMultivariateGaussian: FormsOf<'MultivariateGaussian'> = {
  MultivariateGaussian: multivariateGaussians,
  Gaussian: toGaussian,
}
export const fromLowRankMultivariateGaussian: FormsOf<'LowRankMultivariateGaussian'> = {
  Gaussian: toGaussian,
}
export const fromCategorical: FormsOf<'Categorical'> = {
  Categorical: (q, p) => typed(categories(expression(q.logits), expression(p.logits))),
}
export const fromOneHotCategorical: FormsOf<'OneHotCategorical'> = {
  OneHotCategorical: (q, p) => typed(categories(expression(q.logits), expression(p.logits))),
}
export const fromDirichlet: FormsOf<'Dirichlet'> = { Dirichlet: dirichletDirichlet }
export const fromVonMisesFisher: FormsOf<'VonMisesFisher'> = { VonMisesFisher: vonMisesFishers }
