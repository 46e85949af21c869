/** Shapes of matrices, also where sizes are type parameters: what a distribution writes once for every batch and size. */
import {
  cholesky,
  diagonal,
  diagonalMatrix,
  logDet,
  logDetTriangular,
  matrixTranspose,
  triangularSolve,
} from '../../src/linear/index.js'
import type {
  Dim,
  FromTriangle,
  MatrixBatch,
  MatrixDiagonal,
  MatrixGuard,
  MatrixTranspose,
  Shape,
  Solution,
  SolutionGuard,
  SquareGuard,
  TriangleGuard,
} from '../../src/shape/index.js'
import type { Tensor } from '../../src/tensor/index.js'
import type { Claims, Equal } from '../types/equal.js'

export const factored = <B extends Shape, N extends Dim>(x: Tensor<[...B, N, N]>): Tensor<[...B, N, N]> =>
  cholesky(x)

export const determinant = <B extends Shape, N extends Dim>(x: Tensor<[...B, N, N]>): Tensor<B> => logDet(x)

export const ofTriangle = <B extends Shape, N extends Dim>(x: Tensor<[...B, N, N]>): Tensor<B> =>
  logDetTriangular(x)

export const scales = <B extends Shape, N extends Dim>(x: Tensor<[...B, N, N]>): Tensor<[...B, N]> =>
  diagonal(x)

export const independent = <B extends Shape, N extends Dim>(x: Tensor<[...B, N]>): Tensor<[...B, N, N]> =>
  diagonalMatrix(x)

export const overturned = <B extends Shape, M extends Dim, N extends Dim>(
  x: Tensor<[...B, M, N]>,
): Tensor<[...B, N, M]> => matrixTranspose(x)

export const whitened = <B extends Shape, N extends Dim>(
  l: Tensor<[...B, N, N]>,
  x: Tensor<[...B, N, 1]>,
): Tensor<[...B, N, 1]> => triangularSolve()(l, x)

export const whitenedByOne = <B extends Dim, N extends Dim>(
  l: Tensor<[N, N]>,
  x: Tensor<[B, N, 1]>,
): Tensor<[B, N, 1]> => triangularSolve({ transpose: true })(l, x)

/** Sizes that are known, and those that only the run time knows. */
export type Known = Claims<
  [
    Equal<MatrixBatch<[3, 3]>, []>,
    Equal<MatrixBatch<[8, 2, 3, 3]>, [8, 2]>,
    Equal<MatrixBatch<['B', 'N', 'N']>, ['B']>,
    Equal<MatrixDiagonal<['B', 3, 3]>, ['B', 3]>,
    Equal<MatrixDiagonal<[number, 3]>, [3]>,
    Equal<MatrixTranspose<[5, 2, 3]>, [5, 3, 2]>,
    Equal<MatrixTranspose<Dim[]>, [...Shape, number, number]>,
    Equal<Solution<[3, 3], [8, 3, 2]>, [8, 3, 2]>,
    Equal<Solution<[8, 3, 3], [3, 2]>, [8, 3, 2]>,
    Equal<Solution<[1, 3, 3], ['B', 3, 1]>, ['B', 3, 1]>,
    Equal<Solution<[number, number], [4, 1]>, [4, 1]>,
    Equal<Solution<[4, 4], [number, 1]>, [4, 1]>,
    Equal<FromTriangle<[6], 3>, [3, 3]>,
    Equal<FromTriangle<['B', 55], 10>, ['B', 10, 10]>,
    Equal<FromTriangle<['B', number], 4>, ['B', 4, 4]>,
  ]
>

/** What a shape is refused for, and what only the run time can refuse. */
export type Guards = Claims<
  [
    Equal<SquareGuard<'f', [3, 3]>, unknown>,
    Equal<SquareGuard<'f', [number, 3]>, unknown>,
    Equal<SquareGuard<'f', Dim[]>, unknown>,
    Equal<SquareGuard<'f', [2, 3]>, 'f: expected square matrices, found [2, 3] (2 vs 3)'>,
    Equal<SquareGuard<'f', ['M', 'N']>, 'f: expected square matrices, found [M, N] (M vs N)'>,
    Equal<MatrixGuard<'f', [3]>, 'f: [3] has fewer than two axes'>,
    Equal<SolutionGuard<'f', [3, 3], [2, 1]>, 'f: [2, 1] has 2 rows, but the matrix [3, 3] has 3'>,
    Equal<SolutionGuard<'f', [3, 3], [3]>, 'f: [3] has fewer than two axes'>,
    Equal<SolutionGuard<'f', [2, 3], [3, 1]>, unknown>,
    Equal<TriangleGuard<'f', [5], 3>, 'f: a triangle of 3 rows takes 6 numbers, found 5 in [5]'>,
    Equal<TriangleGuard<'f', [5], number>, unknown>,
  ]
>
