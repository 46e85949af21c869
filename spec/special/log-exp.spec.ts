import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { logAddExpOf, logSubExpOf } from '../../src/special/log-exp.js'
import { logSumExpOf } from '../../src/tensor/exponential.js'
import type { Expression } from '../../src/tensor/expression.js'
import { exponentialMinusOne, logPlusOne } from '../../src/tensor/primitive/elementwise.js'
import { splat } from '../../src/tensor/primitive/leaf.js'
import { reduce } from '../../src/tensor/primitive/reduction.js'
import { parametersOf } from '../conformance/subject.js'
import { spread } from '../gradient/cases/case.js'
import { along, centralDifferences, gradient, type Loss, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { expectNear } from '../support/near.js'
import { references } from '../support/reference.js'
import { float32Value, item } from '../support/reference-value.js'
import { beyond, measured } from './curve.js'

const { POSITIVE_INFINITY: INF, NaN: NAN } = Number

const pair =
  (f: (a: Expression, b: Expression) => Expression): Loss =>
  (xs) =>
    f(item(xs, 0), item(xs, 1))

describe.each([
  ['logAddExp', logAddExpOf, spread([5], 1, -2, 2), spread([5], 2, -2, 2)],
  ['logSubExp', logSubExpOf, spread([5], 3, 1, 2), spread([5], 4, -2, 0)],
] as const)('%s', (_, f, a, b) => {
  it('has the derivatives of central differences', () => {
    const xs = parametersOf([a, b])
    for (const loss of [weighted(pair(f)), along(weighted(pair(f)))]) {
      const differences = centralDifferences(loss(xs), [a, b])
      references(gradient(loss)(xs), [a, b]).forEach(({ data }, i) => {
        expectNear(data, item(differences, i).data, 1e-8)
      })
    }
  })
})

/** A function at pairs of numbers: its values, and the derivatives with respect to both. */
const atPairs = async (
  backend: Backend,
  f: (a: Expression, b: Expression) => Expression,
  pairs: readonly (readonly [number, number])[],
): Promise<readonly (readonly number[])[]> => {
  const columns = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
  const summed: Loss = (xs) => reduce('add', pair(f)(xs), [0])
  const found = await valuesOn(
    backend,
    (xs) => [pair(f)(xs), ...gradient(summed)(xs)],
    columns.map((c) => float32Value([c.length], c)),
  )
  return found.map(({ data }) => data)
}

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend

  beforeAll(async () => {
    backend = await started(name)
  })

  it('logAddExp of large, small and infinite terms', async () => {
    const pairs = [
      [1000, 1000],
      [0, -30],
      [-30, 0],
      [1e30, -1e30],
      [0, -INF],
      [-INF, -INF],
      [INF, 1],
      [INF, INF],
    ] as const
    const [value = [], first = [], second = []] = await atPairs(backend, logAddExpOf, pairs)
    const tail = Math.exp(-30)
    const wanted = [1000 + Math.LN2, tail, tail, 1e30, 0, -INF, INF, INF].map(Math.fround)
    expect(beyond(wanted.slice(0, 5), value.slice(0, 5), wanted.slice(0, 5), 2e-7)).toEqual([])
    expect(value.slice(5)).toEqual([-INF, INF, INF])
    expectNear(first, [0.5, 1 - tail, tail, 1, 1, 0, 1, 0.5], 1e-6)
    expectNear(second, [0.5, tail, 1 - tail, 0, 0, 0, 0, 0.5], 1e-6)
  })

  it('logSubExp of near, far and infinite terms', async () => {
    const pairs = [
      [0, -1e-10],
      [0, -30],
      [1e30, -1e30],
      [3, -INF],
      [-INF, -INF],
      [INF, 0],
      [5, 5],
      [1, 2],
    ] as const
    const [value = [], first = [], second = []] = await atPairs(backend, logSubExpOf, pairs)
    const tail = Math.exp(-30)
    expectNear(value.slice(0, 4), [Math.log(1e-10), -tail, Math.fround(1e30), 3], 2e-7)
    expect(value.slice(4)).toEqual([-INF, INF, -INF, NAN])
    expectNear(first.slice(0, 5), [1e10, 1 + tail, 1, 1, 1], 1e-6)
    expectNear(second.slice(0, 5), [-1e10, -tail, 0, 0, 0], 1e-6)
  })

  it('logSumExp of infinite terms has shares that are numbers', async () => {
    const rows = [
      [-INF, -INF, -INF],
      [INF, 0, -INF],
      [INF, 1, INF],
      [-INF, 2, 2],
      [1e30, 1, -1e30],
    ]
    const f: Loss = ([x]) => reduce('add', logSumExpOf(x ?? splat(0, [1, 1]), [1]), [0])
    const [first, second] = await valuesOn(backend, (xs) => [...gradient(f)(xs), ...gradient(along(f))(xs)], [
      float32Value([rows.length, 3], rows.flat()),
    ])
    expect(first?.data).toEqual([0, 0, 0, 1, 0, 0, 0.5, 0, 0.5, 0, 0.5, 0.5, 1, 0, 0])
    expect(second?.data.every(Number.isFinite)).toBe(true)
  })

  // both orders of both, near 0 and at the ends of their ranges
  it('the slopes of log1p and expm1', async () => {
    const at = [-0.9999, -0.5, -1e-4, -1e-10, -1e-30, 1e-30, 1e-10, 1e-4, 0.5, 3, 80].map(Math.fround)
    const wide = [...at, 1e10, 1e18].map(Math.fround)
    const logarithm = await measured(backend, logPlusOne, wide)
    const logarithms = [Math.log1p, (x: number) => 1 / (1 + x), (x: number) => -1 / (1 + x) ** 2]
    const exponential = await measured(backend, exponentialMinusOne, [...at, -100, -1e30])
    const exponentials = [Math.expm1, Math.exp, Math.exp]
    const far = [
      ...logarithm.map((got, i) => beyond(wide, got, wide.map(item(logarithms, i)), 4e-7)),
      ...exponential.map((got, i) =>
        beyond([...at, -100, -1e30], got, [...at, -100, -1e30].map(item(exponentials, i)), 1e-6),
      ),
    ]
    expect(far).toEqual(far.map(() => []))
  })
})
