/** How many latent units a posterior uses: those whose mean depends on the data. */
import type { Dim, Shape } from '../shape/index.js'
import type { AnyTensor, Tensor } from '../tensor/index.js'
import { momentsPerUnit } from './latent-units.js'
import type { Batched, Examples } from './minibatches.js'

/**
 * A model whose posterior has a mean for each example: any `vae` is one.
 * @shape examples X, latents Z, parameters P
 * @category metric
 * @since 0.1.0
 */
export interface Encodes<P, X extends Shape> {
  /** The sizes of one example. */
  readonly example: X | readonly number[]
  /** The posterior of each example. */
  readonly encode: <B extends Dim>(
    params: P,
    x: Tensor<[B, ...X]>,
  ) => {
    /** Its mean. */
    readonly mean: () => AnyTensor
  }
}

/**
 * The variance of the posterior's mean over a set of examples, for each latent unit.
 * @shape N examples → as many numbers as the latent has units
 * @math Var_x E[z|x], over N
 * @unit latent, squared
 * @failure RangeError for a batch that is no whole number of at least 1, and for no examples
 * @source Burda, Grosse and Salakhutdinov: Importance weighted autoencoders (2016), section 5.2
 * @category metric
 * @since 0.1.0
 */
export const unitVariances =
  (options: Batched = {}) =>
  async <P, X extends Shape>(model: Encodes<P, X>, params: P, data: Examples): Promise<readonly number[]> => {
    const means = (x: Tensor<[number, ...X]>): AnyTensor => model.encode<number>(params, x).mean()
    return (await momentsPerUnit('unitVariances', means, model.example, data, options)).variance
  }

/**
 * How many latent units are active: the mean of their posterior varies over a set of examples by more than the
 * threshold.
 * @math #{u : Var_x E[z_u|x] > threshold}
 * @unit latent units
 * @failure RangeError for a batch that is no whole number of at least 1, and for no examples
 * @source Burda, Grosse and Salakhutdinov (2016), section 5.2, where the threshold is 0.01
 * @category metric
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { activeUnits, bernoulliOutput, Gaussian, gaussianHead, key, use, vae } from 'reparam'
 * import { dense, input } from 'reparam/layer'
 * await use('cpu')()
 * const encoder = F.pipe(input(4), gaussianHead(2))
 * const model = vae(encoder, F.pipe(input(2), dense(4), bernoulliOutput), Gaussian.standard(2))
 * const data = { images: Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0), count: 2 }
 * console.assert((await activeUnits()(model, model.init(key(0)), data)) === 0)
 */
export const activeUnits =
  ({ threshold = 0.01, ...options }: Batched & { readonly threshold?: number } = {}) =>
  async <P, X extends Shape>(model: Encodes<P, X>, params: P, data: Examples): Promise<number> =>
    (await unitVariances(options)(model, params, data)).filter((v) => v > threshold).length
