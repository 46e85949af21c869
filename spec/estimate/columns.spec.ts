import fc from 'fast-check'
import type { taskEither as TE } from 'fp-ts'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Gaussian, Laplace } from '../../src/distribution/index.js'
import { type Estimate, fitBernoulli, fitGaussian, fitLaplace } from '../../src/estimate/index.js'
import type { Failure } from '../../src/failure/index.js'
import { read, use } from '../../src/run/index.js'
import { matrix, mean, type Tensor } from '../../src/tensor/index.js'
import { backendNames } from '../support/backends.js'
import { expectNear, numberOf, numbersOf } from '../support/near.js'
import { expectRefusal, found, given, numberAt, numbersAt } from './golden.js'
import { meanOver, type Table } from './reference.js'

type Data = Tensor<[number, 3]>

const rows = numbersAt('data')
const data: Data = given(rows, rows.length / 3, 3)
const flat = matrix([
  [1, 2],
  [3, 2],
])

/** Numbers that float32 holds, in rows of three; of an odd and of an even count. */
const tables = fc.array(fc.array(fc.integer({ min: -80, max: 80 }), { minLength: 3, maxLength: 3 }), {
  minLength: 4,
  maxLength: 9,
})
const varied = tables
  .filter((t) => [0, 1, 2].every((j) => new Set(t.map((row) => row[j])).size > 1))
  .map((t): Table => t.map((row) => row.map((v) => v / 8)))
const tensorOf = (t: Table): Data => given(t.flat(), t.length, 3)
/** How far from the estimate, in its own units. */
const steps = fc.record({
  column: fc.nat(2),
  by: fc.constantFrom(-0.5, -0.1, -0.01, 0.01, 0.1, 0.5),
})

const changed = (values: readonly number[], at: number, f: (v: number) => number): readonly number[] =>
  values.map((v, i) => (i === at ? f(v) : v))

/** A fit of either family, to any number of columns. */
type Fit = <N extends number, D extends number>(
  x: Tensor<[N, D]>,
) => TE.TaskEither<Failure, Estimate<LocScale<D>>>
type LocScale<D extends number> = Gaussian.Gaussian<[], [D]> | Laplace.Laplace<[], [D]>

const fits: Readonly<Record<'Gaussian' | 'Laplace', Fit>> = { Gaussian: fitGaussian(), Laplace: fitLaplace() }

const logDensities = {
  Gaussian: (x: number, loc: number, scale: number) =>
    -0.5 * ((x - loc) / scale) ** 2 - Math.log(scale) - 0.5 * Math.log(2 * Math.PI),
  Laplace: (x: number, loc: number, scale: number) => -Math.abs(x - loc) / scale - Math.log(2 * scale),
}

beforeAll(async () => {
  await use('cpu')()
})

describe.each(['Gaussian', 'Laplace'] as const)('%s', (family) => {
  const [fit, logDensity] = [fits[family], logDensities[family]]
  const name = family === 'Gaussian' ? 'gaussian' : 'laplace'
  const likelihood = (t: Table, loc: readonly number[], scale: readonly number[]): number =>
    meanOver(t, (row) => row.reduce((sum, x, j) => sum + logDensity(x, loc[j] ?? 0, scale[j] ?? 0), 0))

  test("has scipy's estimates and log-likelihood, and is a distribution of rows", async () => {
    const { distribution, logLikelihood } = await found(fit(data))
    const { loc, scale } = distribution.parameters
    expectNear(await numbersOf(loc), numbersAt(name, 'loc'), 1e-7)
    expectNear(await numbersOf(scale), numbersAt(name, 'scale'), 1e-7)
    expectNear([logLikelihood], [numberAt(name, 'logLikelihood')], 1e-12)
    for (const backend of backendNames) {
      await use(backend)()
      const nats = mean()(distribution.expand<number>(rows.length / 3).logProb<[number, 3]>(data))
      expectNear([await numberOf(nats)], [logLikelihood], 1e-6)
    }
  })

  test('law: a maximum; any other loc or scale has no higher likelihood', () =>
    fc.assert(
      fc.asyncProperty(varied, steps, async (t, { column, by }) => {
        const { distribution, logLikelihood } = await found(fit(tensorOf(t)))
        const loc = await numbersOf(distribution.parameters.loc)
        const scale = await numbersOf(distribution.parameters.scale)
        const at = scale[column] ?? 0
        expectNear([likelihood(t, loc, scale)], [logLikelihood], 1e-6)
        const elsewhere = [
          likelihood(
            t,
            changed(loc, column, (v) => v + by * at),
            scale,
          ),
          likelihood(
            t,
            loc,
            changed(scale, column, (v) => v * (1 + by)),
          ),
        ]
        for (const nats of elsewhere) expect(nats).toBeLessThanOrEqual(logLikelihood + 1e-12)
      }),
    ))
})

test('of an even count the Laplace location is halfway between the two numbers in the middle', async () => {
  const { distribution } = await found(fitLaplace()(matrix([[8], [1], [2], [4]])))
  expect(await numbersOf(distribution.parameters.loc)).toEqual([3])
  expect(await numbersOf(distribution.parameters.scale)).toEqual([2.25])
})

