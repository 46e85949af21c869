/** Symmetric matrices of numbers on the host, row after row, in float64: whether they are such, and their factor. */

/** How far apart two mirrored elements may be, of √(a_ii a_jj): what rounding to float32 leaves of a covariance. */
const APART = 1e-5

/** Row and column of the first element that its mirror image does not equal. */
export const asymmetryOf = (
  matrix: ArrayLike<number>,
  n: number,
): readonly [row: number, column: number] | undefined => {
  const at = (row: number, column: number): number => matrix[row * n + column] ?? Number.NaN
  for (let row = 0; row < n; row += 1)
    for (let column = row + 1; column < n; column += 1) {
      const scale = Math.sqrt(Math.abs(at(row, row) * at(column, column)))
      if (!(Math.abs(at(row, column) - at(column, row)) <= APART * scale)) return [row, column]
    }
  return undefined
}

/** Where a matrix turned out to have no factor. */
export interface Stop {
  readonly column: number
  /** What is left of the diagonal there. */
  readonly pivot: number
}

/** The lower triangular L with LLᵀ = A; or the first column whose pivot, the square of an element of L, is none. */
export const factorOnHost = (
  matrix: ArrayLike<number>,
  n: number,
  isPivot: (pivot: number, column: number) => boolean = (pivot) => pivot > 0,
): Float64Array | Stop => {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let rest = matrix[i * n + j] ?? Number.NaN
      for (let k = 0; k < j; k += 1) rest -= (l[i * n + k] ?? 0) * (l[j * n + k] ?? 0)
      if (i === j && !isPivot(rest, j)) return { column: j, pivot: rest }
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / (l[j * n + j] ?? Number.NaN)
    }
  return l
}
