import { describe, expect, it } from 'vitest'
import { bernoulli, gumbel, key, laplace, noiseLike, normal, split, uniform } from '../../src/random/index.js'
import { read } from '../../src/run/index.js'
import { fill, shapeOf, type Tensor, vector } from '../../src/tensor/index.js'
import golden from '../golden/jax-random.json' with { type: 'json' }
import { type backendNames, started } from '../support/backends.js'

const EULER = 0.5772156649015329
const n = 40_000
const STANDARD_ERRORS = 5

const numbers = async (
  x: Parameters<typeof read>[0],
  name: (typeof backendNames)[number] = 'cpu',
): Promise<readonly number[]> => Array.from(await read(x, await started(name)))

/** Mean, variance and fourth central moment over squared variance of each law in standard form. */
const laws = [
  { name: 'uniform', draw: uniform(n), mean: 1 / 2, variance: 1 / 12, kurtosis: 9 / 5 },
  { name: 'normal', draw: normal(n), mean: 0, variance: 1, kurtosis: 3 },
  { name: 'laplace', draw: laplace(n), mean: 0, variance: 2, kurtosis: 6 },
  { name: 'gumbel', draw: gumbel(n), mean: EULER, variance: Math.PI ** 2 / 6, kurtosis: 27 / 5 },
] as const

describe.each(laws)('$name', ({ name, draw, mean, variance, kurtosis }) => {
  it('has the mean and variance of its law', async () => {
    const xs = await numbers(draw(key(11)))
    const m = xs.reduce((a, b) => a + b, 0) / n
    const v = xs.reduce((a, b) => a + (b - m) ** 2, 0) / (n - 1)
    expect(Math.abs(m - mean)).toBeLessThan(STANDARD_ERRORS * Math.sqrt(variance / n))
    expect(Math.abs(v - variance)).toBeLessThan(STANDARD_ERRORS * variance * Math.sqrt((kurtosis - 1) / n))
  })

  it('has the same numbers on every backend, and others under another key', async () => {
    const [a, b] = split(2)(key(3))
    const [cpu, wasm, other] = await Promise.all([
      numbers(draw(a)),
      numbers(draw(a), 'wasm'),
      numbers(draw(b)),
    ])
    expect(wasm).toEqual(cpu)
    expect(other).not.toEqual(cpu)
  })

  it('draws in the shape of another tensor', async () => {
    const like: Tensor<[2, 3]> = fill(0)(2, 3)
    const noise = noiseLike(name)(like)(key(5))
    expect(shapeOf(noise)).toEqual([2, 3])
    expect(await numbers(noise)).toEqual((await numbers(draw(key(5)))).slice(0, 6))
  })
})

it('uniforms are those of JAX, bit for bit, in row-major order', async () => {
  for (const row of golden.draws) {
    const [first = 1, ...rest] = row.shape
    expect(await numbers(uniform(first, ...rest)(key(row.seed)))).toEqual(row.uniform)
  }
})

describe('bernoulli', () => {
  it('is one as often as its probability says', async () => {
    for (const p of [0.1, 0.5, 0.93]) {
      const xs = await numbers(bernoulli(fill(p)(n))(key(17)), 'wasm')
      expect(xs.every((x) => x === 0 || x === 1)).toBe(true)
      const share = xs.reduce((a, b) => a + b, 0) / n
      expect(Math.abs(share - p)).toBeLessThan(STANDARD_ERRORS * Math.sqrt((p * (1 - p)) / n))
    }
  })
  it('is never one at 0 and always at 1, element by element', async () => {
    expect(await numbers(bernoulli(vector([0, 1, 0, 1]))(key(1)))).toEqual([0, 1, 0, 1])
  })
})
