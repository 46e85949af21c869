/** The evidence lower bound: from distributions to nats per example. */
import {
  type Distribution,
  type ReparameterisedGuard,
  reparameterised,
  type Sampled,
} from '../distribution/index.js'
import { split } from '../random/index.js'
import { countOf, type Shape } from '../shape/index.js'
import { abs, type Key, repeatFirst, sub, type Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { ObservedGuard } from './posterior.js'
import { meanSamples } from './reduction.js'
import { beyond, type Weight, weighted } from './weight.js'

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
 * How the divergence counts in a bound.
 * @category objective
 * @since 0.1.0
 */
export type Terms = {
  /** How much the divergence counts: 1 when nothing is said. */
  readonly beta?: Weight
  /** The divergence in nats that costs nothing; more costs, and so does less. Without it every nat costs. */
  readonly capacity?: Weight
}

/**
 * The evidence lower bound from its two terms: L log-likelihoods and one divergence an example.
 * @shape [L, ...B], B → B
 * @math mean over samples of log p(x|z) − β KL(q(z|x)‖p(z)), or − β |KL − C| with a capacity C
 * @unit nats per example
 * @grad to both terms
 * @failure RangeError: `elbo: expected a finite beta, found NaN`
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013), equation 10; β: Higgins et al. (2017),
 *   equation 4; capacity: Burgess et al.: Understanding disentangling in β-VAE (2018), equation 8
 * @category objective
 * @since 0.1.0
 * @example
 * import { bound, matrix, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const { elbo } = bound({ beta: 2 })(matrix([[-10, -20]]), vector([1, 2]))
 * console.assert((await read(elbo)).join() === '-12,-24')
 * const held = bound({ beta: 100, capacity: 2 })(matrix([[-10, -20]]), vector([1, 2]))
 * console.assert((await read(held.elbo)).join() === '-110,-20')
 */
export const bound = ({
  beta = 1,
  capacity,
}: Terms = {}): (<L extends number, B extends Shape>(
  logLikelihood: Tensor<[L, ...B]>,
  kl: Tensor<B>,
) => Bound<B>) => {
  finite('beta', beta)
  if (capacity !== undefined) finite('capacity', capacity)
  return <L extends number, B extends Shape>(logLikelihood: Tensor<[L, ...B]>, kl: Tensor<B>) => {
    const reconstruction = meanSamples<L, B>(logLikelihood)
    const cost = capacity === undefined ? kl : abs(beyond(capacity)(kl))
    return { elbo: sub(reconstruction, weighted(beta)(cost)), reconstruction, kl }
  }
}

/** A number that counts is finite; what a schedule gives is known to the backend only. */
const finite = (name: string, weight: Weight): void => {
  if (typeof weight === 'number' && !Number.isFinite(weight))
    throw new RangeError(`elbo: expected a finite ${name}, found ${weight}`)
}

/**
 * The evidence lower bound of a posterior, a divergence from the prior and a likelihood, by L samples.
 * @shape q: batch B, event Z; p(x|z): batch [L, ...B], event X; x: [...B, ...X] → B
 * @unit nats per example
 * @grad through the samples of q (reparameterised) and through the divergence
 * @failure RangeError: `elbo: expected a whole number of at least 1, found 0`
 * @failure `elbo: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
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
  <const L extends number>({ samples, ...terms }: Terms & { readonly samples: L }) =>
  <
    B extends Shape,
    Z extends Shape,
    X extends Shape,
    F extends string = string,
    R extends boolean = boolean,
    W extends Shape = [...B, ...X],
  >(
    q: Sampled<F, R, B, Z> & ReparameterisedGuard<'elbo', F, R>,
    kl: (key: Key) => Tensor<B>,
    likelihood: (z: Tensor<[L, ...B, ...Z]>) => Distribution<[L, ...B], X>,
    x: Tensor<W> & ObservedGuard<'elbo', W, B, X>,
  ): ((key: Key) => Bound<B>) => {
    countOf('elbo', samples)
    reparameterised('elbo', q)
    const total = bound(terms)
    const observed: Tensor<[...B, ...X]> = typed(expression(x))
    return (key) => {
      const [forSamples, forDivergence] = split(2)(key)
      const z = q.expand(samples).sample(forSamples)
      const data: Tensor<[L, ...B, ...X]> = repeatFirst(samples)(observed)
      const logLikelihood = likelihood(z).logProb(data)
      return total<L, B>(logLikelihood, kl(forDivergence))
    }
  }
