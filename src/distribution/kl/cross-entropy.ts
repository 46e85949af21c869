/**
 * Divergences by way of the cross-entropy: −H(q) − E log p, where log p needs a few expectations only. What is said of q
 * is said in a unit of its own, its scale: so scales meet in one quotient, which is what a divergence depends on, and no
 * square of a scale leaves float32.
 */

import type { Shape } from '../../shape/index.js'
import { HALF_LOG_TWO_PI } from '../../special/constants.js'
import {
  add,
  div,
  exp,
  greater,
  less,
  log,
  minimum,
  mul,
  neg,
  or,
  select,
  shift,
  square,
  sub,
  type Tensor,
  scale as times,
} from '../../tensor/index.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'
import { excess, shapeTerm } from './gamma-shape.js'

/** What is needed of q. */
export interface Scaled<S extends Shape> {
  /** The logarithm of the unit. */
  readonly unit: Tensor<S>
  /** The entropy less the logarithm of the unit. */
  readonly entropy: Tensor<S>
  /** The mean itself. */
  readonly mean: Tensor<S>
  /** The logarithm of the variance in squares of units. */
  readonly logVariance: Tensor<S>
}

/** What is needed of a positive q beside it. */
export interface Logarithms<S extends Shape> {
  /** The logarithm of the unit. */
  readonly unit: Tensor<S>
  /** The mean of log x less the logarithm of the unit. */
  readonly mean: Tensor<S>
  /** The logarithm of the variance of log x. */
  readonly logVariance: Tensor<S>
  /** The mean of log x less the entropy. */
  readonly rest: Tensor<S>
  /** The logarithm of the mean less that of the unit. */
  readonly ofMean: Tensor<S>
  /** The logarithm of the mean less the mean of log x: with all digits where q is narrow. */
  readonly gap: Tensor<S>
}

/** Numbers beyond this stand for infinite ones, so that no two of those meet. */
const FAR = 1e30

/** So many scales are far for an exponential; its derivative is still one of float32. */
const DISTANT = 1e8

/** The logarithm of a ratio whose square is still one of float32. */
const STEEPEST = 40

/** (x − μ)/β held between two numbers: no quotient, nor its derivative, is formed beyond. */
const distance =
  (most: number) =>
  <S extends Shape>(difference: Tensor<S>, scale: Tensor<S>): Tensor<S> => {
    const bound = times(most)(scale)
    const [below, above] = [less(difference, neg(bound)), greater(difference, bound)]
    const within = select(or(below, above), filled(0, scale), difference)
    const low = select(below, filled(-most, scale), div(within, scale))
    return select(above, filled(most, scale), low)
  }

/** A distance as a number, and as it stands in an exponential. */
export const distances = <S extends Shape>(
  difference: Tensor<S>,
  scale: Tensor<S>,
): { readonly far: Tensor<S>; readonly near: Tensor<S> } => ({
  far: distance(FAR)(difference, scale),
  near: distance(DISTANT)(difference, scale),
})

/** A ratio of scales by its logarithm. */
export const ratioOf = <S extends Shape>(logRatio: Tensor<S>): Tensor<S> =>
  exp(minimum(logRatio, filled(STEEPEST, logRatio)))

/** −log δ + ½ (v δ² + z²) − h in units of p's scale, δ the unit of q and z the distance of its mean in those */
const squared = <S extends Shape>(of: Scaled<S>, logScale: Tensor<S>, z: Tensor<S>): Tensor<S> => {
  const logRatio = sub(of.unit, logScale)
  const spread = add(exp(add(times(2)(logRatio), of.logVariance)), square(z))
  return sub(times(0.5)(spread), add(logRatio, of.entropy))
}

/** From a Gaussian: ½ log 2π + log σ + (v + (m − μ)²)/2σ² − H. */
export const toGaussian = <S extends Shape>(of: Scaled<S>, p: Parameters<'Gaussian', S>): Tensor<S> =>
  shift(HALF_LOG_TWO_PI)(squared(of, p.logScale, div(sub(of.mean, p.loc), p.scale)))

/** From a half-normal, for q above 0: ½ log π/2 + log σ + (v + m²)/2σ² − H. */
export const toHalfNormal = <S extends Shape>(of: Scaled<S>, p: Parameters<'HalfNormal', S>): Tensor<S> =>
  shift(0.5 * Math.log(Math.PI / 2))(squared(of, p.logScale, div(of.mean, p.scale)))

/** From an exponential, for q above 0: λm − log λ − H. */
export const toExponential = <S extends Shape>(
  of: Omit<Scaled<S>, 'logVariance'>,
  p: Parameters<'Exponential', S>,
): Tensor<S> => sub(mul(p.rate, of.mean), add(add(p.logRate, of.unit), of.entropy))

/**
 * From a gamma: log Γ(α) − α log β − (α − 1) E log x + βm − H. With ρ the logarithm of q's mean over p's it is
 * α (exp ρ − 1 − ρ) + α (log m − E log x) and terms that do not grow with α.
 */
export const toGamma = <S extends Shape>(
  of: Omit<Logarithms<S>, 'mean' | 'logVariance'>,
  p: Parameters<'Gamma', S>,
): Tensor<S> => {
  const ratio = sub(add(add(of.unit, of.ofMean), p.logRate), log(p.concentration))
  const growing = mul(p.concentration, add(excess(minimum(ratio, filled(FAR, ratio))), of.gap))
  return add(growing, add(of.rest, shapeTerm(p.concentration)))
}

/** From a log-normal: E log x + ½ log 2π + log σ + (v + (E log x − μ)²)/2σ² − H, v the variance of log x. */
export const toLogNormal = <S extends Shape>(of: Logarithms<S>, p: Parameters<'LogNormal', S>): Tensor<S> => {
  const z = div(sub(add(of.unit, of.mean), p.loc), p.scale)
  const spread = add(exp(sub(of.logVariance, times(2)(p.logScale))), square(z))
  return add(of.rest, shift(HALF_LOG_TWO_PI)(add(p.logScale, times(0.5)(spread))))
}

/**
 * From a Gumbel: log β + z + exp(−z + log E exp((m − x)/β)) − H, z = (m − μ)/β the distance of the means. The expectation
 * is given as a function of the unit over β.
 */
export const toGumbel = <S extends Shape>(
  of: Omit<Scaled<S>, 'logVariance'>,
  p: Parameters<'Gumbel', S>,
  logExpected: (ratio: Tensor<S>) => Tensor<S>,
): Tensor<S> => {
  const logRatio = sub(of.unit, p.logScale)
  const { far, near } = distances(sub(of.mean, p.loc), p.scale)
  const tail = exp(sub(logExpected(ratioOf(logRatio)), near))
  return sub(add(far, tail), add(logRatio, of.entropy))
}
