/** Bernoulli distributions fitted to the columns of a matrix, each by itself. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { Bernoulli, Independent } from '../distribution/index.js'
import { type Failure, invalidData } from '../failure/index.js'
import type { Dim } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { type Estimate, tensorOf } from './estimate.js'
import { total } from './moments.js'
import { atLeastZero } from './options.js'
import { columnOf, type Rows, rowsOf } from './rows.js'

/**
 * What is counted beside the data.
 * @category estimate
 * @since 0.1.0
 */
export interface PseudoCount {
  /** How many ones, and as many zeros, each column is given beside its rows; 0 when absent. */
  readonly pseudoCount?: number
}

/**
 * The Bernoulli distribution of greatest likelihood for the rows of a matrix of zeros and ones; a number in between, a
 * grey pixel, counts as the expectation of a binary one. A column of zeros or of ones only has no finite log-odds:
 * that is a failure, unless each column is given some ones and zeros more. With these the estimate is that of
 * greatest posterior density under a Beta(1 + pseudoCount, 1 + pseudoCount) prior.
 * @shape [N, D] → batch [], event [D]
 * @math logits = log(m/(1 − m)), m = (Σ x + pseudoCount)/(N + 2 pseudoCount)
 * @unit logLikelihood: nats per row, of the rows alone
 * @law a maximum: without a pseudo-count, any other logits have a lower likelihood
 * @failure InvalidData for no rows, a number below 0, above 1 or NaN, and a column that is all zeros or all ones;
 *   InvalidOption for a count below 0; what the backend reports when the data are read
 * @source Bishop: Pattern recognition and machine learning (2006), section 2.1
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { matrix, read, render, use } from 'reparam'
 * import { fitBernoulli } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const fitted = await fitBernoulli()(matrix([[1], [0], [1], [1]]))()
 * if (E.isLeft(fitted)) throw new Error(render(fitted.left))
 * const [probability = 0] = await read(fitted.right.distribution.mean())
 * assert.ok(Math.abs(probability - 0.75) < 1e-6)
 */
export const fitBernoulli =
  ({ pseudoCount = 0 }: PseudoCount = {}) =>
  <N extends Dim, D extends Dim>(
    data: Tensor<[N, D]>,
  ): TE.TaskEither<Failure, Estimate<Bernoulli.Bernoulli<[], [D]>>> =>
    F.pipe(
      TE.fromEither(atLeastZero(OP, 'pseudoCount', pseudoCount)),
      TE.flatMap(() => rowsOf(OP)(data)),
      TE.flatMapEither((rows) => estimate<D>(rows, pseudoCount)),
    )

const OP = 'fitBernoulli'

const estimate = <D extends Dim>(
  rows: Rows,
  pseudoCount: number,
): E.Either<Failure, Estimate<Bernoulli.Bernoulli<[], [D]>>> => {
  const { count, width, values } = rows
  const outside = values.findIndex((v) => v < 0 || v > 1)
  if (outside >= 0) {
    const got = `${values[outside]} at row ${Math.floor(outside / width)}, column ${outside % width}`
    return E.left(invalidData({ op: OP, expected: 'numbers from 0 to 1', got }))
  }
  const columns = Array.from({ length: width }, (_, j) => columnOf(rows, j))
  const ones = columns.map(total)
  const zeros = columns.map((x) => total(x.map((v) => 1 - v)))
  const logits = ones.map((n, j) => Math.log((n + pseudoCount) / ((zeros[j] ?? Number.NaN) + pseudoCount)))
  const sure = logits.findIndex((v) => !Number.isFinite(v))
  if (sure >= 0) {
    const expected = 'both zeros and ones in each column, or a pseudoCount above 0'
    return E.left(
      invalidData({ op: OP, expected, got: `column ${sure} all ${ones[sure] === 0 ? 'zeros' : 'ones'}` }),
    )
  }
  const nats = logits.map((l, j) => ((ones[j] ?? Number.NaN) * l) / count - softplus(l))
  return E.right({
    distribution: F.pipe(Bernoulli.fromLogits(tensorOf<Tensor<[D]>>(logits, width)), Independent.make(1)),
    logLikelihood: total(Float64Array.from(nats)),
  })
}

/** log(1 + exp l) without overflow. */
const softplus = (l: number): number => Math.max(l, 0) + Math.log1p(Math.exp(-Math.abs(l)))
