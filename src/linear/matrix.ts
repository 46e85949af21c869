/** Matrices and their diagonals. */
import {
  type AxisGuard,
  axisOf,
  countOf,
  type Dim,
  type MatrixDiagonal,
  type MatrixGuard,
  type MatrixTranspose,
  matrixShape,
  type Shape,
  type SquareGuard,
  squareShape,
} from '../shape/index.js'
import { alongLast } from '../tensor/primitive/last-axis.js'
import { splat } from '../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { diagonalOf, onDiagonal, transposed } from './batch.js'

/**
 * The identity matrix.
 * @shape → [N, N]
 * @failure `identityMatrix: expected a whole number of at least 1, found 0`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { identityMatrix, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(identityMatrix(2))).join() === '1,0,0,1')
 */
export const identityMatrix = <N extends number>(size: N): Tensor<[N, N]> => {
  const n = countOf('identityMatrix', size)
  return typed(onDiagonal(splat(1, [n, n])))
}

/**
 * Each matrix turned over: rows become columns.
 * @shape [...B, M, N] → [...B, N, M]
 * @failure `matrixTranspose: [3] has fewer than two axes`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { matrix, matrixTranspose, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(matrixTranspose(matrix([[1, 2, 3], [4, 5, 6]])))).join() === '1,4,2,5,3,6')
 */
export const matrixTranspose = <S extends Shape>(
  x: Tensor<S> & MatrixGuard<'matrixTranspose', S>,
): Tensor<MatrixTranspose<S>> => {
  const e = expression(x)
  matrixShape('matrixTranspose', e.shape)
  return typed(transposed(e))
}

/**
 * The diagonal of each square matrix.
 * @shape [...B, N, N] → [...B, N]
 * @failure `diagonal: expected square matrices, found [2, 3] (2 vs 3)`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { diagonal, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(diagonal(matrix([[1, 2], [3, 4]])))).join() === '1,4')
 */
export const diagonal = <S extends Shape>(
  x: Tensor<S> & SquareGuard<'diagonal', S>,
): Tensor<MatrixDiagonal<S>> => {
  const e = expression(x)
  squareShape('diagonal', e.shape)
  return typed(diagonalOf(e))
}

/**
 * The matrix with these numbers on its diagonal and 0 elsewhere.
 * @shape [...B, N] → [...B, N, N]
 * @failure `diagonalMatrix: axis -1 is out of range for []`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { diagonalMatrix, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(diagonalMatrix(vector([1, 2])))).join() === '1,0,0,2')
 */
export const diagonalMatrix = <S extends Shape>(
  x: Tensor<S> & AxisGuard<'diagonalMatrix', S, -1>,
): Tensor<DiagonalMatrix<S>> => {
  const e = expression(x)
  const last = axisOf('diagonalMatrix', e.shape, -1)
  const shape = [...e.shape, e.shape[last] ?? 0]
  return typed(onDiagonal(alongLast(e, shape)))
}

type DiagonalMatrix<S extends Shape> = [[S]] extends [[[...infer B extends Shape, infer N extends Dim]]]
  ? [...B, N, N]
  : Shape
