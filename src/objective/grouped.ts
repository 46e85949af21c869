/** Importance-weighted bounds that keep a signal for the encoder: in groups, or mixed with the lower bound. */
import type { Shape } from '../shape/index.js'
import { add, sub, type Tensor } from '../tensor/index.js'
import { weighing, weightedBound } from './importance.js'
import { bySamples, type Drawn, draw, logWeightsBy, type SampledBound } from './posterior.js'
import { logMeanExpGroups, meanSamples } from './reduction.js'
import { type Weight, weighted } from './weight.js'

/**
 * M groups of K samples.
 * @category objective
 * @since 0.1.0
 */
export type Groups<M extends number, K extends number> = {
  readonly groups: M
  readonly samples: K
}

/**
 * The mean over M groups of the importance-weighted bound of their K log-weights.
 * @shape [M, K, ...B] → B
 * @math 1/M Σ_m log 1/K Σ_k w_mk
 * @unit nats per example
 * @source Rainforth et al.: Tighter variational bounds are not necessarily better (2018), equation 9
 * @category objective
 * @since 0.1.0
 * @example
 * import { expandDims, groupedBound, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const logWeights = expandDims(2)(matrix([[0, Math.log(3)], [Math.log(5), Math.log(3)]]))
 * const [nats = 0] = await read(groupedBound(logWeights))
 * console.assert(Math.abs(nats - Math.log(8) / 2) < 1e-6)
 */
export const groupedBound = <M extends number, K extends number, B extends Shape>(
  logWeights: Tensor<[M, K, ...B]>,
): Tensor<B> => meanSamples<M, B>(logMeanExpGroups<M, K, B>(logWeights))

/**
 * The multiply importance-weighted bound: the mean of M bounds of K samples each, whose gradient is less noisy than that
 * of one bound of M·K samples. With K = 1 it is the evidence lower bound by M samples.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B; a latent: [M, K, ...B, ...Z]
 * @unit nats per example
 * @grad through the samples of q, weighted by the normalised weights of a group
 * @failure `multiplyWeighted: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
 * @source Rainforth et al. (2018), equation 9
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, Independent, key, multiplyWeighted, ones, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const likelihood = (z: Tensor<[4, 16, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const bound = multiplyWeighted({ groups: 4, samples: 16 })
 * console.assert(shapeOf(bound(q, Gaussian.standard(2), likelihood, ones(3, 2))(key(0))).join() === '3')
 */
export const multiplyWeighted =
  <const M extends number, const K extends number>({
    groups,
    samples,
  }: Groups<M, K>): SampledBound<'multiplyWeighted', [M, K]> =>
  (q, prior, likelihood, x) => {
    bySamples('multiplyWeighted', [groups, samples], q, prior)
    const drawn = draw<[M, K]>([groups, samples])(q, prior, likelihood, x)
    return (key) => inGroups(drawn(key))
  }

const inGroups = <M extends number, K extends number, B extends Shape, Z extends Shape>(
  drawn: Drawn<[M, K, ...B], Z>,
): Tensor<B> => groupedBound<M, K, B>(logWeightsBy(drawn, drawn.logPosterior)(drawn.z))

/**
 * A mixture of both bounds of K log-weights: β of the evidence lower bound, the rest of the importance-weighted one.
 * @shape [K, ...B] → B
 * @math β 1/K Σ log w + (1 − β) log 1/K Σ w
 * @unit nats per example
 * @source Rainforth et al. (2018), equation 10
 * @category objective
 * @since 0.1.0
 * @example
 * import { combinationBound, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const [nats = 0] = await read(combinationBound({ beta: 0.25 })(matrix([[0], [Math.log(3)]])))
 * console.assert(Math.abs(nats - (Math.log(3) / 8 + 0.75 * Math.LN2)) < 1e-6)
 */
export const combinationBound =
  ({ beta }: { readonly beta: Weight }) =>
  <K extends number, B extends Shape>(logWeights: Tensor<[K, ...B]>): Tensor<B> => {
    const [lower, tight] = [meanSamples<K, B>(logWeights), weightedBound<K, B>(logWeights)]
    return add(tight, weighted(beta)(sub(lower, tight)))
  }

/**
 * The combination importance-weighted bound: β of the evidence lower bound, the rest of the importance-weighted one, by
 * the same K samples.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B
 * @unit nats per example
 * @grad through the samples of q
 * @failure `combinationWeighted: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
 * @source Rainforth et al. (2018), equation 10
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, combinationWeighted, Gaussian, Independent, key, ones, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const likelihood = (z: Tensor<[16, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const bound = combinationWeighted({ samples: 16, beta: 0.5 })
 * console.assert(shapeOf(bound(q, Gaussian.standard(2), likelihood, ones(3, 2))(key(0))).join() === '3')
 */
export const combinationWeighted =
  <const K extends number>({
    samples,
    beta,
  }: {
    readonly samples: K
    readonly beta: Weight
  }): SampledBound<'combinationWeighted', [K]> =>
  (q, prior, likelihood, x) => {
    bySamples('combinationWeighted', [samples], q, prior)
    const weights = weighing(samples)(q, prior, likelihood, x)
    return (key) => combinationBound({ beta })(weights(key))
  }
