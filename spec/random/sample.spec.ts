import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { bernoulli, gumbel, key, laplace, normal, uniform } from '../../src/random/index.js'
import { read, use } from '../../src/run/index.js'
import { type AnyTensor, fill, type Key, type Tensor, vector } from '../../src/tensor/index.js'
import golden from '../golden/jax-random.json' with { type: 'json' }
import { backendNames } from '../support/backends.js'
import { erf } from '../support/reference-elementwise.js'

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

const count = 20_000
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

const euler = 0.5772156649015329
/** Each law with its mean, its variance, its kurtosis and its cdf. */
const laws = [
  ['uniform', uniform, 1 / 2, 1 / 12, 1.8, (x: number) => x],
  ['normal', normal, 0, 1, 3, (x: number) => (1 + erf(x * Math.SQRT1_2)) / 2],
  ['laplace', laplace, 0, 2, 6, (x: number) => 0.5 - 0.5 * Math.sign(x) * Math.expm1(-Math.abs(x))],
  ['gumbel', gumbel, euler, Math.PI ** 2 / 6, 5.4, (x: number) => Math.exp(-Math.exp(-x))],
] as const

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  describe.each(golden.draws)('a draw of shape $shape from seed $seed', (row) => {
    it('has the uniforms of jax.random.uniform, bit for bit', async () => {
      expect(await numbers(uniform(...row.shape)(key(row.seed)))).toEqual(row.uniform)
    })
    it.each([
      ['normal', normal, row.normalInFloat64],
      ['laplace', laplace, row.laplaceInFloat64],
      ['gumbel', gumbel, row.gumbelInFloat64],
    ] as const)('has the numbers of jax.random.%s', async (_, law, expected) => {
      const got = await numbers(law(...row.shape)(key(row.seed)))
      expect(got.length).toBe(expected.length)
      got.forEach((v, i) => {
        const want = expected[i] ?? Number.NaN
        expect(Math.abs(v - want)).toBeLessThanOrEqual(2 ** -23 * Math.abs(want))
      })
    })
  })

  it.each([0.001, 0.25, 0.5, 0.9])('bernoulli is 1 as often as its probability %d says', async (p) => {
    const drawn = await numbers(bernoulli(fill(p)(count))(key(21)))
    expect(drawn.every((v) => v === 0 || v === 1)).toBe(true)
    expect(Math.abs(mean(drawn) - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / count))
  })
  it('bernoulli of 0 and 1 is certain', async () => {
    const certain: Tensor<[4]> = vector([0, 1, 0, 1])
    const draws = await Promise.all([1, 2, 3].map((seed) => numbers(bernoulli(certain)(key(seed)))))
    expect(draws).toEqual([
      [0, 1, 0, 1],
      [0, 1, 0, 1],
      [0, 1, 0, 1],
    ])
  })
})

describe.each(laws)('%s', (_, law, expected, variance, kurtosis, cdf) => {
  const drawn = (k: Key) => numbers(law(count)(k))

  it('has its mean and variance, to five standard errors', async () => {
    const values = await drawn(key(4))
    expect(Math.abs(mean(values) - expected)).toBeLessThan(5 * Math.sqrt(variance / count))
    const spread = mean(values.map((v) => (v - expected) ** 2))
    expect(Math.abs(spread - variance)).toBeLessThan(5 * variance * Math.sqrt((kurtosis - 1) / count))
  })
  it('follows its cdf: a false alarm once in 10⁹ keys, by Dvoretzky, Kiefer and Wolfowitz', async () => {
    const sorted = [...(await drawn(key(5)))].sort((a, b) => a - b)
    const worst = Math.max(...sorted.map((v, i) => Math.abs(cdf(v) - (i + 0.5) / count)))
    expect(worst).toBeLessThan(Math.sqrt(Math.log(2e9) / (2 * count)))
  })
  it('has neighbours without correlation, to five standard errors', async () => {
    const centred = (await drawn(key(6))).map((v) => (v - expected) / Math.sqrt(variance))
    const products = centred.slice(1).map((v, i) => v * (centred[i] ?? 0))
    expect(Math.abs(mean(products))).toBeLessThan(5 / Math.sqrt(count))
  })
})
