/** The Cholesky factor of positive definite matrices, and their log-determinants. */
import { type MatrixBatch, type Shape, type SquareGuard, squareShape } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import { add, divide, multiply, sqrt, subtract, times } from '../tensor/primitive/elementwise.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { concatenate, pad, reshape } from '../tensor/primitive/structure.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { block, logDiagonal, lowerWith, product, stacked, transposed } from './batch.js'
import { triangularInverseOf } from './inverse.js'

/** Up to this size a column at a time costs less than halves. */
const COLUMNS = 16

/** Column by column: each is taken off what is left, as the square of the factor's column. */
const byColumns = (a: Expression): Expression => {
  const n = a.shape[1] ?? 0
  const columns: Expression[] = []
  let left = a
  for (let j = 0; j < n; j += 1) {
    const column = block(left, [j, n], [j, j + 1])
    const pivot = sqrt(block(column, [0, 1], [0, 1]))
    const part = divide(column, broadcastTo(pivot, column.shape))
    const whole = pad(part, [0, j, 0], [0, 0, 0])
    columns.push(whole)
    if (j < n - 1) {
      const row = reshape(whole, [whole.shape[0] ?? 0, 1, n])
      left = subtract(left, multiply(broadcastTo(whole, a.shape), broadcastTo(row, a.shape)))
    }
  }
  return concatenate(columns, 2)
}

/** [[L₁, 0], [A₂₁L₁⁻ᵀ, L₂]] with L₂ the factor of what is left of A₂. */
const factor = (a: Expression): Expression => {
  const n = a.shape[1] ?? 0
  if (n <= COLUMNS) return byColumns(a)
  const half = Math.floor(n / 2)
  const l1 = factor(block(a, [0, half], [0, half]))
  const l21 = product(block(a, [half, n], [0, half]), triangularInverseOf(l1), { turnRight: true })
  const rest = subtract(block(a, [half, n], [half, n]), product(l21, l21, { turnRight: true }))
  const l2 = factor(rest)
  return concatenate([pad(l1, [0, 0, 0], [0, 0, n - half]), concatenate([l21, l2], 2)], 1)
}

/** Half of a matrix and its turned self: what a symmetric matrix is of itself. */
const symmetric = (x: Expression): Expression => times(add(x, transposed(x)), 0.5)

/** The lower triangle with half the diagonal. */
const halved = (x: Expression): Expression => lowerWith(x, times(x, 0.5))

/** The factors of a stack of matrices [B, N, N], N at least 1. */
export const choleskyOf = (a: Expression): Expression =>
  composite(
    'cholesky',
    [a],
    ([e = a]) => factor(symmetric(e)),
    (n, g) => {
      const l = choleskyOf(input(n, 0))
      const w = triangularInverseOf(l)
      const inner = halved(product(l, g, { turnLeft: true }))
      return [symmetric(product(w, product(inner, w), { turnLeft: true }))]
    },
  )

/** The lower triangular L with A = L Lᵀ of any batch. */
const factored = (name: string, a: Expression): Expression => {
  const [, n] = squareShape(name, a.shape)
  return n === 0 ? a : reshape(choleskyOf(stacked(a)), a.shape)
}

/**
 * The lower triangular L with A = L Lᵀ and a positive diagonal, of each positive definite matrix; a matrix that is not
 * symmetric stands for its symmetric part. One that is not positive definite has no factor: its columns are NaN from the
 * first pivot that is not positive, which `fit` reports as a value that is not finite. `choleskyFactor` looks at matrices
 * of numbers and says which pivot it was.
 * @shape [...B, N, N] → [...B, N, N]
 * @math l_jj = √(a_jj − Σ_k l_jk²), and the column below it divided by it
 * @grad symmetric: L⁻ᵀ Φ(LᵀG) L⁻¹, Φ the lower triangle with half its diagonal
 * @failure `cholesky: expected square matrices, found [2, 3] (2 vs 3)`
 * @source Murray: Differentiation of the Cholesky decomposition (2016), equation 10
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { cholesky, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(cholesky(matrix([[4, 2], [2, 10]])))).join() === '2,0,1,3')
 */
export const cholesky = <S extends Shape>(a: Tensor<S> & SquareGuard<'cholesky', S>): Tensor<S> =>
  typed(factored('cholesky', expression(a)))

/**
 * The logarithm of the determinant of each positive definite matrix; NaN for one that is not, as its factor.
 * @shape [...B, N, N] → [...B]
 * @math 2 Σ log l_ii, L the Cholesky factor
 * @grad A⁻¹
 * @unit nats, where the matrix is a covariance
 * @failure `logDet: expected square matrices, found [2, 3] (2 vs 3)`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { logDet, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const [y = 0] = await read(logDet(matrix([[4, 2], [2, 10]])))
 * console.assert(Math.abs(y - Math.log(36)) < 1e-6)
 */
export const logDet = <S extends Shape>(a: Tensor<S> & SquareGuard<'logDet', S>): Tensor<MatrixBatch<S>> =>
  typed(times(logDiagonal(factored('logDet', expression(a))), 2))

/**
 * The logarithm of the determinant of each triangular matrix with a positive diagonal.
 * @shape [...B, N, N] → [...B]
 * @math Σ log t_ii
 * @grad 1/t_ii on the diagonal
 * @failure `logDetTriangular: expected square matrices, found [2, 3] (2 vs 3)`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { logDetTriangular, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const [y = 0] = await read(logDetTriangular(matrix([[2, 0], [7, 3]])))
 * console.assert(Math.abs(y - Math.log(6)) < 1e-6)
 */
export const logDetTriangular = <S extends Shape>(
  t: Tensor<S> & SquareGuard<'logDetTriangular', S>,
): Tensor<MatrixBatch<S>> => {
  const e = expression(t)
  squareShape('logDetTriangular', e.shape)
  return typed(logDiagonal(e))
}
