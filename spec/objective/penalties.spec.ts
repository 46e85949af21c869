/** Penalties on the latents of a batch, against collected values and float64 loops. */
import { describe, expect, test } from 'vitest'
import { grad, valueAndGrad } from '../../src/gradient/index.js'
import { batchCovariance, dipI, dipII, dipPenalty } from '../../src/objective/dip.js'
import { maximumMeanDiscrepancy } from '../../src/objective/discrepancy.js'
import { inverseMultiquadratic, radialBasis, sumOfKernels } from '../../src/objective/kernel.js'
import { sorted } from '../../src/objective/order.js'
import { slicedWasserstein } from '../../src/objective/sliced-wasserstein.js'
import { l1Penalty, rateDivergence } from '../../src/objective/sparse.js'
import { fold, key, normal } from '../../src/random/index.js'
import { compile, release } from '../../src/run/index.js'
import { fill, matrix, mul, ones, scalar, sum, type Tensor, zeros } from '../../src/tensor/index.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, meanAndError, numberOf, numbersOf } from '../support/near.js'
import { inRows, mean } from './reference.js'

type Rows = readonly (readonly number[])[]

const at = (rows: Rows, i: number, j: number): number => rows[i]?.[j] ?? Number.NaN
const columns = (rows: Rows): readonly number[] => (rows[0] ?? []).map((_, j) => j)

/** The covariance of the columns, over n. */
const covariance = (rows: Rows): Rows =>
  columns(rows).map((i) =>
    columns(rows).map((j) => {
      const centre = (c: number) => mean(rows.map((row) => row[c] ?? Number.NaN))
      const [a, b] = [centre(i), centre(j)]
      return mean(rows.map((row) => ((row[i] ?? Number.NaN) - a) * ((row[j] ?? Number.NaN) - b)))
    }),
  )

const penalty = (c: Rows, off: number, on: number): number =>
  c
    .flatMap((row, i) => row.map((v, j) => (i === j ? on * (v - 1) ** 2 : off * v * v)))
    .reduce((a, b) => a + b)

const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, v, i) => total + (v - (b[i] ?? Number.NaN)) ** 2, 0)

/** The squared discrepancy by two loops. */
const discrepancy = (k: (d: number) => number, x: Rows, y: Rows, own: boolean): number => {
  const within = (p: Rows): number => {
    const pairs = p.flatMap((a, i) => p.flatMap((b, j) => (own || i !== j ? [k(distance(a, b))] : [])))
    return mean(pairs)
  }
  return within(x) + within(y) - 2 * mean(x.flatMap((a) => y.map((b) => k(distance(a, b)))))
}

// the sample of the collected values: computed/mmd_*
const [X, Y] = [
  [
    [0, 0],
    [1, 0],
    [0, 2],
  ],
  [
    [1, 1],
    [2, 0],
    [0, 0.5],
  ],
] as const
const [x, y] = [matrix(X), matrix(Y)]

