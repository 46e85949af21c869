/** The importance-weighted bound with an encoder's gradient whose signal does not fade as samples are added. */
import { vjp } from '../gradient/index.js'
import type { Dim, Shape } from '../shape/index.js'
import { square, stopGradient, type Tensor } from '../tensor/index.js'
import { withGradient } from './gradient-weights.js'
import { bySamples, type Drawn, draw, logWeightsBy, type SampledBound } from './posterior.js'
import { logMeanExpSamples, normalisedWeights } from './reduction.js'

/**
 * The importance-weighted bound of K samples, its gradient doubly reparameterised: what reaches the posterior goes through
 * its samples alone, each weighted by the square of its normalised weight. It has the same mean as that of
 * `importanceWeighted`, less noise, and the same value; the gradient to the likelihood and the prior is the same.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B
 * @math ∇φ: Σ w̃_k² ∂log w_k/∂z_k ∂z_k/∂φ; ∇θ: Σ w̃_k ∂log w_k/∂θ
 * @unit nats per example
 * @law its value is that of `importanceWeighted`, its gradient has the same mean
 * @grad through the samples of q, and to whatever likelihood and prior are made of
 * @failure `doublyReparameterised: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
 * @source Tucker et al.: Doubly reparameterized gradient estimators for Monte Carlo objectives (2019), equation 7
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, doublyReparameterised, Gaussian, importanceWeighted, Independent, key, matrix, ones } from 'reparam'
 * import { read, type Tensor, use, zeros } from 'reparam'
 * await use('cpu')()
 * const q = Independent.make(1)(Gaussian.make(zeros(1, 2), ones(1, 2)))
 * const prior = Gaussian.standard(2)
 * const likelihood = (z: Tensor<[50, 1, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const [same, value] = [importanceWeighted(50), doublyReparameterised(50)]
 * const [a, b] = [same(q, prior, likelihood, matrix([[1, 0]])), value(q, prior, likelihood, matrix([[1, 0]]))]
 * console.assert((await read(a(key(0)))).join() === (await read(b(key(0)))).join())
 */
export const doublyReparameterised =
  <const K extends number>(samples: K): SampledBound<'doublyReparameterised', [K]> =>
  (q, prior, likelihood, x) => {
    bySamples('doublyReparameterised', [samples], q, prior)
    const drawn = draw<[K]>([samples])(q, prior, likelihood, x)
    return (key) => twice(drawn(key))
  }

/** The bound of samples whose gradient goes through themselves by squared weights, and elsewhere by weights. */
const twice = <K extends Dim, B extends Shape, Z extends Shape>(drawn: Drawn<[K, ...B], Z>): Tensor<B> => {
  const [logWeights, pull] = vjp(logWeightsBy(drawn, drawn.logPosteriorApart))(stopGradient(drawn.z))
  const weights = normalisedWeights<K, B>(logWeights)
  const path = stopGradient(square(weights))
  return withGradient(logMeanExpSamples<K, B>(logWeights), 1, [
    [logWeights, weights],
    [drawn.z, pull(path)],
  ])
}
