/** The divergence in three terms, against float64 sums over all pairs and a law that is known. */
import { describe, expect, test } from 'vitest'
import { Gaussian, Independent } from '../../src/distribution/index.js'
import { grad } from '../../src/gradient/index.js'
import { type AggregateOptions, aggregatePosterior } from '../../src/objective/aggregate.js'
import { meanBatch } from '../../src/objective/reduction.js'
import { decomposeKl, weightedDecomposition } from '../../src/objective/total-correlation.js'
import { key, normal } from '../../src/random/index.js'
import { fill, matmul, matrix, scalar, type Tensor, zeros } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numberOf, numbersOf } from '../support/near.js'
import { gaussian, mean } from './reference.js'

const loc = [
  [0.5, -1, 0.25],
  [1.5, 0, -0.5],
  [-2, 0.75, 1],
  [0, 0.25, -1.5],
]
const scales = [
  [0.5, 1, 0.25],
  [1.5, 0.75, 2],
  [0.3, 0.6, 1.2],
  [1, 0.9, 0.4],
]
const latents = [
  [0.75, -0.5, 0],
  [1, 0.5, -1],
  [-1.5, 1, 2],
  [0.25, 0, -1],
]
const q = Independent.make(1)(
  Gaussian.make(
    matrix([
      [0.5, -1, 0.25],
      [1.5, 0, -0.5],
      [-2, 0.75, 1],
      [0, 0.25, -1.5],
    ]),
    matrix([
      [0.5, 1, 0.25],
      [1.5, 0.75, 2],
      [0.3, 0.6, 1.2],
      [1, 0.9, 0.4],
    ]),
  ),
)
const z = matrix([
  [0.75, -0.5, 0],
  [1, 0.5, -1],
  [-1.5, 1, 2],
  [0.25, 0, -1],
])

/** The share of the posterior of example j in the mixture that the latent of example i sees, of 4 out of so many. */
const shares = ({ examples: n, sampling }: AggregateOptions, i: number, j: number): number => {
  if (sampling === 'weighted') return 1 / (4 * n)
  if (i === j) return 1 / n
  return j === (i + 1) % 4 ? (n - 3) / (3 * n) : 1 / 3
}

/** The three terms of each example in plain numbers. */
const terms = (how: AggregateOptions) =>
  latents.map((row, i) => {
    const under = (j: number, d?: number): number =>
      d === undefined
        ? gaussian(row, loc[j] ?? [], scales[j] ?? [])
        : gaussian([row[d] ?? Number.NaN], [loc[j]?.[d] ?? Number.NaN], [scales[j]?.[d] ?? Number.NaN])
    const mixture = (d?: number) =>
      Math.log([0, 1, 2, 3].reduce((t, j) => t + shares(how, i, j) * Math.exp(under(j, d)), 0))
    const product = [0, 1, 2].reduce((t, d) => t + mixture(d), 0)
    return {
      mutualInformation: under(i) - mixture(),
      totalCorrelation: mixture() - product,
      dimensionWise: product - gaussian(row, [0, 0, 0], [1, 1, 1]),
    }
  })

const names = ['mutualInformation', 'totalCorrelation', 'dimensionWise'] as const
const prior = Gaussian.standard(3)

