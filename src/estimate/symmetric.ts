/** Symmetric matrices on the host: eigenvalues, and the Cholesky factor of those that have one. */
import { either as E } from 'fp-ts'
import { EigenvalueDecomposition, Matrix, QrDecomposition } from 'ml-matrix'
import { factorOnHost } from '../linear/symmetric.js'
import { LEAST_SCALE } from './estimate.js'

/** A direction counts as one without variance below this share of the variance that its column has in the data. */
const LEAST_SHARE = 1e-12

/** Whether a variance is one, beside that of a whole column; NaN is none. */
export const isVariance = (variance: number, ofColumn: number): boolean =>
  variance > LEAST_SHARE * ofColumn && variance >= LEAST_SCALE ** 2

const matrixOf = (values: Float64Array, width: number): Matrix => Matrix.from1DArray(width, width, values)

/**
 * The lower triangular factor L of a covariance LLᵀ, row after row; or the first column that, given the columns before
 * it, has no variance left worth the name, compared with the variances of the whole data.
 */
export const choleskyOf = (
  covariance: Float64Array,
  dataVariances: Float64Array,
): E.Either<number, Float64Array> => {
  const found = factorOnHost(covariance, dataVariances.length, (variance, column) =>
    isVariance(variance, dataVariances[column] ?? Number.NaN),
  )
  return found instanceof Float64Array ? E.right(found) : E.left(found.column)
}

/** Eigenvalues from large to small, and for each a unit vector whose largest element is positive. */
export interface Eigen {
  readonly values: Float64Array
  /** One vector after the other. */
  readonly vectors: Float64Array
}

/** The eigenvalues and eigenvectors of a symmetric matrix. */
export const eigenOf = (symmetric: Float64Array, width: number): Eigen => {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrixOf(symmetric, width), {
    assumeSymmetric: true,
  })
  const order = Array.from(realEigenvalues.keys()).sort(
    (a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0),
  )
  return {
    values: Float64Array.from(order, (at) => realEigenvalues[at] ?? Number.NaN),
    vectors: Float64Array.from(order.flatMap((at) => pointed(eigenvectorMatrix.getColumn(at)))),
  }
}

/** A vector or its opposite, such that its largest element is positive: the sign of an eigenvector is anyone's. */
const pointed = (vector: readonly number[]): readonly number[] => {
  const largest = vector.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0)
  return largest < 0 ? vector.map((v) => -v) : vector
}

/**
 * The lower triangular L with a positive diagonal and LLᵀ = AAᵀ, of a square matrix A that need not be triangular: no
 * digits are lost in the product.
 */
export const triangularOf = (a: Float64Array, width: number): Float64Array => {
  const { upperTriangularMatrix } = new QrDecomposition(matrixOf(a, width).transpose())
  const signs = upperTriangularMatrix.diagonal().map((v) => (v < 0 ? -1 : 1))
  return Float64Array.from(upperTriangularMatrix.transpose().mulRowVector(signs).to1DArray())
}

/**
 * The covariance of greatest likelihood among those with at least this variance in every direction: the one of the data
 * with its smaller eigenvalues raised to the floor.
 */
export const raised = (covariance: Float64Array, width: number, floor: number): Float64Array => {
  if (floor === 0) return covariance
  const { values, vectors } = eigenOf(covariance, width)
  if ((values[width - 1] ?? Number.NaN) >= floor) return covariance
  const found = new Float64Array(width * width)
  for (let k = 0; k < width; k += 1) {
    const value = Math.max(values[k] ?? Number.NaN, floor)
    for (let i = 0; i < width; i += 1)
      for (let j = 0; j <= i; j += 1) {
        const product = value * (vectors[k * width + i] ?? 0) * (vectors[k * width + j] ?? 0)
        found[i * width + j] = (found[i * width + j] ?? 0) + product
      }
  }
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < i; j += 1) found[j * width + i] = found[i * width + j] ?? 0
  return found
}

/** The squared length of L⁻¹d for a lower triangular L that starts at an offset; `solved` is room for the solution. */
export const whitenedSquare = (
  factor: Float64Array,
  offset: number,
  d: Float64Array,
  solved: Float64Array,
): number => {
  const width = d.length
  let square = 0
  for (let i = 0; i < width; i += 1) {
    const row = offset + i * width
    let left = d[i] ?? 0
    for (let j = 0; j < i; j += 1) left -= (factor[row + j] ?? 0) * (solved[j] ?? 0)
    const v = left / (factor[row + i] ?? 0)
    solved[i] = v
    square += v * v
  }
  return square
}
