/** A tight bound for the decoder and a less tight one for the encoder, of the same samples. */
import { vjp } from '../gradient/index.js'
import type { Shape } from '../shape/index.js'
import { neg, scale, shapeOf, stopGradient, type Tensor } from '../tensor/index.js'
import { reshape } from '../tensor/primitive/structure.js'
import { expression, typed } from '../tensor/tensor.js'
import { withGradient } from './gradient-weights.js'
import type { Groups } from './grouped.js'
import { bySamples, type Drawn, draw, logWeightsBy, type SampledBound } from './posterior.js'
import { logMeanExpSamples, normalisedGroups, normalisedWeights } from './reduction.js'

/**
 * The partially importance-weighted bound: its value, and its gradient to the likelihood and the prior, are those of the
 * importance-weighted bound of all M·K samples; its gradient to the posterior is that of the mean of M bounds of K.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B; a latent: [M, K, ...B, ...Z]
 * @unit nats per example
 * @grad to the posterior as of `multiplyWeighted`, elsewhere as of `importanceWeighted`
 * @failure `partiallyWeighted: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
 * @source Rainforth et al.: Tighter variational bounds are not necessarily better (2018), section 6
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, Independent, key, ones, partiallyWeighted, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const likelihood = (z: Tensor<[4, 16, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const bound = partiallyWeighted({ groups: 4, samples: 16 })
 * console.assert(shapeOf(bound(q, Gaussian.standard(2), likelihood, ones(3, 2))(key(0))).join() === '3')
 */
export const partiallyWeighted =
  <const M extends number, const K extends number>({
    groups,
    samples,
  }: Groups<M, K>): SampledBound<'partiallyWeighted', [M, K]> =>
  (q, prior, likelihood, x) => {
    bySamples('partiallyWeighted', [groups, samples], q, prior)
    const drawn = draw<[M, K]>([groups, samples])(q, prior, likelihood, x)
    return (key) => inHalves(drawn(key))
  }

/** All weights together for what the weights are made of, group by group for what the samples are made of. */
const inHalves = <M extends number, K extends number, B extends Shape, Z extends Shape>(
  drawn: Drawn<[M, K, ...B], Z>,
): Tensor<B> => {
  const at = stopGradient(drawn.z)
  const [logWeights, pull] = vjp(logWeightsBy(drawn, drawn.logPosteriorApart))(at)
  const sizes = shapeOf(logWeights)
  const [groups = 0, samples = 0, ...batch] = sizes
  const together: Tensor<[number, ...B]> = typed(
    reshape(expression(logWeights), [groups * samples, ...batch]),
  )
  const all = normalisedWeights<number, B>(together)
  const each = stopGradient(scale(1 / groups)(normalisedGroups<M, K, B>(logWeights)))
  return withGradient(logMeanExpSamples<number, B>(together), 2, [
    [logWeights, typed(reshape(expression(all), sizes))],
    [drawn.z, pull(each)],
    [drawn.logPosterior(at), neg(each)],
  ])
}
