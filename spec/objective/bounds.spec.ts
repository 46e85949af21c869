import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import { type Distribution, Gaussian, Independent, kl } from '../../src/distribution/index.js'
import { dense, input } from '../../src/layer/index.js'
import { bernoulliOutput } from '../../src/model/index.js'
import {
  bound,
  elbo,
  importanceWeighted,
  logMeanExpSamples,
  logWeights,
  meanBatch,
  meanSamples,
  weightedBound,
} from '../../src/objective/index.js'
import { fold, key, split } from '../../src/random/index.js'
import { compile, liveTensors, release } from '../../src/run/index.js'
import { type Key, matrix, shapeOf, sub, type Tensor, vector, zeros } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, meanAndError, numberOf, numbersOf } from '../support/near.js'
import { bernoulli, gaussian, inRows, logMeanExp, mean } from './reference.js'

// two examples with three latent units, observed through four binary pixels
const [B, Z, X] = [2, 3, 4] as const
const loc = [0.5, -1, 2, 0, 0.25, -0.75]
const scales = [0.5, 1, 0.25, 2, 0.75, 1.5]
const weights = [1, -0.5, 0.25, 0, 0.5, 1, -1, 2, -0.25, 0.75, 1.5, -2]
const pixels = [1, 0, 1, 1, 0, 0, 1, 0]

const q = Independent.make(1)(
  Gaussian.make(
    matrix([
      [0.5, -1, 2],
      [0, 0.25, -0.75],
    ]),
    matrix([
      [0.5, 1, 0.25],
      [2, 0.75, 1.5],
    ]),
  ),
)
const prior = Gaussian.standard(3)
const x = matrix([
  [1, 0, 1, 1],
  [0, 0, 1, 0],
])
const decoder = matrix([
  [1, -0.5, 0.25, 0],
  [0.5, 1, -1, 2],
  [-0.25, 0.75, 1.5, -2],
])

const decode = F.pipe(input(3), dense(4), bernoulliOutput)

/** p(x|z): logits linear in the latent, for L samples of each example. */
const likelihood = <L extends number>(z: Tensor<[L, 2, 3]>): Distribution<[L, 2], [4]> =>
  decode.apply([{ kernel: decoder, bias: zeros(4) }], z)

/** log p(x|z), log p(z), log q(z|x) of each latent, in float64. */
const densities = (z: readonly number[]) =>
  inRows(z, Z).map((row, i) => {
    const b = i % B
    const logits = Array.from({ length: X }, (_, j) =>
      row.reduce((t, v, k) => t + v * (weights[k * X + j] ?? 0), 0),
    )
    return {
      likelihood: bernoulli(pixels.slice(b * X, (b + 1) * X), logits),
      prior: gaussian(row, [0, 0, 0], [1, 1, 1]),
      posterior: gaussian(row, loc.slice(b * Z, (b + 1) * Z), scales.slice(b * Z, (b + 1) * Z)),
    }
  })

/** Some function of the L numbers of each example, which stand L first. */
const perExample = (
  values: readonly number[],
  f: (samples: readonly number[]) => number,
): readonly number[] => Array.from({ length: B }, (_, b) => f(values.filter((_, i) => i % B === b)))

const divergences = inRows(loc, Z).map((row, b) =>
  row.reduce((total, m, i) => {
    const s = scales[b * Z + i] ?? Number.NaN
    return total + (s * s + m * m - 1) / 2 - Math.log(s)
  }, 0),
)

