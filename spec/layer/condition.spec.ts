/** Conditions: one vector for each example, whatever leads it and however large it is. */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import { concatCondition, dense, flatten, input, relu } from '../../src/layer/index.js'
import { key, normal } from '../../src/random/index.js'
import { type Dim, ShapeError } from '../../src/shape/index.js'
import { matrix, shapeOf, type Tensor, vector, zeros } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { numbersOf } from '../support/near.js'
import { build } from '../support/reference-value.js'

const label = matrix([
  [10, 20],
  [30, 40],
  [50, 60],
])

describe.each(backendNames)('on %s', (name) => {
  test('the label of an example stands behind it, in every sample', async () => {
    const backend = await started(name)
    const net = F.pipe(input(2), concatCondition(label))
    expect(net.out).toEqual([4])
    const x = normal(4, 3, 2)(key(0))
    const numbers = await numbersOf(x, backend)
    const at = (l: number, b: number, c: number): number => numbers[(l * 3 + b) * 2 + c] ?? Number.NaN
    const wanted = build([4, 3, 4], ([l = 0, b = 0, c = 0]) => (c < 2 ? at(l, b, c) : 10 * (2 * b + c - 1)))
    const found = net.apply([], x)
    expect(shapeOf(found)).toEqual([4, 3, 4])
    expect(await numbersOf(found, backend)).toEqual(wanted.data)
    const alone = net.apply(
      [],
      matrix([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    )
    expect(await numbersOf(alone, backend)).toEqual([1, 2, 10, 20, 3, 4, 30, 40, 5, 6, 50, 60])
  })

  test('in an image the label stands at every place', async () => {
    const backend = await started(name)
    const net = F.pipe(input(2, 2, 1), concatCondition(label))
    expect(net.out).toEqual([2, 2, 3])
    const wanted = build([5, 3, 2, 2, 3], ([, b = 0, , , c = 0]) => (c === 0 ? 0 : 10 * (2 * b + c)))
    expect(await numbersOf(net.apply([], zeros(5, 3, 2, 2, 1)), backend)).toEqual(wanted.data)
  })

  test('a condition of one example, and one for each sample of each example', async () => {
    const backend = await started(name)
    const single = F.pipe(input(1), concatCondition(vector([7, 8])))
    expect(await numbersOf(single.apply([], matrix([[1], [2]])), backend)).toEqual([1, 7, 8, 2, 7, 8])
    const each = F.pipe(input(1), concatCondition<[2, 3], 1>(normal(2, 3, 1)(key(1))))
    const labels = await numbersOf(normal(2, 3, 1)(key(1)), backend)
    expect(await numbersOf(each.apply([], zeros(2, 3, 1)), backend)).toEqual(labels.flatMap((l) => [0, l]))
  })

  test('the same parameters serve every condition, and it makes a difference', async () => {
    const backend = await started(name)
    const net = <B extends Dim>(condition: Tensor<[B, 2]>) =>
      F.pipe(input(4), dense(3), relu, concatCondition(condition), dense(2))
    const params = net(label).init(key(0))
    const x = normal(3, 4)(key(2))
    const values = [label, zeros(3, 2)].map((c) => numbersOf(net(c).apply(params, x), backend))
    const [a, b] = await Promise.all(values)
    expect(a).not.toEqual(b)
    expect(a?.length).toBe(6)
  })
})

test.each([
  [
    'another batch',
    zeros(4, 2),
    'condition [3, 2] does not go with data [4, 2], of which the last 1 axes are one example',
  ],
  [
    'the batch before the samples',
    zeros(3, 5, 2),
    'condition [3, 2] does not go with data [3, 5, 2], of which the last 1 axes are one example',
  ],
  [
    'no batch',
    zeros(2),
    'condition [3, 2] does not go with data [2], of which the last 1 axes are one example',
  ],
])('a condition that does not go with its data is refused in words: %s', (_, x, message) => {
  const net = F.pipe(input(2), concatCondition(label))
  const apply: (params: [], x: never) => unknown = net.apply
  expect(() => Reflect.apply(apply, undefined, [[], x])).toThrow(
    new ShapeError(`concatCondition: ${message}`),
  )
})

test('an example without axes has nothing to stand behind', () => {
  const build = () => Reflect.apply(concatCondition(label), undefined, [input()])
  expect(build).toThrow(new ShapeError('concatCondition: expected an example with at least one axis, got []'))
  expect(F.pipe(input(2, 2), flatten, concatCondition(label)).out).toEqual([6])
})
