/** A model in training: its layers draw from a key, and their running statistics move on. */
import { asMember, type Families, type Family, klOf, type Member } from '../distribution/index.js'
import type { Params } from '../layer/index.js'
import { statisticsArgument } from '../layer/layer.js'
import { type Bound, elbo, importanceWeighted, type Terms } from '../objective/index.js'
import { split } from '../random/index.js'
import type { DataGuard, Lead, Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import type { Conditional } from './conditional.js'
import { byLead, examplesOf } from './fitting.js'
import type { VaeParams, VaeStatistics, VaeStatisticsArgument } from './variables.js'

/**
 * The bounds of a model in training.
 * @category model
 * @since 0.1.0
 */
export interface Training<
  X extends Shape,
  P extends Params,
  Q extends Params,
  S extends Params,
  T extends Params,
> {
  /** The running statistics before training. */
  readonly statistics: VaeStatistics<S, T>
  /** The evidence lower bound in nats per example, with its two terms, and the next statistics. */
  readonly elbo: <const L extends number = 1>(
    options?: Terms & { readonly samples?: L },
  ) => <D extends Shape>(
    params: VaeParams<P, Q>,
    x: Tensor<D> & DataGuard<'elbo', D, X>,
    ...statistics: VaeStatisticsArgument<S, T>
  ) => (key: Key) => Bound<Lead<D, X>> & { readonly statistics: VaeStatistics<S, T> }
  /** The importance-weighted bound of K samples in nats per example, and the next statistics. */
  readonly importanceWeighted: <const K extends number>(
    samples: K,
  ) => <D extends Shape>(
    params: VaeParams<P, Q>,
    x: Tensor<D> & DataGuard<'importanceWeighted', D, X>,
    ...statistics: VaeStatisticsArgument<S, T>
  ) => (key: Key) => { readonly bound: Tensor<Lead<D, X>>; readonly statistics: VaeStatistics<S, T> }
}

/** One pass through both halves in training: each is run once, and its next statistics are kept. */
const inTraining =
  <
    X extends Shape,
    F extends Family,
    Z extends Shape,
    P extends Params,
    S extends Params,
    G extends Family,
    Q extends Params,
    T extends Params,
  >(
    q: Conditional<X, F, Z, P, S>,
    p: Conditional<Z, G, X, Q, T>,
  ) =>
  (params: VaeParams<P, Q>, given: VaeStatistics<S, T>, key: Key) => {
    const [forEncoder, forDecoder] = split(2)(key)
    let next = given
    return {
      encode: <B extends Shape>(x: Tensor<[...B, ...X]>): Families<B, Z>[F] => {
        const { value, statistics } = byLead(q).train<B>(
          params.encoder,
          x,
          ...statisticsArgument(given.encoder),
        )(forEncoder)
        next = { ...next, encoder: statistics }
        return value
      },
      decode: <B extends Shape>(z: Tensor<[...B, ...Z]>): Families<B, X>[G] => {
        const { value, statistics } = byLead(p).train<B>(
          params.decoder,
          z,
          ...statisticsArgument(given.decoder),
        )(forDecoder)
        next = { ...next, decoder: statistics }
        return value
      },
      statistics: () => next,
    }
  }

/** The evidence lower bound of a posterior and a likelihood against a prior. */
export const elboFor =
  <X extends Shape, F extends Family, Z extends Shape, G extends Family, R extends Family>(
    prior: Member<R, [], Z>,
  ) =>
  ({ samples = 1, ...terms }: Terms & { readonly samples?: number } = {}) =>
  <B extends Shape>(
    posterior: Families<B, Z>[F],
    likelihood: (z: Tensor<[number, ...B, ...Z]>) => Families<[number, ...B], X>[G],
    x: Tensor<[...B, ...X]>,
  ): ((key: Key) => Bound<B>) =>
    elbo<number>({ samples, ...terms })<B, Z, X>(
      posterior,
      () => klOf<B, Z, [], Z>(asMember<F, B, Z>(posterior), prior),
      likelihood,
      x,
    )

/** The bounds in training of an encoder, a decoder and a prior that fit together. */
export const trainingOf = <
  X extends Shape,
  F extends Family,
  Z extends Shape,
  P extends Params,
  S extends Params,
  G extends Family,
  Q extends Params,
  T extends Params,
  R extends Family,
>(
  q: Conditional<X, F, Z, P, S>,
  p: Conditional<Z, G, X, Q, T>,
  prior: Member<R, [], Z>,
): Training<X, P, Q, S, T> => {
  const first: VaeStatistics<S, T> = { encoder: q.statistics, decoder: p.statistics }
  const run = inTraining<X, F, Z, P, S, G, Q, T>(q, p)
  return {
    statistics: first,
    elbo:
      (options) =>
      <D extends Shape>(params: VaeParams<P, Q>, x: Tensor<D>, ...[given]: VaeStatisticsArgument<S, T>) =>
      (key: Key) => {
        type B = Lead<D, X>
        const [forLayers, draws] = split(2)(key)
        const data = examplesOf<D, X>('elbo', x, q.in)
        const pass = run(params, given ?? first, forLayers)
        const likelihood = (z: Tensor<[number, ...B, ...Z]>) => pass.decode<[number, ...B]>(z)
        const ofPosterior = elboFor<X, F, Z, G, R>(prior)(options)<B>
        const bound = ofPosterior(pass.encode<B>(data), likelihood, data)(draws)
        return { ...bound, statistics: pass.statistics() }
      },
    importanceWeighted:
      <const K extends number>(samples: K) =>
      <D extends Shape>(params: VaeParams<P, Q>, x: Tensor<D>, ...[given]: VaeStatisticsArgument<S, T>) =>
      (key: Key) => {
        type B = Lead<D, X>
        const [forLayers, draws] = split(2)(key)
        const data = examplesOf<D, X>('importanceWeighted', x, q.in)
        const pass = run(params, given ?? first, forLayers)
        const likelihood = (z: Tensor<[K, ...B, ...Z]>) => pass.decode<[K, ...B]>(z)
        const ofPosterior = importanceWeighted(samples)<B, Z, X>
        const bound = ofPosterior(pass.encode<B>(data), prior, likelihood, data)(draws)
        return { bound, statistics: pass.statistics() }
      },
  }
}