describe.each(backendNames)('on %s', (name) => {
  test('the covariance of a batch and both penalties on it', async () => {
    const backend = await started(name)
    const rows = await numbersOf(normal(7, 3)(key(1)), backend)
    const given: Tensor<[7, 3]> = normal(7, 3)(key(1))
    const wanted = covariance(inRows(rows, 3))
    expectNear(await numbersOf(batchCovariance(given), backend), wanted.flat(), 1e-6)
    const weights = { offDiagonal: 10, diagonal: scalar(3) }
    expectNear([await numberOf(dipI(weights)(given), backend)], [penalty(wanted, 10, 3)], 2e-6)
    const within = wanted.map((row, i) => row.map((v, j) => (i === j ? v + 0.25 : v)))
    const spread: Tensor<[7, 3]> = fill(0.25)(7, 3)
    expectNear([await numberOf(dipII(weights)(given, spread), backend)], [penalty(within, 10, 3)], 2e-6)
  })

  test.each([
    ['ones', ones(10, 10), 90],
    ['zeros', zeros(10, 10), 10],
  ] as const)('the penalty of a covariance of %s is the collected one', async (_, c, wanted) => {
    const backend = await started(name)
    const both = dipPenalty({ offDiagonal: 1, diagonal: 1 })
    expect(await numberOf(both(c), backend)).toBe(wanted)
  })

  test('the discrepancy is the collected one', async () => {
    const backend = await started(name)
    const [rbf, imq] = [radialBasis({ scale: 1 }), inverseMultiquadratic({ c: 4 })]
    const found = [
      maximumMeanDiscrepancy({ kernel: rbf, estimate: 'unbiased' })(x, y),
      maximumMeanDiscrepancy({ kernel: rbf, estimate: 'biased' })(x, y),
      maximumMeanDiscrepancy({ kernel: imq, estimate: 'unbiased' })(x, y),
    ]
    const numbers = await Promise.all(found.map((f) => numberOf(f, backend)))
    expectNear(numbers, [-0.2389099451244418, 0.2225873015944141, -0.1384336360806949], 1e-6)
  })

  test('the discrepancy of samples of two sizes, by two kernels together', async () => {
    const backend = await started(name)
    const [small, large] = [normal(4, 3)(key(2)), normal(9, 3)(key(3))]
    const [p, q] = [inRows(await numbersOf(small, backend), 3), inRows(await numbersOf(large, backend), 3)]
    const kernel = sumOfKernels(radialBasis({ scale: 2 }), inverseMultiquadratic({ c: 0.5 }))
    const plain = (d: number) => Math.exp(-d / 8) + 0.5 / (0.5 + d)
    for (const estimate of ['biased', 'unbiased'] as const) {
      const found = await numberOf(maximumMeanDiscrepancy({ kernel, estimate })(small, large), backend)
      expectNear([found], [discrepancy(plain, p, q, estimate === 'biased')], 2e-6)
    }
  })

  test('law: the unbiased discrepancy of two samples of one law is 0 in the mean', async () => {
    const backend = await started(name)
    const kernel = inverseMultiquadratic({ c: 4 })
    const run = compile(
      (a: Tensor<[8, 2]>, b: Tensor<[8, 2]>) =>
        maximumMeanDiscrepancy({ kernel, estimate: 'unbiased' })(a, b),
      backend,
    )
    const found: number[] = []
    for (let i = 0; i < 60; i += 1) {
      const out = run(normal(8, 2)(fold(2 * i)(key(4))), normal(8, 2)(fold(2 * i + 1)(key(4))))
      found.push(await numberOf(out, backend))
      release(out)
    }
    run.release()
    const { mean: middle, error } = meanAndError(found)
    expect(Math.abs(middle)).toBeLessThan(5 * error)
  })

  test('rows in ascending order, equal numbers too, and the derivative goes back where each came from', async () => {
    const backend = await started(name)
    const rows = matrix([
      [3, -1, 2, 0],
      [1, 5, 1, -2],
      [7, 7, 7, 7],
    ])
    const rising = await numbersOf(sorted(rows), backend)
    expect(rising).toEqual([-1, 0, 2, 3, -2, 1, 1, 5, 7, 7, 7, 7])
    const ranked = (values: Tensor<[3, 4]>): Tensor<[]> => {
      const weights = matrix([
        [1, 10, 100, 1000],
        [1, 10, 100, 1000],
        [1, 10, 100, 1000],
      ])
      return sum()(mul(sorted(values), weights))
    }
    const back = await numbersOf(grad(ranked)(rows), backend)
    expect(back).toEqual([1000, 1, 100, 10, 10, 1000, 100, 1, 1, 10, 100, 1000])
  })

  test('the sliced distance of two samples, by sorting in plain numbers', async () => {
    const backend = await started(name)
    const [p, q] = [normal(16, 3)(key(5)), normal(16, 3)(key(6))]
    const lines = inRows(await numbersOf(normal(20, 3)(key(7)), backend), 3).map((v) => {
      const length = Math.hypot(...v)
      return v.map((c) => c / length)
    })
    const along = async (points: Tensor<[16, 3]>) => {
      const rows = inRows(await numbersOf(points, backend), 3)
      return lines.map((v) =>
        rows.map((row) => row.reduce((t, c, i) => t + c * (v[i] ?? Number.NaN), 0)).sort((a, b) => a - b),
      )
    }
    const [a, b] = [await along(p), await along(q)]
    const wanted = mean(a.flatMap((row, i) => row.map((v, j) => (v - at(b, i, j)) ** 2)))
    const found = await numberOf(slicedWasserstein({ directions: 20 })(p, q)(key(7)), backend)
    expectNear([found], [wanted], 2e-6)
    expect(await numberOf(slicedWasserstein({ directions: 20 })(p, p)(key(7)), backend)).toBe(0)
  })

  test('the L1 penalty of a code, and the rates of its units at any logits', async () => {
    const backend = await started(name)
    const code = matrix([
      [1, -2, 0.5],
      [0, -0.25, 3],
    ])
    expect(await numbersOf(l1Penalty(code), backend)).toEqual([3.5, 3.25])
    const logits = matrix([
      [1, -2, 0.5, 90],
      [0, -0.25, 3, -90],
    ])
    const sigmoid = (v: number) => 1 / (1 + Math.exp(-v))
    const rates = [
      [1, 0],
      [-2, -0.25],
      [0.5, 3],
      [90, -90],
    ].map((column) => mean(column.map(sigmoid)))
    const rho = 0.05
    const wanted = rates.reduce(
      (t, r) => t + rho * Math.log(rho / r) + (1 - rho) * Math.log((1 - rho) / (1 - r)),
      0,
    )
    expectNear([await numberOf(rateDivergence({ rate: rho })(logits), backend)], [wanted], 2e-6)
    const never = fill(-1e30)(3, 2)
    const [value, slope] = valueAndGrad(rateDivergence({ rate: rho }))(never)
    expect(await numberOf(value, backend)).toBeGreaterThan(1e28)
    expect((await numbersOf(slope, backend)).every(Number.isFinite)).toBe(true)
  })
})

test('what cannot be compared is refused', () => {
  const kernel = radialBasis({ scale: 1 })
  expect(() => maximumMeanDiscrepancy({ kernel, estimate: 'unbiased' })(ones(1, 2), y)).toThrow(
    'maximumMeanDiscrepancy: expected two points or more of each sample for an unbiased estimate, found [1, 2]',
  )
  const unknown: Tensor<[number, 2]> = typed(expression(ones(4, 2)))
  expect(() => slicedWasserstein({ directions: 2 })(unknown, ones(3, 2))).toThrow(
    'slicedWasserstein: samples [4, 2] and [3, 2] differ; each point is paired with one',
  )
  expect(() => radialBasis({ scale: 0 })).toThrow('radialBasis: expected a finite scale above 0, found 0')
  expect(() => inverseMultiquadratic({ c: -1 })).toThrow(
    'inverseMultiquadratic: expected a finite c above 0, found -1',
  )
  expect(() => rateDivergence({ rate: 1 })).toThrow(
    'rateDivergence: expected a rate between 0 and 1, found 1',
  )
})
