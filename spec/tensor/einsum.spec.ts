import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { einsum, type Shape, type Tensor } from '../../src/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { sine } from '../../src/tensor/primitive/elementwise.js'
import { constant, parameter } from '../../src/tensor/primitive/leaf.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { along, centralDifferences, gradient, type Loss, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { largestMagnitude, reference, references } from '../support/reference.js'
import { build, count, each, element, float32Value, item, type Value } from '../support/reference-value.js'

const applied =
  (equation: string) =>
  (xs: readonly Expression[]): Expression => {
    const [first, ...rest] = xs.map((x) => typed<Tensor<Shape>>(x))
    if (first === undefined) throw new Error('einsum of nothing')
    return expression(einsum(equation)(first, ...rest))
  }

/** What an equation means: one loop for each of its letters. */
const loops = (equation: string, operands: readonly Value[]): Value => {
  const [given = '', result = ''] = equation.split('->')
  const texts = given.split(',')
  const sizes = new Map(
    texts.flatMap((text, i) =>
      [...text].map((letter, axis) => [letter, item(item(operands, i).shape, axis)]),
    ),
  )
  const letters = [...new Set([...result, ...texts.join('')])]
  const at = (text: string, index: readonly number[]): readonly number[] =>
    [...text].map((letter) => item(index, letters.indexOf(letter)))
  const sums = new Map<string, number>()
  each(
    letters.map((letter) => sizes.get(letter) ?? 0),
    (index) => {
      const term = operands.reduce((p, x, i) => p * element(x, at(item(texts, i), index)), 1)
      const key = at(result, index).join()
      sums.set(key, (sums.get(key) ?? 0) + term)
    },
  )
  return build(
    [...result].map((letter) => sizes.get(letter) ?? 0),
    (index) => sums.get(index.join()) ?? 0,
  )
}

interface Sum {
  readonly equation: string
  readonly operands: readonly Value[]
}

const alphabet = ['a', 'b', 'c', 'D', 'z'] as const

/** Small whole numbers, so that float32 is exact. */
const filled = (shape: readonly number[]): fc.Arbitrary<Value> =>
  fc
    .array(fc.integer({ min: -3, max: 3 }), { minLength: count(shape), maxLength: count(shape) })
    .map((data) => float32Value(shape, data))

