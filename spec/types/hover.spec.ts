import { describe, expect, test } from 'vitest'
import { hovers } from './hover.js'

const text = `import { function as F } from 'fp-ts'
import { add, bernoulliOutput, type Dim, Gaussian, gaussianHead, key, kl, matmul, mean, ones, reshape, type Tensor, vae, zeros } from '../../src/index.js'
import { dense, flatten, input, relu } from '../../src/layer/index.js'

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
  net: `Layer<[28, 28, 1], [10], [${dense(784, 400)}, ${dense(400, 10)}]>`,
  logits: 'Tensor<[32, 10]>',
  encoder: `Conditional<[784], "Gaussian", [20], [${posterior}]>`,
  model: `Vae<[784], [20], "Gaussian", "Bernoulli", [${posterior}], [${dense(20, 784)}, readonly []]>`,
  q: 'Gaussian.Gaussian<[32], [20]>',
  nats: 'Tensor<[32]>',
  terms: 'Bound<[32]>',
}

describe('an editor shows plain shapes', () => {
  test.each(Object.entries(expected))('%s', (name, type) => {
    expect(hover(name)).toBe(`const ${name}: ${type}`)
  })

  test('what was refused has no shape: the same question gives another answer', () => {
    expect(hover('refused')).toBe('const refused: Tensor<any>')
  })
})