describe.each(backendNames)('on %s', (name) => {
  test.each([1, 4])('β = %i: the bound is the mean log-likelihood less β divergences', async (beta) => {
    const backend = await started(name)
    const terms = bound({ beta })(
      matrix([
        [-10, -20],
        [-14, -24],
        [-12, -28],
      ]),
      vector([1, 2.5]),
    )
    expectNear(await numbersOf(terms.reconstruction, backend), [-12, -24], 1e-6)
    expect(await numbersOf(terms.kl, backend)).toEqual([1, 2.5])
    expectNear(await numbersOf(terms.elbo, backend), [-12 - beta, -24 - 2.5 * beta], 1e-6)
  })

  test.each([
    [1, 1],
    [3, 1],
    [3, 4],
    [3, 0.5],
  ] as const)('%i samples, β = %d: the evidence lower bound in plain numbers', async (samples, beta) => {
    const backend = await started(name)
    const terms = elbo({ samples, beta })<[2], [3], [4]>(q, () => kl(q, prior), likelihood, x)(key(7))
    const z = await numbersOf(q.expand(samples).sample(split(2)(key(7))[0]), backend)
    const reconstruction = perExample(
      densities(z).map((d) => d.likelihood),
      mean,
    )
    expect(shapeOf(terms.elbo)).toEqual([B])
    expectNear(await numbersOf(terms.reconstruction, backend), reconstruction, 2e-6)
    expectNear(await numbersOf(terms.kl, backend), divergences, 2e-6)
    expectNear(
      await numbersOf(terms.elbo, backend),
      reconstruction.map((r, b) => r - beta * (divergences[b] ?? Number.NaN)),
      2e-6,
    )
  })

  test('β is 1 when nothing is said', async () => {
    const backend = await started(name)
    expect(await numbersOf(bound()(matrix([[-3]]), vector([1])).elbo, backend)).toEqual([-4])
    const terms = elbo({ samples: 1 })<[2], [3], [4]>(q, () => vector([1, 2]), likelihood, x)(key(0))
    expectNear(await numbersOf(sub(terms.reconstruction, terms.elbo), backend), [1, 2], 2e-6)
  })

  test('the log-weights and the importance-weighted bound in plain numbers', async () => {
    const backend = await started(name)
    const z = await numbersOf(q.expand(5).sample(key(3)), backend)
    const wanted = densities(z).map((d) => d.likelihood + d.prior - d.posterior)
    const found = logWeights(5)<[2], [3], [4]>(q, prior, likelihood, x)(key(3))
    expect(shapeOf(found)).toEqual([5, B])
    expectNear(await numbersOf(found, backend), wanted, 3e-6)
    const nats = importanceWeighted(5)<[2], [3], [4]>(q, prior, likelihood, x)(key(3))
    expect(shapeOf(nats)).toEqual([B])
    expectNear(await numbersOf(nats, backend), perExample(wanted, logMeanExp), 3e-6)
  })

  test('law: one importance sample is the lower bound by the same sample', async () => {
    const backend = await started(name)
    const drawn = split(2)(key(11))[0]
    const sampled = () => {
      const [many, z] = [q.expand(1), q.expand(1).sample(drawn)]
      const p = Independent.make(1)(
        Gaussian.make(
          matrix([
            [0, 0, 0],
            [0, 0, 0],
          ]),
          matrix([
            [1, 1, 1],
            [1, 1, 1],
          ]),
        ),
      )
      return meanSamples<1, [2]>(sub(many.logProb(z), p.expand(1).logProb(z)))
    }
    const lower = elbo({ samples: 1 })<[2], [3], [4]>(q, sampled, likelihood, x)(key(11)).elbo
    const weighted = importanceWeighted(1)<[2], [3], [4]>(q, prior, likelihood, x)(drawn)
    expectNear(await numbersOf(weighted, backend), await numbersOf(lower, backend), 2e-6)
  })

  test('weights hundreds of nats apart neither overflow nor vanish', async () => {
    const backend = await started(name)
    const far = [-1000, -1200, 300, -1001, -1200.5, 299]
    const found = weightedBound<3, [2]>(
      matrix([
        [-1000, -1200],
        [300, -1001],
        [-1200.5, 299],
      ]),
    )
    expectNear(await numbersOf(found, backend), perExample(far, logMeanExp), 1e-6)
  })

  test('the named reductions take the axis that they name', async () => {
    const backend = await started(name)
    const values = matrix([
      [1, 2, 3],
      [5, 8, 7],
    ])
    expect(await numbersOf(meanSamples<2, [3]>(values), backend)).toEqual([3, 5, 5])
    expectNear([await numberOf(meanBatch(values), backend)], [26 / 6], 1e-6)
    const [a = 0] = await numbersOf(logMeanExpSamples<2, [3]>(values), backend)
    expectNear([a], [logMeanExp([1, 5])], 1e-6)
  })

  test('law: the bound grows with the number of samples, in the mean', async () => {
    const backend = await started(name)
    const before = liveTensors(backend)
    const run = compile(
      (k: Key) =>
        [1, 5, 25].map((samples) => importanceWeighted(samples)<[2], [3], [4]>(q, prior, likelihood, x)(k)),
      backend,
    )
    const found: (readonly number[])[] = []
    for (let i = 0; i < 400; i += 1) {
      const nats = run(fold(i)(key(5)))
      const means = await Promise.all(nats.map(async (v) => mean(await numbersOf(v, backend))))
      found.push(means)
      release(nats)
    }
    run.release()
    for (const [few, many] of [
      [0, 1],
      [1, 2],
    ] as const) {
      const gains = meanAndError(found.map((v) => (v[many] ?? Number.NaN) - (v[few] ?? Number.NaN)))
      expect(gains.mean).toBeGreaterThan(5 * gains.error)
    }
    expect(liveTensors(backend)).toBe(before)
  })
})
