import fc from 'fast-check'
import { either as E, type taskEither as TE } from 'fp-ts'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Covariance,
  fitGaussianMixture,
  fitGaussianMixtureFrom,
  type MixtureFit,
} from '../../src/estimate/index.js'
import { plusPlus } from '../../src/estimate/k-means.js'
import type { Failure } from '../../src/failure/index.js'
import { key } from '../../src/random/index.js'
import { use } from '../../src/run/index.js'
import { fill, matrix, mean, type Tensor } from '../../src/tensor/index.js'
import { backendNames } from '../support/backends.js'
import { expectNear, numberOf, numbersOf } from '../support/near.js'
import { expectRefusal, found, given, numbersAt } from './golden.js'
import { diagonalOf, logMixture, meanOver, outer, type Table, tableOf } from './reference.js'

type Data = Tensor<[number, 3]>

const rows = numbersAt('data')
const data: Data = given(rows, rows.length / 3, 3)
const iterations = numbersAt('mixtures', 'full', 'path').length - 1
const centred = {
  logWeights: given<Tensor<[3]>>(numbersAt('mixtures', 'weights').map(Math.log), 3),
  loc: given<Tensor<[3, 3]>>(numbersAt('mixtures', 'loc'), 3, 3),
}
const settings = { tolerance: 0, iterations }
const starts = {
  full: fitGaussianMixtureFrom({ covariance: 'full', ...settings })(data)<3>({
    ...centred,
    scaleTril: given(numbersAt('mixtures', 'full', 'start'), 3, 3, 3),
  }),
  diagonal: fitGaussianMixtureFrom({ covariance: 'diagonal', ...settings })(data)<3>({
    ...centred,
    scale: given(numbersAt('mixtures', 'diagonal', 'start'), 3, 3),
  }),
  tied: fitGaussianMixtureFrom({ covariance: 'tied', ...settings })(data)<3>({
    ...centred,
    scaleTril: given(numbersAt('mixtures', 'tied', 'start'), 3, 3),
  }),
}

/** Any of the three kinds of fits. */
type Fitted<K extends number, D extends number> =
  | MixtureFit<K, D, 'full'>
  | MixtureFit<K, D, 'diagonal'>
  | MixtureFit<K, D, 'tied'>

/** The covariance of each component from the factors of a fit. */
const covariances = (factors: readonly number[], covariance: Covariance, width: number): readonly Table[] => {
  if (covariance === 'diagonal') return tableOf(factors, width).map(diagonalOf)
  return tableOf(factors, width * width).map((tril) => outer(tableOf(tril, width)))
}

/** The log-likelihood of a fit's own parameters, by the reference. */
const reference = async <K extends number, D extends number>(
  t: Table,
  covariance: Covariance,
  { parameters }: Fitted<K, D>,
): Promise<number> => {
  const weights = (await numbersOf(parameters.logWeights)).map(Math.exp)
  const width = t[0]?.length ?? 0
  const factors = await numbersOf('scale' in parameters ? parameters.scale : parameters.scaleTril)
  const each = covariances(factors, covariance, width)
  const all = covariance === 'tied' ? weights.flatMap(() => each) : each
  return meanOver(t, logMixture(weights, tableOf(await numbersOf(parameters.loc), width), all))
}

beforeAll(async () => {
  await use('cpu')()
})

