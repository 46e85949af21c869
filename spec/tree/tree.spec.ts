import { describe, expect, test } from 'vitest'
import { key } from '../../src/random/index.js'
import { ShapeError } from '../../src/shape/index.js'
import {
  type AnyTensor,
  add,
  indices,
  matrix,
  ones,
  scalar,
  scale,
  type Tensor,
  vector,
  zeros,
} from '../../src/tensor/index.js'
import {
  count,
  floats,
  leaves,
  map,
  mapLeaves,
  namedLeaves,
  paths,
  withLeaves,
  zip,
} from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { numbersOf } from '../support/near.js'

const tree = {
  encoder: [{ kernel: ones(2, 3), bias: zeros(3) }, { loc: scalar(1) }],
  empty: [],
  decoder: { nothing: {}, kernel: ones(4) },
} as const

describe('leaves', () => {
  test('have the path that leads to them, in the order in which they are written', () => {
    expect(paths(tree)).toEqual(['encoder.0.kernel', 'encoder.0.bias', 'encoder.1.loc', 'decoder.kernel'])
    expect(paths({ b: zeros(), a: zeros() })).toEqual(['b', 'a'])
  })

  test('of a bare tensor are itself, called value', () => {
    const x = ones(2)
    expect(namedLeaves(x)).toEqual([{ path: 'value', tensor: x }])
    expect(leaves(x)).toEqual([x])
  })

  test('of a tree without tensors are none', () => {
    expect(leaves({ a: [], b: {} })).toEqual([])
  })

  test('are counted by their numbers; a key has none', () => {
    expect(count(tree)).toBe(2 * 3 + 3 + 1 + 4)
    expect(count({ key: key(0), step: scalar(0), at: indices([1, 2]) })).toBe(3)
    expect(count({})).toBe(0)
    expect(count(zeros(2, 0))).toBe(0)
  })

  test('are put back under the same structure, empty parts included', () => {
    const changed = withLeaves(tree, leaves(tree).slice().reverse())
    expect(leaves(changed)).toEqual(leaves(tree).slice().reverse())
    expect(changed.empty).toEqual([])
    expect(changed.decoder.nothing).toEqual({})
    expect(Array.isArray(changed.encoder)).toBe(true)
  })

  test.each([
    [[], 'tree: 0 leaves for a tree of 1'],
    [[zeros(), zeros()], 'tree: 2 leaves for a tree of 1'],
  ])('are put back only if there are as many as before', (tensors, message) => {
    expect(() => withLeaves({ a: zeros() }, tensors)).toThrow(new ShapeError(message))
  })

  test('are visited with their place in the order', () => {
    const places: number[] = []
    mapLeaves((leaf, i) => {
      places.push(i)
      return leaf
    })(tree)
    expect(places).toEqual([0, 1, 2, 3])
  })
})

describe.each(backendNames)('on %s', (name) => {
  test('map is the same function of every leaf', async () => {
    const backend = await started(name)
    const doubled = map(scale(2))({ a: vector([1, 2]), b: [scalar(3)] } as const)
    expect(await numbersOf(doubled.a, backend)).toEqual([2, 4])
    expect(await numbersOf(doubled.b[0], backend)).toEqual([6])
  })

  test('zip is the same function of each pair of leaves', async () => {
    const backend = await started(name)
    const a = { kernel: matrix([[1, 2]]), bias: scalar(3) }
    const sum = zip(add)(a, { kernel: matrix([[10, 20]]), bias: scalar(30) })
    expect(await numbersOf(sum.kernel, backend)).toEqual([11, 22])
    expect(await numbersOf(sum.bias, backend)).toEqual([33])
  })
})

test('law: map of the identity changes nothing', () => {
  const same = map(<S>(x: Tensor<S>): Tensor<S> => x)(tree)
  expect(same).toEqual(tree)
})

describe('what has no arithmetic is refused', () => {
  test.each([
    ['key', { key: key(0) }],
    ['int32', { at: indices([1]) }],
  ])('%s', (dtype, leaf) => {
    const message = `tree: a leaf is ${dtype}; only float32 leaves take part in arithmetic`
    expect(() => map(scale(2))(leaf)).toThrow(new ShapeError(message))
    expect(() => floats(leaf)).toThrow(new ShapeError(message))
  })
})

describe('zip names the first leaf that differs', () => {
  type Flat = { readonly [name: string]: AnyTensor }
  const of = (leaf: Flat): Flat => leaf
  test.each([
    [
      'a shape',
      of({ a: zeros(1), b: zeros(2, 3) }),
      of({ a: zeros(1), b: zeros(3, 2) }),
      'zip: leaf b [2, 3] meets b [3, 2]',
    ],
    ['a name', of({ kernel: zeros(1) }), of({ bias: zeros(1) }), 'zip: leaf kernel [1] meets bias [1]'],
    ['too few', of({ a: zeros(1), b: zeros(2) }), of({ a: zeros(1) }), 'zip: leaf b [2] meets nothing'],
    ['too many', of({ a: zeros(1) }), of({ a: zeros(1), b: zeros(2) }), 'zip: leaf b meets nothing'],
  ])('%s', (_, a, b, message) => {
    expect(() => zip(add)(a, b)).toThrow(new ShapeError(message))
  })
})
