/** The variational autoencoder: an encoder, a decoder, a prior. */
import {
  asMember,
  type Distribution,
  type Families,
  type Family,
  Independent,
  klOf,
  type Member,
  type ScalarFamily,
} from '../distribution/index.js'
import type { Params } from '../layer/index.js'
import { statisticsArgument } from '../layer/layer.js'
import { type Bound, importanceWeighted, logWeights, type Terms } from '../objective/index.js'
import { split } from '../random/index.js'
import type { Along, DataGuard, Lead, Shape } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Key, Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Conditional } from './conditional.js'
import {
  byLead,
  type DecoderGuard,
  examplesOf,
  fitting,
  type LikelihoodFamily,
  overLatents,
  type PosteriorFamily,
  type PosteriorGuard,
  type PriorGuard,
  sizesOf,
} from './fitting.js'
import { elboFor, type Training, trainingOf } from './training.js'
import { statisticsOf, type VaeParams, type VaeStatistics, type VaeVariables } from './variables.js'

/**
 * A variational autoencoder over examples of shape X with latents of shape Z.
 * @category model
 * @since 0.1.0
 */
export interface Vae<
  X extends Shape,
  Z extends Shape,
  F extends PosteriorFamily,
  G extends LikelihoodFamily,
  P extends Params,
  Q extends Params,
  S extends Params = [],
  T extends Params = [],
> {
  /** The sizes of one example. */
  readonly example: X
  /** First parameters. */
  readonly init: (key: Key) => VaeParams<P, Q>
  /** The posterior q(z|x) of each example. */
  readonly encode: <D extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<D> & DataGuard<'encode', D, X>,
  ) => Families<Lead<D, X>, Z>[F]
  /** The likelihood p(x|z) for latents with any leading axes. */
  readonly decode: <D extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    z: Tensor<D> & DataGuard<'decode', D, Z>,
  ) => Families<Lead<D, Z>, X>[G]
  /** The divergence of the posterior from the prior in nats, unit by unit: its sum is the bound's second term. */
  readonly klPerUnit: <D extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<D> & DataGuard<'klPerUnit', D, X>,
  ) => Tensor<Along<D, X, Z>>
  /** The evidence lower bound in nats per example, with its two terms. */
  readonly elbo: <const L extends number = 1>(
    options?: Terms & { readonly samples?: L },
  ) => <D extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<D> & DataGuard<'elbo', D, X>,
  ) => (key: Key) => Bound<Lead<D, X>>
  /** The importance-weighted bound of K samples in nats per example. */
  readonly importanceWeighted: <const K extends number>(
    samples: K,
  ) => <D extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<D> & DataGuard<'importanceWeighted', D, X>,
  ) => (key: Key) => Tensor<Lead<D, X>>
  /** The logarithms of K importance weights for each example. */
  readonly logWeights: <const K extends number>(
    samples: K,
  ) => <D extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<D> & DataGuard<'logWeights', D, X>,
  ) => (key: Key) => Tensor<[K, ...Lead<D, X>]>
  /** The means of the likelihood at so many draws from the prior: new examples. */
  readonly sample: <const N extends number>(
    count: N,
  ) => (params: VaeVariables<P, Q, S, T>) => (key: Key) => Tensor<[N, ...X]>
  /** The means of the likelihood at the means of the posterior. */
  readonly reconstruct: <D extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<D> & DataGuard<'reconstruct', D, X>,
  ) => Tensor<Along<D, X, X>>
  /** The same bounds in training: layers draw from the key, and running statistics move on. */
  readonly training: Training<X, P, Q, S, T>
  readonly prior: Distribution<[], Z>
}

/**
 * The variational autoencoder of an encoder q(z|x), a decoder p(x|z) and a prior p(z).
 * @shape encoder X → Z; decoder Z → X; prior event Z
 * @unit elbo, importanceWeighted: nats per example
 * @grad of elbo and importanceWeighted: to the parameters of both, through the samples of the posterior
 * @failure `vae: the encoder's latent is [16] but the decoder takes [20]`
 * @failure `vae: the encoder reads [28, 28, 1] but the decoder writes [32, 32, 1]`
 * @failure `vae: the encoder's latent is [20] but the prior's event is [16]`
 * @failure `vae: the prior's elements must be independent; MultivariateGaussian is over vectors`
 * @failure `kl: no closed form for Gaussian from Bernoulli; use klMonteCarlo`
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013)
 * @category model
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { bernoulliOutput, Gaussian, gaussianHead, key, ones, shapeOf, vae } from 'reparam'
 * import { dense, input, relu } from 'reparam/layer'
 * const encoder = F.pipe(input(784), dense(400), relu, gaussianHead(20))
 * const decoder = F.pipe(input(20), dense(400), relu, dense(784), bernoulliOutput)
 * const model = vae(encoder, decoder, Gaussian.standard(20))
 * const { elbo } = model.elbo({ samples: 5 })(model.init(key(0)), ones(3, 784))(key(1))
 * console.assert(shapeOf(elbo).join() === '3')
 */
