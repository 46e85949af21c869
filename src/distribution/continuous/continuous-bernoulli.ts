/**
 * The continuous Bernoulli distribution: the likelihood of data in [0, 1] that has the form of the Bernoulli one, and its
 * normaliser.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import { greater, select, type Tensor } from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import type { ContinuousBernoulli, Formulas } from '../families.js'
import { member } from '../member.js'
import { filled } from '../support.js'
import { cdfOf, entropyOf, logDensityOf, quantileOf } from './continuous-bernoulli-cdf.js'
import { meanOf, varianceOf } from './continuous-bernoulli-normaliser.js'
import { betweenEnds, inUnit, within } from './support.js'

export type { ContinuousBernoulli } from '../families.js'

const quantile = <S>(logits: Tensor<S>, u: Tensor<S>): Tensor<S> =>
  typed(quantileOf(expression(logits), expression(u)))

const formulas: Formulas<'ContinuousBernoulli'> = {
  family: 'ContinuousBernoulli',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ logits }, key) => quantile(logits, noiseLike('uniform')(logits)(key)),
  logProb: ({ logits }, x) =>
    within(inUnit(x), x, 0, (value) => typed(logDensityOf(expression(logits), expression(value)))),
  entropy: ({ logits }) => typed(entropyOf(expression(logits))),
  mean: ({ logits }) => typed(meanOf(expression(logits))),
  variance: ({ logits }) => typed(varianceOf(expression(logits))),
  mode: ({ logits }) => select(greater(logits, filled(0, logits)), filled(1, logits), filled(0, logits)),
  cdf: ({ logits }, x) => betweenEnds(x, (value) => typed(cdfOf(expression(logits), expression(value)))),
  quantile: ({ logits }, u) => quantile(logits, u),
}

/**
 * Continuous Bernoulli distributions by logits, each element a batch of its own. The support is [0, 1]; outside, the
 * log-density is −∞ and has no gradient. Logits of 0 give the uniform distribution, of which 0 is the stated mode.
 * @shape S → batch S, event []
 * @math log p(x) = x·l − log((exp l − 1)/l); mean 1/(1 − exp −l) − 1/l, variance 1/l² − 1/(4 sinh² l/2)
 * @unit logProb, entropy, kl: nats
 * @grad through sample, which is the inverse of the cdf, to the logits
 * @source Loaiza-Ganem and Cunningham: The continuous Bernoulli (2019), section 3
 * @category distribution
 * @since 0.1.0
 * @example
 * import { ContinuousBernoulli, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const d = ContinuousBernoulli.fromLogits(scalar(2))
 * const [logDensity = 0] = await read(d.logProb(scalar(1)))
 * console.assert(Math.abs(logDensity - (2 - Math.log((Math.exp(2) - 1) / 2))) < 1e-6)
 */
export const fromLogits = <S extends Shape>(logits: Tensor<S>): ContinuousBernoulli<S, []> =>
  member<'ContinuousBernoulli', S, []>(formulas, { logits }, 0)
