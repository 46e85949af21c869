/** Laplace distributions fitted to the columns of a matrix, each by itself. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { Independent, Laplace } from '../distribution/index.js'
import type { Failure } from '../failure/index.js'
import type { Dim } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { type Estimate, LEAST_SCALE, tensorOf } from './estimate.js'
import { withoutVariance } from './gaussian.js'
import { total } from './moments.js'
import { atLeastZero } from './options.js'
import { columnOf, type Rows, rowsOf } from './rows.js'

/**
 * How small a scale may become.
 * @category estimate
 * @since 0.1.0
 */
export interface ScaleFloor {
  /** The least scale, in units of the data; 0 when absent. */
  readonly scaleFloor?: number
}

/**
 * The Laplace distribution of greatest likelihood for the rows of a matrix: the median of each column and the mean
 * distance from it. Of an even number of rows any location between the two in the middle is a maximum; it is the
 * one halfway. With a floor, smaller scales are raised to it.
 * @shape [N, D] → batch [], event [D]
 * @math loc = median of x, scale = mean of |x − loc|, over N
 * @unit logLikelihood: nats per row
 * @law a maximum: no other loc or scale has a higher likelihood
 * @failure InvalidData for no rows, a number that is not finite, and a column of one number where there is no floor;
 *   InvalidOption for a floor below 0; what the backend reports when the data are read
 * @source Kotz, Kozubowski and Podgórski: The Laplace distribution and generalizations (2001), section 2.6.1
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { matrix, read, render, use } from 'reparam'
 * import { fitLaplace } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const fitted = await fitLaplace()(matrix([[1], [2], [4], [9]]))()
 * if (E.isLeft(fitted)) throw new Error(render(fitted.left))
 * const { loc, scale } = fitted.right.distribution.parameters
 * assert.deepEqual([[...await read(loc)], [...await read(scale)]], [[3], [2.5]])
 */
export const fitLaplace =
  ({ scaleFloor = 0 }: ScaleFloor = {}) =>
  <N extends Dim, D extends Dim>(
    data: Tensor<[N, D]>,
  ): TE.TaskEither<Failure, Estimate<Laplace.Laplace<[], [D]>>> =>
    F.pipe(
      TE.fromEither(atLeastZero(OP, 'scaleFloor', scaleFloor)),
      TE.flatMap(() => rowsOf(OP)(data)),
      TE.flatMapEither((rows) => estimate<D>(rows, scaleFloor)),
    )

const OP = 'fitLaplace'

const estimate = <D extends Dim>(
  rows: Rows,
  floor: number,
): E.Either<Failure, Estimate<Laplace.Laplace<[], [D]>>> => {
  const columns = Array.from({ length: rows.width }, (_, j) => columnOf(rows, j))
  const medians = columns.map(median)
  const found = columns.map(
    (x, j) => total(x.map((v) => Math.abs(v - (medians[j] ?? Number.NaN)))) / rows.count,
  )
  const scales = found.map((v) => Math.max(v, floor))
  const flat = scales.findIndex((scale) => !(scale >= LEAST_SCALE))
  if (flat >= 0) return E.left(withoutVariance(OP, 'scaleFloor', flat, scales[flat] ?? 0))
  const loc = tensorOf<Tensor<[D]>>(medians, rows.width)
  const scale = tensorOf<Tensor<[D]>>(scales, rows.width)
  const nats = scales.map((v, j) => -Math.log(2 * v) - (found[j] ?? Number.NaN) / v)
  return E.right({
    distribution: F.pipe(Laplace.make(loc, scale), Independent.make(1)),
    logLikelihood: total(Float64Array.from(nats)),
  })
}

/** The number in the middle, or the one halfway between the two there. */
const median = (values: Float64Array): number => {
  const sorted = Float64Array.from(values).sort()
  const upper = sorted[sorted.length >> 1] ?? Number.NaN
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN
  return lower + (upper - lower) / 2
}
