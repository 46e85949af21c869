/** Systems of equations with triangular matrices. */
import {
  type Shape,
  type Solution,
  type SolutionGuard,
  type SquareGuard,
  size,
  solutionShape,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import { negate } from '../tensor/primitive/elementwise.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { reshape, transpose } from '../tensor/primitive/structure.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { logDiagonal, product, stacked, transposed, tril } from './batch.js'
import { triangularInverseOf } from './inverse.js'

/** L⁻¹B, or with the matrix turned L⁻ᵀB, of stacks of equal length; L lower triangular. */
export const triangularSolveOf = (l: Expression, b: Expression, turn = false): Expression =>
  composite(
    'triangularSolve',
    [l, b],
    ([matrix = l, right = b]) => product(triangularInverseOf(matrix), right, { turnLeft: turn }),
    (n, g) => {
      const [matrix, right] = [input(n, 0), input(n, 1)]
      const back = triangularSolveOf(matrix, g, !turn)
      const x = triangularSolveOf(matrix, right, turn)
      const outer = turn ? product(x, back, { turnRight: true }) : product(back, x, { turnRight: true })
      return [negate(tril(outer)), back]
    },
    { turn },
  )

/** A matrix as it was before it was repeated along so many leading axes. */
const unrepeated = (l: Expression): { readonly once: Expression; readonly axes: number } => {
  const from = l.op === 'broadcastInDim' ? l.inputs[0] : undefined
  if (l.op !== 'broadcastInDim' || from === undefined) return { once: l, axes: 0 }
  const axes = l.shape.length - from.shape.length
  const whole = l.attributes.dimensions.every((d, i) => d === i + axes && from.shape[i] === l.shape[d])
  if (axes === 0 || !whole) return { once: l, axes: 0 }
  const before = unrepeated(from)
  return { once: before.once, axes: axes + before.axes }
}

/**
 * What a function of stacks of matrices and columns makes of matrices [...S, N, N] and one vector [...S, N] for each. A
 * matrix that was only repeated, as by `expand`, is taken once, with all vectors as its columns.
 */
export const overVectors = (
  l: Expression,
  v: Expression,
  f: (matrices: Expression, columns: Expression) => Expression,
): Expression => {
  const { once, axes } = unrepeated(l)
  const count = size(v.shape.slice(0, axes))
  const vectors = v.shape.slice(axes)
  const last = vectors.map((_, i) => i + 1)
  const columns = transpose(reshape(v, [count, ...vectors]), [...last, 0])
  const x = reshape(f(stacked(once), stacked(columns)), columns.shape)
  return reshape(transpose(x, [last.length, ...last.map((i) => i - 1)]), v.shape)
}

/** Σ log l_ii of each matrix; of one that was only repeated it is computed once. */
export const logDiagonalOf = (l: Expression): Expression =>
  broadcastTo(logDiagonal(unrepeated(l).once), l.shape.slice(0, -2))

/** One matrix for all right-hand sides: their columns stand side by side. */
const shared = (l: Expression, b: Expression, turn: boolean): Expression => {
  const axes = b.shape.map((_, i) => i)
  const row = b.shape.length - 2
  const front = [row, ...axes.filter((axis) => axis !== row)]
  const columns = transpose(b, front)
  const n = l.shape.at(-1) ?? 0
  const x = triangularSolveOf(
    stacked(l),
    reshape(columns, [1, n, columns.shape.slice(1).reduce((p, q) => p * q, 1)]),
    turn,
  )
  return transpose(
    reshape(x, columns.shape),
    axes.map((axis) => front.indexOf(axis)),
  )
}

/** The solutions for any batches, which broadcast. */
const solved = (l: Expression, b: Expression, turn: boolean, shape: readonly number[]): Expression => {
  const lead = shape.slice(0, -2)
  if (l.shape.slice(0, -2).every((d) => d === 1) && lead.some((d) => d !== 1))
    return reshape(shared(reshape(l, l.shape.slice(-2)), b, turn), shape)
  const [matrices, rights] = [l, b].map((e) => stacked(broadcastTo(e, [...lead, ...e.shape.slice(-2)])))
  return reshape(triangularSolveOf(matrices ?? l, rights ?? b, turn), shape)
}

/**
 * Which triangle of the matrix holds the system, and whether the matrix is turned over before.
 * @category linear algebra
 * @since 0.1.0
 */
export interface Triangular {
  readonly triangle?: 'lower' | 'upper'
  readonly transpose?: boolean
}

/**
 * The solution X of T X = B (of Tᵀ X = B after `transpose`) for triangular matrices T, the lower one unless `triangle`
 * says otherwise; the other triangle is not looked at. Batches broadcast.
 * @shape [...A, N, N], [...B, N, K] → [...broadcast of A and B, N, K]
 * @math T⁻¹B, by the inverses of blocks of doubling size
 * @grad T⁻ᵀG to B, and −T⁻ᵀG Xᵀ to the triangle of T
 * @failure `triangularSolve: [2, 1] has 2 rows, but the matrix [3, 3] has 3`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { matrix, read, triangularSolve, use } from 'reparam'
 * await use('cpu')()
 * const x = triangularSolve()(matrix([[2, 0], [1, 4]]), matrix([[2], [9]]))
 * console.assert((await read(x)).join() === '1,2')
 */
export const triangularSolve =
  ({ triangle = 'lower', transpose: turn = false }: Triangular = {}) =>
  <A extends Shape, B extends Shape>(
    matrix: Tensor<A> & SquareGuard<'triangularSolve', A>,
    right: Tensor<B> & SolutionGuard<'triangularSolve', A, B>,
  ): Tensor<Solution<A, B>> => {
    const [l, b] = [expression(matrix), expression(right)]
    const shape = solutionShape('triangularSolve', l.shape, b.shape)
    return typed(triangle === 'lower' ? solved(l, b, turn, shape) : solved(transposed(l), b, !turn, shape))
  }