/** One to four operands of up to four axes under random letters, and a result of some of those. */
const sums: fc.Arbitrary<Sum> = fc
  .record({
    texts: fc.array(fc.array(fc.constantFrom(...alphabet), { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
    sizes: fc.tuple(...alphabet.map(() => fc.constantFrom(1, 2, 3, 2, 3, 0))),
    order: fc.shuffledSubarray([...alphabet]),
  })
  .chain(({ texts, sizes, order }) => {
    const result = order.filter((letter) => texts.some((text) => text.includes(letter)))
    const shapes = texts.map((text) => text.map((letter) => item(sizes, alphabet.indexOf(letter))))
    return fc.tuple(...shapes.map(filled)).map((operands) => ({
      equation: `${texts.map((text) => text.join('')).join()}->${result.join('')}`,
      operands,
    }))
  })

/** Zeros have no sign here. */
const unsigned = ({ shape, data }: Value): Value => ({ shape, data: data.map((v) => v + 0) })

const kinds: Readonly<Record<string, (sum: Sum) => boolean>> = {
  'one operand': ({ operands }) => operands.length === 1,
  'four operands': ({ operands }) => operands.length === 4,
  'a diagonal': ({ equation }) => /([a-zD])[a-zD]*\1[a-zD]*(,.*)?->/.test(equation),
  'a scalar operand': ({ operands }) => operands.some(({ shape }) => shape.length === 0),
  'a scalar result': ({ equation }) => equation.endsWith('->'),
  'an axis of size 0': ({ operands }) => operands.some(({ shape }) => shape.includes(0)),
}

const runs = 400

describe.each(backendNames)('random equations on %s', (name) => {
  it('have the numbers of plain loops, exactly, and the shape of their letters', async () => {
    const backend = await started(name)
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(sums, async (sum) => {
        for (const [kind, is] of Object.entries(kinds)) if (is(sum)) seen.set(kind, (seen.get(kind) ?? 0) + 1)
        const got = await valuesOn(backend, (xs) => [applied(sum.equation)(xs)], sum.operands)
        expect(unsigned(item(got, 0))).toEqual(unsigned(loops(sum.equation, sum.operands)))
      }),
      { numRuns: runs },
    )
    for (const kind of Object.keys(kinds)) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(runs / 40)
  })
})

describe('plain loops', () => {
  const a = float32Value([2, 2], [1, 2, 3, 4])
  it.each([
    ['ij->ji', [a], [1, 3, 2, 4]],
    ['ii->', [a], [5]],
    ['ij,jk->ik', [a, a], [7, 10, 15, 22]],
    ['i,j->ij', [float32Value([2], [1, 2]), float32Value([2], [3, 4])], [3, 4, 6, 8]],
  ] as const)('give %s as it is written out by hand', (equation, operands, data) => {
    expect(loops(equation, operands).data).toEqual(data)
  })
})

it('a diagonal reads nothing beside it', () => {
  const x = constant(Float32Array.of(1, Number.POSITIVE_INFINITY, Number.NaN, 4), [2, 2])
  expect(reference(applied('ii->i')([x])).data).toEqual([1, 4])
  expect(reference(item(gradient((xs) => applied('ii->')(xs))([x]), 0)).data).toEqual([1, 0, 0, 1])
})

/** Float32 rounding relative to the largest number met, and that of central differences: see the gradient specs. */
const FLOAT32 = 2e-6
const CENTRAL = 1e-8

const distance = (got: readonly Value[], expected: readonly Value[]): number => {
  expect(got.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape))
  return Math.max(
    0,
    ...got.flatMap(({ data }, i) => data.map((v, k) => Math.abs(v - item(item(expected, i).data, k)))),
  )
}

describe.each<readonly [string, readonly (readonly number[])[]]>([
  ['ij->ji', [[2, 3]]],
  ['ij->j', [[2, 3]]],
  ['ii->i', [[3, 3]]],
  ['ii->', [[3, 3]]],
  ['bnn->nb', [[2, 3, 3]]],
  ['iii->i', [[2, 2, 2]]],
  ['iijj->ji', [[2, 2, 3, 3]]],
  [
    'ij,jk->ik',
    [
      [2, 3],
      [3, 4],
    ],
  ],
  [
    'bij,bkj->kbi',
    [
      [2, 3, 2],
      [2, 4, 2],
    ],
  ],
  [
    'bi,bi->b',
    [
      [2, 3],
      [2, 3],
    ],
  ],
  [
    'ij,ji->',
    [
      [2, 3],
      [3, 2],
    ],
  ],
  ['i,j->ji', [[2], [3]]],
  [',ij->ij', [[], [2, 3]]],
  [
    'ii,ij->j',
    [
      [2, 2],
      [2, 3],
    ],
  ],
  [
    'bi,ij,bj->b',
    [
      [2, 3],
      [3, 2],
      [2, 2],
    ],
  ],
  ['a,b,c,abc->', [[2], [3], [2], [2, 3, 2]]],
])('the derivatives of %s', (equation, shapes) => {
  const at = shapes.map((shape, i) => spread(shape, i + 1))
  const xs = at.map(({ shape }, i) => parameter(i, shape, 'float32'))
  const f: Loss = (given) => sine(applied(equation)(given))
  const orders: readonly (readonly [string, Loss])[] = [
    ['first', weighted(f)],
    ['second', along(weighted(f))],
  ]

  it.each(orders)('%s, are central differences on the reference', (_, loss) => {
    const built = gradient(loss)(xs)
    const scale = Math.max(1, largestMagnitude(built, at))
    expect(distance(references(built, at), centralDifferences(loss(xs), at))).toBeLessThan(CENTRAL * scale)
  })

  it.each(backendNames)('are on %s those of the reference', async (name) => {
    const backend = await started(name)
    for (const [order, loss] of orders) {
      const built = gradient(loss)(xs)
      const scale = Math.max(1, largestMagnitude(built, at))
      const got = await valuesOn(backend, gradient(loss), at)
      expect(distance(got, references(built, at)), order).toBeLessThan(FLOAT32 * scale)
    }
  })
})