describe.each(['full', 'diagonal', 'tied'] as const)('%s', (covariance) => {
  const wanted = (name: string): readonly number[] => numbersAt('mixtures', covariance, name)

  test("from the same start it goes scikit-learn's way, step by step, to the same parameters", async () => {
    const fitted: Fitted<3, 3> = await found<Fitted<3, 3>>(starts[covariance])
    const { parameters, path, logLikelihood } = fitted
    expectNear(path, wanted('path'), 1e-7)
    expect(logLikelihood).toBe(path.at(-1))
    expectNear((await numbersOf(parameters.logWeights)).map(Math.exp), wanted('weights'), 1e-6)
    expectNear(await numbersOf(parameters.loc), wanted('loc'), 1e-6)
    const factor = 'scale' in parameters ? parameters.scale : parameters.scaleTril
    expectNear(await numbersOf(factor), wanted('factor'), 1e-6)
    for (const name of backendNames) {
      await use(name)()
      const nats = mean()(fitted.distribution.expand<number>(rows.length / 3).logProb<[number, 3]>(data))
      expectNear([await numberOf(nats)], [logLikelihood], 1e-6)
    }
    // float32 parameters at a float64 maximum
    expectNear([await reference(tableOf(rows, 3), covariance, fitted)], [logLikelihood], 1e-7)
  })

  test('law: the log-likelihood never falls, with a floor or without', async () => {
    let climbs = 0
    await fc.assert(
      fc.asyncProperty(tables, fc.nat(1000), fc.constantFrom(0, 0.05, 4), async (t, seed, varianceFloor) => {
        const options = { components: 2, covariance, varianceFloor, tolerance: 0, iterations: 25 }
        const fit = await fitGaussianMixture(options)(given<Tensor<[number, 2]>>(t.flat(), t.length, 2))(
          key(seed),
        )()
        if (fit._tag === 'Left') {
          // a likelihood without a maximum, said so; a floor gives it one
          expect(varianceFloor).toBe(0)
          expect(fit.left._tag).toBe('InvalidData')
          return
        }
        climbs += 1
        const { path } = fit.right
        const falls = path.filter((nats, i) => nats < (path[i - 1] ?? nats) - 1e-12 * (1 + Math.abs(nats)))
        expect(falls).toEqual([])
      }),
      { numRuns: 60 },
    )
    expect(climbs).toBeGreaterThan(30)
  })
})

const tables = fc
  .array(
    fc
      .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }))
      .map(([a, b]) => [a / 8, b / 8]),
    { minLength: 8, maxLength: 24 },
  )
  .filter((t) => new Set(t.map((row) => row.join())).size > 1)

describe('from a key', () => {
  const options = { components: 3, covariance: 'full', tolerance: 1e-9 } as const

  test('it finds the three clouds, the same for the same key, as well as from the start of the reference', async () => {
    const [once, again] = [
      await found(fitGaussianMixture(options)(data)(key(1))),
      await found(fitGaussianMixture(options)(data)(key(1))),
    ]
    expect(again.path).toEqual(once.path)
    expect(once.converged).toBe(true)
    const best = numbersAt('mixtures', 'full', 'path').at(-1) ?? 0
    expectNear([once.logLikelihood], [best], 1e-7)
    const weights = (await numbersOf(once.parameters.logWeights)).map(Math.exp)
    const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b)
    expectNear(sorted(weights), sorted(numbersAt('mixtures', 'full', 'weights')), 1e-4)
  })

  test('the iterations stop where they are told to, and go on from there', async () => {
    const short = await found(fitGaussianMixture({ ...options, iterations: 3 })(data)(key(1)))
    expect([short.converged, short.path.length]).toEqual([false, 4])
    const [first = 0, second = 0] = (
      await found(fitGaussianMixtureFrom({ ...options, iterations: 1 })(data)<3>(short.parameters))
    ).path
    const { path } = await found(fitGaussianMixture({ ...options, iterations: 4 })(data)(key(1)))
    expectNear([first, second], path.slice(3), 1e-7)
  })

  test('of one component it is the Gaussian of greatest likelihood at once', async () => {
    const { parameters, logLikelihood } = await found(
      fitGaussianMixture({ components: 1, covariance: 'tied' })(data)(key(0)),
    )
    expectNear(await numbersOf(parameters.scaleTril), numbersAt('multivariate', 'scaleTril'), 1e-7)
    expectNear([logLikelihood], numbersAt('multivariate', 'logLikelihood'), 1e-12)
  })

  test('centres are drawn in proportion to the squared distance from those before', () => {
    // of 0, 1, 3 and 4 from 0 the squares are 0, 1, 9 and 16
    const t = { count: 4, width: 1, values: Float64Array.of(0, 1, 3, 4) }
    const second = (u: number): unknown => plusPlus(t, [0, u])
    expect([0, 0.5, 1.5, 9.5, 10.5, 25.5].map((at) => second(at / 26))).toEqual(
      [1, 1, 3, 3, 4, 4].map((v) => E.right([Float64Array.of(0), Float64Array.of(v)])),
    )
    expect(plusPlus({ ...t, values: Float64Array.of(2, 2, 2, 2) }, [0, 0.5])).toEqual(E.left(1))
  })

  test('the start is k-means: its centres, equal weights, and the variance around the nearest centres', async () => {
    const t = matrix([[0], [2], [10], [12], [11]])
    const begin = { components: 2, covariance: 'diagonal', iterations: 0 } as const
    const start = async (kMeansSteps: number): Promise<readonly (readonly number[])[]> => {
      const { parameters } = await found(fitGaussianMixture({ ...begin, kMeansSteps })(t)(key(2)))
      const { logWeights, loc, scale } = parameters
      return Promise.all([logWeights, loc, scale].map((x) => numbersOf(x)))
    }
    const [logWeights = [], centres = [], scales = []] = await start(10)
    expectNear(logWeights, [Math.log(0.5), Math.log(0.5)], 1e-7)
    expect([...centres].sort((a, b) => a - b)).toEqual([1, 11])
    // two squares of 1 around each centre, and a 0
    expectNear(scales, [Math.sqrt(0.8), Math.sqrt(0.8)], 1e-7)
    const [, rowsOfTheData = []] = await start(0)
    expect(rowsOfTheData.every((v) => [0, 2, 10, 11, 12].includes(v))).toBe(true)
  })
})

