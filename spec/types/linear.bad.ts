// wrong programs: 16
import {
  cholesky,
  choleskyFactor,
  diagonal,
  diagonalMatrix,
  fromLowerTriangle,
  logDet,
  logDetTriangular,
  lowerTriangle,
  matrixTranspose,
  triangularSolve,
} from '../../src/linear/index.js'
import { zeros } from '../../src/tensor/index.js'

// ------------------------------------------------------------------ square matrices

//! cholesky: expected square matrices, found [2, 3] (2 vs 3)
cholesky(zeros(2, 3))
cholesky(zeros(3, 3)) //=
//! cholesky: [3] has fewer than two axes
cholesky(zeros(3))
cholesky(zeros(3, 3)) //=
//! logDet: expected square matrices, found [8, 4, 5] (4 vs 5)
logDet(zeros(8, 4, 5))
logDet(zeros(8, 5, 5)) //=
//! logDetTriangular: expected square matrices, found [4, 5] (4 vs 5)
logDetTriangular(zeros(4, 5))
logDetTriangular(zeros(5, 5)) //=
//! diagonal: expected square matrices, found [4, 5] (4 vs 5)
diagonal(zeros(4, 5))
diagonal(zeros(4, 4)) //=
//! choleskyFactor: rows are not as long as there are rows
choleskyFactor([[1, 0]])
choleskyFactor([[1]]) //=

// ------------------------------------------------------------------ matrices

//! matrixTranspose: [3] has fewer than two axes
matrixTranspose(zeros(3))
matrixTranspose(zeros(3, 1)) //=
//! lowerTriangle: [] has fewer than two axes
lowerTriangle(zeros())
lowerTriangle(zeros(2, 3)) //=
//! diagonalMatrix: axis -1 is out of range for []
diagonalMatrix(zeros())
diagonalMatrix(zeros(2)) //=

// ------------------------------------------------------------------ systems of equations

//! triangularSolve: [2, 1] has 2 rows, but the matrix [3, 3] has 3
triangularSolve()(zeros(3, 3), zeros(2, 1))
triangularSolve()(zeros(3, 3), zeros(3, 1)) //=
//! triangularSolve: [3] has fewer than two axes
triangularSolve()(zeros(3, 3), zeros(3))
triangularSolve()(zeros(3, 3), zeros(3, 1)) //=
//! triangularSolve: expected square matrices, found [3, 4] (3 vs 4)
triangularSolve()(zeros(3, 4), zeros(3, 1))
triangularSolve()(zeros(3, 3), zeros(3, 1)) //=
//! triangularSolve: cannot broadcast [5] with [4] (5 vs 4)
triangularSolve()(zeros(5, 3, 3), zeros(4, 3, 1))
triangularSolve()(zeros(5, 3, 3), zeros(5, 3, 1)) //=

// ------------------------------------------------------------------ triangles from numbers

//! fromLowerTriangle: a triangle of 3 rows takes 6 numbers, found 5 in [8, 5]
fromLowerTriangle(3)(zeros(8, 5))
fromLowerTriangle(3)(zeros(8, 6)) //=
//! fromLowerTriangle: a triangle of 2 rows takes 3 numbers, found a scalar
fromLowerTriangle(2)(zeros())
fromLowerTriangle(2)(zeros(3)) //=
//! fromLowerTriangle: expected a whole number of at least 1, found 0
fromLowerTriangle(0)(zeros(1))
fromLowerTriangle(1)(zeros(1)) //=
