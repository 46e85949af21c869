/** Numbers of a float32 backend against those of a reference. */
import { expect } from 'vitest'

/** The worst distance from what was expected, relative to the greater of 1 and its size; Infinity for NaN. */
export const worst = (got: readonly number[], expected: readonly number[]): number => {
  expect(got.length).toBe(expected.length)
  return got.reduce((sofar, v, i) => {
    const want = expected[i] ?? Number.NaN
    if (v === want) return sofar
    const distance = Math.abs(v - want) / Math.max(1, Math.abs(want))
    return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(sofar, distance)
  }, 0)
}
