/** Posterior collapse: latent units that the encoder has given up. */
import type { Dim, Shape } from '../shape/index.js'
import type { AnyTensor, Tensor } from '../tensor/index.js'
import { momentsPerUnit } from './latent-units.js'
import type { Batched, Examples } from './minibatches.js'

/**
 * A model that gives the divergence of its posterior from its prior unit by unit: any `vae` is one.
 * @shape examples X, latents Z, parameters P
 * @category metric
 * @since 0.1.0
 */
export interface Diverges<P, X extends Shape> {
  /** The sizes of one example. */
  readonly example: X | readonly number[]
  /** The divergence from the prior of each latent unit, in nats. */
  readonly klPerUnit: <B extends Dim>(params: P, x: Tensor<[B, ...X]>) => AnyTensor
}

/**
 * What a posterior tells of the data.
 * @category metric
 * @since 0.1.0
 */
export interface Collapse {
  /** The divergence from the prior of each latent unit, in nats per example. */
  readonly perUnit: readonly number[]
  /** Their sum: the divergence of the whole posterior, in nats per example. */
  readonly kl: number
  /** How many units are collapsed: their divergence is below the threshold. */
  readonly units: number
  /** Whether at least half of the units are. */
  readonly collapsed: boolean
}

/**
 * How much of the latent a posterior has given up: a unit is collapsed when its divergence from the prior, in the
 * mean over a set of examples, is below the threshold, and a posterior when at least half of its units are.
 * @math KL_u = 1/N Σ_x KL(q(z_u|x)‖p(z_u))
 * @unit nats per example
 * @failure RangeError for a batch that is no whole number of at least 1, and for no examples
 * @source Lucas, Tucker, Grosse and Norouzi: Don't blame the ELBO (2019), definition 1, with the mean over x
 * @category metric
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { bernoulliOutput, collapse, Gaussian, gaussianHead, key, use, vae } from 'reparam'
 * import { dense, input } from 'reparam/layer'
 * await use('cpu')()
 * const encoder = F.pipe(input(4), gaussianHead(2))
 * const model = vae(encoder, F.pipe(input(2), dense(4), bernoulliOutput), Gaussian.standard(2))
 * const dark = { images: new Float32Array(8), count: 2 }
 * console.assert((await collapse()(model, model.init(key(0)), dark)).units === 2)
 */
export const collapse =
  ({ threshold = 0.01, ...options }: Batched & { readonly threshold?: number } = {}) =>
  async <P, X extends Shape>(model: Diverges<P, X>, params: P, data: Examples): Promise<Collapse> => {
    const divergences = (x: Tensor<[number, ...X]>): AnyTensor => model.klPerUnit<number>(params, x)
    const { mean: perUnit } = await momentsPerUnit('collapse', divergences, model.example, data, options)
    const units = perUnit.filter((nats) => nats < threshold).length
    const kl = perUnit.reduce((total, nats) => total + nats, 0)
    return { perUnit, kl, units, collapsed: 2 * units >= perUnit.length }
  }