describe.each(backendNames)('on %s', (name) => {
  test.each([
    { examples: 100, sampling: 'weighted' },
    { examples: 100, sampling: 'stratified' },
    { examples: 4, sampling: 'stratified' },
  ] as const)('three terms of $examples examples, $sampling', async (how) => {
    const backend = await started(name)
    const found = decomposeKl(how)(q, prior, z)
    const wanted = terms(how)
    for (const term of names)
      expectNear(
        await numbersOf(found[term], backend),
        wanted.map((t) => t[term]),
        3e-6,
      )
    // they sum to the divergence of the same sample, however the mixture was estimated
    const sums = wanted.map((t) => t.mutualInformation + t.totalCorrelation + t.dimensionWise)
    expectNear(await numbersOf(weightedDecomposition({})(found), backend), sums, 3e-6)
    const own = latents.map(
      (row, i) => gaussian(row, loc[i] ?? [], scales[i] ?? []) - gaussian(row, [0, 0, 0], [1, 1, 1]),
    )
    expectNear(sums, own, 1e-12)
    const weighed = wanted.map((t) => 2 * t.mutualInformation + 6 * t.totalCorrelation + t.dimensionWise)
    const weights = { mutualInformation: 2, totalCorrelation: scalar(6) }
    expectNear(await numbersOf(weightedDecomposition(weights)(found), backend), weighed, 3e-6)
  })

  test('posteriors that are all alike: the total correlation of the collected value, and none where shares sum to 1', async () => {
    const backend = await started(name)
    // dlib/total_correlation: −82.893… for 10 units and 10,000 examples, without the constant; of 100 examples it is half
    const alike: Tensor<[100, 100, 10]> = fill(-0.5)(100, 100, 10)
    const { joint, product } = aggregatePosterior({ examples: 1000, sampling: 'weighted' })(alike)
    const [a = 0] = await numbersOf(joint, backend)
    const [b = 0] = await numbersOf(product, backend)
    const constant = -Math.log(100 * 1000)
    expectNear([a - constant - (b - 10 * constant)], [-82.89306334778566 / 2], 2e-6)
    const whole = aggregatePosterior({ examples: 1000, sampling: 'stratified' })(alike)
    expectNear(
      await numbersOf(whole.joint, backend),
      Array.from({ length: 100 }, () => -5),
      3e-6,
    )
    expectNear(
      await numbersOf(whole.product, backend),
      Array.from({ length: 100 }, () => -5),
      3e-6,
    )
  })

  test('no NaN where posteriors are far from each other, and a finite derivative', async () => {
    const backend = await started(name)
    const far = (at: Tensor<[3, 2]>) => Independent.make(1)(Gaussian.make(at, fill(1e-6)(3, 2)))
    const at = matrix([
      [0, 1e6],
      [-1e6, 0],
      [5, 5],
    ])
    const tc = (l: Tensor<[3, 2]>) =>
      meanBatch(
        decomposeKl({ examples: 10, sampling: 'stratified' })(far(l), Gaussian.standard(2), l)
          .totalCorrelation,
      )
    expect(Number.isFinite(await numberOf(tc(at), backend))).toBe(true)
    expect((await numbersOf(grad(tc)(at), backend)).every(Number.isFinite)).toBe(true)
  })
})

test('the total correlation of a Gaussian that is known', async () => {
  const backend = await started('wasm')
  // x ~ N(0, A Aᵀ), z|x ~ N(x, ½): z is Gaussian, with the covariance below
  const mixing = matrix([
    [1, 0.6],
    [0, 0.8],
  ])
  const size = 700
  const centre: Tensor<[700, 2]> = matmul(normal(700, 2)(key(1)), mixing)
  const posterior = Independent.make(1)(Gaussian.make(centre, fill(Math.SQRT1_2)(700, 2)))
  const drawn = posterior.sample(key(2))
  const found = decomposeKl({ examples: size, sampling: 'stratified' })(
    posterior,
    Gaussian.standard(2),
    drawn,
  )
  const [v, c] = [1.5, 0.6]
  const wanted = Math.log((v * v) / (v * v - c * c)) / 2
  const each = await numbersOf(found.totalCorrelation, backend)
  const spread = Math.sqrt(mean(each.map((t) => (t - mean(each)) ** 2)) / size)
  // the mixture of 700 stands for the Gaussian to within a few of the standard errors of the mean
  expect(Math.abs(mean(each) - wanted)).toBeLessThan(5 * spread)
  expect(wanted).toBeGreaterThan(0.08)
  expect(5 * spread).toBeLessThan(0.08)
})

test('a batch larger than the data, or too small for strata, is refused', () => {
  expect(() => aggregatePosterior({ examples: 3, sampling: 'weighted' })(zeros(4, 4, 1))).toThrow(
    'aggregatePosterior: expected a whole number of examples, at least the 4 of the batch, found 3',
  )
  expect(() => aggregatePosterior({ examples: 3, sampling: 'stratified' })(zeros(1, 1, 1))).toThrow(
    'aggregatePosterior: expected a batch of two examples or more for stratified sampling, found 1',
  )
})
