/** Gaussian mixtures fitted by expectation maximisation. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import type { Failure } from '../failure/index.js'
import { uniform } from '../random/index.js'
import type { Dim } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { type Covariance, kinds, type Limits } from './covariance.js'
import { degenerate } from './degenerate.js'
import { type Components, climb, type Stopping } from './em.js'
import type { Estimate } from './estimate.js'
import type { VarianceFloor } from './gaussian.js'
import { distributionOf, type GaussianMixture } from './mixture-distribution.js'
import { componentsOf, fitting, type MixtureParameters, parametersOf } from './mixture-parameters.js'
import { startedFrom } from './mixture-start.js'
import { variances } from './moments.js'
import { atLeastZero, wholeFrom } from './options.js'
import { finiteNumbers, type Rows, rowsOf } from './rows.js'

/**
 * What is fitted, and when it is good enough.
 * @category estimate
 * @since 0.1.0
 */
export interface Climbing<C extends Covariance> extends VarianceFloor {
  readonly covariance: C
  /** The iterations end once one gains less than this, in nats per row; 1e-6 when absent. */
  readonly tolerance?: number
  /** The most iterations; 200 when absent. */
  readonly iterations?: number
}

/**
 * What is fitted from a start of its own.
 * @category estimate
 * @since 0.1.0
 */
export interface MixtureOptions<K extends number, C extends Covariance> extends Climbing<C> {
  /** How many components. */
  readonly components: K
  /** The most steps of k-means between the choice of the centres and the first iteration; 10 when absent. */
  readonly kMeansSteps?: number
}

/**
 * A Gaussian mixture fitted to the rows of a matrix.
 * @category estimate
 * @since 0.1.0
 */
export interface MixtureFit<K extends Dim, D extends Dim, C extends Covariance>
  extends Estimate<GaussianMixture<D>> {
  /** The estimates, rounded to float32. */
  readonly parameters: MixtureParameters<K, D>[C]
  /** The mean log-likelihood at the start and after each iteration. */
  readonly path: readonly number[]
  /** Whether the last iteration gained less than the tolerance. */
  readonly converged: boolean
}

/**
 * A mixture of Gaussians that fits the rows of a matrix: a local maximum of the likelihood, found by expectation
 * maximisation. The start is k-means++ by the key, then a few steps of k-means; every component begins with the same
 * weight and with the covariance of all rows around their nearest centres.
 *
 * Where a component closes in on too few rows, the likelihood has no maximum, and the result is a failure. A variance
 * floor prevents that: in each step it gives the covariance of greatest likelihood among those with at least this
 * variance in every direction (eigenvalues below the floor are raised to it), so that the likelihood still never falls.
 * @shape [N, D] → batch [], event [D]; logWeights [K], loc [K, D], scaleTril [K, D, D] | [D, D], or scale [K, D]
 * @unit logLikelihood, path: nats per row
 * @law the log-likelihood never falls from one iteration to the next
 * @failure InvalidData for fewer rows than components, fewer different rows than components, a number that is not
 *   finite, a component without rows, and a direction without variance (below 1e-12 of that of the whole column) where
 *   there is no floor; InvalidOption for an option; what the backend reports when the data are read
 * @source Dempster, Laird and Rubin: Maximum likelihood from incomplete data via the EM algorithm (1977); Bishop:
 *   Pattern recognition and machine learning (2006), section 9.2; Arthur and Vassilvitskii: k-means++ (2007)
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { key, matrix, read, render, use } from 'reparam'
 * import { fitGaussianMixture } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const data = matrix([[0], [1], [10], [11]])
 * const fitted = await fitGaussianMixture({ components: 2, covariance: 'diagonal' })(data)(key(0))()
 * if (E.isLeft(fitted)) throw new Error(render(fitted.left))
 * const { parameters, path } = fitted.right
 * assert.deepEqual([...await read(parameters.loc)].sort(), [0.5, 10.5])
 * assert.ok(path.every((nats, i) => nats >= (path[i - 1] ?? nats) - 1e-9))
 */
