/** Contractions and windows, as sums over every index. */
import type { ConvolutionWindow, DotDimensions, PoolingWindow } from '../../src/tensor/expression.js'
import { build, count, each, element, number, type Value } from './reference-value.js'

type Shape = readonly number[]

export const dotGeneral = (lhs: Value, rhs: Value, d: DotDimensions, shape: Shape): Value => {
  const freeOf = (x: Value, batch: Shape, contracting: Shape): Shape =>
    x.shape.map((_, axis) => axis).filter((axis) => !batch.includes(axis) && !contracting.includes(axis))
  const strides = (x: Value, axes: Shape): Shape => axes.map((axis) => count(x.shape.slice(axis + 1)))
  const summed = d.lhsContracting.map((axis) => number(lhs.shape, axis))
  // where each element of the result begins in an operand, and how far from there each term of its sum is
  const places = (x: Value, batch: Shape, contracting: Shape, first: number) => {
    const free = freeOf(x, batch, contracting)
    const [byBatch, byFree, byTerm] = [strides(x, batch), strides(x, free), strides(x, contracting)]
    const along = (by: Shape, index: Shape, from: number): number =>
      by.reduce((at, stride, i) => at + stride * number(index, from + i), 0)
    const terms: number[] = []
    each(summed, (k) => terms.push(along(byTerm, k, 0)))
    const begin = (index: Shape): number => along(byBatch, index, 0) + along(byFree, index, first)
    return { begin, terms, next: first + free.length }
  }
  const left = places(lhs, d.lhsBatch, d.lhsContracting, d.lhsBatch.length)
  const right = places(rhs, d.rhsBatch, d.rhsContracting, left.next)
  return build(shape, (index) => {
    const [l, r] = [left.begin(index), right.begin(index)]
    let total = 0
    for (let k = 0; k < left.terms.length; k += 1)
      total += number(lhs.data, l + number(left.terms, k)) * number(rhs.data, r + number(right.terms, k))
    return total
  })
}

export const convolution = (x: Value, kernel: Value, w: ConvolutionWindow, shape: Shape): Value => {
  const [kh = 0, kw = 0, channels = 0] = kernel.shape
  const [, height = 0, width = 0] = x.shape
  const place = (out: number, tap: number, axis: 0 | 1): number =>
    (out * w.strides[axis] + tap * w.kernelDilation[axis] - w.padding[axis][0]) / w.inputDilation[axis]
  const inside = (at: number, length: number): boolean => Number.isInteger(at) && at >= 0 && at < length
  return build(shape, ([n = 0, i = 0, j = 0, o = 0]) => {
    let total = 0
    each([kh, kw, channels], ([a = 0, b = 0, c = 0]) => {
      const [row, column] = [place(i, a, 0), place(j, b, 1)]
      if (inside(row, height) && inside(column, width))
        total += element(x, [n, row, column, c]) * element(kernel, [a, b, c, o])
    })
    return total
  })
}

export const reduceWindow = (x: Value, w: PoolingWindow, shape: Shape): Value => {
  const [, height = 0, width = 0] = x.shape
  const sum = w.reducer === 'add'
  return build(shape, ([n = 0, i = 0, j = 0, c = 0]) => {
    let total = sum ? 0 : Number.NEGATIVE_INFINITY
    each(w.window, ([a = 0, b = 0]) => {
      const row = i * w.strides[0] + a - w.padding[0][0]
      const column = j * w.strides[1] + b - w.padding[1][0]
      if (row < 0 || row >= height || column < 0 || column >= width) return
      const v = element(x, [n, row, column, c])
      total = sum ? total + v : Math.max(total, v)
    })
    return total
  })
}
