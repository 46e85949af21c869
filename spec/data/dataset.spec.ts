import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { binarize, pixelCount, split, take } from '../../src/data/index.js'
import { render } from '../../src/failure/index.js'
import { numbered } from './image-set.js'

describe('take', () => {
  it('copies images and labels in the order asked for, and again where asked for again', () => {
    const taken = take([3, 0, 3])(numbered(5))
    expect(taken).toMatchObject({ count: 3, height: 2, width: 3, channels: 1, name: 'numbered' })
    expect([...(taken.labels ?? [])]).toEqual([3, 0, 3])
    expect([...taken.images]).toEqual([
      ...numbered(5).images.subarray(18, 24),
      ...numbered(1).images,
      ...numbered(5).images.subarray(18, 24),
    ])
  })

  it('keeps a set without labels without labels', () => {
    expect(take([1])({ ...numbered(2), labels: undefined }).labels).toBeUndefined()
  })

  it('refuses an index that there is not', () => {
    expect(() => take([5])(numbered(5))).toThrow('take: expected an index below 5, got 5')
    expect(() => take([-1])(numbered(5))).toThrow('take: expected an index below 5, got -1')
  })
})

describe('split', () => {
  it('a split has each image exactly once', () => {
    fc.assert(
      fc.property(
        fc
          .nat({ max: 30 })
          .chain((n) => fc.record({ n: fc.constant(n), test: fc.subarray([...Array(n).keys()]) })),
        ({ n, test }) => {
          const both = split(test)(numbered(n))
          if (E.isLeft(both)) throw new Error(render(both.left))
          const labels = [...(both.right.train.labels ?? []), ...(both.right.test.labels ?? [])]
          expect(labels.sort((a, b) => a - b)).toEqual([...Array(n).keys()])
          expect([...(both.right.test.labels ?? [])]).toEqual(test)
        },
      ),
    )
  })

  it.each([
    [[0, 7], '7'],
    [[0, -1], '-1'],
    [[0.5], '0.5'],
    [[2, 1, 2], '2 twice'],
  ])('refuses the test indices %j', (indices, got) => {
    const line = `indices of the test images: expected distinct whole numbers below 7, the images of numbered; found ${got}`
    expect(E.mapLeft(render)(split(indices)(numbered(7)))).toEqual(E.left(line))
  })
})

describe('binarize', () => {
  it('puts 1 above the threshold, and 0 at it and below', () => {
    const set = {
      images: Float32Array.of(0, 0.25, 0.5, 0.5625, 1),
      count: 5,
      height: 1,
      width: 1,
      channels: 1,
    }
    expect([...binarize(0.5)(set).images]).toEqual([0, 0, 0, 1, 1])
    expect([...set.images]).toEqual([0, 0.25, 0.5, 0.5625, 1])
  })
})

describe('pixelCount', () => {
  it('multiplies height, width and channels', () => {
    expect(pixelCount({ height: 2, width: 3, channels: 5 })).toBe(30)
  })
})
