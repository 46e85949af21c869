import { describe, expect, test } from 'vitest'
import { hovers } from './hover.js'

const text = `import { function as F } from 'fp-ts'
import { add, bernoulliOutput, type Dim, Gaussian, gaussianHead, key, kl, matmul, mean, ones, reshape, type Tensor, vae, zeros } from '../../src/index.js'
import { batchNorm, concatBranches, conv2d, convTranspose2d, dense, dropout, flatten, globalAvgPool2d, groupNorm, identity, input, layerNorm, maxPool2d, relu, reshape as shaped, residual, skip, upsample2d } from '../../src/layer/index.js'

const product = matmul(zeros(32, 784), zeros(784, 400))
const biased = add(product, zeros(400))
const averaged = mean(-1)(biased)
const images = reshape(-1, 28, 28)(zeros(32, 784))
const affine = <B extends Dim>(x: Tensor<[B, 784]>) => add(matmul(x, zeros(784, 400)), zeros(400))
const net = F.pipe(input(28, 28, 1), flatten, dense(400), relu, dense(10))
const logits = net.apply(net.init(key(0)), zeros(32, 28, 28, 1))
const encoder = F.pipe(input(784), dense(400), relu, gaussianHead(20))
const decoder = F.pipe(input(20), dense(784), bernoulliOutput)
const model = vae(encoder, decoder, Gaussian.standard(20))
const q = encoder.apply(encoder.init(key(0)), zeros(32, 784))
const nats = kl(q, Gaussian.standard(20))
const terms = model.elbo()(model.init(key(0)), zeros(32, 784))(key(1))
const down = F.pipe(input(28, 28, 1), conv2d(32, { kernel: 3, stride: 2 }), relu, conv2d(64, { kernel: 3, stride: 2 }), relu)
const up = F.pipe(input(20), dense(3136), shaped(7, 7, 64), convTranspose2d(32, { kernel: 3, stride: 2 }), relu, convTranspose2d(1, { kernel: 3, stride: 2 }))
const small = F.pipe(input(28, 28, 1), conv2d(32, { kernel: 3, stride: 2 }))
const smallParams = small.init(key(0))
const inBatch = <B extends Dim>(x: Tensor<[B, 28, 28, 1]>) => small.apply(smallParams, x)
const inSamples = small.apply(smallParams, zeros(5, 32, 28, 28, 1))
const normed = F.pipe(input(784), dense(400), batchNorm, dropout(0.5), relu)
const trained = normed.train(normed.init(key(0)), zeros(32, 784), normed.statistics)(key(1))
const pooled = F.pipe(input(28, 28, 3), maxPool2d({ size: 2 }), upsample2d(3), groupNorm(3), globalAvgPool2d, layerNorm)
const branched = F.pipe(input(8, 8, 3), residual(F.flow(conv2d(3, { kernel: 3 }), batchNorm)), concatBranches(identity, conv2d(5, { kernel: 1 })))
const unet = F.pipe(input(8, 8, 2), skip((l) => F.pipe(l, conv2d(4, { kernel: 3, stride: 2 }), relu, convTranspose2d(6, { kernel: 3, stride: 2 }))))
const convolved = <const C extends number>(filters: C) => F.flow(conv2d(filters, { kernel: 3 }), batchNorm, relu)
const block = convolved(8)
const shrinking = F.flow(conv2d(8, { kernel: 3, stride: 2 }), relu)
const convModel = vae(F.pipe(down, flatten, gaussianHead(20)), F.pipe(up, bernoulliOutput), Gaussian.standard(20))
const convTerms = convModel.elbo({ samples: 5 })(convModel.init(key(0)), zeros(32, 28, 28, 1))(key(1))
const decoded = convModel.decode(convModel.init(key(0)), zeros(5, 32, 20))
const normedModel = vae(F.pipe(input(9), batchNorm, gaussianHead(2)), F.pipe(input(2), dense(9), bernoulliOutput), Gaussian.standard(2))
const running = normedModel.training.statistics
const refused = add(zeros(2), ones(3))
`

const hover = hovers({ path: 'spec/types/planted-hover.ts', text })

const dense = (m: number, n: number): string => `DenseParams<${m}, ${n}>`
const posterior = `${dense(784, 400)}, LocScaleParams<400, 20>`

