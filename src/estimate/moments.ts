/** Means and covariances, summed in float64 in two passes: first the means, then the squares around them. */
import type { Rows } from './rows.js'

/** One weight for each row: every row counts once. */
export const evenly = ({ count }: Rows): Float64Array => new Float64Array(count).fill(1)

/** The sum of some numbers. */
export const total = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0)

/** The weighted mean of each column. */
export const means = ({ count, width, values }: Rows, weights: Float64Array): Float64Array => {
  const sums = new Float64Array(width)
  for (let row = 0; row < count; row += 1) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    for (let j = 0; j < width; j += 1) sums[j] = (sums[j] ?? 0) + weight * (values[row * width + j] ?? 0)
  }
  const whole = total(weights)
  return sums.map((sum) => sum / whole)
}

/** The weighted sum of squares of each column around a centre. */
export const squares = (
  { count, width, values }: Rows,
  weights: Float64Array,
  centre: Float64Array,
): Float64Array => {
  const sums = new Float64Array(width)
  for (let row = 0; row < count; row += 1) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    for (let j = 0; j < width; j += 1) {
      const d = (values[row * width + j] ?? 0) - (centre[j] ?? 0)
      sums[j] = (sums[j] ?? 0) + weight * d * d
    }
  }
  return sums
}

/** The weighted sum of products of two columns around a centre: a symmetric matrix, row after row. */
export const scatter = (
  { count, width, values }: Rows,
  weights: Float64Array,
  centre: Float64Array,
): Float64Array => {
  const sums = new Float64Array(width * width)
  const d = new Float64Array(width)
  for (let row = 0; row < count; row += 1) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    for (let j = 0; j < width; j += 1) d[j] = (values[row * width + j] ?? 0) - (centre[j] ?? 0)
    for (let i = 0; i < width; i += 1) {
      const factor = weight * (d[i] ?? 0)
      for (let j = 0; j <= i; j += 1) sums[i * width + j] = (sums[i * width + j] ?? 0) + factor * (d[j] ?? 0)
    }
  }
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < i; j += 1) sums[j * width + i] = sums[i * width + j] ?? 0
  return sums
}

/** The variance of each column, of all rows. */
export const variances = (rows: Rows): Float64Array => {
  const weights = evenly(rows)
  return squares(rows, weights, means(rows, weights)).map((sum) => sum / rows.count)
}
