/** A model in training: its layers draw from a key, and their running statistics move on. */
import type { Families, Family } from '../distribution/index.js'
import type { Params } from '../layer/index.js'
import { stateArgument } from '../layer/layer.js'
import type { Bound } from '../objective/index.js'
import { split } from '../random/index.js'
import type { Dim, Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import type { Conditional } from './conditional.js'
import type { VaeParams, VaeState, VaeStateArgument } from './variables.js'

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
  readonly state: VaeState<S, T>
  /** The evidence lower bound in nats per example, with its two terms, and the next statistics. */
  readonly elbo: <const L extends number = 1>(options?: {
    readonly samples?: L
    readonly beta?: number
  }) => <B extends Dim>(
    params: VaeParams<P, Q>,
    x: Tensor<[B, ...X]>,
    ...state: VaeStateArgument<S, T>
  ) => (key: Key) => Bound<[B]> & { readonly state: VaeState<S, T> }
  /** The importance-weighted bound of K samples in nats per example, and the next statistics. */
  readonly importanceWeighted: <const K extends number>(
    samples: K,
  ) => <B extends Dim>(
    params: VaeParams<P, Q>,
    x: Tensor<[B, ...X]>,
    ...state: VaeStateArgument<S, T>
  ) => (key: Key) => { readonly bound: Tensor<[B]>; readonly state: VaeState<S, T> }
}

/** One pass through both halves in training: each is run once, and its next statistics are kept. */
export const inTraining =
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
  (params: VaeParams<P, Q>, given: VaeState<S, T>, key: Key) => {
    const [forEncoder, forDecoder] = split(2)(key)
    let next = given
    return {
      encode: <B extends Dim>(x: Tensor<[B, ...X]>): Families<[B], Z>[F] => {
        const { value, state } = q.train<[B]>(params.encoder, x, ...stateArgument(given.encoder))(forEncoder)
        next = { ...next, encoder: state }
        return value
      },
      decode: <Lead extends Shape>(z: Tensor<[...Lead, ...Z]>): Families<Lead, X>[G] => {
        const { value, state } = p.train<Lead>(params.decoder, z, ...stateArgument(given.decoder))(forDecoder)
        next = { ...next, decoder: state }
        return value
      },
      state: () => next,
    }
  }
