/** The variational autoencoder: an encoder, a decoder, a prior. */
import {
  asElementwise,
  type Distribution,
  type Elementwise,
  type Families,
  type Family,
  Independent,
  type KlGuard,
  klOf,
} from '../distribution/index.js'
import type { Params } from '../layer/index.js'
import { type Bound, elbo, importanceWeighted, logWeights } from '../objective/index.js'
import { split } from '../random/index.js'
import { type Dim, type Same, type Shape, ShapeError, type Show, show } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Conditional } from './conditional.js'

/**
 * The parameters of a model: the encoder's and the decoder's.
 * @category model
 * @since 0.1.0
 */
export type VaeParams<P extends Params, Q extends Params> = { readonly encoder: P; readonly decoder: Q }

/**
 * The words when a decoder does not fit the encoder's latent, or does not give back its data.
 * @category model
 * @since 0.1.0
 */
export type DecoderGuard<X extends Shape, Z extends Shape, In extends Shape, Out extends Shape> = [
  [Z, In],
] extends [[In, Z]]
  ? Same<X, Out, `vae: the encoder reads ${Show<X>} but the decoder writes ${Show<Out>}`>
  : Same<Z, In, `vae: the encoder's latent is ${Show<Z>} but the decoder takes ${Show<In>}`>

/**
 * The words when the gradient of a bound would not reach the posterior through its samples.
 * @category model
 * @since 0.1.0
 */
export type PosteriorGuard<F extends Family> = [Family] extends [F]
  ? 'vae: the encoder does not end in a distribution; end it with gaussianHead(size) or laplaceHead(size)'
  : Families<[], []>[F]['reparameterised'] extends true
    ? unknown
    : `vae: a ${F} posterior is not reparameterised; no gradient reaches it through its samples`

/**
 * The words when a prior is many distributions rather than one, or has no closed divergence from the posterior.
 * @category model
 * @since 0.1.0
 */
export type PriorGuard<
  F extends Family,
  R extends Family,
  PriorBatch extends Shape,
  Z extends Shape,
  PriorEvent extends Shape,
