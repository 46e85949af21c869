/**
 * The step that is timed: a VAE 784-400-20-400-784, relu, Bernoulli likelihood, batch of 128, Adam 1e-3. Sizes, first
 * weights and data, for whoever computes it.
 */
import { glorot, randomBits, uniforms } from './numbers.mjs'

export const BATCH = 128
export const PIXELS = 784
export const HIDDEN = 400
export const LATENT = 20
export const RATE = 1e-3
export const EPSILON = 1e-8

/** Kernels and biases by layer; `loc` and `spread` are the heads of the encoder, the spread being log σ². */
const layers = {
  encoder: [PIXELS, HIDDEN],
  loc: [HIDDEN, LATENT],
  spread: [HIDDEN, LATENT],
  decoder: [LATENT, HIDDEN],
  logits: [HIDDEN, PIXELS],
}

/** First weights by layer: Glorot's uniform kernels, biases of zero. */
export const firstWeights = () => {
  const next = uniforms(1)
  return Object.fromEntries(
    Object.entries(layers).map(([name, [from, to]]) => {
      const bias = { values: new Float32Array(to), shape: [to] }
      return [name, { kernel: glorot(next, [from, to], from + to), bias }]
    }),
  )
}

/** A batch of random zeros and ones. */
export const syntheticBatch = () => randomBits(BATCH * PIXELS)

/**
 * The matrix products of one step, forward and backward: [M, K] times [K, N], and how many there are of each. The
 * gradient of the data is not needed.
 */
export const products = [
  { m: BATCH, k: PIXELS, n: HIDDEN, count: 1 }, // encoder
  { m: BATCH, k: HIDDEN, n: LATENT, count: 2 }, // heads
  { m: BATCH, k: LATENT, n: HIDDEN, count: 1 }, // decoder
  { m: BATCH, k: HIDDEN, n: PIXELS, count: 1 }, // logits
  { m: PIXELS, k: BATCH, n: HIDDEN, count: 1 }, // gradient of the encoder's kernel
  { m: HIDDEN, k: BATCH, n: LATENT, count: 2 }, // of the heads' kernels
  { m: BATCH, k: LATENT, n: HIDDEN, count: 2 }, // of what goes into the heads
  { m: LATENT, k: BATCH, n: HIDDEN, count: 1 }, // of the decoder's kernel
  { m: BATCH, k: HIDDEN, n: LATENT, count: 1 }, // of the latents
  { m: HIDDEN, k: BATCH, n: PIXELS, count: 1 }, // of the logits' kernel
  { m: BATCH, k: PIXELS, n: HIDDEN, count: 1 }, // of what goes into the logits
]
