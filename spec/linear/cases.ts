/** Functions of matrices with points at which they, their first and their second derivatives are compared. */
import { choleskyOf, logDet } from '../../src/linear/cholesky.js'
import { diagonal, diagonalMatrix, fromLowerTriangle, triangularSolve } from '../../src/linear/index.js'
import { triangularInverseOf } from '../../src/linear/inverse.js'
import { triangularSolveOf } from '../../src/linear/solve.js'
import type { Expression } from '../../src/tensor/expression.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { type Case, one, spread, two } from '../gradient/cases/case.js'
import { build, element, type Value } from '../support/reference-value.js'

/** Symmetric matrices with eigenvalues of at least 1: R Rᵀ + 1. */
export const positive = (batch: number, n: number, seed: number): Value => {
  const root = spread([batch, n, n], seed)
  return build([batch, n, n], ([b = 0, i = 0, j = 0]) => {
    let sum = i === j ? 1 : 0
    for (let k = 0; k < n; k += 1) sum += element(root, [b, i, k]) * element(root, [b, j, k])
    return Math.fround(sum)
  })
}

/** Matrices that are not symmetric, whose lower triangle has a diagonal of at least 1. */
const triangle = (batch: readonly number[], n: number, seed: number): Value => {
  const whole = spread([...batch, n, n], seed)
  return build(whole.shape, (index) => {
    const [i = 0, j = 0] = index.slice(-2)
    return Math.fround(element(whole, index) + (i === j ? 2 : 0))
  })
}

const matrices = (e: Expression): Tensor<[number, number, number]> => typed(e)
const rows = (e: Expression): Tensor<[number, number]> => typed(e)

export const cases: readonly Case[] = [
  one('cholesky of [1, 3, 3]', positive(1, 3, 1), choleskyOf),
  one('cholesky of [2, 2, 2]', positive(2, 2, 2), choleskyOf),
  one('cholesky of [3, 1, 1]', positive(3, 1, 2), choleskyOf),
  one('logDet of [2, 2, 2]', positive(2, 2, 3), (a) => expression(logDet(matrices(a)))),
  one('inverse of triangles [1, 4, 4]', triangle([1], 4, 4), triangularInverseOf),
  two('solution for [2, 3, 3] and [2, 3, 2]', triangle([2], 3, 5), spread([2, 3, 2], 6), (l, b) =>
    triangularSolveOf(l, b),
  ),
  two('solution for turned [2, 3, 3] and [2, 3, 2]', triangle([2], 3, 7), spread([2, 3, 2], 8), (l, b) =>
    triangularSolveOf(l, b, true),
  ),
  two('solution for one upper [3, 3] and [2, 3, 1]', triangle([], 3, 9), spread([2, 3, 1], 10), (u, b) =>
    expression(triangularSolve({ triangle: 'upper' })(rows(u), matrices(b))),
  ),
  two('solution for [2, 2, 2] and one [2, 2]', triangle([2], 2, 11), spread([2, 2], 12), (l, b) =>
    expression(triangularSolve()(matrices(l), rows(b))),
  ),
  one('triangle from [2, 6]', spread([2, 6], 13), (x) =>
    expression(fromLowerTriangle(3)(typed<Tensor<[2, 6]>>(x))),
  ),
  one('triangle from [3] by softplus', spread([3], 14), (x) =>
    expression(fromLowerTriangle(2, 'softplus')(typed<Tensor<[3]>>(x))),
  ),
  one('diagonal of [2, 3, 3]', spread([2, 3, 3], 15), (x) => expression(diagonal(matrices(x)))),
  one('diagonal matrix of [2, 3]', spread([2, 3], 16), (x) => expression(diagonalMatrix(rows(x)))),
]
