import { describe, expect, it } from 'vitest'
import {
  fold,
  gaussianQuantile,
  gumbel,
  laplace,
  normal,
  randomBits,
  seedWords,
  threefry2x32,
  uniform,
  type Words,
} from '../../src/tensor/threefry.js'
import golden from '../golden/jax-random.json' with { type: 'json' }

const pair = ([high = Number.NaN, low = Number.NaN]: readonly number[]): Words => [high, low]
const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)
const drawn = (
  filler: (words: Words, out: Float32Array) => void,
  words: Words,
  n: number,
): readonly number[] => {
  const out = new Float32Array(n)
  filler(words, out)
  return [...out]
}

/** The greatest distance from `expected`, in units in the last place of its float32 values (of `floor` if they are smaller). */
const worstUlps = (got: readonly number[], expected: readonly number[], floor: number): number => {
  expect(got.length).toBe(expected.length)
  return Math.max(
    ...got.map((value, i) => {
      const want = expected[i] ?? Number.NaN
      return Math.abs(value - want) / 2 ** (Math.floor(Math.log2(Math.max(Math.abs(want), floor))) - 23)
    }),
  )
}

describe('threefry2x32', () => {
  // Random123, tests/kat_vectors, "threefry2x32 20": counter, key, expected.
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x243f6a88, 0x85a308d3],
      [0x13198a2e, 0x03707344],
      [0xc4923a9c, 0x483df7a0],
    ],
  ])('meets the published vector of counter %j and key %j', (counter, key, expected) => {
    const [c0, c1] = pair(counter)
    const [k0, k1] = pair(key)
    expect(threefry2x32(k0, k1, c0, c1)).toEqual(expected)
  })
})

describe.each(golden.keys)('a key of seed $seed', (row) => {
  it('has the words of jax.random.key', () => {
    expect(seedWords(row.seed)).toEqual(row.words)
  })
  it('folds as jax.random.fold_in', () => {
    const folded = row.fold.map(({ data }) => fold(pair(row.words), data))
    expect(folded).toEqual(row.fold.map(({ words }) => words))
  })
  it('splits by folding, as jax.random.split', () => {
    expect(row.split.map((_, i) => fold(pair(row.words), i))).toEqual(row.split)
  })
})

describe.each(golden.draws)('a draw of shape $shape from seed $seed', (row) => {
  const words = seedWords(row.seed)
  const n = size(row.shape)
  it('has the bits of jax.random.bits', () => {
    expect([...randomBits(words, n)]).toEqual(row.bits)
  })
  it('has the uniforms of jax.random.uniform, bit for bit', () => {
    expect(drawn(uniform, words, n)).toEqual(row.uniform)
  })
  it.each([
    ['normal', normal, row.normalInFloat64, row.normal],
    ['laplace', laplace, row.laplaceInFloat64, row.laplace],
    ['gumbel', gumbel, row.gumbelInFloat64, row.gumbel],
  ] as const)(
    'is jax.random.%s: the float64 formula to one unit, float32 jax to four units of 1',
    (_, filler, exact, jax) => {
      const got = drawn(filler, words, n)
      expect(worstUlps(got, exact, 0)).toBeLessThanOrEqual(1)
      expect(worstUlps(got, jax, 1)).toBeLessThanOrEqual(4)
    },
  )
})

describe('the edges', () => {
  it.each([-1, 0.5, 2 ** 53, Number.NaN])('refuses the seed %d', (seed) => {
    expect(() => seedWords(seed)).toThrow(`seed: expected an integer with 0 ≤ seed < 2^53, got ${seed}`)
  })
  it('fills a part of a buffer and leaves the rest', () => {
    const buffer = new Float32Array(6).fill(7)
    normal([0, 42], buffer.subarray(2, 5))
    expect([...buffer.subarray(2, 5)]).toEqual(drawn(normal, [0, 42], 3))
    expect([buffer[0], buffer[1], buffer[5]]).toEqual([7, 7, 7])
  })
  it.each([
    // scipy 1.17.1, scipy.stats.norm.ppf(p); one row for each of the three approximations and the two ends
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.01, -2.3263478740408408],
    [1e-10, -6.361340902404056],
    [1e-300, -37.0470962993612],
    [0, Number.NEGATIVE_INFINITY],
    [1, Number.POSITIVE_INFINITY],
  ])('has the Gaussian quantile at %d', (p, expected) => {
    expect(gaussianQuantile(p)).toBeCloseTo(expected, 12)
  })
})
