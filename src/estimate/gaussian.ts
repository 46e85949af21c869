/** Gaussians fitted to the columns of a matrix, each by itself. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { Gaussian, Independent } from '../distribution/index.js'
import { type Failure, invalidData } from '../failure/index.js'
import type { Dim } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { type Estimate, LEAST_SCALE, tensorOf } from './estimate.js'
import { evenly, means, total, variances } from './moments.js'
import { atLeastZero } from './options.js'
import { type Rows, rowsOf } from './rows.js'

/**
 * How small a variance may become.
 * @category estimate
 * @since 0.1.0
 */
export interface VarianceFloor {
  /** The least variance, in units of the data squared; 0 when absent. */
  readonly varianceFloor?: number
}

/**
 * The Gaussian of greatest likelihood for the rows of a matrix, one scale a column and no correlations. With a floor
 * it is the one of greatest likelihood among those whose variances are at least that: smaller ones are raised to it.
 * @shape [N, D] → batch [], event [D]
 * @math loc = mean of x, scale² = mean of (x − loc)², over N
 * @unit logLikelihood: nats per row
 * @law a maximum: any other loc or scale has a lower likelihood
 * @failure InvalidData for no rows, a number that is not finite, and a column without variance where there is no
 *   floor; InvalidOption for a floor below 0; what the backend reports when the data are read
 * @source Bishop: Pattern recognition and machine learning (2006), section 2.3.4
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { matrix, read, render, use } from 'reparam'
 * import { fitGaussian } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const fitted = await fitGaussian()(matrix([[1, 0], [3, 4]]))()
 * if (E.isLeft(fitted)) throw new Error(render(fitted.left))
 * const { loc, scale } = fitted.right.distribution.parameters
 * assert.deepEqual([[...await read(loc)], [...await read(scale)]], [[2, 2], [1, 2]])
 */
export const fitGaussian =
  ({ varianceFloor = 0 }: VarianceFloor = {}) =>
  <N extends Dim, D extends Dim>(
    data: Tensor<[N, D]>,
  ): TE.TaskEither<Failure, Estimate<Gaussian.Gaussian<[], [D]>>> =>
    F.pipe(
      TE.fromEither(atLeastZero(OP, 'varianceFloor', varianceFloor)),
      TE.flatMap(() => rowsOf(OP)(data)),
      TE.flatMapEither((rows) => estimate<D>(rows, varianceFloor)),
    )

const OP = 'fitGaussian'

const estimate = <D extends Dim>(
  rows: Rows,
  floor: number,
): E.Either<Failure, Estimate<Gaussian.Gaussian<[], [D]>>> => {
  const centre = means(rows, evenly(rows))
  const found = variances(rows)
  const chosen = found.map((v) => Math.max(v, floor))
  const scales = chosen.map(Math.sqrt)
  const flat = scales.findIndex((scale) => !(scale >= LEAST_SCALE))
  if (flat >= 0) return E.left(withoutVariance(OP, 'varianceFloor', flat, scales[flat] ?? 0))
  const loc = tensorOf<Tensor<[D]>>(centre, rows.width)
  const scale = tensorOf<Tensor<[D]>>(scales, rows.width)
  const nats = chosen.map((v, j) => -0.5 * (Math.log(2 * Math.PI * v) + (found[j] ?? Number.NaN) / v))
  return E.right({
    distribution: F.pipe(Gaussian.make(loc, scale), Independent.make(1)),
    logLikelihood: total(nats),
  })
}

/** The failure for a column in which every row has the same number, so that the likelihood has no maximum. */
export const withoutVariance = (op: string, floor: string, column: number, scale: number): Failure =>
  invalidData({
    op,
    expected: `a scale above ${LEAST_SCALE.toPrecision(2)} in each column, or a ${floor} above 0`,
    got: `${scale} in column ${column}`,
  })
