/** The evidence lower bound and its relatives: from distributions to nats per example. */
import { type Distribution, repeatedOver } from '../distribution/index.js'
import { split } from '../random/index.js'
import type { Shape } from '../shape/index.js'
import { add, type Key, repeatFirst, scale, sub, type Tensor } from '../tensor/index.js'
import { logMeanExpSamples, meanSamples } from './reduction.js'

/**
 * A bound with its two terms, in nats per example: elbo = reconstruction − β·kl.
 * @category objective
 * @since 0.1.0
 */
export type Bound<B extends Shape> = {
  readonly elbo: Tensor<B>
  /** The expected log-likelihood. */
  readonly reconstruction: Tensor<B>
  /** The divergence of the posterior from the prior. */
  readonly kl: Tensor<B>
}

/**
 * The evidence lower bound from its two terms: L log-likelihoods and one divergence an example.
 * @shape [L, ...B], B → B
 * @math mean over samples of log p(x|z) − β KL(q(z|x)‖p(z))
 * @unit nats per example
 * @grad to both terms
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013), equation 10; β: Higgins et al. (2017),
 *   equation 4
 * @category objective
 * @since 0.1.0
 * @example
 * import { bound, matrix, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const { elbo } = bound({ beta: 2 })(matrix([[-10, -20]]), vector([1, 2]))
 * console.assert((await read(elbo)).join() === '-12,-24')
 */
export const bound =
  ({ beta = 1 }: { readonly beta?: number } = {}) =>
  <L extends number, B extends Shape>(logLikelihood: Tensor<[L, ...B]>, kl: Tensor<B>): Bound<B> => {
    const reconstruction = meanSamples<L, B>(logLikelihood)
    return { elbo: sub(reconstruction, scale(beta)(kl)), reconstruction, kl }
  }

/**
 * The evidence lower bound of a posterior, a divergence from the prior and a likelihood, by L samples.
 * @shape q: batch B, event Z; p(x|z): batch [L, ...B], event X; x: [...B, ...X] → B
 * @unit nats per example
 * @grad through the samples of q (reparameterised) and through the divergence
 * @source Kingma and Welling (2013), equation 10
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, elbo, Gaussian, Independent, key, kl, ones, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const prior = Gaussian.standard(2)
 * const likelihood = (z: Tensor<[8, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const bound = elbo({ samples: 8 })(q, () => kl(q, prior), likelihood, ones(3, 2))(key(0))
 * console.assert(shapeOf(bound.elbo).join() === '3')
 */
export const elbo =
  <const L extends number>({ samples, beta = 1 }: { readonly samples: L; readonly beta?: number }) =>
  <B extends Shape, Z extends Shape, X extends Shape>(
    q: Distribution<B, Z>,
    kl: (key: Key) => Tensor<B>,
    likelihood: (z: Tensor<[L, ...B, ...Z]>) => Distribution<[L, ...B], X>,
    x: Tensor<[...B, ...X]>,
  ) =>
  (key: Key): Bound<B> => {
    const [forSamples, forDivergence] = split(2)(key)
    const z = q.expand(samples).sample(forSamples)
    const logLikelihood = likelihood(z).logProb(repeatFirst(samples)(x))
    return bound({ beta })<L, B>(logLikelihood, kl(forDivergence))
  }

/**
 * The importance-weighted bound of K log-weights.
 * @shape [K, ...B] → B
 * @math log 1/K Σ exp log w
 * @unit nats per example
 * @grad weighted by the normalised weights
 * @source Burda, Grosse and Salakhutdinov: Importance weighted autoencoders (2016), equation 8
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, read, use, weightedBound } from 'reparam'
 * await use('cpu')()
 * const [nats = 0] = await read(weightedBound(matrix([[-90.5], [-88.25], [-93], [-89], [-120]])))
 * console.assert(Math.abs(nats + 89.39796) < 1e-4)
 */
export const weightedBound = <K extends number, B extends Shape>(logWeights: Tensor<[K, ...B]>): Tensor<B> =>
  logMeanExpSamples<K, B>(logWeights)

/**
 * The logarithms of K importance weights an example: log p(x|z) + log p(z) − log q(z|x).
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → [K, ...B]
 * @unit nats
 * @grad through the samples of q and through all three densities
 * @source Burda, Grosse and Salakhutdinov (2016), section 3
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, Independent, key, logWeights, ones, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const prior = Gaussian.standard(2)
 * const likelihood = (z: Tensor<[50, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const weights = logWeights(50)(q, prior, likelihood, ones(3, 2))(key(0))
 * console.assert(shapeOf(weights).join() === '50,3')
 */
export const logWeights =
  <const K extends number>(samples: K) =>
  <B extends Shape, Z extends Shape, X extends Shape>(
    q: Distribution<B, Z>,
    prior: Distribution<[], Z>,
    likelihood: (z: Tensor<[K, ...B, ...Z]>) => Distribution<[K, ...B], X>,
    x: Tensor<[...B, ...X]>,
  ) =>
  (key: Key): Tensor<[K, ...B]> => {
    const posterior = q.expand(samples)
    const z = posterior.sample(key)
    const logJoint = add(
      likelihood(z).logProb(repeatFirst(samples)(x)),
      repeatedOver<B, Z>(q.batch, prior).expand(samples).logProb(z),
    )
    return sub(logJoint, posterior.logProb(z))
  }

/**
 * The importance-weighted bound of a posterior, a prior and a likelihood, by K samples: at K = 1 the evidence lower
 * bound, and closer to the evidence with every more.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B
 * @unit nats per example
 * @law grows with K, in the mean
 * @grad through the samples of q, weighted by the normalised weights
 * @source Burda, Grosse and Salakhutdinov (2016), equation 8
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, importanceWeighted, Independent, key, ones, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const prior = Gaussian.standard(2)
 * const likelihood = (z: Tensor<[50, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const nats = importanceWeighted(50)(q, prior, likelihood, ones(3, 2))(key(0))
 * console.assert(shapeOf(nats).join() === '3')
 */
export const importanceWeighted =
  <const K extends number>(samples: K) =>
  <B extends Shape, Z extends Shape, X extends Shape>(
    q: Distribution<B, Z>,
    prior: Distribution<[], Z>,
    likelihood: (z: Tensor<[K, ...B, ...Z]>) => Distribution<[K, ...B], X>,
    x: Tensor<[...B, ...X]>,
  ) =>
  (key: Key): Tensor<B> =>
    weightedBound<K, B>(logWeights(samples)(q, prior, likelihood, x)(key))
