/** Divergences of families on the positive numbers. */

import type { Shape } from '../../shape/index.js'
import { EULER_GAMMA, HALF_LOG_TWO_PI } from '../../special/constants.js'
import { digamma, trigamma } from '../../special/index.js'
import {
  add,
  div,
  expm1,
  less,
  log,
  minimum,
  mul,
  neg,
  select,
  shift,
  square,
  sub,
  type Tensor,
  scale as times,
} from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { entropyOf } from '../continuous/gamma-density.js'
import { filled } from '../support.js'
import type { Parameters, ScalarFamily } from '../traits.js'
import {
  type Logarithms,
  type Scaled,
  toExponential,
  toGamma,
  toGaussian,
  toGumbel,
  toHalfNormal,
  toLogNormal,
} from './cross-entropy.js'
import { excess, gammaShapes, logExcess, logGap, logRest } from './gamma-shape.js'
import type { Divergence, FormsOf } from './relation.js'

/** log x of the standard half-normal distribution: its mean, and half of π²/4, its variance. */
const LOG_OF_HALF_NORMAL = -0.5 * (EULER_GAMMA + Math.LN2)
const LOG_MEAN_OF_HALF_NORMAL = 0.5 * Math.log(2 / Math.PI)

/** What divergences from other families take of each family, by its parameters and its mean. */
type Said<Q extends ScalarFamily> = <S extends Shape>(
  q: Parameters<Q, S>,
  mean: () => Tensor<S>,
) => { readonly scaled: Scaled<S>; readonly logs: Logarithms<S> }

const exponential: Said<'Exponential'> = (q, mean) => {
  const unit = neg(q.logRate)
  const all = (value: number): typeof unit => filled(value, unit)
  const logs = {
    mean: all(-EULER_GAMMA),
    logVariance: all(Math.log(Math.PI ** 2 / 6)),
    rest: all(-EULER_GAMMA - 1),
  }
  return {
    scaled: { unit, entropy: all(1), mean: mean(), logVariance: all(0) },
    logs: { ...logs, unit, ofMean: all(0), gap: all(EULER_GAMMA) },
  }
}

const gamma: Said<'Gamma'> = (q, mean) => {
  const [unit, shape] = [neg(q.logRate), q.concentration]
  const entropy: typeof unit = typed(entropyOf(expression(shape)))
  const logs = { mean: digamma(shape), logVariance: log(trigamma(shape)), rest: logRest(shape) }
  return {
    scaled: { unit, entropy, mean: mean(), logVariance: log(shape) },
    logs: { ...logs, unit, ofMean: log(shape), gap: logGap(shape) },
  }
}

const halfNormal: Said<'HalfNormal'> = (q, mean) => {
  const unit = q.logScale
  const all = (value: number): typeof unit => filled(value, unit)
  const entropy = 0.5 * Math.log((Math.PI * Math.E) / 2)
  const logs = { mean: all(LOG_OF_HALF_NORMAL), logVariance: all(Math.log(Math.PI ** 2 / 8)) }
  return {
    scaled: { unit, entropy: all(entropy), mean: mean(), logVariance: all(Math.log(1 - 2 / Math.PI)) },
    logs: {
      ...logs,
      unit,
      rest: all(LOG_OF_HALF_NORMAL - entropy),
      ofMean: all(LOG_MEAN_OF_HALF_NORMAL),
      gap: all(LOG_MEAN_OF_HALF_NORMAL - LOG_OF_HALF_NORMAL),
    },
  }
}

/** A variance of the logarithm beyond this stands for an infinite one. */
const WIDEST = 1e30

const logNormal: Said<'LogNormal'> = (q, mean) => {
  const unit = add(q.loc, q.logScale)
  const entropy = HALF_LOG_TWO_PI + 0.5
  const width = minimum(square(q.scale), filled(WIDEST, unit))
  const narrow = less(width, filled(1e-12, width))
  const safe = select(narrow, filled(1, width), width)
  // (exp w − 1)/w = exp w (1 − exp −w)/w
  const growth = add(times(2)(safe), log(div(neg(expm1(neg(safe))), safe)))
  const [half, below] = [times(0.5)(square(q.scale)), neg(q.logScale)]
  return {
    scaled: {
      unit,
      entropy: filled(entropy, unit),
      mean: mean(),
      logVariance: select(narrow, width, growth),
    },
    logs: {
      unit: q.loc,
      mean: filled(0, unit),
      logVariance: times(2)(q.logScale),
      rest: shift(-entropy)(below),
      ofMean: half,
      gap: half,
    },
  }
}

