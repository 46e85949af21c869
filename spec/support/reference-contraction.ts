/** Contractions and windows, as sums over every index. */
import type { ConvolutionWindow, DotDimensions, PoolingWindow } from '../../src/tensor/expression.js'
import { build, each, element, number, type Value } from './reference-value.js'

type Shape = readonly number[]

export const dotGeneral = (lhs: Value, rhs: Value, d: DotDimensions, shape: Shape): Value => {
  const freeOf = (x: Value, batch: Shape, contracting: Shape): Shape =>
    x.shape.map((_, axis) => axis).filter((axis) => !batch.includes(axis) && !contracting.includes(axis))
  const [lhsFree, rhsFree] = [
    freeOf(lhs, d.lhsBatch, d.lhsContracting),
    freeOf(rhs, d.rhsBatch, d.rhsContracting),
  ]
  const summed = d.lhsContracting.map((axis) => number(lhs.shape, axis))
  const batches = d.lhsBatch.length
  const placed = (
    x: Value,
    batch: Shape,
    free: Shape,
    contracting: Shape,
    index: Shape,
    first: number,
    k: Shape,
  ): Shape =>
    x.shape.map((_, axis) => {
      if (batch.includes(axis)) return number(index, batch.indexOf(axis))
      if (contracting.includes(axis)) return number(k, contracting.indexOf(axis))
      return number(index, first + free.indexOf(axis))
    })
  return build(shape, (index) => {
    let total = 0
    each(summed, (k) => {
      const l = element(lhs, placed(lhs, d.lhsBatch, lhsFree, d.lhsContracting, index, batches, k))
      const r = element(
        rhs,
        placed(rhs, d.rhsBatch, rhsFree, d.rhsContracting, index, batches + lhsFree.length, k),
      )
      total += l * r
    })
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
