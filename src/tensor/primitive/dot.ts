/** The contraction of two operands, and the matrix products it is made of. */
import { show } from '../../shape/index.js'
import { type DotDimensions, type Expression, InternalError, input } from '../expression.js'
import { node } from './node.js'
import { reshape, transpose } from './structure.js'

const sizes = (x: Expression, axes: readonly number[]): readonly number[] => axes.map((a) => x.shape[a] ?? 0)
const product = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1)
const range = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + i)

const free = (x: Expression, ...taken: readonly (readonly number[])[]): readonly number[] =>
  range(0, x.shape.length).filter((i) => !taken.some((t) => t.includes(i)))

const check = (lhs: Expression, rhs: Expression, d: DotDimensions): void => {
  const pairs = [
    [sizes(lhs, d.lhsBatch), sizes(rhs, d.rhsBatch)],
    [sizes(lhs, d.lhsContracting), sizes(rhs, d.rhsContracting)],
  ] as const
  for (const [l, r] of pairs)
    if (l.join() !== r.join())
      throw new InternalError(
        `dotGeneral: ${show(l)} of ${show(lhs.shape)} meets ${show(r)} of ${show(rhs.shape)}`,
      )
}

/** Sums of products over the contracting axes, one for each batch element and each pair of free ones. */
export const dotGeneral = (lhs: Expression, rhs: Expression, dims: DotDimensions): Expression => {
  check(lhs, rhs, dims)
  const lhsFree = free(lhs, dims.lhsBatch, dims.lhsContracting)
  const rhsFree = free(rhs, dims.rhsBatch, dims.rhsContracting)
  const shape = [...sizes(lhs, dims.lhsBatch), ...sizes(lhs, lhsFree), ...sizes(rhs, rhsFree)]
  return node('dotGeneral', [lhs, rhs], dims, shape, lhs.dtype, (n, g) => {
    const [a, b] = [input(n, 0), input(n, 1)]
    const batch = range(0, dims.lhsBatch.length)
    const left = range(batch.length, lhsFree.length)
    const right = range(batch.length + lhsFree.length, rhsFree.length)
    return [
      // axes of g·b over b's free ones: batch, a's free, then a's contracting in the order of b's
      inOrder(
        dotGeneral(g, b, {
          lhsBatch: batch,
          rhsBatch: dims.rhsBatch,
          lhsContracting: right,
          rhsContracting: rhsFree,
        }),
        [...dims.lhsBatch, ...lhsFree, ...matching(dims.lhsContracting, dims.rhsContracting)],
      ),
      // axes of a·g over a's free ones: batch, a's contracting, then b's free; the cotangent, small beside a kernel,
      // is the operand that backends pack, and no result needs to be transposed
      inOrder(
        dotGeneral(a, g, {
          lhsBatch: dims.lhsBatch,
          rhsBatch: batch,
          lhsContracting: lhsFree,
          rhsContracting: left,
        }),
        [...dims.rhsBatch, ...matching(dims.rhsContracting, dims.lhsContracting), ...rhsFree],
      ),
    ]
  })
}

/** `these` reordered as their partners stand in ascending order. */
const matching = (these: readonly number[], partners: readonly number[]): readonly number[] =>
  [...partners].sort((p, q) => p - q).map((p) => these[partners.indexOf(p)] ?? 0)

/** Axis i of x is meant to stand at `target[i]`. */
const inOrder = (x: Expression, target: readonly number[]): Expression => {
  const permutation = target.map((_, axis) => target.indexOf(axis))
  return permutation.every((p, i) => p === i) ? x : transpose(x, permutation)
}

/** The product of two matrices, or of equally many pairs of them: [b, m, k] by [b, k, n]. */
export const matrixProduct = (lhs: Expression, rhs: Expression): Expression => {
  const batch = range(0, lhs.shape.length - 2)
  const last = lhs.shape.length - 1
  return dotGeneral(lhs, rhs, {
    lhsBatch: batch,
    rhsBatch: batch,
    lhsContracting: [last],
    rhsContracting: [last - 1],
  })
}

/** Whether a contraction already is a matrix product of rank 2, or of rank 3 with one batch axis. */
export const isMatrixProduct = (lhs: Expression, rhs: Expression, d: DotDimensions): boolean => {
  const rank = lhs.shape.length
  return (
    rank === rhs.shape.length &&
    (rank === 2 || rank === 3) &&
    d.lhsBatch.join() === range(0, rank - 2).join() &&
    d.rhsBatch.join() === range(0, rank - 2).join() &&
    d.lhsContracting.join() === `${rank - 1}` &&
    d.rhsContracting.join() === `${rank - 2}`
  )
}

/** Any contraction as a matrix product of rank 2 (no batch) or 3, by explicit transposes and reshapes. */
export const asMatrixProduct = (
  lhs: Expression,
  rhs: Expression,
  d: DotDimensions,
  shape: readonly number[],
): Expression => {
  const lhsFree = free(lhs, d.lhsBatch, d.lhsContracting)
  const rhsFree = free(rhs, d.rhsBatch, d.rhsContracting)
  const batch = product(sizes(lhs, d.lhsBatch))
  const m = product(sizes(lhs, lhsFree))
  const k = product(sizes(lhs, d.lhsContracting))
  const n = product(sizes(rhs, rhsFree))
  const lead = batch === 1 ? [] : [batch]
  const a = reshape(transposed(lhs, [...d.lhsBatch, ...lhsFree, ...d.lhsContracting]), [...lead, m, k])
  const b = reshape(transposed(rhs, [...d.rhsBatch, ...d.rhsContracting, ...rhsFree]), [...lead, k, n])
  return reshape(matrixProduct(a, b), shape)
}

const transposed = (x: Expression, permutation: readonly number[]): Expression =>
  permutation.every((p, i) => p === i) ? x : transpose(x, permutation)