/** log λq/λp + λp/λq − 1, written so that nothing cancels near equality */
const exponentialExponential: Divergence<'Exponential', 'Exponential'> = (q, p) => {
  const d = sub(p.logRate, q.logRate)
  return excess(d)
}

/**
 * αp (exp ρ − 1 − ρ) + (αp − αq)(log αq − ψ(αq)) + G(αp) − G(αq), ρ the logarithm of q's mean over p's and G(α) =
 * log Γ(α) − α log α + α
 */
const gammaGamma: Divergence<'Gamma', 'Gamma'> = (q, p) => {
  const [a, b] = [q.concentration, p.concentration]
  const ratio = add(sub(p.logRate, q.logRate), sub(log(a), log(b)))
  return add(mul(b, excess(ratio)), gammaShapes(a, b))
}

/** log σp/σq + (σq² + (μq − μp)²)/2σp² − ½: that of the Gaussians of their logarithms */
const logNormalLogNormal: Divergence<'LogNormal', 'LogNormal'> = (q, p) => {
  const d = sub(q.logScale, p.logScale)
  const distance = div(sub(q.loc, p.loc), p.scale)
  return times(0.5)(add(excess(times(2)(d)), square(distance)))
}

/** log σp/σq + (σq²/σp² − 1)/2 */
const halfNormalHalfNormal: Divergence<'HalfNormal', 'HalfNormal'> = (q, p) => {
  const d = sub(q.logScale, p.logScale)
  return times(0.5)(excess(times(2)(d)))
}

/** log E exp((m − x)/β) = u − log(1 + u), u = 1/βλ */
const exponentialGumbel: Divergence<'Exponential', 'Gumbel'> = (q, p, of) =>
  toGumbel(exponential(q, of.mean).scaled, p, logExcess)

/** log E exp((m − x)/β) = α (u − log(1 + u)), u = 1/βλ */
const gammaGumbel: Divergence<'Gamma', 'Gumbel'> = (q, p, of) =>
  toGumbel(gamma(q, of.mean).scaled, p, (ratio) => mul(q.concentration, logExcess(ratio)))

export const fromExponential: FormsOf<'Exponential'> = {
  Exponential: exponentialExponential,
  Gaussian: (q, p, of) => toGaussian(exponential(q, of.mean).scaled, p),
  Gamma: (q, p, of) => toGamma(exponential(q, of.mean).logs, p),
  LogNormal: (q, p, of) => toLogNormal(exponential(q, of.mean).logs, p),
  HalfNormal: (q, p, of) => toHalfNormal(exponential(q, of.mean).scaled, p),
  Gumbel: exponentialGumbel,
}
export const fromGamma: FormsOf<'Gamma'> = {
  Gamma: gammaGamma,
  Gaussian: (q, p, of) => toGaussian(gamma(q, of.mean).scaled, p),
  Exponential: (q, p, of) => toExponential(gamma(q, of.mean).scaled, p),
  LogNormal: (q, p, of) => toLogNormal(gamma(q, of.mean).logs, p),
  HalfNormal: (q, p, of) => toHalfNormal(gamma(q, of.mean).scaled, p),
  Gumbel: gammaGumbel,
}
export const fromLogNormal: FormsOf<'LogNormal'> = {
  LogNormal: logNormalLogNormal,
  Gaussian: (q, p, of) => toGaussian(logNormal(q, of.mean).scaled, p),
  Exponential: (q, p, of) => toExponential(logNormal(q, of.mean).scaled, p),
  Gamma: (q, p, of) => toGamma(logNormal(q, of.mean).logs, p),
  HalfNormal: (q, p, of) => toHalfNormal(logNormal(q, of.mean).scaled, p),
}
export const fromHalfNormal: FormsOf<'HalfNormal'> = {
  HalfNormal: halfNormalHalfNormal,
  Gaussian: (q, p, of) => toGaussian(halfNormal(q, of.mean).scaled, p),
  Exponential: (q, p, of) => toExponential(halfNormal(q, of.mean).scaled, p),
  Gamma: (q, p, of) => toGamma(halfNormal(q, of.mean).logs, p),
  LogNormal: (q, p, of) => toLogNormal(halfNormal(q, of.mean).logs, p),
}
