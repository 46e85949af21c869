/** One training step of whole models: the loss, the next parameters, the next state of the optimizer, the statistics. */
import { function as F } from 'fp-ts'
import { Gaussian } from '../../src/distribution/index.js'
import * as L from '../../src/layer/index.js'
import { bernoulliOutput, gaussianHead, vae } from '../../src/model/index.js'
import { meanBatch } from '../../src/objective/index.js'
import { adam, chain, clipByGlobalNorm } from '../../src/optimizer/index.js'
import { key } from '../../src/random/index.js'
import { type Key, neg, type Tensor } from '../../src/tensor/index.js'
import { type AnyTensor, expression, shapeOf, typed } from '../../src/tensor/tensor.js'
import { begin, beginWithStatistics, step, stepWithStatistics } from '../../src/train/index.js'
import { leaves, namedLeaves, type Tree, withLeaves } from '../../src/tree/index.js'
import { spread } from '../gradient/cases/case.js'
import { float32Value, item, type Value } from '../support/reference-value.js'
import type { Subject } from './subject.js'

const { input } = L
const by2 = { kernel: 3, stride: 2 } as const

const perceptron = vae(
  F.pipe(input(12), L.dense(7), L.relu, gaussianHead(3)),
  F.pipe(input(3), L.dense(7), L.relu, L.dense(12), bernoulliOutput),
  Gaussian.standard(3),
)

const convolutional = vae(
  F.pipe(input(4, 4, 1), L.conv2d(3, by2), L.batchNorm, L.relu, L.flatten, gaussianHead(2)),
  F.pipe(input(2), L.dense(12), L.relu, L.reshape(2, 2, 3), L.convTranspose2d(1, by2), bernoulliOutput),
  Gaussian.standard(2),
)

const optimizer = chain(clipByGlobalNorm(5), adam({ rate: 1e-2 }))

/**
 * A state in general position, as after some steps: first biases are 0, which hides what multiplies them, and Adam's
 * first step is the sign of the gradient, in which a rounding error is all that is left of a gradient of 0.
 */
const somewhere = (path: string, shape: readonly number[], i: number): Value => {
  if (path.endsWith('step')) return float32Value(shape, [4])
  const isSquare = path.includes('square') || path.includes('variance')
  return isSquare ? spread(shape, i, 0.5, 1.5) : spread(shape, i)
}

/** A step as a function of every number in the state and of the batch; the key of the state is what it is. */
const ofStep = <T extends Tree>(
  name: string,
  state: T,
  batch: readonly number[],
  train: (state: T, x: AnyTensor) => Tree,
): Subject => {
  const isNumber = (x: AnyTensor): boolean => expression(x).dtype !== 'key'
  const numbers = namedLeaves(state).filter(({ tensor }) => isNumber(tensor))
  const filled = (xs: readonly AnyTensor[]): T => {
    const next = xs.values()
    return withLeaves(
      state,
      leaves(state).map((x) => (isNumber(x) ? (next.next().value ?? x) : x)),
    )
  }
  return {
    name,
    rule: 'together',
    terms: 1,
    deviations: [],
    at: [
      ...numbers.map(({ path, tensor }, i) => somewhere(path, shapeOf(tensor), i)),
      spread(batch, 1_000, 0, 1),
    ],
    builds: [
      {
        order: 'value',
        build: (xs) => {
          const tensors = xs.map((e) => typed<AnyTensor>(e))
          return leaves(train(filled(tensors), item(tensors, numbers.length)))
            .filter(isNumber)
            .map(expression)
        },
      },
    ],
  }
}

const trainPerceptron = step(optimizer)(
  (params: ReturnType<typeof perceptron.init>, x: Tensor<[5, 12]>) => (draw: Key) => {
    const { elbo, kl } = perceptron.elbo({ samples: 2 })(params, x)(draw)
    return { loss: neg(meanBatch(elbo)), metrics: { kl: meanBatch(kl) } }
  },
)

const trainConvolutional = stepWithStatistics(optimizer)(
  (
    params: ReturnType<typeof convolutional.init>,
    statistics: typeof convolutional.training.statistics,
    x: Tensor<[3, 4, 4, 1]>,
  ) =>
    (draw: Key) => {
      const { elbo, statistics: next } = convolutional.training.elbo()(params, x, statistics)(draw)
      return { loss: neg(meanBatch(elbo)), metrics: { elbo: meanBatch(elbo) }, statistics: next }
    },
)

const mlp = ofStep(
  'a step of Adam after clipping, batch 5',
  begin(optimizer)(perceptron.init(key(0)), key(1)),
  [5, 12],
  (state, x) => {
    const { loss, metrics, state: next } = trainPerceptron(state, typed<Tensor<[5, 12]>>(expression(x)))
    return [loss, metrics, next]
  },
)

const conv = ofStep(
  'a step of Adam after clipping, batch 3, with batch normalisation',
  beginWithStatistics(optimizer)(convolutional.init(key(0)), convolutional.training.statistics, key(1)),
  [3, 4, 4, 1],
  (state, x) => {
    const given = typed<Tensor<[3, 4, 4, 1]>>(expression(x))
    const { loss, metrics, state: next } = trainConvolutional(state, given)
    return [loss, metrics, next]
  },
)

/** By model. */
export const steps: Readonly<Record<string, readonly Subject[]>> = { 'MLP VAE': [mlp], 'conv VAE': [conv] }
