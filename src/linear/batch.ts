/** Stacks of matrices [B, M, N]: how any batch becomes one, and the few operations that the algorithms are made of. */
import type { Expression } from '../tensor/expression.js'
import { dotGeneral } from '../tensor/primitive/dot.js'
import { iota } from '../tensor/primitive/draw.js'
import { compare, log, select } from '../tensor/primitive/elementwise.js'
import { sumLast } from '../tensor/primitive/last-axis.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { reshape, slice, transpose } from '../tensor/primitive/structure.js'

/** The last two axes, all before them as one. */
export const stacked = (x: Expression): Expression => {
  const [m = 1, n = 1] = x.shape.slice(-2)
  const lead = x.shape.slice(0, -2).reduce((a, b) => a * b, 1)
  return reshape(x, [lead, m, n])
}

/** The last two axes exchanged. */
export const transposed = (x: Expression): Expression => {
  const axes = x.shape.map((_, i) => i)
  return transpose(x, [...axes.slice(0, -2), ...axes.slice(-2).reverse()])
}

/** Rows and columns of each matrix of a stack. */
export const block = (
  x: Expression,
  [top, bottom]: readonly [number, number],
  [left, right]: readonly [number, number],
): Expression => slice(x, [0, top, left], [x.shape[0] ?? 0, bottom, right])

/** The products of a stack with another, each matrix turned before where it says so. */
export const product = (
  a: Expression,
  b: Expression,
  { turnLeft = false, turnRight = false } = {},
): Expression =>
  dotGeneral(a, b, {
    lhsBatch: [0],
    rhsBatch: [0],
    lhsContracting: [turnLeft ? 1 : 2],
    rhsContracting: [turnRight ? 2 : 1],
  })

/** Which elements of the last two axes stand so to each other: row i, column j. */
const where = (direction: 'EQ' | 'GE' | 'GT', shape: readonly number[]): Expression => {
  const last = shape.slice(-2)
  return broadcastTo(compare(direction)(iota(last, 0), iota(last, 1)), shape)
}

/** The elements on the diagonal, 0 elsewhere. */
export const onDiagonal = (x: Expression): Expression => select(where('EQ', x.shape), x, splatLike(0, x))

/** The numbers on the diagonal of each matrix. */
export const diagonalOf = (x: Expression): Expression => sumLast(onDiagonal(x))

/** The sum of the logarithms of the diagonal of each matrix. */
export const logDiagonal = (x: Expression): Expression => sumLast(log(diagonalOf(x)))

/** The elements on and below the diagonal, 0 above it. */
export const tril = (x: Expression): Expression => select(where('GE', x.shape), x, splatLike(0, x))

/** The elements below the diagonal as they are, those on it as another expression has them, 0 above it. */
export const lowerWith = (x: Expression, diagonal: Expression): Expression =>
  select(where('EQ', x.shape), diagonal, select(where('GT', x.shape), x, splatLike(0, x)))