describe('what has no maximum, or does not fit, is refused in one line', () => {
  const points = matrix([[0], [1], [10]])
  const two = { components: 2, covariance: 'diagonal' } as const
  const fit = fitGaussianMixture(two)
  const from = fitGaussianMixtureFrom({ covariance: 'diagonal' })(points)
  const start = { logWeights: fill(Math.log(0.5))(2), loc: matrix([[0], [9]]), scale: fill(1)(2, 1) }
  const floor = 'variance in every direction, or a varianceFloor above 0'

  const refused: readonly (readonly [string, TE.TaskEither<Failure, unknown>])[] = [
    [
      'fitGaussianMixture: expected at least 4 rows; found 3',
      fitGaussianMixture({ ...two, components: 4 })(points)(key(0)),
    ],
    ['fitGaussianMixture: expected at least 2 different rows; found 1', fit(matrix([[2], [2], [2]]))(key(0))],
    [
      `fitGaussianMixture: expected ${floor}; found none in column 0, given the columns before it, at the start`,
      fit(matrix([[2], [2], [3]]))(key(0)),
    ],
    [
      `fitGaussianMixtureFrom: expected ${floor}; found none of component 1 in column 0, given the columns before it, in iteration 1`,
      from<2>(start),
    ],
    [
      'fitGaussianMixtureFrom: expected rows for each component; found component 1 without any in iteration 1',
      from<2>({ ...start, loc: matrix([[0], [1000]]), scale: fill(10)(2, 1) }),
    ],
    [
      'fitGaussianMixtureFrom: expected weights that sum to 1; found a sum of 2',
      from<2>({ ...start, logWeights: fill(0)(2) }),
    ],
    [
      'fitGaussianMixtureFrom: expected scales above 1.2e-38; found -1',
      from<2>({ ...start, scale: fill(-1)(2, 1) }),
    ],
    [
      'fitGaussianMixtureFrom: loc: expected shape [K, 1], where K = 2; found [3, 1]',
      from({ ...start, loc: given<Tensor<[2, 1]>>(new Float32Array(3), 3, 1) }),
    ],
    [
      'fitGaussianMixture: components: expected a whole number of at least 1; found 0',
      fitGaussianMixture({ ...two, components: 0 })(points)(key(0)),
    ],
    [
      'fitGaussianMixture: tolerance: expected a finite number of at least 0; found NaN',
      fitGaussianMixture({ ...two, tolerance: Number.NaN })(points)(key(0)),
    ],
    [
      'fitGaussianMixture: expected finite numbers; found NaN in data at row 1, column 0',
      fit(matrix([[0], [Number.NaN], [3]]))(key(0)),
    ],
  ]

  test.each(refused)('%s', async (words, fitted) => {
    await expectRefusal(fitted, words)
  })

  test('and with a floor the same data have one', async () => {
    const { parameters } = await found(fitGaussianMixture({ ...two, varianceFloor: 0.01 })(points)(key(0)))
    const scales = await numbersOf(parameters.scale)
    expectNear([...scales].sort(), [0.1, 0.5], 1e-6)
  })
})
