import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { expm1MinusX, xMinusLog1p } from '../../src/special/remainders.js'
import { started } from '../support/backends.js'
import { beyond, measured } from './curve.js'

/** Σ from k = 2 of the terms that a recurrence gives, from the smallest on. */
const series = (term: (k: number) => number): number =>
  Array.from({ length: 200 }, (_, i) => term(i + 2)).reduceRight((sum, t) => sum + t, 0)

const factorial = (k: number): number => (k <= 1 ? 1 : k * factorial(k - 1))

/** exp t − 1 − t, y − log(1 + y), each with two derivatives, in double precision. */
const exact = {
  expm1MinusX: [
    (t: number) =>
      Math.abs(t) < 0.7 ? series((k) => (k > 60 ? 0 : t ** k / factorial(k))) : Math.expm1(t) - t,
    Math.expm1,
    Math.exp,
  ],
  xMinusLog1p: [
    (y: number) => (Math.abs(y) < 0.7 ? series((k) => (-y) ** k / k) : y - Math.log1p(y)),
    (y: number) => y / (1 + y),
    (y: number) => (1 + y) ** -2,
  ],
} as const

const small = [1e-30, 1e-10, 1e-4, 0.01, 0.1, 0.3, 0.499, 0.501, 0.75, 0.9]
const rows = [
  ['expm1MinusX', expm1MinusX, [...small, ...small.map((x) => -x), 1, 3, 20, 80, -1, -20, -80]],
  ['xMinusLog1p', xMinusLog1p, [...small, ...small.map((x) => -x), 1, 3, 100, 1e6, -0.99]],
] as const

describe.each(['cpu', 'wasm'] as const)('on %s', (name) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await started(name)
  })

  it.each(rows)(
    '%s and its first two derivatives are right where series and formula meet',
    async (f, of, points) => {
      const at = points.map(Math.fround)
      const found = await measured(backend, of, at)
      const off = found.flatMap((got, i) =>
        beyond(
          at,
          got,
          at.map((x) => exact[f][i]?.(x) ?? Number.NaN),
          4e-6,
        ),
      )
      expect(off).toEqual([])
    },
  )

  it('both are 0 at 0 and never below', async () => {
    const at = Array.from({ length: 201 }, (_, i) => (i - 100) * 0.006)
    for (const [, of] of rows) {
      const [values = []] = await measured(backend, of, at)
      expect(Math.min(...values)).toBe(0)
    }
  })
})