export const fitGaussianMixture =
  <const K extends number, const C extends Covariance>(options: MixtureOptions<K, C>) =>
  <N extends Dim, D extends Dim>(data: Tensor<[N, D]>) =>
  (key: Key): TE.TaskEither<Failure, MixtureFit<K, D, C>> =>
    F.pipe(
      TE.Do,
      TE.apS('count', TE.fromEither(wholeFrom(1)(OP, 'components', options.components))),
      TE.apS('steps', TE.fromEither(wholeFrom(0)(OP, 'kMeansSteps', options.kMeansSteps ?? 10))),
      TE.apS('settings', TE.fromEither(settingsOf(OP, options))),
      TE.bind('rows', ({ count }) => rowsOf(OP, count)(data)),
      TE.bind('draws', ({ count }) => finiteNumbers(OP)({ draws: uniform(count)(key) })),
      TE.flatMapEither(({ steps, settings, rows, draws: { draws = new Float64Array() } }) =>
        F.pipe(
          startedFrom(OP, kinds[options.covariance], rows, draws, steps, limitsOf(rows, settings)),
          E.flatMap((start) => climbed<K, D, C>(OP, options.covariance, rows, start, settings)),
        ),
      ),
    )

const OP = 'fitGaussianMixture'

/**
 * A mixture of Gaussians that fits the rows of a matrix, by expectation maximisation from given parameters: those of
 * another fit, which goes on, or of any other start.
 * @shape [N, D], logWeights [K], loc [K, D], scaleTril [K, D, D] | [D, D] or scale [K, D] → the same
 * @unit logLikelihood, path: nats per row
 * @law the log-likelihood never falls from one iteration to the next
 * @failure those of `fitGaussianMixture`; ShapeMismatch and InvalidData for a start that does not fit the data
 * @source Bishop: Pattern recognition and machine learning (2006), section 9.2.2
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { fill, matrix, read, render, use } from 'reparam'
 * import { fitGaussianMixtureFrom } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const start = { logWeights: fill(Math.log(0.5))(2), loc: matrix([[-1], [9]]), scale: fill(1)(2, 1) }
 * const data = matrix([[0], [1], [10], [11]])
 * const fitted = await fitGaussianMixtureFrom({ covariance: 'diagonal' })(data)(start)()
 * if (E.isLeft(fitted)) throw new Error(render(fitted.left))
 * assert.deepEqual([...await read(fitted.right.parameters.loc)], [0.5, 10.5])
 */
export const fitGaussianMixtureFrom =
  <const C extends Covariance>(options: Climbing<C>) =>
  <N extends Dim, D extends Dim>(data: Tensor<[N, D]>) =>
  <K extends Dim>(start: MixtureParameters<K, D>[C]): TE.TaskEither<Failure, MixtureFit<K, D, C>> =>
    F.pipe(
      TE.Do,
      TE.apS('settings', TE.fromEither(settingsOf(FROM, options))),
      TE.apS('rows', rowsOf(FROM)(data)),
      TE.bind('count', ({ rows }) => TE.fromEither(fitting(FROM, options.covariance, rows, start))),
      TE.bind('numbers', () => finiteNumbers(FROM)(start)),
      TE.bind('components', ({ count, rows, numbers }) =>
        TE.fromEither(componentsOf(FROM, count, rows, numbers)),
      ),
      TE.flatMapEither(({ settings, rows, components }) =>
        climbed<K, D, C>(FROM, options.covariance, rows, components, settings),
      ),
    )

const FROM = 'fitGaussianMixtureFrom'

/** The options of the iterations, each with its value. */
type Settings = Stopping & { readonly floor: number }

const settingsOf = (op: string, options: Climbing<Covariance>): E.Either<Failure, Settings> =>
  F.pipe(
    E.Do,
    E.apS('floor', atLeastZero(op, 'varianceFloor', options.varianceFloor ?? 0)),
    E.apS('tolerance', atLeastZero(op, 'tolerance', options.tolerance ?? 1e-6)),
    E.apS('iterations', wholeFrom(0)(op, 'iterations', options.iterations ?? 200)),
  )

const limitsOf = (rows: Rows, { floor }: Settings): Limits => ({ floor, columns: variances(rows) })

const climbed = <K extends Dim, D extends Dim, C extends Covariance>(
  op: string,
  covariance: C,
  rows: Rows,
  start: Components,
  settings: Settings,
): E.Either<Failure, MixtureFit<K, D, C>> =>
  F.pipe(
    climb(kinds[covariance], rows, start, limitsOf(rows, settings), settings),
    E.bimap(
      ({ reason, iteration }) => degenerate(op, reason, `in iteration ${iteration}`),
      ({ components, path, converged }) => {
        const parameters = parametersOf[covariance]<K, D>(components)
        return {
          parameters,
          distribution: distributionOf[covariance]<K, D>(parameters),
          logLikelihood: path.at(-1) ?? Number.NaN,
          path,
          converged,
        }
      },
    ),
  )
