/** Sticking the landing: the evidence lower bound with a gradient that has no noise where the posterior is exact. */
import type {
  BesideGuard,
  Distribution,
  Kind,
  Kinded,
  ReparameterisedGuard,
  Sampled,
} from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { type Key, sub, type Tensor } from '../tensor/index.js'
import { type Bound, bound, type Terms } from './elbo.js'
import { bySamples, draw, type ObservedGuard } from './posterior.js'
import { meanSamples } from './reduction.js'

/**
 * The evidence lower bound by L samples, its divergence by the same samples, without the part of the gradient whose mean
 * is zero: that of log q(z|x) to the parameters of q beside the sample. Where the posterior is exact, nothing is left of
 * the noise.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B
 * @math log p(x|z) + β (log p(z) − log q̄(z|x)), q̄ with its parameters held
 * @unit nats per example
 * @law its gradient has the mean of that of `elbo`
 * @grad through the samples of q, and to whatever likelihood and prior are made of
 * @failure `stickingTheLanding: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
 * @source Roeder, Wu and Duvenaud: Sticking the landing (2017), algorithm 2
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, Independent, key, ones, shapeOf, stickingTheLanding, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const likelihood = (z: Tensor<[8, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const bound = stickingTheLanding({ samples: 8 })(q, Gaussian.standard(2), likelihood, ones(3, 2))(key(0))
 * console.assert(shapeOf(bound.elbo).join() === '3')
 */
export const stickingTheLanding =
  <const L extends number>({ samples, ...terms }: Terms & { readonly samples: L }) =>
  <
    B extends Shape,
    Z extends Shape,
    X extends Shape,
    F extends string = string,
    R extends boolean = boolean,
    K extends Kind = Kind,
    P extends string = string,
    D extends Kind = Kind,
    Y extends Shape = Z,
    W extends Shape = [...B, ...X],
  >(
    q: Sampled<F, R, B, Z> & { readonly kind: K } & ReparameterisedGuard<'stickingTheLanding', F, R>,
    prior: Kinded<P, D, [], Y> & BesideGuard<'stickingTheLanding', F, K, Z, P, D, Y>,
    likelihood: (z: Tensor<[L, ...B, ...Z]>) => Distribution<[L, ...B], X>,
    x: Tensor<W> & ObservedGuard<'stickingTheLanding', W, B, X>,
  ): ((key: Key) => Bound<B>) => {
    bySamples('stickingTheLanding', [samples], q, prior)
    const drawn = draw<[L]>([samples])<B, Z, X, Y>(q, prior, likelihood, x)
    return (key) => {
      const { z, logLikelihood, logPrior, logPosteriorApart } = drawn(key)
      const kl = meanSamples<L, B>(sub(logPosteriorApart(z), logPrior(z)))
      return bound(terms)<L, B>(logLikelihood(z), kl)
    }
  }
