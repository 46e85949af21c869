/**
 * The convolutional step that is timed: a VAE of 28 × 28 × 1 with two convolutions of stride 2, 32 and 64 filters of
 * 4 × 4, 16 latent units, and two transposed convolutions; relu, Bernoulli likelihood, batch of 64, Adam 1e-3.
 */
import { glorot, randomBits, uniforms } from '../numbers.mjs'

export const BATCH = 64
export const SIDE = 28
export const LATENT = 16
export const RATE = 1e-3
export const EPSILON = 1e-8
/** Height, width and channels between the dense layers and the convolutions. */
export const SMALL = [7, 7, 64]
const FLAT = 7 * 7 * 64

/** Kernel and number of biases by layer; those of transposed convolutions have the filters before the channels. */
const layers = {
  first: { kernel: [4, 4, 1, 32], bias: 32 },
  second: { kernel: [4, 4, 32, 64], bias: 64 },
  loc: { kernel: [FLAT, LATENT], bias: LATENT },
  spread: { kernel: [FLAT, LATENT], bias: LATENT },
  decoder: { kernel: [LATENT, FLAT], bias: FLAT },
  third: { kernel: [4, 4, 32, 64], bias: 32 },
  fourth: { kernel: [4, 4, 1, 32], bias: 1 },
}

/** First weights by layer: Glorot's uniform kernels, biases of zero. */
export const firstWeights = () => {
  const next = uniforms(1)
  return Object.fromEntries(
    Object.entries(layers).map(([name, { kernel, bias }]) => {
      const [area, [from, to]] = [kernel.slice(0, -2).reduce((a, b) => a * b, 1), kernel.slice(-2)]
      return [
        name,
        {
          kernel: glorot(next, kernel, area * (from + to)),
          bias: { values: new Float32Array(bias), shape: [bias] },
        },
      ]
    }),
  )
}

/** A batch of random zeros and ones. */
export const syntheticBatch = () => randomBits(BATCH * SIDE * SIDE)

/**
 * The convolutions of one step, each as one that runs forwards, and how often: also with respect to its input (but for
 * the first layer's) and to its kernel, which takes as many products. A transposed convolution is the convolution that
 * it undoes.
 */
export const convolutions = [
  { x: [BATCH, 28, 28, 1], kernel: [4, 4, 1, 32], count: 2 },
  { x: [BATCH, 14, 14, 32], kernel: [4, 4, 32, 64], count: 3 },
  { x: [BATCH, 14, 14, 32], kernel: [4, 4, 32, 64], count: 3 },
  { x: [BATCH, 28, 28, 1], kernel: [4, 4, 1, 32], count: 3 },
]

/** The matrix products of one step: [M, K] times [K, N], and how many there are of each. */
export const products = [
  { m: BATCH, k: FLAT, n: LATENT, count: 3 }, // heads, and what goes into the decoder
  { m: BATCH, k: LATENT, n: FLAT, count: 3 }, // decoder, and what goes into the heads
  { m: FLAT, k: BATCH, n: LATENT, count: 2 }, // gradients of the heads' kernels
  { m: LATENT, k: BATCH, n: FLAT, count: 1 }, // of the decoder's kernel
]
