/** The evidence lower bound of a whole set, with its two terms. */
import { type Bound, meanBatch } from '../objective/index.js'
import { fold } from '../random/index.js'
import { compile, read, release } from '../run/index.js'
import type { Dim, Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import type { Tree } from '../tree/index.js'
import { type Batched, type Examples, minibatches } from './minibatches.js'

/**
 * A model with an evidence lower bound.
 * @category metric
 * @since 0.1.0
 */
export interface Bounded<P, X extends Shape> {
  /** The sizes of one example. */
  readonly example: X | readonly number[]
  /** The bound of each example in nats, with its terms. */
  readonly elbo: (options?: {
    readonly samples?: number
    readonly beta?: number
  }) => <B extends Dim>(params: P, x: Tensor<[B, ...X]>) => (key: Key) => Bound<[B]>
}

/**
 * The means over a set of the bound and its terms.
 * @unit nats per example
 * @category metric
 * @since 0.1.0
 */
export interface MeanBound {
  readonly elbo: number
  readonly reconstruction: number
  readonly kl: number
}

/**
 * The means of a bound over a set, for parameters that change: compiled once, until it is released.
 * @category metric
 * @since 0.1.0
 */
export interface BoundMeter<P> {
  /** The means over the set at these parameters; the key decides the samples. */
  readonly of: (params: P) => (key: Key) => Promise<MeanBound>
  /** Frees what the compiled bound holds. */
  readonly release: () => void
}

/**
 * A meter of the evidence lower bound over a set, minibatch by minibatch: training and validation read the same one.
 * @unit nats per example
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013), equation 10
 * @category metric
 * @since 0.1.0
 */
export const meanBound =
  ({
    samples = 1,
    beta = 1,
    ...options
  }: Batched & { readonly samples?: number; readonly beta?: number } = {}) =>
  <P extends Tree, X extends Shape>(model: Bounded<P, X>, data: Examples): BoundMeter<P> => {
    const { batch = 100 } = options
    const means = compile((params: P, x: Tensor<[number, ...X]>, key: Key) => {
      const { elbo, reconstruction, kl } = model.elbo({ samples, beta })<number>(params, x)(key)
      return { elbo: meanBatch(elbo), reconstruction: meanBatch(reconstruction), kl: meanBatch(kl) }
    })
    return {
      of: (params) => async (key) => {
        const total = { elbo: 0, reconstruction: 0, kl: 0 }
        let i = 0
        for (const x of minibatches<X>('meanBound', data, model.example, batch)) {
          const found = means(params, x, fold(i)(key))
          const share = Math.min(batch, data.count - i * batch) / data.count
          try {
            for (const name of ['elbo', 'reconstruction', 'kl'] as const)
              total[name] += share * ((await read(found[name]))[0] ?? Number.NaN)
          } finally {
            release(found)
          }
          i += 1
        }
        return total
      },
      release: means.release,
    }
  }