const expected: Readonly<Record<string, string>> = {
  product: 'Tensor<[32, 400]>',
  biased: 'Tensor<[32, 400]>',
  averaged: 'Tensor<[32]>',
  images: 'Tensor<[32, 28, 28]>',
  affine: '<B extends Dim>(x: Tensor<[B, 784]>) => Tensor<[B, 400]>',
  net: `Layer<[28, 28, 1], [10], [${dense(784, 400)}, ${dense(400, 10)}], []>`,
  logits: 'Tensor<[32, 10]>',
  encoder: `Conditional<[784], "Gaussian", [20], [${posterior}], []>`,
  model: `Vae<[784], [20], "Gaussian", "Bernoulli", [${posterior}], [${dense(20, 784)}], [], []>`,
  q: 'Gaussian.Gaussian<[32], [20]>',
  nats: 'Tensor<[32]>',
  terms: 'Bound<[32]>',
  down: 'Layer<[28, 28, 1], [7, 7, 64], [ConvParams<3, 3, 1, 32>, ConvParams<3, 3, 32, 64>], []>',
  up: 'Layer<[20], [28, 28, 1], [DenseParams<20, 3136>, ConvTransposeParams<3, 3, 32, 64>, ConvTransposeParams<3, 3, 1, 32>], []>',
  inBatch: '<B extends Dim>(x: Tensor<[B, 28, 28, 1]>) => Tensor<[B, 14, 14, 32]>',
  inSamples: 'Tensor<[5, 32, 14, 14, 32]>',
  normed: 'Layer<[784], [400], [DenseParams<784, 400>, NormParams<400>], [RunningMoments<400>]>',
  trained: 'Trained<[32, 400], [RunningMoments<400>]>',
  pooled: 'Layer<[28, 28, 3], [3], [NormParams<3>, NormParams<3>], []>',
  branched:
    'Layer<[8, 8, 3], [8, 8, 8], [ConvParams<3, 3, 3, 3>, NormParams<3>, ConvParams<1, 1, 3, 5>], [RunningMoments<3>]>',
  unet: 'Layer<[8, 8, 2], [8, 8, 8], [ConvParams<3, 3, 2, 4>, ConvTransposeParams<3, 3, 6, 4>], []>',
  convolved:
    '<const C extends number>(filters: C) => <I extends Shape, M extends Shape, P extends Params, S extends Params>(layer: Layer<I, M, P, S> & ImageGuard<"conv2d", M, 3, 1, "same", 1, "kernel">) => Layer<I, [M[0], M[1], C], [...P, ConvParams<3, 3, M[2], C>, NormParams<C>], [...S, RunningMoments<C>]>',
  block:
    '<I extends Shape, M extends Shape, P extends Params, S extends Params>(layer: Layer<I, M, P, S> & ImageGuard<"conv2d", M, 3, 1, "same", 1, "kernel">) => Layer<I, [M[0], M[1], 8], [...P, ConvParams<3, 3, M[2], 8>, NormParams<8>], [...S, RunningMoments<8>]>',
  shrinking:
    '<I extends Shape, M extends Shape, P extends Params, S extends Params>(layer: Layer<I, M, P, S> & ImageGuard<"conv2d", M, 3, 2, "same", 1, "kernel">) => Layer<I, [ConvLength<M[0], 3, 2, "same", 1>, ConvLength<M[1], 3, 2, "same", 1>, 8], [...P, ConvParams<3, 3, M[2], 8>], S>',
  convModel:
    'Vae<[28, 28, 1], [20], "Gaussian", "Bernoulli", [ConvParams<3, 3, 1, 32>, ConvParams<3, 3, 32, 64>, LocScaleParams<3136, 20>], [DenseParams<20, 3136>, ConvTransposeParams<3, 3, 32, 64>, ConvTransposeParams<3, 3, 1, 32>], [], []>',
  convTerms: 'Bound<[32]>',
  decoded: 'Bernoulli<[5, 32], [28, 28, 1]>',
  normedModel:
    'Vae<[9], [2], "Gaussian", "Bernoulli", [NormParams<9>, LocScaleParams<9, 2>], [DenseParams<2, 9>], [RunningMoments<9>], []>',
  running: 'VaeStatistics<[RunningMoments<9>], []>',
}

describe('an editor shows plain shapes', () => {
  test.each(Object.entries(expected))('%s', (name, type) => {
    expect(hover(name)).toBe(`const ${name}: ${type}`)
  })

  test('what was refused has no shape: the same question gives another answer', () => {
    expect(hover('refused')).toBe('const refused: Tensor<any>')
  })
})
