/** Reductions and rearrangements, element by element. */
import type { Attributes, Reducer } from '../../src/tensor/expression.js'
import { build, count, each, element, item, number, position, type Value } from './reference-value.js'

type Shape = readonly number[]

const reducers: Readonly<
  Record<Reducer, { readonly start: number; readonly join: (a: number, b: number) => number }>
> = {
  add: { start: 0, join: (a, b) => a + b },
  maximum: { start: Number.NEGATIVE_INFINITY, join: Math.max },
  minimum: { start: Number.POSITIVE_INFINITY, join: Math.min },
  and: { start: 1, join: Math.min },
  or: { start: 0, join: Math.max },
}

export const reduce = (x: Value, { reducer, axes }: Attributes['reduce'], shape: Shape): Value => {
  const { start, join } = reducers[reducer]
  const data = Array.from({ length: count(shape) }, () => start)
  each(x.shape, (index) => {
    const at = position(
      shape,
      index.filter((_, axis) => !axes.includes(axis)),
    )
    data[at] = join(number(data, at), element(x, index))
  })
  return { shape, data }
}

export const broadcastInDim = (x: Value, dimensions: readonly number[], shape: Shape): Value =>
  build(shape, (index) =>
    element(
      x,
      x.shape.map((d, axis) => (d === 1 ? 0 : number(index, number(dimensions, axis)))),
    ),
  )

/** A value repeated as NumPy repeats: axes align at the end. */
export const broadcastTo = (x: Value, shape: Shape): Value =>
  broadcastInDim(
    x,
    x.shape.map((_, axis) => axis + shape.length - x.shape.length),
    shape,
  )

export const cumulativeSum = (x: Value, { axis, reverse: backwards }: Attributes['cumulativeSum']): Value => {
  const [length, stride] = [number(x.shape, axis), count(x.shape.slice(axis + 1))]
  const data = [...x.data]
  for (let k = 0; k < data.length; k += 1) {
    const at = backwards ? data.length - 1 - k : k
    const here = Math.floor(at / stride) % length
    const isFirst = here === (backwards ? length - 1 : 0)
    if (!isFirst) data[at] = number(data, at) + number(data, backwards ? at + stride : at - stride)
  }
  return { shape: x.shape, data }
}

export const transpose = (x: Value, permutation: readonly number[]): Value =>
  build(
    permutation.map((axis) => number(x.shape, axis)),
    (index) =>
      element(
        x,
        x.shape.map((_, axis) => number(index, permutation.indexOf(axis))),
      ),
  )

export const reverse = (x: Value, axes: readonly number[]): Value =>
  build(x.shape, (index) =>
    element(
      x,
      index.map((i, axis) => (axes.includes(axis) ? number(x.shape, axis) - 1 - i : i)),
    ),
  )

export const concatenate = (operands: readonly Value[], axis: number, shape: Shape): Value =>
  build(shape, (index) => {
    let [which, left] = [0, number(index, axis)]
    for (let d = size(operands, which, axis); left >= d; d = size(operands, which, axis)) {
      left -= d
      which += 1
    }
    return element(
      item(operands, which),
      index.map((i, a) => (a === axis ? left : i)),
    )
  })

const size = (operands: readonly Value[], which: number, axis: number): number =>
  number(item(operands, which).shape, axis)

export const slice = (x: Value, { start, strides }: Attributes['slice'], shape: Shape): Value =>
  build(shape, (index) =>
    element(
      x,
      index.map((i, axis) => number(start, axis) + i * number(strides, axis)),
    ),
  )

export const pad = (x: Value, { low, interior, value }: Attributes['pad'], shape: Shape): Value =>
  build(shape, (index) => {
    const from = index.map((i, axis) => (i - number(low, axis)) / (number(interior, axis) + 1))
    const inside = from.every((i, axis) => Number.isInteger(i) && i >= 0 && i < number(x.shape, axis))
    return inside ? element(x, from) : value
  })

/** An index of a gathered value: the index among the slices, and what it was in the operand. */
const origin = (index: Shape, indices: Value, axis: number): readonly number[] => {
  const rank = indices.shape.length
  const row = element(indices, index.slice(axis, axis + rank))
  return [...index.slice(0, axis), row, ...index.slice(axis + rank)]
}

export const gather = (x: Value, indices: Value, axis: number, shape: Shape): Value =>
  build(shape, (index) => element(x, origin(index, indices, axis)))

export const scatterAdd = (updates: Value, indices: Value, axis: number, shape: Shape): Value => {
  const data = Array.from({ length: count(shape) }, () => 0)
  each(updates.shape, (index) => {
    const at = position(shape, origin(index, indices, axis))
    data[at] = number(data, at) + element(updates, index)
  })
  return { shape, data }
}
