/**
 * The step that is timed: a VAE 784-400-20-400-784, relu, Bernoulli likelihood, batch of 128, Adam 1e-3. Sizes, first
 * weights and data, for whoever computes it.
 */
export const BATCH = 128
export const PIXELS = 784
export const HIDDEN = 400
export const LATENT = 20
export const RATE = 1e-3
export const EPSILON = 1e-8

/** Numbers in [0, 1) from a xorshift generator. */
const uniforms = (seed) => {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

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
      const limit = Math.sqrt(6 / (from + to))
      const values = Float32Array.from({ length: from * to }, () => limit * (2 * next() - 1))
      return [
        name,
        { kernel: { values, shape: [from, to] }, bias: { values: new Float32Array(to), shape: [to] } },
      ]
    }),
  )
}

/** A batch of random zeros and ones. */
export const syntheticBatch = () => {
  const next = uniforms(2)
  return Float32Array.from({ length: BATCH * PIXELS }, () => (next() > 0.5 ? 1 : 0))
}

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