> = [[PriorBatch]] extends [[[]]]
  ? KlGuard<F, R, [], [], Z, PriorEvent>
  : `vae: the prior is a batch ${Show<PriorBatch>} of distributions; move its axes into one event with Independent.make`

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
> {
  /** The sizes of one example. */
  readonly example: readonly number[]
  /** First parameters. */
  readonly init: (key: Key) => VaeParams<P, Q>
  /** The posterior q(z|x) of each example. */
  readonly encode: <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>) => Families<[B], Z>[F]
  /** The likelihood p(x|z) for latents with any leading axes. */
  readonly decode: <Lead extends Shape>(
    params: VaeParams<P, Q>,
    z: Tensor<[...Lead, ...Z]>,
  ) => Families<Lead, X>[G]
  /** The divergence of the posterior from the prior in nats, unit by unit: its sum is the bound's second term. */
  readonly klPerUnit: <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>) => Tensor<[B, ...Z]>
  /** The evidence lower bound in nats per example, with its two terms. */
  readonly elbo: <const L extends number = 1>(options?: {
    readonly samples?: L
    readonly beta?: number
  }) => <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>) => (key: Key) => Bound<[B]>
  /** The importance-weighted bound of K samples in nats per example. */
  readonly importanceWeighted: <const K extends number>(
    samples: K,
  ) => <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>) => (key: Key) => Tensor<[B]>
  /** The logarithms of K importance weights for each example. */
  readonly logWeights: <const K extends number>(
    samples: K,
  ) => <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>) => (key: Key) => Tensor<[K, B]>
  /** The means of the likelihood at so many draws from the prior: new examples. */
  readonly sample: <const N extends number>(
    count: N,
  ) => (params: VaeParams<P, Q>) => (key: Key) => Tensor<[N, ...X]>
  /** The means of the likelihood at the means of the posterior. */
  readonly reconstruct: <B extends Dim>(params: VaeParams<P, Q>, x: Tensor<[B, ...X]>) => Tensor<[B, ...X]>
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
>(
  encoder: Conditional<X, F, Z, P> & PosteriorGuard<F>,
  decoder: Conditional<In, G, Out, Q> & DecoderGuard<X, Z, In, Out>,
  prior: Elementwise<R, PriorBatch, PriorEvent> & PriorGuard<F, R, PriorBatch, Z, PriorEvent>,
): Vae<X, Z, F, G, P, Q> => {
  const q: Conditional<X, F, Z, P> = encoder
  const p = fitting<In, Out, X, Z, G, Q>(decoder, q)
  const pz = overLatents<R, PriorBatch, PriorEvent, Z>(prior, q.event)
  type Both = VaeParams<P, Q>
  const encode = <B extends Dim>(params: Both, x: Tensor<[B, ...X]>) => q.apply<[B]>(params.encoder, x)
  const decode = <Lead extends Shape>(params: Both, z: Tensor<[...Lead, ...Z]>) =>
    p.apply<Lead>(params.decoder, z)
  return {
    example: q.in,
    init: (key) => {
      const [forEncoder, forDecoder] = split(2)(key)
      return { encoder: q.init(forEncoder), decoder: p.init(forDecoder) }
    },
    encode,
    decode,
    klPerUnit: <B extends Dim>(params: Both, x: Tensor<[B, ...X]>) =>
      klOfElements<F, [B], Z, R>(asElementwise<F, [B], Z>(encode<B>(params, x)), pz),
    elbo:
      <const L extends number = 1>({
        samples,
        beta,
      }: {
        readonly samples?: L
        readonly beta?: number
      } = {}) =>
      <B extends Dim>(params: Both, x: Tensor<[B, ...X]>) => {
        const posterior = encode(params, x)
        return elbo<number>({ samples: samples ?? 1, ...(beta === undefined ? {} : { beta }) })<[B], Z, X>(
          posterior,
          () => klOf<F, [B], Z, R, [], Z>(asElementwise<F, [B], Z>(posterior), pz),
          (z) => decode<[number, B]>(params, z),
          x,
        )
      },
    importanceWeighted:
      <const K extends number>(samples: K) =>
      <B extends Dim>(params: Both, x: Tensor<[B, ...X]>) =>
        importanceWeighted(samples)<[B], Z, X>(encode(params, x), pz, (z) => decode<[K, B]>(params, z), x),
    logWeights:
      <const K extends number>(samples: K) =>
      <B extends Dim>(params: Both, x: Tensor<[B, ...X]>) =>
        logWeights(samples)<[B], Z, X>(encode(params, x), pz, (z) => decode<[K, B]>(params, z), x),
    sample:
      <const N extends number>(count: N) =>
      (params) =>
      (key) =>
        decode<[N]>(params, latents(pz, count)(key)).mean(),
    reconstruct: <B extends Dim>(params: Both, x: Tensor<[B, ...X]>) =>
      decode<[B]>(params, encode(params, x).mean()).mean(),
    prior: pz,
  }
}

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

/** A decoder that the types have found to fit; sizes that were unknown to them are compared here. */
const fitting = <
  In extends Shape,
  Out extends Shape,
  X extends Shape,
  Z extends Shape,
  G extends Family,
  Q extends Params,
>(
  decoder: Conditional<In, G, Out, Q>,
  encoder: { readonly in: readonly number[]; readonly event: readonly number[] },
): Conditional<Z, G, X, Q> => {
  if (decoder.in.join() !== encoder.event.join())
    throw new ShapeError(
      `vae: the encoder's latent is ${show(encoder.event)} but the decoder takes ${show(decoder.in)}`,
    )
  if (decoder.event.join() !== encoder.in.join())
    throw new ShapeError(
      `vae: the encoder reads ${show(encoder.in)} but the decoder writes ${show(decoder.event)}`,
    )
  return decoder as unknown as Conditional<Z, G, X, Q>
}

/** A prior whose event is the latent. */
const overLatents = <R extends Family, B extends Shape, E extends Shape, Z extends Shape>(
  prior: Elementwise<R, B, E>,
  latent: readonly number[],
): Elementwise<R, [], Z> => {
  if (prior.batch.length > 0)
    throw new ShapeError(
      `vae: the prior is a batch ${show(prior.batch)} of distributions; move its axes into one event with Independent.make`,
    )
  if (prior.event.join() !== latent.join())
    throw new ShapeError(
      `vae: the encoder's latent is ${show(latent)} but the prior's event is ${show(prior.event)}`,
    )
  return prior as unknown as Elementwise<R, [], Z>
}
