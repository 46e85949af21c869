/** The variational autoencoder: an encoder, a decoder, a prior. */
import {
  asElementwise,
  type Distribution,
  type Elementwise,
  type Families,
  type Family,
  Independent,
  klOf,
} from '../distribution/index.js'
import type { Params } from '../layer/index.js'
import { stateArgument } from '../layer/layer.js'
import { type Bound, elbo, importanceWeighted, logWeights } from '../objective/index.js'
import { split } from '../random/index.js'
import type { Dim, Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Conditional } from './conditional.js'
import { type DecoderGuard, fitting, overLatents, type PosteriorGuard, type PriorGuard } from './fitting.js'
import { inTraining, type Training } from './training.js'
import {
  statisticsOf,
  type VaeParams,
  type VaeState,
  type VaeStateArgument,
  type VaeVariables,
} from './variables.js'

/**
 * A variational autoencoder over examples of shape X with latents of shape Z.
 * @category model
 * @since 0.1.0
 */
export interface Vae<
  X extends Shape,
  Z extends Shape,
  F extends Family,
  G extends Family,
  P extends Params,
  Q extends Params,
  S extends Params = [],
  T extends Params = [],
> {
  /** The sizes of one example. */
  readonly example: readonly number[]
  /** First parameters. */
  readonly init: (key: Key) => VaeParams<P, Q>
  /** The posterior q(z|x) of each example. */
  readonly encode: <B extends Dim>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<[B, ...X]>,
  ) => Families<[B], Z>[F]
  /** The likelihood p(x|z) for latents with any leading axes. */
  readonly decode: <Lead extends Shape>(
    params: VaeVariables<P, Q, S, T>,
    z: Tensor<[...Lead, ...Z]>,
  ) => Families<Lead, X>[G]
  /** The divergence of the posterior from the prior in nats, unit by unit: its sum is the bound's second term. */
  readonly klPerUnit: <B extends Dim>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<[B, ...X]>,
  ) => Tensor<[B, ...Z]>
  /** The evidence lower bound in nats per example, with its two terms. */
  readonly elbo: <const L extends number = 1>(options?: {
    readonly samples?: L
    readonly beta?: number
  }) => <B extends Dim>(params: VaeVariables<P, Q, S, T>, x: Tensor<[B, ...X]>) => (key: Key) => Bound<[B]>
  /** The importance-weighted bound of K samples in nats per example. */
  readonly importanceWeighted: <const K extends number>(
    samples: K,
  ) => <B extends Dim>(params: VaeVariables<P, Q, S, T>, x: Tensor<[B, ...X]>) => (key: Key) => Tensor<[B]>
  /** The logarithms of K importance weights for each example. */
  readonly logWeights: <const K extends number>(
    samples: K,
  ) => <B extends Dim>(params: VaeVariables<P, Q, S, T>, x: Tensor<[B, ...X]>) => (key: Key) => Tensor<[K, B]>
  /** The means of the likelihood at so many draws from the prior: new examples. */
  readonly sample: <const N extends number>(
    count: N,
  ) => (params: VaeVariables<P, Q, S, T>) => (key: Key) => Tensor<[N, ...X]>
  /** The means of the likelihood at the means of the posterior. */
  readonly reconstruct: <B extends Dim>(
    params: VaeVariables<P, Q, S, T>,
    x: Tensor<[B, ...X]>,
  ) => Tensor<[B, ...X]>
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
  F extends Family,
  Z extends Shape,
  P extends Params,
  In extends Shape,
  G extends Family,
  Out extends Shape,
  Q extends Params,
  R extends Family,
  PriorBatch extends Shape,
  PriorEvent extends Shape,
  S extends Params,
  T extends Params,
