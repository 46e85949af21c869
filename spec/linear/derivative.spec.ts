import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { choleskyOf } from '../../src/linear/cholesky.js'
import { triangularInverseOf } from '../../src/linear/inverse.js'
import { triangularSolveOf } from '../../src/linear/solve.js'
import type { Expression } from '../../src/tensor/expression.js'
import { parametersOf } from '../conformance/subject.js'
import type { Case } from '../gradient/cases/case.js'
import { along, centralDifferences, gradient, type Loss, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { evaluated, references, type Value } from '../support/reference.js'
import { item } from '../support/reference-value.js'
import { cases, positive } from './cases.js'

/** A step of 1e-5 in float64 leaves about 1e-10 of truncation and 1e-11 of rounding, times derivatives below 100. */
const CENTRAL = 1e-8
/** Some tens of roundings of float32, relative to the largest number on the way. */
const FLOAT32 = 4e-6

const farthest = (got: readonly Value[], wanted: readonly Value[]): number => {
  expect(got.map(({ shape }) => shape)).toEqual(wanted.map(({ shape }) => shape))
  // Math.max keeps a NaN, which is below no bound
  return Math.max(
    0,
    ...got.flatMap(({ data }, i) => data.map((v, k) => Math.abs(v - item(item(wanted, i).data, k)))),
  )
}

const lossOf =
  (c: Case): Loss =>
  (xs) =>
    c.f(xs, (e) => e)

/** The value, the gradient, and the Hessian times a vector. */
const everything =
  (f: Loss) =>
  (xs: readonly Expression[]): readonly Expression[] => [
    f(xs),
    ...gradient(weighted(f))(xs),
    ...gradient(along(weighted(f)))(xs),
  ]

describe.each(cases.map((c) => [c.name, c] as const))('%s', (_, c) => {
  it('has the derivatives of central differences', () => {
    const xs = parametersOf(c.at)
    for (const of of [weighted(lossOf(c)), along(weighted(lossOf(c)))]) {
      const { values, largest } = evaluated(gradient(of)(xs), c.at)
      expect(farthest(values, centralDifferences(of(xs), c.at))).toBeLessThan(CENTRAL * Math.max(1, largest))
    }
  })
})

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend

  beforeAll(async () => {
    backend = await started(name)
  })

  it.each(cases.map((c) => [c.name, c] as const))('%s with both derivatives', async (_, c) => {
    const { values, largest } = evaluated(everything(lossOf(c))(parametersOf(c.at)), c.at)
    const got = await valuesOn(backend, everything(lossOf(c)), c.at)
    expect(farthest(got, values)).toBeLessThan(FLOAT32 * Math.max(1, largest))
  })
})

describe('the derivatives that are stated', () => {
  const at = positive(2, 3, 21)
  const opened = (e: Expression): Expression => {
    if (e.op !== 'composite') throw new Error(`${e.op} is no composite`)
    return e.attributes.decompose(e.inputs)
  }

  it.each([
    ['cholesky', choleskyOf],
    ['triangularInverse', triangularInverseOf],
    ['triangularSolve', (e: Expression) => triangularSolveOf(e, e)],
    ['triangularSolve turned', (e: Expression) => triangularSolveOf(e, e, true)],
  ] as const)('of %s are those of what it is made of', (_, f) => {
    const slopes = (g: (e: Expression) => Expression): readonly Value[] =>
      references(gradient(weighted(([e]) => g(e ?? item(parametersOf([at]), 0))))(parametersOf([at])), [at])
    expect(
      farthest(
        slopes(f),
        slopes((e) => opened(f(e))),
      ),
    ).toBeLessThan(1e-12)
  })
})
