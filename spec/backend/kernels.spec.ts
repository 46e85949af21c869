import { function as F } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import type { BackendName } from '../../src/backend/index.js'
import { Gaussian } from '../../src/distribution/index.js'
import { conv2d, convTranspose2d, dense, flatten, input, relu, reshape } from '../../src/layer/index.js'
import { bernoulliOutput, gaussianHead, vae } from '../../src/model/index.js'
import { meanBatch } from '../../src/objective/index.js'
import { adam } from '../../src/optimizer/index.js'
import { type Key, key } from '../../src/random/index.js'
import { compile, release } from '../../src/run/index.js'
import { neg, ones, type Tensor } from '../../src/tensor/index.js'
import { begin, step } from '../../src/train/index.js'
import { counting } from './counting.js'

/** What the second training step of a model asks of a backend. */
type Asked = ReturnType<ReturnType<typeof counting>['asked']>

const optimizer = adam({ rate: 1e-3 })

const dense400 = vae(
  F.pipe(input(784), dense(400), relu, gaussianHead(20)),
  F.pipe(input(20), dense(400), relu, dense(784), bernoulliOutput),
  Gaussian.standard(20),
)

const mlp = (name: BackendName): Asked => {
  const { backend, asked } = counting(name)
  const loss = (params: ReturnType<typeof dense400.init>, x: Tensor<[128, 784]>) => (draw: Key) => {
    const { elbo, kl } = dense400.elbo({ samples: 1 })(params, x)(draw)
    return { loss: neg(meanBatch(elbo)), metrics: { kl: meanBatch(kl) } }
  }
  const train = compile(step(optimizer)(loss), backend)
  const x = ones(128, 784)
  const first = train(begin(optimizer)(dense400.init(key(0)), key(1)), x)
  const before = asked().live
  const second = train(first.state, x)
  release([first.state, first.loss, first.metrics])
  const after = asked()
  expect(after.live).toBe(before)
  release([second.state, second.loss, second.metrics])
  return after
}

const by2 = { kernel: 3, stride: 2 } as const

const convolutional = vae(
  F.pipe(
    input(28, 28, 1),
    conv2d(32, by2),
    relu,
    conv2d(64, by2),
    relu,
    flatten,
    dense(16),
    relu,
    gaussianHead(2),
  ),
  F.pipe(
    input(2),
    dense(3136),
    relu,
    reshape(7, 7, 64),
    convTranspose2d(64, by2),
    relu,
    convTranspose2d(32, by2),
    relu,
    convTranspose2d(1, { kernel: 3 }),
    bernoulliOutput,
  ),
  Gaussian.standard(2),
)

const conv = (name: BackendName): Asked => {
  const { backend, asked } = counting(name)
  const loss = (params: ReturnType<typeof convolutional.init>, x: Tensor<[64, 28, 28, 1]>) => (draw: Key) => {
    const { elbo, kl } = convolutional.elbo({ samples: 1 })(params, x)(draw)
    return { loss: neg(meanBatch(elbo)), metrics: { kl: meanBatch(kl) } }
  }
  const train = compile(step(optimizer)(loss), backend)
  const x = ones(64, 28, 28, 1)
  const first = train(begin(optimizer)(convolutional.init(key(0)), key(1)), x)
  asked()
  train(first.state, x)
  return asked()
}

const count = ({ kernels }: Asked, ...names: readonly string[]): number =>
  kernels.filter((k) => names.includes(k)).length

/** Kernels that only move data, or that a GPU does not need. */
const moving = [
  'Transpose',
  'Tile',
  'Slice',
  'StridedSlice',
  'Concat',
  'PadV2',
  'Select',
  'Cast',
  'Reverse',
  'clearLanes',
]

describe.each(['webgl', 'webgpu'] as const)('a training step on %s', (name) => {
  it('of an MLP VAE launches few kernels, moves nothing, and uploads the batch and the noise alone', () => {
    const asked = mlp(name)
    // five layers: forwards each one product, backwards two but for the first, which has one
    expect(count(asked, 'BatchMatMul')).toBe(14)
    expect(count(asked, ...moving)).toBe(0)
    expect(asked.uploads).toEqual([128 * 784, 128 * 20])
    // of which twelve for each of ten parameters are Adam's, and thirteen bound the log-scale
    expect(asked.kernels.length).toBeLessThanOrEqual(213)
  })

  it('of a convolutional VAE runs each convolution and each of its derivatives by one kernel', () => {
    const asked = conv(name)
    // two convolutions, the first without a derivative by its input; three transposed ones, which change the roles
    expect(count(asked, 'Conv2D')).toBe(2 + 3)
    expect(count(asked, 'Conv2DBackpropInput')).toBe(1 + 3)
    expect(count(asked, 'Conv2DBackpropFilter')).toBe(2 + 3)
    expect(count(asked, ...moving)).toBe(0)
    expect(asked.uploads).toEqual([64 * 784, 64 * 2])
    expect(asked.kernels.length).toBeLessThanOrEqual(343)
  })
})
