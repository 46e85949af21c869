/**
 * The divergence of posteriors from a prior in three terms: what the latents say of the example, how they depend on each
 * other, and how far each is from its prior.
 */
import {
  asMember,
  type Distribution,
  Independent,
  type Member,
  repeatedOver,
  type ScalarFamily,
} from '../distribution/index.js'
import type { Dim, Shape } from '../shape/index.js'
import { add, shapeOf, sub, type Tensor } from '../tensor/index.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { type AggregateOptions, aggregatePosterior } from './aggregate.js'
import { type Weight, weighted } from './weight.js'

/**
 * The three terms of a divergence, one estimate for each example, whose means over the batch are those of the data.
 * @category objective
 * @since 0.1.0
 */
export type Decomposition<B extends Shape> = {
  /** What a latent says of the example that it came from: log q(z|x) − log q(z). */
  readonly mutualInformation: Tensor<B>
  /** How the units depend on each other: log q(z) − Σ log q(z_d). */
  readonly totalCorrelation: Tensor<B>
  /** How far each unit is from its prior: Σ log q(z_d) − log p(z). */
  readonly dimensionWise: Tensor<B>
}

/**
 * The divergence of the posteriors of a batch from a prior in three terms, which sum to log q(z|x) − log p(z), from one
 * latent of each posterior.
 * @shape q: batch [B], event [Z]; prior: batch [], event [Z]; z: [B, Z] → [B], [B], [B]
 * @unit nats per example
 * @law its terms sum to the divergence of the same sample
 * @grad through the latents, and to the parameters of q and the prior
 * @failure RangeError: `aggregatePosterior: expected a whole number of examples, at least the 64 of the batch, found 10`
 * @source Chen et al. (2018), equation 2
 * @category objective
 * @since 0.1.0
 * @example
 * import { decomposeKl, Gaussian, Independent, ones, read, use, zeros } from 'reparam'
 * await use('cpu')()
 * // posteriors that are the prior: no term has anything to say
 * const q = Independent.make(1)(Gaussian.make(zeros(4, 3), ones(4, 3)))
 * const terms = decomposeKl({ examples: 100, sampling: 'stratified' })(q, Gaussian.standard(3), ones(4, 3))
 * const numbers = [...(await read(terms.mutualInformation)), ...(await read(terms.totalCorrelation))]
 * console.assert(numbers.every((v) => Math.abs(v) < 1e-5))
 */
export const decomposeKl =
  (options: AggregateOptions) =>
  <F extends ScalarFamily, B extends Dim, Z extends Dim>(
    q: Member<F, [B], [Z]>,
    prior: Distribution<[], [Z]>,
    z: Tensor<[B, Z]>,
  ): Decomposition<[B]> => {
    const { joint, product } = aggregatePosterior(options)<B, Z>(densitiesOfUnits(q, z))
    const own: Tensor<[B]> = q.logProb(z)
    return {
      mutualInformation: sub(own, joint),
      totalCorrelation: sub(joint, product),
      dimensionWise: sub(product, repeatedOver<[B], [Z]>(q.batch, prior).logProb(z)),
    }
  }

/** The log-density of each unit of each latent, under each posterior. */
const densitiesOfUnits = <F extends ScalarFamily, B extends Dim, Z extends Dim>(
  q: Member<F, [B], [Z]>,
  z: Tensor<[B, Z]>,
): Tensor<[B, B, Z]> => {
  const [batch = 0, units = 0] = shapeOf(z)
  const of: Tensor<[number, B, Z]> = typed(broadcastInDim(expression(z), [batch, batch, units], [0, 2]))
  const elements = asMember<F, [B, Z], []>(Independent.elements(q))
  const everyPosterior = asMember<F, [number, B, Z], []>(elements.expand(batch))
  return typed(expression(everyPosterior.logProb(of)))
}

/**
 * A divergence in three terms as a bound pays for it, each with a weight of its own: a β-TCVAE weighs the total
 * correlation alone, by β.
 * @shape [B], [B], [B] → [B]
 * @math α I(x; z) + β TC(z) + γ Σ KL(q(z_d)‖p(z_d))
 * @unit nats per example
 * @source Chen et al. (2018), equation 4
 * @category objective
 * @since 0.1.0
 * @example
 * import { weightedDecomposition, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const terms = { mutualInformation: vector([1]), totalCorrelation: vector([2]), dimensionWise: vector([3]) }
 * console.assert((await read(weightedDecomposition({ totalCorrelation: 6 })(terms))).join() === '16')
 */
export const weightedDecomposition =
  (weights: DecompositionWeights) =>
  <B extends Shape>(terms: Decomposition<B>): Tensor<B> => {
    const of = (name: keyof Decomposition<B>): Tensor<B> => weighted(weights[name] ?? 1)(terms[name])
    return add(add(of('mutualInformation'), of('totalCorrelation')), of('dimensionWise'))
  }

/**
 * How much each term of a divergence counts: 1 where nothing is said.
 * @category objective
 * @since 0.1.0
 */
export type DecompositionWeights = { readonly [Name in keyof Decomposition<Shape>]?: Weight }