export const vae = <
  X extends Shape,
  F extends PosteriorFamily,
  Z extends Shape,
  P extends Params,
  In extends Shape,
  G extends LikelihoodFamily,
  Out extends Shape,
  Q extends Params,
  R extends Family,
  PriorBatch extends Shape,
  PriorEvent extends Shape,
  S extends Params,
  T extends Params,
>(
  encoder: Conditional<X, F, Z, P, S> & PosteriorGuard<F>,
  decoder: Conditional<In, G, Out, Q, T> & DecoderGuard<X, Z, G, In, Out>,
  prior: Member<R, PriorBatch, PriorEvent> & PriorGuard<F, R, PriorBatch, Z, PriorEvent>,
): Vae<X, Z, F, G, P, Q, S, T> => {
  const q: Conditional<X, F, Z, P, S> = encoder
  const p = fitting<In, Out, X, Z, G, Q, T>(decoder, q)
  const pz = overLatents<R, PriorBatch, PriorEvent, Z>(prior, q.event)
  const first: VaeStatistics<S, T> = { encoder: q.statistics, decoder: p.statistics }
  type Variables = VaeVariables<P, Q, S, T>
  const [runQ, runP] = [byLead(q), byLead(p)]
  const examples = <D extends Shape>(op: string, x: Tensor<D>) => examplesOf<D, X>(op, x, q.in)
  const encode = <B extends Shape>(params: Variables, x: Tensor<[...B, ...X]>) =>
    runQ.apply<B>(params.encoder, x, ...statisticsArgument(statisticsOf(params, first).encoder))
  const decode = <B extends Shape>(params: Variables, z: Tensor<[...B, ...Z]>) =>
    runP.apply<B>(params.decoder, z, ...statisticsArgument(statisticsOf(params, first).decoder))
  const elboOf = elboFor<X, F, Z, G, Extract<R, ScalarFamily>>(pz)
  return {
    example: sizesOf<X>(q.in),
    init: (key) => {
      const [forEncoder, forDecoder] = split(2)(key)
      return { encoder: q.init(forEncoder), decoder: p.init(forDecoder) }
    },
    encode: <D extends Shape>(params: Variables, x: Tensor<D>) =>
      encode<Lead<D, X>>(params, examples('encode', x)),
    decode: <D extends Shape>(params: Variables, z: Tensor<D>) =>
      decode<Lead<D, Z>>(params, examplesOf<D, Z>('decode', z, p.in)),
    klPerUnit: <D extends Shape>(params: Variables, x: Tensor<D>) =>
      typed(
        klOfElements(asMember<F, Lead<D, X>, Z>(encode<Lead<D, X>>(params, examples('klPerUnit', x))), pz),
      ),
    elbo:
      (options) =>
      <D extends Shape>(params: Variables, x: Tensor<D>) => {
        type B = Lead<D, X>
        const data = examples('elbo', x)
        return elboOf(options)<B>(encode<B>(params, data), (z) => decode<[number, ...B]>(params, z), data)
      },
    importanceWeighted:
      <const K extends number>(samples: K) =>
      <D extends Shape>(params: Variables, x: Tensor<D>) => {
        type B = Lead<D, X>
        const data = examples('importanceWeighted', x)
        const likelihood = (z: Tensor<[K, ...B, ...Z]>) => decode<[K, ...B]>(params, z)
        return importanceWeighted(samples)<B, Z, X>(encode<B>(params, data), pz, likelihood, data)
      },
    logWeights:
      <const K extends number>(samples: K) =>
      <D extends Shape>(params: Variables, x: Tensor<D>) => {
        type B = Lead<D, X>
        const data = examples('logWeights', x)
        const likelihood = (z: Tensor<[K, ...B, ...Z]>) => decode<[K, ...B]>(params, z)
        return logWeights(samples)<B, Z, X>(encode<B>(params, data), pz, likelihood, data)
      },
    sample:
      <const N extends number>(count: N) =>
      (params) =>
      (key) =>
        decode<[N]>(params, latents(pz, count)(key)).mean(),
    reconstruct: <D extends Shape>(params: Variables, x: Tensor<D>) => {
      type B = Lead<D, X>
      return typed(expression(decode<B>(params, encode<B>(params, examples('reconstruct', x)).mean()).mean()))
    },
    training: trainingOf<X, F, Z, P, S, G, Q, T, Extract<R, ScalarFamily>>(q, p, pz),
    prior: pz,
  }
}

/** The divergence of each element of an event from that of a prior. */
const klOfElements = <F extends ScalarFamily, B extends Shape, Z extends Shape, R extends ScalarFamily>(
  q: Member<F, B, Z>,
  prior: Member<R, [], Z>,
): Expression => {
  const each = asMember<F, [...B, ...Z], []>(Independent.elements(q))
  const from = asMember<R, [...Z], []>(Independent.elements<R, [], Z>(prior))
  return expression(klOf<[...B, ...Z], [], [...Z], []>(each, from))
}

/** So many draws from a prior. */
const latents =
  <Z extends Shape, const N extends number>(prior: Distribution<[], Z>, count: N) =>
  (key: Key): Tensor<[N, ...Z]> =>
    prior.expand(count).sample(key)
