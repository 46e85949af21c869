/** Gaussians with a full covariance fitted to the rows of a matrix. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { MultivariateGaussian } from '../distribution/index.js'
import type { Failure } from '../failure/index.js'
import type { Dim } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { kinds } from './covariance.js'
import { degenerate } from './degenerate.js'
import { expectation } from './em.js'
import { type Estimate, tensorOf } from './estimate.js'
import type { VarianceFloor } from './gaussian.js'
import { evenly, means, variances } from './moments.js'
import { atLeastZero } from './options.js'
import { type Rows, rowsOf } from './rows.js'

/**
 * The Gaussian of greatest likelihood for the rows of a matrix, with all covariances of its columns. With a floor it is
 * the one of greatest likelihood among those with at least this variance in every direction: the eigenvalues of the
 * covariance below the floor are raised to it.
 * @shape [N, D] → batch [], event [D]
 * @math loc = mean of x, scaleTril · scaleTrilᵀ = mean of (x − loc)(x − loc)ᵀ, over N
 * @unit logLikelihood: nats per row
 * @law a maximum: any other loc or scaleTril has a lower likelihood
 * @failure InvalidData for no rows, a number that is not finite, and a direction without variance (below 1e-12 of that
 *   of the whole column) where there is no floor, as whenever there are no more rows than columns; InvalidOption for
 *   a floor below 0; what the backend reports when the data are read
 * @source Bishop: Pattern recognition and machine learning (2006), equations 2.121 and 2.122
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { matrix, read, render, use } from 'reparam'
 * import { fitMultivariateGaussian } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const data = matrix([[1, 7], [1, -1], [-1, 1], [-1, -7]])
 * const fitted = await fitMultivariateGaussian()(data)()
 * if (E.isLeft(fitted)) throw new Error(render(fitted.left))
 * const { scaleTril } = fitted.right.distribution.parameters
 * assert.deepEqual([...await read(scaleTril)], [1, 0, 3, 4])
 */
export const fitMultivariateGaussian =
  ({ varianceFloor = 0 }: VarianceFloor = {}) =>
  <N extends Dim, D extends Dim>(
    data: Tensor<[N, D]>,
  ): TE.TaskEither<Failure, Estimate<MultivariateGaussian.MultivariateGaussian<[], [D]>>> =>
    F.pipe(
      TE.fromEither(atLeastZero(OP, 'varianceFloor', varianceFloor)),
      TE.flatMap(() => rowsOf(OP)(data)),
      TE.flatMapEither((rows) => estimate<D>(rows, varianceFloor)),
    )

const OP = 'fitMultivariateGaussian'

const estimate = <D extends Dim>(
  rows: Rows,
  floor: number,
): E.Either<Failure, Estimate<MultivariateGaussian.MultivariateGaussian<[], [D]>>> => {
  const { width } = rows
  const all = evenly(rows)
  const centre = means(rows, all)
  return F.pipe(
    kinds.full.factors(rows, [all], [centre], { floor, columns: variances(rows) }),
    E.bimap(
      ({ column }) => degenerate(OP, { component: undefined, column }, `in ${rows.count} rows`),
      (factors) => {
        const loc = tensorOf<Tensor<[D]>>(centre, width)
        const scaleTril = tensorOf<Tensor<[D, D]>>(factors, width, width)
        const weights = Float64Array.of(1)
        return {
          distribution: MultivariateGaussian.fromScaleTril(loc, scaleTril),
          // a mixture of one component
          logLikelihood: expectation(kinds.full, rows, { weights, means: [centre], factors }).logLikelihood,
        }
      },
    ),
  )
}
