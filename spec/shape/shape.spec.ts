import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  broadcastShapes,
  concatenateShape,
  matmulShape,
  normalizeAxes,
  reduceShape,
  reshapeShape,
  ShapeError,
  show,
  size,
  transposeShape,
} from '../../src/shape/index.js'

const dim = fc.integer({ min: 0, max: 5 })
const shape = fc.array(dim, { maxLength: 4 })

/** A shape and a subset of its axes, some counted from the end. */
const shapeAndAxes = shape.chain((s) =>
  fc.record({
    s: fc.constant(s),
    axes: fc
      .subarray([...s.keys()])
      .chain((some) => fc.tuple(...some.map((axis) => fc.constantFrom(axis, axis - s.length)))),
  }),
)

/** The shape, or undefined when the pair is refused. */
const broadcast = (a: readonly number[], b: readonly number[]): readonly number[] | undefined => {
  try {
    return broadcastShapes('add', a, b)
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError)
    return undefined
  }
}

describe('broadcastShapes', () => {
  test.each([
    [
      [32, 1, 10],
      [5, 1],
      [32, 5, 10],
    ],
    [[3], [], [3]],
    [[], [], []],
    [[1], [0], [0]],
  ])('%j with %j is %j', (a, b, expected) => {
    expect(broadcastShapes('add', a, b)).toEqual(expected)
  })

  test('is commutative, and refuses the same pairs in both orders', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(broadcast(a, b)).toEqual(broadcast(b, a))
      }),
    )
  })

  test('has the scalar for its unit and gives a shape with itself', () => {
    fc.assert(
      fc.property(shape, (a) => {
        expect(broadcast(a, [])).toEqual(a)
        expect(broadcast(a, a)).toEqual(a)
      }),
    )
  })

  test('is associative where all three meet', () => {
    const thin = fc.array(fc.constantFrom(1, 3), { maxLength: 4 })
    fc.assert(
      fc.property(thin, thin, thin, (a, b, c) => {
        expect(broadcast(broadcast(a, b) ?? [], c)).toEqual(broadcast(a, broadcast(b, c) ?? []))
      }),
    )
  })
})

describe('matmulShape', () => {
  test.each([
    [
      [32, 784],
      [784, 10],
      [32, 10],
    ],
    [
      [5, 1, 2, 3],
      [7, 3, 4],
      [5, 7, 2, 4],
    ],
    [
      [5, 2, 3],
      [3, 4],
      [5, 2, 4],
    ],
    [
      [2, 0],
      [0, 3],
      [2, 3],
    ],
  ])('%j by %j is %j', (a, b, expected) => {
    expect(matmulShape('matmul', a, b)).toEqual(expected)
  })
})

describe('reduceShape', () => {
  test.each([
    [[2, 3, 4], [1], false, [2, 4]],
    [[2, 3, 4], [-1], false, [2, 3]],
    [[2, 3, 4], [0, -1], true, [1, 3, 1]],
    [[2, 3, 4], [], false, [2, 3, 4]],
  ])('%j along %j, kept: %s, is %j', (s, axes, keep, expected) => {
    expect(reduceShape('sum', s, axes, keep)).toEqual(expected)
  })

  test('keeping the axes leaves the same sizes elsewhere, and 1 there', () => {
    fc.assert(
      fc.property(shapeAndAxes, ({ s, axes }) => {
        const along = normalizeAxes('sum', s, axes)
        const kept = reduceShape('sum', s, axes, true)
        expect(kept.length).toBe(s.length)
        expect(kept.filter((_, i) => !along.includes(i))).toEqual(reduceShape('sum', s, axes, false))
        expect(along.every((i) => kept[i] === 1)).toBe(true)
      }),
    )
  })

  test('a reduction that keeps its axes broadcasts back', () => {
    fc.assert(
      fc.property(shapeAndAxes, ({ s, axes }) => {
        expect(broadcastShapes('sub', s, reduceShape('max', s, axes, true))).toEqual(s)
      }),
    )
  })

  test('axes come sorted and from the front', () => {
    expect(normalizeAxes('sum', [2, 3, 4], [-1, 0])).toEqual([0, 2])
  })
})

describe('reshapeShape', () => {
  test.each([
    [
      [32, 784],
      [32, 28, 28, 1],
      [32, 28, 28, 1],
    ],
    [
      [32, 784],
      [-1, 28, 28],
      [32, 28, 28],
    ],
    [
      [2, 0],
      [0, 7],
      [0, 7],
    ],
  ])('%j to %j is %j', (from, to, expected) => {
    expect(reshapeShape('reshape', from, to)).toEqual(expected)
  })

  test('keeps the number of elements, whichever size is left open', () => {
    const positive = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(positive, fc.nat(), (s, pick) => {
        const flat = [size(s)]
        expect(size(reshapeShape('reshape', s, flat))).toBe(size(s))
        const open = s.map((d, i) => (i === pick % s.length ? -1 : d))
        expect(reshapeShape('reshape', flat, open)).toEqual(s)
      }),
    )
  })
})

describe('transposeShape and concatenateShape', () => {
  test('an order and its inverse give the shape back', () => {
    const permuted = shape.chain((s) =>
      fc.record({
        s: fc.constant(s),
        order: fc.shuffledSubarray([...s.keys()], { minLength: s.length, maxLength: s.length }),
      }),
    )
    fc.assert(
      fc.property(permuted, ({ s, order }) => {
        const inverse = order.map((_, axis) => order.indexOf(axis))
        expect(transposeShape('transpose', transposeShape('transpose', s, order), inverse)).toEqual(s)
      }),
    )
    expect(transposeShape('transpose', [2, 3, 4], [2, 0, 1])).toEqual([4, 2, 3])
  })

  test('sizes add along the axis', () => {
    expect(
      concatenateShape(
        'concat',
        [
          [2, 3],
          [2, 4],
          [2, 0],
        ],
        1,
      ),
    ).toEqual([2, 7])
    expect(concatenateShape('concat', [[2, 3]], 0)).toEqual([2, 3])
  })
})

test('a shape is shown as it is written', () => {
  expect(show([28, 28, 1])).toBe('[28, 28, 1]')
  expect(show(['B', 784])).toBe('[B, 784]')
  expect(show([])).toBe('[]')
})
