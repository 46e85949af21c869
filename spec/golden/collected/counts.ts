/** Numbers of trainable parameters: nets that others published, layer by layer. */
import { function as F } from 'fp-ts'
import {
  batchNorm,
  concatBranches,
  conv2d,
  convTranspose2d,
  dense,
  flatten,
  input,
  type Layer,
  leakyRelu,
  maxPool2d,
  type Params,
  relu,
  reshape,
  sigmoid,
  tanh,
} from '../../../src/layer/index.js'
import { key } from '../../../src/random/index.js'
import type { Shape } from '../../../src/shape/index.js'
import { zeros } from '../../../src/tensor/index.js'
import { count } from '../../../src/tree/index.js'
import { flat } from '../collection.js'
import type { Chapter, Compute } from './compare.js'

const sized = <I extends Shape, O extends Shape, P extends Params, S extends Params>(
  layer: Layer<I, O, P, S>,
): number => count(layer.init(key(0)))

const counted =
  (nets: () => readonly number[]): Compute =>
  async ({ value }) => ({ got: nets(), expected: flat(value) })

const same = { kernel: 3, padding: 'same' } as const
const halving = { ...same, stride: 2 } as const
const doubling = { kernel: 3, stride: 2 } as const

const encoder = () =>
  F.pipe(
    input(28, 28, 1),
    conv2d(32, halving),
    relu,
    conv2d(64, halving),
    relu,
    flatten,
    dense(16),
    relu,
    concatBranches(dense(2), dense(2)),
  )

/** An encoder to 16 channels, 64 codes of 16 numbers, and a decoder. */
const quantised = (): number => {
  const down = F.pipe(
    input(28, 28, 1),
    conv2d(32, halving),
    relu,
    conv2d(64, halving),
    relu,
    conv2d(16, { kernel: 1 }),
  )
  const up = F.pipe(
    input(7, 7, 16),
    convTranspose2d(64, doubling),
    relu,
    convTranspose2d(32, doubling),
    relu,
    convTranspose2d(1, { kernel: 3 }),
  )
  return sized(down) + count({ codes: zeros(64, 16) }) + sized(up)
}

const denoising = () =>
  F.pipe(
    input(28, 28, 1),
    conv2d(32, same),
    relu,
    maxPool2d({ size: 2 }),
    conv2d(32, same),
    relu,
    maxPool2d({ size: 2 }),
    convTranspose2d(32, doubling),
    relu,
    convTranspose2d(32, doubling),
    relu,
    conv2d(1, same),
    sigmoid,
  )

/** Five halvings of 64 × 64 pixels with a batch norm each, as many doublings, and one more convolution of either kind. */
const vanilla = (): number => {
  const down = F.pipe(
    F.pipe(
      input(64, 64, 3),
      conv2d(32, halving),
      batchNorm,
      leakyRelu(0.01),
      conv2d(64, halving),
      batchNorm,
      leakyRelu(0.01),
      conv2d(128, halving),
      batchNorm,
      leakyRelu(0.01),
    ),
    conv2d(256, halving),
    batchNorm,
    leakyRelu(0.01),
    conv2d(512, halving),
    batchNorm,
    leakyRelu(0.01),
    flatten,
    concatBranches(dense(128), dense(128)),
  )
  const up = F.pipe(
    F.pipe(
      input(128),
      dense(2048),
      reshape(2, 2, 512),
      convTranspose2d(256, doubling),
      batchNorm,
      leakyRelu(0.01),
      convTranspose2d(128, doubling),
      batchNorm,
      leakyRelu(0.01),
    ),
    convTranspose2d(64, doubling),
    batchNorm,
    leakyRelu(0.01),
    convTranspose2d(32, doubling),
    batchNorm,
    leakyRelu(0.01),
    convTranspose2d(32, doubling),
    batchNorm,
    leakyRelu(0.01),
    conv2d(3, same),
    tanh,
  )
  return sized(down) + sized(up)
}

const fashion = (): readonly number[] => [
  sized(F.pipe(input(784), dense(512), relu, concatBranches(dense(2), dense(2)))),
  sized(F.pipe(input(2), dense(512), relu, dense(784), sigmoid)),
]

export const computedCounts: Chapter = {
  'Keras conv VAE encoder: conv32/3s2 same, conv64/3s2 same, flatten, dense16, 2x dense2': counted(() => [
    sized(encoder()),
  ]),
  'Keras VQ-VAE (latent16,K=64): encoder 19856, vq 1024, decoder 28033': counted(() => [quantised()]),
  'Keras conv denoising AE': counted(() => [sized(denoising())]),
  'AntixK VanillaVAE(3,128) trainable parameter count (conv+BN affine; BN running stats excluded)': counted(
    () => [vanilla()],
  ),
  'tfjs fashion-mnist-vae encoder,decoder (784-512-2 / 2-512-784)': counted(fashion),
}
