/** Where the iterations of a mixture start. */
import { either as E, function as F } from 'fp-ts'
import { type Failure, invalidData } from '../failure/index.js'
import type { Kind, Limits } from './covariance.js'
import { degenerate } from './degenerate.js'
import type { Components } from './em.js'
import { type Centres, moved, nearestShares, plusPlus } from './k-means.js'
import { evenly } from './moments.js'
import type { Rows } from './rows.js'

/**
 * Centres by k-means++ with one draw for each and some steps of k-means, equal weights, and for every component the
 * covariance of all rows around their nearest centres.
 */
export const startedFrom = (
  op: string,
  kind: Kind,
  rows: Rows,
  draws: Float64Array,
  steps: number,
  limits: Limits,
): E.Either<Failure, Components> =>
  F.pipe(
    plusPlus(rows, draws),
    E.mapLeft((found) =>
      invalidData({ op, expected: `at least ${draws.length} different rows`, got: `${found}` }),
    ),
    E.map((centres) => moved(rows, centres, steps)),
    E.flatMap((means) => {
      const around = aroundCentres(rows, means)
      return F.pipe(
        kind.factors(around, [evenly(around)], [new Float64Array(rows.width)], limits),
        E.bimap(
          ({ column }) => degenerate(op, { component: undefined, column }, 'at the start'),
          (factor) => ({
            weights: new Float64Array(means.length).fill(1 / means.length),
            means,
            factors: kind.shared ? factor : repeated(factor, means.length),
          }),
        ),
      )
    }),
  )

/** The rows as differences from their nearest centres. */
const aroundCentres = (rows: Rows, centres: Centres): Rows => {
  const shares = nearestShares(rows, centres)
  const values = rows.values.map((v, at) => {
    const [row, column] = [Math.floor(at / rows.width), at % rows.width]
    const nearest = shares.findIndex((share) => share[row] === 1)
    return v - (centres[nearest]?.[column] ?? Number.NaN)
  })
  return { ...rows, values }
}

const repeated = (values: Float64Array, times: number): Float64Array => {
  const all = new Float64Array(values.length * times)
  for (let k = 0; k < times; k += 1) all.set(values, k * values.length)
  return all
}
