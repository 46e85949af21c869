/** A small autoencoder that trains for some steps on a backend: what a whole program needs of it. */
import { function as F } from 'fp-ts'
import type { Backend } from '../../src/backend/index.js'
import { Gaussian } from '../../src/distribution/index.js'
import { dense, input, relu } from '../../src/layer/index.js'
import { bernoulliOutput, gaussianHead, vae } from '../../src/model/index.js'
import { meanBatch } from '../../src/objective/index.js'
import { adam } from '../../src/optimizer/index.js'
import { bernoulli, type Key, key, split } from '../../src/random/index.js'
import { compile, evaluate, read, release } from '../../src/run/index.js'
import { fill, neg, type Tensor } from '../../src/tensor/index.js'
import { begin, step } from '../../src/train/index.js'
import { leaves } from '../../src/tree/index.js'

const encoder = F.pipe(input(12), dense(8), relu, gaussianHead(2))
const decoder = F.pipe(input(2), dense(8), relu, dense(12), bernoulliOutput)
const model = vae(encoder, decoder, Gaussian.standard(2))

const loss = (params: ReturnType<typeof model.init>, x: Tensor<[5, 12]>) => (draw: Key) => ({
  loss: neg(meanBatch(model.elbo({ samples: 1 })(params, x)(draw).elbo)),
  metrics: {},
})

/** The losses of some steps and the parameters after them, from the same seed everywhere. */
export const trainedOn = async (backend: Backend, steps: number): Promise<readonly (readonly number[])[]> => {
  const [first, draws, coins] = split(3)(key(0))
  const optimizer = adam({ rate: 1e-2 })
  const x = evaluate(bernoulli(fill(0.3)(5, 12))(coins), backend)
  const train = compile(step(optimizer)(loss), backend)
  let state = evaluate(begin(optimizer)(model.init(first), draws), backend)
  const losses: number[] = []
  for (let i = 0; i < steps; i += 1) {
    const next = train(state, x)
    losses.push(...(await read(next.loss, backend)))
    release([state, next.loss])
    state = next.state
  }
  const numbers: (readonly number[])[] = [losses]
  for (const leaf of leaves(state.params)) numbers.push(Array.from(await read(leaf, backend)))
  release([state, x])
  train.release()
  return numbers
}

/** The largest difference between the numbers of two trainings. */
export const distance = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number =>
  Math.max(...a.flatMap((xs, i) => xs.map((x, j) => Math.abs(x - (b[i]?.[j] ?? Number.NaN)))))
