/** First parameters: random matrices whose spread keeps the variance of signals from layer to layer. */
import { normal, uniform } from '../random/index.js'
import { type Key, scale, shift, type Tensor } from '../tensor/index.js'

/**
 * How a kernel with so many inputs and outputs of each unit is first drawn. A convolution counts the elements of its
 * window times the channels before, and times the filters; a transposed one the same, whatever its stride.
 * @category layer
 * @since 0.1.0
 */
export type Init = (
  fanIn: number,
  fanOut: number,
) => <const S extends number[]>(...shape: S) => (key: Key) => Tensor<S>

/**
 * Uniform in ±√(6 / (in + out)): keeps variance forwards and backwards where activations are nearly linear.
 * @shape → S
 * @source Glorot and Bengio: Understanding the difficulty of training deep feedforward networks (2010), equation 16
 * @category layer
 * @since 0.1.0
 * @example
 * import { key, read, use } from 'reparam'
 * import { glorotUniform } from 'reparam/layer'
 * await use('cpu')()
 * const kernel = await read(glorotUniform(30, 20)(30, 20)(key(0)))
 * console.assert(kernel.every((w) => Math.abs(w) <= Math.sqrt(6 / (30 + 20))))
 */
export const glorotUniform: Init = (fanIn, fanOut) => {
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  return (...shape) =>
    (key) =>
      scale(limit)(shift(-1)(scale(2)(uniform(...shape)(key))))
}

const scaled =
  (variance: (fanIn: number, fanOut: number) => number): Init =>
  (fanIn, fanOut) =>
  (...shape) =>
  (key) =>
    scale(Math.sqrt(variance(fanIn, fanOut)))(normal(...shape)(key))

/**
 * Normal with variance 2 / (in + out).
 * @shape → S
 * @source Glorot and Bengio (2010), equation 12
 * @category layer
 * @since 0.1.0
 * @example
 * import { key, read, use } from 'reparam'
 * import { glorotNormal } from 'reparam/layer'
 * await use('cpu')()
 * const kernel = await read(glorotNormal(30, 20)(30, 20)(key(0)))
 * const variance = [...kernel].reduce((sum, w) => sum + w * w, 0) / kernel.length
 * console.assert(Math.abs(variance / (0.04) - 1) < 5 * Math.sqrt(2 / 600))
 */
export const glorotNormal: Init = scaled((fanIn, fanOut) => 2 / (fanIn + fanOut))

/**
 * Normal with variance 2 / in: for relu, which halves the variance.
 * @shape → S
 * @source He et al.: Delving deep into rectifiers (2015), equation 10
 * @category layer
 * @since 0.1.0
 * @example
 * import { key, read, use } from 'reparam'
 * import { heNormal } from 'reparam/layer'
 * await use('cpu')()
 * const kernel = await read(heNormal(30, 20)(30, 20)(key(0)))
 * const variance = [...kernel].reduce((sum, w) => sum + w * w, 0) / kernel.length
 * console.assert(Math.abs(variance / (2 / 30) - 1) < 5 * Math.sqrt(2 / 600))
 */
export const heNormal: Init = scaled((fanIn) => 2 / fanIn)

/**
 * Normal with variance 1 / in.
 * @shape → S
 * @source LeCun et al.: Efficient backprop (1998), section 4.6
 * @category layer
 * @since 0.1.0
 * @example
 * import { key, read, use } from 'reparam'
 * import { lecunNormal } from 'reparam/layer'
 * await use('cpu')()
 * const kernel = await read(lecunNormal(30, 20)(30, 20)(key(0)))
 * const variance = [...kernel].reduce((sum, w) => sum + w * w, 0) / kernel.length
 * console.assert(Math.abs(variance / (1 / 30) - 1) < 5 * Math.sqrt(2 / 600))
 */
export const lecunNormal: Init = scaled((fanIn) => 1 / fanIn)