test('a floor raises what is below it, and nothing else', async () => {
  const gaussian = await found(fitGaussian({ varianceFloor: 0.25 })(flat))
  expect(await numbersOf(gaussian.distribution.parameters.scale)).toEqual([1, 0.5])
  const [first, second] = [-0.5 * (Math.log(2 * Math.PI) + 1), -0.5 * Math.log((2 * Math.PI) / 4)]
  expectNear([gaussian.logLikelihood], [first + second], 1e-12)
  const laplace = await found(fitLaplace({ scaleFloor: 0.25 })(flat))
  expect(await numbersOf(laplace.distribution.parameters.scale)).toEqual([1, 0.25])
  expectNear([laplace.logLikelihood], [-Math.LN2 - 1 - Math.log(0.5)], 1e-12)
})

test('scales from 1e-30 to 1e30 are found, beside each other', async () => {
  const apart = matrix([
    [1e-30, 1e30],
    [-1e-30, -1e30],
  ])
  for (const fit of Object.values(fits)) {
    const { distribution, logLikelihood } = await found(fit(apart))
    const scale = await read(distribution.parameters.scale)
    expect([...scale]).toEqual([...Float32Array.of(1e-30, 1e30)])
    expect(Number.isFinite(logLikelihood)).toBe(true)
  }
})

describe('Bernoulli', () => {
  const bits = fc
    .array(fc.array(fc.constantFrom(0, 0.25, 1), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 9,
    })
    .filter((t) => [0, 1, 2].every((j) => new Set(t.map((row) => row[j])).size > 1))
  const likelihood = (t: Table, p: readonly number[]): number =>
    meanOver(t, (row) =>
      row.reduce((sum, x, j) => sum + x * Math.log(p[j] ?? 0) + (1 - x) * Math.log(1 - (p[j] ?? 0)), 0),
    )
  const probabilities = (logits: readonly number[]): readonly number[] =>
    logits.map((l) => 1 / (1 + Math.exp(-l)))

  test('law: a maximum; the probabilities are the means, and any others have a lower likelihood', () =>
    fc.assert(
      fc.asyncProperty(bits, steps, async (t, { column, by }) => {
        const { distribution, logLikelihood } = await found(fitBernoulli()(tensorOf(t)))
        const logits = await numbersOf(distribution.parameters.logits)
        const means = [0, 1, 2].map((j) => meanOver(t, (row) => row[j] ?? 0))
        expectNear(probabilities(logits), means, 1e-6)
        expectNear([logLikelihood], [likelihood(t, means)], 1e-12)
        const elsewhere = changed(logits, column, (l) => l + by)
        expect(likelihood(t, probabilities(elsewhere))).toBeLessThan(logLikelihood)
      }),
    ))

  test('a pseudo-count makes finite what the data would make infinite', async () => {
    const t = matrix([
      [0, 1],
      [0, 1],
    ])
    const { distribution, logLikelihood } = await found(fitBernoulli({ pseudoCount: 0.5 })(t))
    expectNear(await numbersOf(distribution.parameters.logits), [Math.log(0.5 / 2.5), Math.log(5)], 1e-7)
    expectNear([logLikelihood], [2 * Math.log(2.5 / 3)], 1e-12)
  })
})

describe('data that have no estimate are refused in one line', () => {
  const least = '1.2e-38'

  const refused: readonly (readonly [string, TE.TaskEither<Failure, unknown>])[] = [
    [
      'fitGaussian: expected finite numbers; found NaN in data at row 1, column 0',
      fitGaussian()(
        matrix([
          [1, 2],
          [Number.NaN, 2],
        ]),
      ),
    ],
    [
      'fitLaplace: expected finite numbers; found Infinity in data at row 0, column 1',
      fitLaplace()(matrix([[1, Number.POSITIVE_INFINITY]])),
    ],
    ['fitGaussian: expected at least 1 row; found 0', fitGaussian()(given<Data>([], 0, 3))],
    [
      `fitGaussian: expected a scale above ${least} in each column, or a varianceFloor above 0; found 0 in column 1`,
      fitGaussian()(flat),
    ],
    [
      `fitLaplace: expected a scale above ${least} in each column, or a scaleFloor above 0; found 0 in column 1`,
      fitLaplace()(flat),
    ],
    [
      'fitBernoulli: expected numbers from 0 to 1; found 1.5 at row 1, column 0',
      fitBernoulli()(matrix([[0], [1.5]])),
    ],
    [
      'fitBernoulli: expected both zeros and ones in each column, or a pseudoCount above 0; found column 1 all ones',
      fitBernoulli()(
        matrix([
          [0, 1],
          [1, 1],
        ]),
      ),
    ],
    [
      'fitGaussian: varianceFloor: expected a finite number of at least 0; found -1',
      fitGaussian({ varianceFloor: -1 })(flat),
    ],
  ]

  test.each(refused)('%s', async (words, fit) => {
    await expectRefusal(fit, words)
  })
})
