/** Divergences of families on an interval. */

import type { Shape } from '../../shape/index.js'
import type { Expression } from '../../tensor/expression.js'
import {
  abs,
  add,
  and,
  div,
  greaterEqual,
  less,
  lessEqual,
  log,
  log1p,
  maximum,
  minimum,
  mul,
  neg,
  select,
  shift,
  sub,
  type Tensor,
  scale as times,
  zerosLike,
} from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { logNormaliser, logPeakOf, meanOf } from '../continuous/continuous-bernoulli-normaliser.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'
import { betaDivergence, betaLogRest, gapDifference } from './beta-shapes.js'
import {
  type Logarithms,
  type Scaled,
  toExponential,
  toGamma,
  toGaussian,
  toHalfNormal,
} from './cross-entropy.js'
import type { Divergence, FormsOf, Stated } from './relation.js'

/** From a uniform distribution: log(b − a) − H where all of q lies between a and b, elsewhere infinite. */
const toUniform = <S extends Shape>(
  low: Tensor<S>,
  high: Tensor<S>,
  p: Parameters<'Uniform', S>,
  entropy: Tensor<S>,
): Tensor<S> => {
  const inside = and(greaterEqual(low, p.low), lessEqual(high, p.high))
  const width = select(inside, sub(p.high, p.low), filled(1, low))
  return select(inside, sub(log(width), entropy), filled(Number.POSITIVE_INFINITY, low))
}

const unit = <S extends Shape>(p: Parameters<'Uniform', S>, entropy: Tensor<S>): Tensor<S> =>
  toUniform(zerosLike(p.low), filled(1, p.low), p, entropy)

/** log (bp − ap)/(bq − aq) where q's interval lies in p's */
const uniformUniform: Divergence<'Uniform', 'Uniform'> = (q, p, of) =>
  toUniform(q.low, q.high, p, of.entropy())

/** What divergences from other families take: in units of the width. */
const uniform = <S extends Shape>(q: Parameters<'Uniform', S>, mean: () => Tensor<S>): Scaled<S> => ({
  unit: log(sub(q.high, q.low)),
  entropy: zerosLike(q.low),
  mean: mean(),
  logVariance: filled(-Math.log(12), q.low),
})

/** λm − log λ − H, for an interval above 0; elsewhere infinite */
const uniformExponential: Divergence<'Uniform', 'Exponential'> = (q, p, of) =>
  select(
    greaterEqual(q.low, zerosLike(q.low)),
    toExponential(uniform(q, of.mean), p),
    filled(Number.POSITIVE_INFINITY, q.low),
  )

const betaBeta: Divergence<'Beta', 'Beta'> = (q, p) =>
  typed(betaDivergence(concentrations(q), concentrations(p)))

const concentrations = <S extends Shape>(d: Parameters<'Beta', S>): readonly [Expression, Expression] => [
  expression(d.concentration1),
  expression(d.concentration0),
]

/** In units of the standard deviation, √(ab / (a + b + 1)) / (a + b). */
const beta = <S extends Shape>(
  { concentration1: a, concentration0: b }: Parameters<'Beta', S>,
  { mean, entropy }: Pick<Stated<'Beta', S>, 'mean' | 'entropy'>,
): Scaled<S> => {
  const total = add(a, b)
  const logs = sub(add(log(a), log(b)), log(shift(1)(total)))
  const unit = sub(times(0.5)(logs), log(total))
  return { unit, entropy: sub(entropy(), unit), mean: mean(), logVariance: filled(0, a) }
}

/** The logarithm of the mean, a / (a + b). */
const logMean = <S extends Shape>(a: Tensor<S>, b: Tensor<S>): Tensor<S> => {
  const high = less(b, a)
  const [one, none] = [filled(1, a), zerosLike(a)]
  const near = neg(log1p(div(select(high, b, none), select(high, a, one))))
  return select(high, near, sub(log(a), log(add(a, b))))
}

/** E log x = ψ(a) − ψ(a + b) */
const betaLogs = <S extends Shape>({
  concentration1: a,
  concentration0: b,
}: Parameters<'Beta', S>): Omit<Logarithms<S>, 'mean' | 'logVariance'> => {
  const [x, y] = [expression(a), expression(b)]
  return {
    unit: zerosLike(a),
    rest: typed(betaLogRest(x, y)),
    ofMean: logMean(a, b),
    gap: typed(gapDifference(x, y)),
  }
}

/** k E t − log peak − H, k = |l|, t the distance from the end where the density of p is highest, its peak */
const betaContinuousBernoulli: Divergence<'Beta', 'ContinuousBernoulli'> = (q, p, of) => {
  const { concentration1: a, concentration0: b } = q
  const rises = greaterEqual(p.logits, zerosLike(p.logits))
  const apart = div(select(rises, b, a), add(a, b))
  const peak: typeof apart = typed(logPeakOf(expression(p.logits)))
  return sub(sub(mul(abs(p.logits), apart), peak), of.entropy())
}

/**
 * Seen from the end that q is steep at, where it is nearly exponential: log C(l) − log C(−k) − (l + k) m, k = |lq| and l the
 * logit of p from that end, m the mean at −k
 */
const continuousBernoullis: Divergence<'ContinuousBernoulli', 'ContinuousBernoulli'> = (q, p) => {
  const steep = neg(abs(q.logits))
  const other = select(greaterEqual(q.logits, zerosLike(q.logits)), neg(p.logits), p.logits)
  const mean: typeof steep = typed(meanOf(expression(steep)))
  return sub(sub(logNormaliser(other), logNormaliser(steep)), mul(sub(other, steep), mean))
}

/** Beyond these logits the standard deviation is 1 over them. */
const STEEP = 1e3

/** In units of 1 over the logits, where those are above 1. */
const continuousBernoulli = <S extends Shape>(
  { logits }: Parameters<'ContinuousBernoulli', S>,
  { mean, entropy, variance }: Stated<'ContinuousBernoulli', S>,
): Scaled<S> => {
  const steepness = maximum(abs(logits), filled(1, logits))
  const unit = neg(log(steepness))
  const flat = minimum(steepness, filled(STEEP, logits))
  const near = mul(mul(variance(), flat), flat)
  const relative = select(less(steepness, filled(STEEP, logits)), near, filled(1, logits))
  return { unit, entropy: sub(entropy(), unit), mean: mean(), logVariance: log(relative) }
}

export const fromUniform: FormsOf<'Uniform'> = {
  Uniform: uniformUniform,
  Gaussian: (q, p, of) => toGaussian(uniform(q, of.mean), p),
  Exponential: uniformExponential,
}
export const fromBeta: FormsOf<'Beta'> = {
  Beta: betaBeta,
  Uniform: (_, p, of) => unit(p, of.entropy()),
  Gaussian: (q, p, of) => toGaussian(beta(q, of), p),
  Exponential: (q, p, of) => toExponential(beta(q, of), p),
  Gamma: (q, p) => toGamma(betaLogs(q), p),
  HalfNormal: (q, p, of) => toHalfNormal(beta(q, of), p),
  ContinuousBernoulli: betaContinuousBernoulli,
}
export const fromContinuousBernoulli: FormsOf<'ContinuousBernoulli'> = {
  ContinuousBernoulli: continuousBernoullis,
  Uniform: (_, p, of) => unit(p, of.entropy()),
  Gaussian: (q, p, of) => toGaussian(continuousBernoulli(q, of), p),
  Exponential: (q, p, of) => toExponential(continuousBernoulli(q, of), p),
  HalfNormal: (q, p, of) => toHalfNormal(continuousBernoulli(q, of), p),
}
