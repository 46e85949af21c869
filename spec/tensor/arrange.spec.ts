import { describe, expect, it, test } from 'vitest'
import { read } from '../../src/run/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { indices, oneHot, type Tensor } from '../../src/tensor/index.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { expression, shapeOf, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { along, centralDifferences, gradient, type Loss, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { references } from '../support/reference.js'
import { build, item, type Value } from '../support/reference-value.js'
import { type Arrangement, arrangements } from './arrange.cases.js'

const points = ({ of }: Arrangement): readonly Value[] => of.map((shape, i) => spread(shape, i + 1, 0.5, 2))
const parameters = ({ of }: Arrangement): readonly Expression[] =>
  of.map((shape, i) => parameter(i, shape, 'float32'))

const arranged =
  ({ f }: Arrangement) =>
  (xs: readonly Expression[]): Expression =>
    expression(f(xs.map((x) => typed<Tensor<number[]>>(x))))

/** After a square and before a product, so that no derivative is constant. */
const bent =
  (a: Arrangement): Loss =>
  (xs) => {
    const y = arranged(a)(xs.map((x) => p.multiply(x, x)))
    return p.add(p.multiply(y, y), y)
  }

const distance = (got: readonly Value[], expected: readonly Value[]): number => {
  expect(got.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape))
  return Math.max(
    ...got.flatMap(({ data }, i) => data.map((v, k) => Math.abs(v - item(item(expected, i).data, k)))),
  )
}

describe.each(arrangements.map((a) => [a.name, a] as const))('%s', (_, a) => {
  const xs = points(a)

  it.each(backendNames)('has on %s the elements where they belong', async (name) => {
    const [got] = await valuesOn(await started(name), (given) => [arranged(a)(given)], xs)
    expect(got).toEqual(build(a.to, (index) => a.from(index, xs)))
  })

  it('has the derivatives of central differences, in both orders', () => {
    const loss = weighted(bent(a))
    for (const of of [loss, along(loss)]) {
      const found = references(gradient(of)(parameters(a)), xs)
      // derivatives below 100; a step of 1e-5 leaves 1e-10 of truncation and rounding
      expect(distance(found, centralDifferences(of(parameters(a)), xs))).toBeLessThan(1e-6)
    }
  })

  it.each(backendNames)('has on %s the derivatives of the reference, in both orders', async (name) => {
    const backend = await started(name)
    const loss = weighted(bent(a))
    for (const of of [loss, along(loss)]) {
      const expected = references(gradient(of)(parameters(a)), xs)
      // float32 rounds by 6e-8 relative; sums of up to ten terms below 300
      expect(distance(await valuesOn(backend, gradient(of), xs), expected)).toBeLessThan(2e-4)
    }
  })
})

test.each(backendNames)(
  'oneHot on %s is 1 at each index, and nowhere for one that is no class',
  async (name) => {
    const backend = await started(name)
    const codes = oneHot(3)(indices([2, 0, 3, -1]))
    expect(shapeOf(codes)).toEqual([4, 3])
    expect(Array.from(await read(codes, backend))).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  },
)
