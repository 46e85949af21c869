import { expect, test } from 'vitest'
import { compare, deviation, mean, ordered } from './criterion.mjs'

const met = (reference: Parameters<typeof compare>[0], values: readonly number[]): boolean =>
  compare(reference, values).met

test('a standard deviation is taken over n − 1', () => {
  expect(mean([1, 2, 4.5])).toBe(2.5)
  expect(deviation([1, 2, 3])).toBe(1)
  expect(deviation([1])).toBeNaN()
})

test('a mean with a spread is met on both sides up to the spread, however much the seeds differ', () => {
  const reference = { kind: 'spread', value: 20, spread: 0.5 } as const
  expect(met(reference, [20.25, 20.5])).toBe(true)
  expect(met(reference, [20.5, 20.75])).toBe(false)
  expect(met(reference, [19.25, 19.5])).toBe(false)
  expect(met(reference, [10, 31.5])).toBe(false)
})

test('a difference is told in units of both standard deviations together', () => {
  expect(compare({ kind: 'spread', value: 0, spread: 3 }, [6, 10, 14]).units).toBeCloseTo(10 / 5)
})

test('a single run is met where one more of ours would lie, and never by a single seed', () => {
  const reference = { kind: 'run', value: 0 } as const
  // mean 3, standard deviation 1: 3 √(1 + 1/3) = 3.46
  expect(met(reference, [2, 3, 4])).toBe(true)
  expect(met(reference, [2.5, 3.5, 4.5])).toBe(false)
  expect(met(reference, [0])).toBe(false)
})

test('an exact number is met by every seed or not at all', () => {
  const reference = { kind: 'exact', value: 8, rounding: 0 } as const
  expect(met(reference, [8, 8, 8])).toBe(true)
  expect(met(reference, [7, 8, 9])).toBe(false)
  expect(met({ kind: 'exact', value: 24.63, rounding: 0.005 }, [24.634])).toBe(true)
  expect(met({ kind: 'exact', value: 24.63, rounding: 0.005 }, [24.636])).toBe(false)
})

test('what is not finite is never met', () => {
  for (const kind of ['spread', 'run', 'exact'] as const)
    expect(met({ kind, value: 1, spread: 1, rounding: 1 }, [1, Number.NaN, 1])).toBe(false)
})

test('an order is met beyond three standard errors', () => {
  // both errors 1/√3: three of their difference are 2.45
  expect(ordered([1, 2, 3], [3.5, 4.5, 5.5]).met).toBe(true)
  expect(ordered([1, 2, 3], [3.25, 4.25, 5.25]).met).toBe(false)
  expect(ordered([3.5, 4.5, 5.5], [1, 2, 3]).met).toBe(false)
  expect(ordered([1], [2]).met).toBe(false)
})
