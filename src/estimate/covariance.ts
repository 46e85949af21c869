/** What the components of a Gaussian mixture may have for a covariance, each kind with its factors on the host. */
import { either as E } from 'fp-ts'
import { scatter, squares, total } from './moments.js'
import type { Rows } from './rows.js'
import { choleskyOf, isVariance, raised, whitenedSquare } from './symmetric.js'

/**
 * The covariances of a mixture's components: each a matrix of its own, each a diagonal of its own, or one matrix
 * that all have.
 * @category estimate
 * @since 0.1.0
 */
export type Covariance = 'full' | 'diagonal' | 'tied'

/** How the rows are shared among the components: for each component, how much of each row it has. */
export type Shares = readonly Float64Array[]

/** A direction in which no variance is left: of one component, or of the covariance that all have. */
export interface Flat {
  readonly component: number | undefined
  readonly column: number
}

/** What a covariance is fitted under: the least variance in any direction, and the variance of each column of the data. */
export interface Limits {
  readonly floor: number
  readonly columns: Float64Array
}

/** A kind of covariance on the host: its factors are one list of numbers, component after component. */
export interface Kind {
  /** Whether all components have the same factor, which then stands there once. */
  readonly shared: boolean
  /** The factors of greatest likelihood for these shares around these means, under the limits. */
  readonly factors: (
    rows: Rows,
    shares: Shares,
    means: readonly Float64Array[],
    limits: Limits,
  ) => E.Either<Flat, Float64Array>
  /** The squared distance of a difference from the mean, in units of the component's scale. */
  readonly square: (factors: Float64Array, component: number, d: Float64Array, room: Float64Array) => number
  /** ½ log |Σ| of a component. */
  readonly halfLogDet: (factors: Float64Array, component: number, width: number) => number
}

const divided = (sums: Float64Array, by: number): Float64Array => sums.map((v) => v / by)

const none = new Float64Array()

/** Half the log-determinant of LLᵀ for a lower triangular L that starts at an offset. */
const logDiagonal = (factors: Float64Array, offset: number, width: number): number => {
  let sum = 0
  for (let j = 0; j < width; j += 1) sum += Math.log(factors[offset + j * (width + 1)] ?? Number.NaN)
  return sum
}

const full: Kind = {
  shared: false,
  factors: (rows, shares, means, { floor, columns }) => {
    const { width } = rows
    const found = new Float64Array(shares.length * width * width)
    for (const [component, share] of shares.entries()) {
      const covariance = divided(scatter(rows, share, means[component] ?? none), total(share))
      const factor = choleskyOf(raised(covariance, width, floor), columns)
      if (E.isLeft(factor)) return E.left({ component, column: factor.left })
      found.set(factor.right, component * width * width)
    }
    return E.right(found)
  },
  square: (factors, component, d, room) => whitenedSquare(factors, component * d.length ** 2, d, room),
  halfLogDet: (factors, component, width) => logDiagonal(factors, component * width ** 2, width),
}

const tied: Kind = {
  shared: true,
  factors: (rows, shares, means, { floor, columns }) => {
    const sums = new Float64Array(rows.width ** 2)
    for (const [component, share] of shares.entries())
      scatter(rows, share, means[component] ?? none).forEach((v, i) => {
        sums[i] = (sums[i] ?? 0) + v
      })
    const covariance = raised(divided(sums, rows.count), rows.width, floor)
    return E.mapLeft((column: number) => ({ component: undefined, column }))(choleskyOf(covariance, columns))
  },
  square: (factors, _, d, room) => whitenedSquare(factors, 0, d, room),
  halfLogDet: (factors, _, width) => logDiagonal(factors, 0, width),
}

const diagonal: Kind = {
  shared: false,
  factors: (rows, shares, means, { floor, columns }) => {
    const found = new Float64Array(shares.length * rows.width)
    for (const [component, share] of shares.entries()) {
      const variances = divided(squares(rows, share, means[component] ?? none), total(share))
      const chosen = variances.map((v) => Math.max(v, floor))
      const column = chosen.findIndex((v, j) => !isVariance(v, columns[j] ?? Number.NaN))
      if (column >= 0) return E.left({ component, column })
      found.set(chosen.map(Math.sqrt), component * rows.width)
    }
    return E.right(found)
  },
  square: (scales, component, d) => {
    const offset = component * d.length
    return d.reduce((sum, v, j) => sum + (v / (scales[offset + j] ?? Number.NaN)) ** 2, 0)
  },
  halfLogDet: (scales, component, width) => {
    let sum = 0
    for (let j = 0; j < width; j += 1) sum += Math.log(scales[component * width + j] ?? Number.NaN)
    return sum
  },
}

/** The kinds by name. */
export const kinds: Readonly<Record<Covariance, Kind>> = { full, diagonal, tied }
