/** Centres for a mixture to start from: chosen by k-means++, then moved a few steps of k-means. */
import { either as E } from 'fp-ts'
import type { Shares } from './covariance.js'
import { means } from './moments.js'
import type { Rows } from './rows.js'

/** Some centres, each a row as wide as the data. */
export type Centres = readonly Float64Array[]

const rowAt = ({ width, values }: Rows, row: number): Float64Array =>
  values.slice(row * width, (row + 1) * width)

const squaredDistance = ({ width, values }: Rows, row: number, centre: Float64Array): number => {
  let sum = 0
  for (let j = 0; j < width; j += 1) sum += ((values[row * width + j] ?? 0) - (centre[j] ?? 0)) ** 2
  return sum
}

/**
 * Rows chosen one after the other with a probability that grows with the squared distance from those chosen before;
 * `uniform` has a number in [0, 1) for each. On the left, how many different rows there are, if these are too few.
 */
export const plusPlus = (rows: Rows, uniform: ArrayLike<number>): E.Either<number, Centres> => {
  const first = rowAt(rows, Math.floor((uniform[0] ?? 0) * rows.count))
  const centres = [first]
  const nearest = Float64Array.from({ length: rows.count }, (_, row) => squaredDistance(rows, row, first))
  for (let k = 1; k < uniform.length; k += 1) {
    const chosen = picked(nearest, uniform[k] ?? 0)
    if (chosen === undefined) return E.left(k)
    const centre = rowAt(rows, chosen)
    centres.push(centre)
    nearest.forEach((distance, row) => {
      nearest[row] = Math.min(distance, squaredDistance(rows, row, centre))
    })
  }
  return E.right(centres)
}

/** The place where the running sum of some weights first exceeds this share of their total; none where all are 0. */
const picked = (weights: Float64Array, share: number): number | undefined => {
  const goal = share * weights.reduce((sum, v) => sum + v, 0)
  let sum = 0
  let last: number | undefined
  for (const [i, weight] of weights.entries()) {
    if (weight === 0) continue
    sum += weight
    last = i
    if (sum > goal) return i
  }
  return last
}

/** For each centre, 1 for the rows that are nearest to it and 0 for the others. */
export const nearestShares = (rows: Rows, centres: Centres): Shares => {
  const shares = centres.map(() => new Float64Array(rows.count))
  for (let row = 0; row < rows.count; row += 1) {
    const distances = centres.map((centre) => squaredDistance(rows, row, centre))
    const share = shares[distances.indexOf(Math.min(...distances))]
    if (share !== undefined) share[row] = 1
  }
  return shares
}

/** Centres moved to the mean of the rows nearest to them, so many times; one without rows stays where it is. */
export const moved = (rows: Rows, centres: Centres, steps: number): Centres => {
  let at = centres
  for (let step = 0; step < steps; step += 1) {
    const shares = nearestShares(rows, at)
    const next = at.map((centre, k) => {
      const share = shares[k] ?? new Float64Array()
      return share.includes(1) ? means(rows, share) : centre
    })
    const still = next.every((centre, k) => centre.every((v, j) => v === at[k]?.[j]))
    at = next
    if (still) break
  }
  return at
}
