/** Linear algebra of a batch of small matrices. */
export { cholesky, logDet, logDetTriangular } from './cholesky.js'
export { choleskyFactor } from './factor.js'
export { diagonal, diagonalMatrix, identityMatrix, matrixTranspose } from './matrix.js'
export { type Triangular, triangularSolve } from './solve.js'
export { fromLowerTriangle, lowerTriangle, type PositiveDiagonal } from './triangle.js'