>(
  encoder: Conditional<X, F, Z, P, S> & PosteriorGuard<F>,
  decoder: Conditional<In, G, Out, Q, T> & DecoderGuard<X, Z, In, Out>,
  prior: Elementwise<R, PriorBatch, PriorEvent> & PriorGuard<F, R, PriorBatch, Z, PriorEvent>,
): Vae<X, Z, F, G, P, Q, S, T> => {
  const q: Conditional<X, F, Z, P, S> = encoder
  const p = fitting<In, Out, X, Z, G, Q, T>(decoder, q)
  const pz = overLatents<R, PriorBatch, PriorEvent, Z>(prior, q.event)
  const first: VaeState<S, T> = { encoder: q.state, decoder: p.state }
  type Variables = VaeVariables<P, Q, S, T>
  const encode = <B extends Dim>(params: Variables, x: Tensor<[B, ...X]>) =>
    q.apply<[B]>(params.encoder, x, ...stateArgument(statisticsOf(params, first).encoder))
  const decode = <Lead extends Shape>(params: Variables, z: Tensor<[...Lead, ...Z]>) =>
    p.apply<Lead>(params.decoder, z, ...stateArgument(statisticsOf(params, first).decoder))
  const elboOf = elboFor<X, F, Z, G, R>(pz)
  return {
    example: q.in,
    init: (key) => {
      const [forEncoder, forDecoder] = split(2)(key)
      return { encoder: q.init(forEncoder), decoder: p.init(forDecoder) }
    },
    encode,
    decode,
    klPerUnit: <B extends Dim>(params: Variables, x: Tensor<[B, ...X]>) =>
      klOfElements<F, [B], Z, R>(asElementwise<F, [B], Z>(encode<B>(params, x)), pz),
    elbo:
      (options) =>
      <B extends Dim>(params: Variables, x: Tensor<[B, ...X]>) =>
        elboOf(options)<B>(encode(params, x), (z) => decode<[number, B]>(params, z), x),
    importanceWeighted:
      <const K extends number>(samples: K) =>
      <B extends Dim>(params: Variables, x: Tensor<[B, ...X]>) =>
        importanceWeighted(samples)<[B], Z, X>(encode(params, x), pz, (z) => decode<[K, B]>(params, z), x),
    logWeights:
      <const K extends number>(samples: K) =>
      <B extends Dim>(params: Variables, x: Tensor<[B, ...X]>) =>
        logWeights(samples)<[B], Z, X>(encode(params, x), pz, (z) => decode<[K, B]>(params, z), x),
    sample:
      <const N extends number>(count: N) =>
      (params) =>
      (key) =>
        decode<[N]>(params, latents(pz, count)(key)).mean(),
    reconstruct: <B extends Dim>(params: Variables, x: Tensor<[B, ...X]>) =>
      decode<[B]>(params, encode(params, x).mean()).mean(),
    training: {
      state: first,
      elbo:
        (options) =>
        <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>, ...[given]: VaeStateArgument<S, T>) =>
        (key) => {
          const [forLayers, draws] = split(2)(key)
          const pass = inTraining<X, F, Z, P, S, G, Q, T>(q, p)(params, given ?? first, forLayers)
          const bound = elboOf(options)<B>(pass.encode<B>(x), (z) => pass.decode<[number, B]>(z), x)(draws)
          return { ...bound, state: pass.state() }
        },
      importanceWeighted:
        <const K extends number>(samples: K) =>
        <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>, ...[given]: VaeStateArgument<S, T>) =>
        (key: Key) => {
          const [forLayers, draws] = split(2)(key)
          const pass = inTraining<X, F, Z, P, S, G, Q, T>(q, p)(params, given ?? first, forLayers)
          const bound = importanceWeighted(samples)<[B], Z, X>(
            pass.encode<B>(x),
            pz,
            (z) => pass.decode<[K, B]>(z),
            x,
          )(draws)
          return { bound, state: pass.state() }
        },
    },
    prior: pz,
  }
}

/** The evidence lower bound of a posterior and a likelihood against a prior. */
const elboFor =
  <X extends Shape, F extends Family, Z extends Shape, G extends Family, R extends Family>(
    prior: Elementwise<R, [], Z>,
  ) =>
  ({ samples = 1, beta = 1 }: { readonly samples?: number; readonly beta?: number } = {}) =>
  <B extends Dim>(
    posterior: Families<[B], Z>[F],
    likelihood: (z: Tensor<[number, B, ...Z]>) => Families<[number, B], X>[G],
    x: Tensor<[B, ...X]>,
  ): ((key: Key) => Bound<[B]>) =>
    elbo<number>({ samples, beta })<[B], Z, X>(
      posterior,
      () => klOf<F, [B], Z, R, [], Z>(asElementwise<F, [B], Z>(posterior), prior),
      likelihood,
      x,
    )

/** The divergence of each element of an event from that of a prior. */
const klOfElements = <F extends Family, B extends Shape, Z extends Shape, R extends Family>(
  q: Elementwise<F, B, Z>,
  prior: Elementwise<R, [], Z>,
): Tensor<[...B, ...Z]> => {
  const each = asElementwise<F, [...B, ...Z], []>(Independent.elements(q))
  const from = asElementwise<R, [...Z], []>(Independent.elements<R, [], Z>(prior))
  return typed(expression(klOf<F, [...B, ...Z], [], R, [...Z], []>(each, from)))
}

/** So many draws from a prior. */
const latents =
  <Z extends Shape, const N extends number>(prior: Distribution<[], Z>, count: N) =>
  (key: Key): Tensor<[N, ...Z]> =>
    prior.expand(count).sample(key)
