/** Probabilistic principal component analysis fitted to data, in closed form. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { type Failure, invalidData, invalidOption } from '../failure/index.js'
import type { Dim } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { evenly, means, scatter, total } from './moments.js'
import { wholeFrom } from './options.js'
import { modelOf, type ProbabilisticPca } from './probabilistic-pca.js'
import { type Rows, rowsOf } from './rows.js'
import { eigenOf, isVariance } from './symmetric.js'

/**
 * A model fitted to the rows of a matrix.
 * @category estimate
 * @since 0.1.0
 */
export interface PcaFit<D extends Dim, Z extends Dim> {
  readonly model: ProbabilisticPca<D, Z>
  /** The mean log-likelihood of the rows under the estimates, in float64 and nats per row. */
  readonly logLikelihood: number
}

/**
 * The linear Gaussian model of greatest likelihood for the rows of a matrix, with so many latent units. The columns of its
 * weights are orthogonal, from the direction of most variance on, and the largest element of each is positive: any
 * rotation of them is as likely. With no latent units it is a Gaussian with one scale for all columns.
 * @shape [N, D] → loc [D], weights [D, Z], scale []
 * @math C = mean of (x − μ)(x − μ)ᵀ over N, with eigenvalues λ and eigenvectors U: σ² = mean of λ after the first Z,
 *   W = U (Λ − σ²I)^½ for the first Z
 * @unit logLikelihood: nats per row
 * @law a maximum: any other parameters, but for a rotation of the latent units, have a lower likelihood
 * @failure InvalidOption for as many latent units as columns or more; InvalidData for no rows, a number that is not
 *   finite, and data whose variance the latent units would explain completely; what the backend reports when the data
 *   are read
 * @source Tipping and Bishop: Probabilistic principal component analysis (1999), equations 7 and 8
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { matrix, read, render, use } from 'reparam'
 * import { fitProbabilisticPca } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const data = matrix([[3, 1], [-3, 1], [3, -1], [-3, -1]])
 * const fitted = await fitProbabilisticPca({ latents: 1 })(data)()
 * if (E.isLeft(fitted)) throw new Error(render(fitted.left))
 * const { weights, scale } = fitted.right.model.parameters
 * const [w = 0, v = 1, noise = 0] = [...await read(weights), ...await read(scale)]
 * assert.ok(Math.abs(w - Math.sqrt(8)) < 1e-6 && Math.abs(v) < 1e-6 && Math.abs(noise - 1) < 1e-6)
 */
export const fitProbabilisticPca =
  <const Z extends number>({ latents }: { readonly latents: Z }) =>
  <N extends Dim, D extends Dim>(data: Tensor<[N, D]>): TE.TaskEither<Failure, PcaFit<D, Z>> =>
    F.pipe(
      TE.fromEither(wholeFrom(0)(OP, 'latents', latents)),
      TE.flatMap(() => rowsOf(OP)(data)),
      TE.flatMapEither((rows) =>
        latents < rows.width
          ? estimate<D, Z>(rows, latents)
          : E.left(
              invalidOption({
                option: `${OP}: latents`,
                expected: `fewer than the ${rows.width} columns of the data`,
                got: `${latents}`,
              }),
            ),
      ),
    )

const OP = 'fitProbabilisticPca'

const estimate = <D extends Dim, Z extends Dim>(
  rows: Rows,
  latents: number,
): E.Either<Failure, PcaFit<D, Z>> => {
  const { count, width } = rows
  const loc = means(rows, evenly(rows))
  const covariance = scatter(rows, evenly(rows), loc).map((v) => v / count)
  const { values, vectors } = eigenOf(covariance, width)
  const noise = total(values.slice(latents)) / (width - latents)
  if (!isVariance(noise, total(values) / width)) {
    const expected = `variance in more than ${latents} directions`
    return E.left(
      invalidData({ op: OP, expected, got: `${noise} in the mean of the others, of ${count} rows` }),
    )
  }
  const lengths = values.slice(0, latents).map((v) => Math.sqrt(Math.max(v - noise, 0)))
  const weights = Float64Array.from({ length: width * latents }, (_, at) => {
    const [column, unit] = [Math.floor(at / latents), at % latents]
    return (vectors[unit * width + column] ?? Number.NaN) * (lengths[unit] ?? Number.NaN)
  })
  const explained = total(values.slice(0, latents).map(Math.log))
  const logDet = explained + (width - latents) * Math.log(noise)
  return E.right({
    model: modelOf<D, Z>({ loc, weights, scale: Math.sqrt(noise), latents }),
    // the mean of the squared distances from loc, in units of the covariance, is the number of columns
    logLikelihood: -0.5 * (width * (Math.log(2 * Math.PI) + 1) + logDet),
  })
}
