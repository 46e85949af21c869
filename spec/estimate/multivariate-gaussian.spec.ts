import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { fitMultivariateGaussian } from '../../src/estimate/index.js'
import { use } from '../../src/run/index.js'
import { matrix, mean, type Tensor } from '../../src/tensor/index.js'
import { backendNames } from '../support/backends.js'
import { expectNear, numberOf, numbersOf } from '../support/near.js'
import { expectRefusal, found, given, numberAt, numbersAt } from './golden.js'
import { logNormal, meanOver, outer, type Table, tableOf } from './reference.js'

type Data = Tensor<[number, 3]>

const rows = numbersAt('data')
const data: Data = given(rows, rows.length / 3, 3)
const line = matrix([
  [1, 2],
  [2, 4],
  [3, 6],
])

beforeAll(async () => {
  await use('cpu')()
})

test("has numpy's estimates and scipy's log-likelihood, and is a distribution of rows", async () => {
  const { distribution, logLikelihood } = await found(fitMultivariateGaussian()(data))
  const { loc, scaleTril } = distribution.parameters
  expectNear(await numbersOf(loc), numbersAt('multivariate', 'loc'), 1e-7)
  expectNear(await numbersOf(scaleTril), numbersAt('multivariate', 'scaleTril'), 1e-7)
  expectNear([logLikelihood], [numberAt('multivariate', 'logLikelihood')], 1e-12)
  for (const backend of backendNames) {
    await use(backend)()
    const nats = mean()(distribution.expand<number>(rows.length / 3).logProb<[number, 3]>(data))
    expectNear([await numberOf(nats)], [logLikelihood], 1e-6)
  }
})

const tables = fc
  .array(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 3 }), {
    minLength: 7,
    maxLength: 12,
  })
  .map((t): Table => t.map((row) => row.map((v) => v / 8)))

test('law: a maximum; any other loc or scaleTril has a lower likelihood', () =>
  fc.assert(
    fc.asyncProperty(tables, fc.nat(11), fc.constantFrom(-0.3, -0.02, 0.02, 0.3), async (t, which, by) => {
      const fit = await fitMultivariateGaussian()(given<Data>(t.flat(), t.length, 3))()
      // data in a plane have no maximum
      fc.pre(E.isRight(fit))
      const { distribution, logLikelihood } = await found(async () => fit)
      const { loc, scaleTril } = distribution.parameters
      const all = [...(await numbersOf(loc)), ...(await numbersOf(scaleTril))]
      const likelihood = (values: readonly number[]): number =>
        meanOver(t, logNormal(values.slice(0, 3), outer(tableOf(values.slice(3), 3))))
      expectNear([likelihood(all)], [logLikelihood], 1e-5)
      const elsewhere = all.map((v, i) => (i === which ? v + by : v))
      expect(likelihood(elsewhere)).toBeLessThan(logLikelihood)
    }),
  ))

test('a floor gives the covariance of greatest likelihood among those above it', async () => {
  // along the line the variance is (2/3) · 5, across it 0
  const { distribution, logLikelihood } = await found(fitMultivariateGaussian({ varianceFloor: 0.5 })(line))
  const [along, across] = [10 / 3, 0.5]
  const wanted = [
    [(along + 4 * across) / 5, (2 * along - 2 * across) / 5],
    [(2 * along - 2 * across) / 5, (4 * along + across) / 5],
  ]
  const covariance = outer(tableOf(await numbersOf(distribution.parameters.scaleTril), 2))
  expectNear(covariance.flat(), wanted.flat(), 1e-6)
  const nats = -0.5 * (Math.log(along) + Math.log(across) + 1) - Math.log(2 * Math.PI)
  expectNear([logLikelihood], [nats], 1e-12)
})

describe('data that have no estimate are refused in one line', () => {
  const floor = 'variance in every direction, or a varianceFloor above 0'

  test.each([
    [
      `fitMultivariateGaussian: expected ${floor}; found none in column 1, given the columns before it, in 3 rows`,
      fitMultivariateGaussian()(line),
    ],
    [
      'fitMultivariateGaussian: expected at least 1 row; found 0',
      fitMultivariateGaussian()(given<Data>([], 0, 3)),
    ],
    [
      'fitMultivariateGaussian: varianceFloor: expected a finite number of at least 0; found NaN',
      fitMultivariateGaussian({ varianceFloor: Number.NaN })(line),
    ],
  ])('%s', async (words, fit) => {
    await expectRefusal<unknown>(fit, words)
  })
})
