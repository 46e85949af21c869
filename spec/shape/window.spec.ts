import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convolutionShape, gatherShape, padShape, sliceShape, windowShape } from '../../src/shape/index.js'

/** How many numbers below `end` there are from `start` in steps: a count, no formula. */
const steps = (start: number, end: number, step: number): number => {
  let count = 0
  for (let at = start; at < end; at += step) count += 1
  return count
}

/** The length of an axis whose elements stand `dilation` apart, element by element. */
const spread = (count: number, dilation: number): number => {
  let last = 0
  for (let i = 0; i < count; i += 1) last = i * dilation + 1
  return last
}

const small = fc.integer({ min: 1, max: 4 })
const axis = fc
  .record({
    input: fc.integer({ min: 1, max: 9 }),
    kernel: small,
    stride: small,
    low: fc.integer({ min: -1, max: 3 }),
    high: fc.integer({ min: -1, max: 3 }),
    inputDilation: small,
    kernelDilation: fc.integer({ min: 1, max: 3 }),
  })
  .filter((a) => spread(a.input, a.inputDilation) + a.low + a.high >= spread(a.kernel, a.kernelDilation))

describe('convolutionShape', () => {
  test('counts the places where the kernel fits, one by one', () => {
    fc.assert(
      fc.property(axis, axis, (h, w) => {
        const places = [h, w].map((a) => {
          const room = spread(a.input, a.inputDilation) + a.low + a.high
          return steps(0, room - spread(a.kernel, a.kernelDilation) + 1, a.stride)
        })
        const shape = convolutionShape('conv', [2, h.input, w.input, 3], [h.kernel, w.kernel, 3, 5], {
          strides: [h.stride, w.stride],
          padding: [
            [h.low, h.high],
            [w.low, w.high],
          ],
          inputDilation: [h.inputDilation, w.inputDilation],
          kernelDilation: [h.kernelDilation, w.kernelDilation],
        })
        expect(shape).toEqual([2, ...places, 5])
      }),
      { numRuns: 500 },
    )
  })
})

describe('windowShape', () => {
  test('is that of a convolution that keeps the channels', () => {
    fc.assert(
      fc.property(axis, axis, (h, w) => {
        const sliding = {
          strides: [h.stride, w.stride],
          padding: [
            [Math.max(h.low, h.kernel), h.high],
            [Math.max(w.low, w.kernel), w.high],
          ],
        } as const
        const none = { inputDilation: [1, 1], kernelDilation: [1, 1] } as const
        const input = [2, h.input, w.input, 3]
        const kernel = [h.kernel, w.kernel, 3, 3]
        expect(windowShape('pool', input, { ...sliding, window: [h.kernel, w.kernel] })).toEqual(
          convolutionShape('conv', input, kernel, { ...sliding, ...none }),
        )
      }),
    )
  })
})

describe('sliceShape and padShape', () => {
  test('a slice counts its elements, one by one', () => {
    const cut = fc
      .record({ d: fc.nat({ max: 9 }), start: fc.nat({ max: 9 }), limit: fc.nat({ max: 9 }), stride: small })
      .filter((c) => c.start <= c.limit && c.limit <= c.d)
    fc.assert(
      fc.property(cut, ({ d, start, limit, stride }) => {
        expect(sliceShape('slice', [d, 2], [start, 0], [limit, 2], [stride, 1])).toEqual([
          steps(start, limit, stride),
          2,
        ])
      }),
    )
  })

  test('gaps lie between elements only, and negative edges cut', () => {
    expect(padShape('pad', [3], [1], [2], [1])).toEqual([8])
    expect(padShape('pad', [3], [-1], [0], [1])).toEqual([4])
    expect(padShape('pad', [1], [0], [0], [7])).toEqual([1])
    expect(padShape('pad', [0], [1], [1], [7])).toEqual([2])
    expect(padShape('pad', [4], [-2], [-2], [0])).toEqual([0])
  })

  test('a slice with strides takes back what padding spread', () => {
    fc.assert(
      fc.property(small, fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }), (d, low, high, gap) => {
        const [padded = 0] = padShape('pad', [d], [low], [high], [gap])
        expect(sliceShape('slice', [padded], [low], [padded - high], [gap + 1])).toEqual([d])
      }),
    )
  })
})

test('gatherShape puts the axes of the indices in the place of the axis', () => {
  expect(gatherShape('gather', [4, 3, 2], [7], 0)).toEqual([7, 3, 2])
  expect(gatherShape('gather', [4, 3, 2], [5, 6], 1)).toEqual([4, 5, 6, 2])
  expect(gatherShape('gather', [4, 3, 2], [], 2)).toEqual([4, 3])
})
