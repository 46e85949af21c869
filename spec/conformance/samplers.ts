/** Samplers that are composed of draws: a sample and its implicit derivative, against plain loops with the same draws. */
import * as random from '../../src/random/index.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { row } from '../gradient/cases/case.js'
import { weights } from '../gradient/checks.js'
import { item, number } from '../support/reference-value.js'
import { logGammaSamples, logGammaSlope } from './gamma-samples.js'
import { type Expected, type Subject, subject } from './subject.js'

/** What `src/random` exports that makes keys, or is a draw alone, which is a primitive. */
type Other =
  | 'bernoulli'
  | 'fold'
  | 'gumbel'
  | 'key'
  | 'laplace'
  | 'noiseLike'
  | 'normal'
  | 'split'
  | 'uniform'
  | 'wordsOf'

const SEED = 5
const concentrations = row(0.05, 0.2, 0.4, 0.7, 0.9, 1, 1.5, 2.5, 4, 10, 30, 90)
const logs = logGammaSamples(concentrations, SEED)
const slopes = logs.data.map((v, k) => logGammaSlope(number(concentrations.data, k), v))

/** Numbers with their derivatives, which stand in the gradient with the weights of the suite. */
const expected = (data: readonly number[], derivatives: readonly number[]): readonly Expected[] => {
  const w = weights(logs.shape).data
  const weighted = derivatives.map((v, k) => v * number(w, k))
  return [data, weighted].map((numbers) => ({
    values: [{ shape: logs.shape, data: numbers }],
    largest: Math.max(1, ...numbers.map(Math.abs)),
  }))
}

const samples = logs.data.map(Math.exp)

interface Entry {
  readonly f: (concentration: Tensor<[number]>) => (key: random.Key) => Tensor<[number]>
  readonly oracle: readonly Expected[]
}

const samplers: Readonly<Record<Exclude<keyof typeof random, Other>, Entry>> = {
  logStandardGamma: { f: random.logStandardGamma, oracle: expected(logs.data, slopes) },
  standardGamma: {
    f: random.standardGamma,
    oracle: expected(
      samples,
      samples.map((z, k) => z * number(slopes, k)),
    ),
  },
}

/** By sampler. */
export const samplerSubjects: Readonly<Record<string, readonly Subject[]>> = Object.fromEntries(
  Object.entries(samplers).map(([name, { f, oracle }]) => [
    name,
    [
      subject(
        {
          name: 'of concentrations from 0.05 to 90',
          at: [concentrations],
          f: (xs) => expression(f(typed<Tensor<[number]>>(item(xs, 0)))(random.key(SEED))),
        },
        { upTo: 'first', oracle },
      ),
    ],
  ]),
)
