import { describe, expect, it } from 'vitest'
import {
  fold,
  gaussianQuantile,
  gumbel,
  laplace,
  normal,
  randomBits,
  seedWords,
  uniform,
} from '../../src/tensor/threefry.js'

const STANDARD_ERRORS = 5
const n = 100_000
const words = seedWords(2026)

describe('the bits', () => {
  it('have bytes of equal frequency (chi-square, 255 degrees of freedom)', () => {
    const counts = new Uint32Array(256)
    const bytes = new Uint8Array(randomBits(words, n).buffer)
    for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1
    const expected = bytes.length / 256
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(Math.abs(chiSquare - 255)).toBeLessThan(STANDARD_ERRORS * Math.sqrt(2 * 255))
  })

  it('begin a longer draw with the shorter one', () => {
    expect(randomBits(words, 40).subarray(0, 7)).toEqual(randomBits(words, 7))
  })

  it('of two folded keys are uncorrelated', () => {
    const [a, b] = [new Float32Array(n), new Float32Array(n)]
    normal(fold(words, 0), a)
    normal(fold(words, 1), b)
    const correlation = a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0) / n
    expect(Math.abs(correlation)).toBeLessThan(STANDARD_ERRORS / Math.sqrt(n))
  })
})

describe.each([
  { name: 'uniform', filler: uniform, quantile: (p: number) => p },
  { name: 'normal', filler: normal, quantile: gaussianQuantile },
  {
    name: 'laplace',
    filler: laplace,
    quantile: (p: number) => (p < 0.5 ? Math.log(2 * p) : -Math.log(2 - 2 * p)),
  },
  { name: 'gumbel', filler: gumbel, quantile: (p: number) => -Math.log(-Math.log(p)) },
])('the $name draws', ({ filler, quantile }) => {
  const draws = new Float32Array(n)
  filler(words, draws)

  it.each([0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999])(
    'lie below the quantile of %d as often as that',
    (p) => {
      const share = draws.filter((value) => value < quantile(p)).length / n
      expect(Math.abs(share - p)).toBeLessThan(STANDARD_ERRORS * Math.sqrt((p * (1 - p)) / n))
    },
  )

  it('are finite', () => {
    expect(draws.every(Number.isFinite)).toBe(true)
  })
})
