/** What a training step launches on wasm: which operations, over how much data. */
import { function as F } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { Gaussian } from '../../src/distribution/index.js'
import {
  conv2d,
  convTranspose2d,
  dense,
  flatten,
  input,
  relu,
  reshape,
  upsample2d,
} from '../../src/layer/index.js'
import { bernoulliOutput, gaussianHead, vae } from '../../src/model/index.js'
import { meanBatch } from '../../src/objective/index.js'
import { adam } from '../../src/optimizer/index.js'
import { type Key, key } from '../../src/random/index.js'
import { compile } from '../../src/run/index.js'
import { neg, ones, type Tensor } from '../../src/tensor/index.js'
import { begin, step } from '../../src/train/index.js'
import { started } from '../support/backends.js'
import { item } from '../support/reference-value.js'

interface Launched {
  readonly op: string
  readonly result: string
  readonly operands: readonly string[]
  readonly elements: number
}

/** The steps of a plan in words. */
const launched = (explained: string): readonly Launched[] =>
  [...explained.matchAll(/^(%\d+):\[(.*?)\] = (\w+)\((.*?)\)(?: {2}frees.*)?$/gm)].map(
    ([, result = '', shape = '', op = '', operands = '']) => ({
      op,
      result,
      operands: [...operands.matchAll(/%\d+/g)].map(([slot]) => slot),
      elements: shape.split(', ').reduce((a, d) => a * Number(d), 1),
    }),
  )

const optimizer = adam({ rate: 1e-3 })

const perceptron = async (): Promise<readonly Launched[]> => {
  const model = vae(
    F.pipe(input(784), dense(400), relu, gaussianHead(20, { spread: 'logVariance' })),
    F.pipe(input(20), dense(400), relu, dense(784), bernoulliOutput),
    Gaussian.standard(20),
  )
  const loss = (params: ReturnType<typeof model.init>, x: Tensor<[128, 784]>) => (draw: Key) => ({
    loss: neg(meanBatch(model.elbo()(params, x)(draw).elbo)),
    metrics: {},
  })
  const train = compile(step(optimizer)(loss), await started('wasm'))
  const text = train.explain(begin(optimizer)(model.init(key(0)), key(1)), ones(128, 784))
  train.release()
  return launched(text)
}

const by2 = { kernel: 4, stride: 2 } as const

const convolutional = async (): Promise<readonly Launched[]> => {
  const model = vae(
    F.pipe(input(28, 28, 1), conv2d(32, by2), relu, conv2d(64, by2), relu, flatten, gaussianHead(16)),
    F.pipe(
      input(16),
      dense(3136),
      relu,
      reshape(7, 7, 64),
      upsample2d(2),
      convTranspose2d(32, { kernel: 3 }),
      relu,
      convTranspose2d(1, by2),
      bernoulliOutput,
    ),
    Gaussian.standard(16),
  )
  const loss = (params: ReturnType<typeof model.init>, x: Tensor<[64, 28, 28, 1]>) => (draw: Key) => ({
    loss: neg(meanBatch(model.elbo()(params, x)(draw).elbo)),
    metrics: {},
  })
  const train = compile(step(optimizer)(loss), await started('wasm'))
  const text = train.explain(begin(optimizer)(model.init(key(0)), key(1)), ones(64, 28, 28, 1))
  train.release()
  return launched(text)
}

const models = [
  ['dense layers', perceptron, { steps: 233, transposes: 8 }],
  ['convolutions', convolutional, { steps: 335, transposes: 21 }],
] as const

describe.each(models)('a step of %s on wasm', (_, explained, budget) => {
  it('cuts, turns and pads no data, which its kernels do element by element', async () => {
    const slow = (await explained()).filter(({ op }) => ['slice', 'reverse', 'pad', 'gather'].includes(op))
    expect(slow).toEqual([])
  })

  it('transposes no more than it must, nothing twice, and nothing that was transposed', async () => {
    const steps = await explained()
    const transposes = steps.filter(({ op }) => op === 'transpose')
    expect(steps.length).toBeGreaterThan(budget.steps / 2)
    expect(steps.length).toBeLessThanOrEqual(budget.steps)
    expect(transposes.length).toBeLessThanOrEqual(budget.transposes)
    const made = new Set(transposes.map(({ result }) => result))
    const large = transposes.filter(({ elements }) => elements > 4096)
    const sources = large.map(({ operands }) => item(operands, 0))
    expect(new Set(sources).size).toBe(sources.length)
    // the phases of a strided convolution change places in two steps
    expect(large.filter(({ operands }) => made.has(item(operands, 0))).length).toBeLessThanOrEqual(1)
  })
})
