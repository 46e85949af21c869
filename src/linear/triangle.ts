/** Lower triangles: cut out of a matrix, and filled from a list of numbers. */
import {
  countOf,
  type FromTriangle,
  type MatrixGuard,
  matrixShape,
  type Shape,
  type TriangleGuard,
  triangleShape,
} from '../shape/index.js'
import { softplusOf } from '../tensor/activation.js'
import type { Expression } from '../tensor/expression.js'
import { exponential } from '../tensor/primitive/elementwise.js'
import { gather } from '../tensor/primitive/gather.js'
import { constant } from '../tensor/primitive/leaf.js'
import { reshape } from '../tensor/primitive/structure.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import { lowerWith, onDiagonal, tril } from './batch.js'

/**
 * Each matrix with 0 above its diagonal.
 * @shape [...B, M, N] → [...B, M, N]
 * @grad to the elements on and below the diagonal
 * @failure `lowerTriangle: [3] has fewer than two axes`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { lowerTriangle, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(lowerTriangle(matrix([[1, 2], [3, 4]])))).join() === '1,0,3,4')
 */
export const lowerTriangle = <S extends Shape>(x: Tensor<S> & MatrixGuard<'lowerTriangle', S>): Tensor<S> => {
  const e = expression(x)
  matrixShape('lowerTriangle', e.shape)
  return typed(tril(e))
}

const positive: Readonly<Record<PositiveDiagonal, (x: Expression) => Expression>> = {
  exp: exponential,
  softplus: softplusOf,
}

/**
 * What makes the diagonal of a triangle positive.
 * @category linear algebra
 * @since 0.1.0
 */
export type PositiveDiagonal = 'exp' | 'softplus'

/** Where in a list of triangle rows each element of a matrix stands; above the diagonal, where nothing is asked, 0. */
const places = (n: number): Int32Array =>
  Int32Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n]
    return j > i ? 0 : (i * (i + 1)) / 2 + j
  })

/**
 * Lower triangular matrices of N rows from N(N + 1)/2 numbers, row by row, the diagonal made positive: every list of
 * numbers is one matrix, and every triangular matrix with a positive diagonal one list. So the factor of a full
 * covariance can be what a network gives.
 * @shape [...B, N(N + 1)/2] → [...B, N, N]
 * @grad to every number
 * @failure `fromLowerTriangle: a triangle of 3 rows takes 6 numbers, found 5 in [5]`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { fromLowerTriangle, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(fromLowerTriangle(2)(vector([0, 5, 0])))).join() === '1,0,5,1')
 */
export const fromLowerTriangle =
  <const N extends number>(size: N, diagonal: PositiveDiagonal = 'exp') =>
  <S extends Shape>(
    numbers: Tensor<S> & TriangleGuard<'fromLowerTriangle', S, N>,
  ): Tensor<FromTriangle<S, N>> => {
    const e = expression(numbers)
    const n = countOf('fromLowerTriangle', size)
    const lead = triangleShape('fromLowerTriangle', e.shape, n)
    const spread = gather(e, constant(places(n), [n * n]), e.shape.length - 1)
    const matrix = reshape(spread, [...lead, n, n])
    // off the diagonal the function sees 0, so that nothing overflows there
    return typed(lowerWith(matrix, positive[diagonal](onDiagonal(matrix))))
  }
