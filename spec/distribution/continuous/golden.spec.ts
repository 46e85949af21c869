/** Values of the continuous families against mpmath and scipy. */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { grad } from '../../../src/gradient/index.js'
import { compile, read, release, use } from '../../../src/run/index.js'
import { type AnyTensor, sum, vector } from '../../../src/tensor/index.js'
import { type ContinuousRow, continuousRows, probabilities } from '../../golden/continuous.js'
import { backendNames } from '../../support/backends.js'
import { type Batch, madeOf, type Row } from '../made.js'
import { numbers } from '../numerics/grid.js'

type Named = Readonly<Record<string, Row>>

const names = [
  'Logistic',
  'Gumbel',
  'Cauchy',
  'StudentT',
  'LogNormal',
  'HalfNormal',
  'Uniform',
  'Exponential',
  'Gamma',
  'Beta',
  'ContinuousBernoulli',
  'RelaxedBernoulli',
]

/** Parameters of every row by name, each row repeated. */
const parametersOf = (rows: readonly ContinuousRow[], times: (row: ContinuousRow) => number): Named =>
  Object.fromEntries(
    Object.keys(rows[0]?.parameters ?? {}).map((name) => [
      name,
      vector(
        rows.flatMap((row) => Array.from({ length: times(row) }, () => row.parameters[name] ?? Number.NaN)),
      ),
    ]),
  )

type At = { readonly parameters: Named; readonly x: Row }

/** Everything at every point, everything stated, and every quantile, by one program. */
const everything = (make: (p: Named) => Batch) => (points: At, rows: Named, quantiles: At) => {
  const [at, each, low] = [make(points.parameters), make(rows), make(quantiles.parameters)]
  const slopes = grad((p: At) => sum()(make(p.parameters).logProb(p.x)))(points)
  const computed: Readonly<Record<string, AnyTensor>> = {
    logProb: at.logProb(points.x),
    ...(at.cdf && { cdf: at.cdf(points.x) }),
    ...(each.entropy && { entropy: each.entropy() }),
    ...(each.mean && { mean: each.mean() }),
    ...(each.variance && { variance: each.variance() }),
    ...(low.quantile && { quantile: low.quantile(quantiles.x) }),
    ...Object.fromEntries(Object.entries(slopes.parameters).map(([name, x]) => [`to ${name}`, x])),
    'to value': slopes.x,
    curvature: grad((x: Row) => sum()(grad((v: Row) => sum()(make(points.parameters).logProb(v)))(x)))(
      points.x,
    ),
  }
  return computed
}

/** A number that was found beside one that was expected, and how far apart they may be. */
interface Claim {
  readonly what: string
  readonly got: number
  readonly expected: number
  readonly within: number
}

const one = 1e-6
/** What rounding of an argument in its last digit, or of a term of its size, moves a result by. */
const rounding = 1.2e-7

/** The second derivative, where float32 can hold it: in units of the scale, or of the distance from an end. */
const curvatures = (
  {
    row,
    x,
    i,
    where,
  }: { readonly row: ContinuousRow; readonly x: number; readonly i: number; readonly where: string },
  got: number,
  terms: number,
): readonly Claim[] => {
  const expected = row.curvature[i] ?? Number.NaN
  const unit = Math.min(Math.abs(x), row.parameters['scale'] ?? Math.abs(1 - x))
  const within = Math.max(10 * one * Math.abs(expected), (10 * one + terms) / unit ** 2)
  return Math.abs(expected) > 3e38 ? [] : [{ what: `curvature of ${where}`, got, expected, within }]
}

const claims = (
  rows: readonly ContinuousRow[],
  got: Readonly<Record<string, readonly number[]>>,
): readonly Claim[] => {
  const points = rows.flatMap((row) =>
    row.at.map((x, i) => ({ row, x, i, where: `${JSON.stringify(row.parameters)} at ${x}` })),
  )
  const sizes = ({
    row,
    x,
  }: {
    readonly row: ContinuousRow
    readonly x: number
  }): Readonly<Record<string, number>> => ({
    ...row.parameters,
    value: x,
  })
  const found = (name: string, index: number): number => got[name]?.[index] ?? Number.NaN
  return [
    ...points.flatMap((p, k) => {
      const { row, i, where } = p
      const size = sizes(p)
      const moved = Object.entries(row.slopes).map(([name, list]) =>
        Math.abs((list[i] ?? 0) * (size[name] ?? 0)),
      )
      const conditioned = rounding * moved.reduce((a, b) => a + b, 0)
      const expected = row.logProb[i] ?? Number.NaN
      const cdf = row.cdf[i] ?? Number.NaN
      const density = Math.abs(p.x) * Math.exp(expected)
      // terms of the size of a concentration meet in a slope
      const terms = rounding * Math.max(...Object.values(row.parameters).map(Math.abs))
      return [
        {
          what: `logProb of ${where}`,
          got: found('logProb', k),
          expected,
          within: one * Math.max(1, Math.abs(expected)) + conditioned,
        },
        {
          what: `cdf of ${where}`,
          got: found('cdf', k),
          expected: cdf,
          within: 2e-5 * cdf + rounding * density,
        },
        ...curvatures(p, found('curvature', k), terms),
        ...Object.entries(row.slopes).map(([name, list]) => {
          const [slope, by] = [list[i] ?? Number.NaN, Math.max(Math.abs(size[name] ?? 0), 1e-30)]
          const within = Math.max(2 * one * Math.abs(slope), (10 * one + terms) / by)
          return {
            what: `slope to ${name} of ${where}`,
            got: found(`to ${name}`, k),
            expected: slope,
            within,
          }
        }),
      ]
    }),
    ...rows.flatMap((row, k) =>
      Object.entries(row.stated).flatMap(([name, expected]) =>
        expected === undefined
          ? []
          : [
              {
                what: `${name} of ${JSON.stringify(row.parameters)}`,
                got: found(name, k),
                expected,
                within: one * Math.max(1, Math.abs(expected)),
              },
            ],
      ),
    ),
    ...(got['quantile'] === undefined
      ? []
      : rows.flatMap((row, k) =>
          row.quantile.map((expected, j) => ({
            what: `quantile ${probabilities[j]} of ${JSON.stringify(row.parameters)}`,
            got: found('quantile', k * probabilities.length + j),
            expected,
            within: 3e-6 * Math.max(1e-30, Math.abs(expected)),
          })),
        )),
  ]
}

it('has every family and enough of each', () => {
  expect([...new Set(continuousRows.map((r) => r.family))].sort()).toEqual([...names].sort())
  expect(continuousRows.length).toBe(58)
})

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it.each(names)(
    '%s has the log-densities, slopes, cdfs, quantiles and moments of the reference',
    async (name) => {
      const make = madeOf(name)
      const rows = continuousRows.filter((r) => r.family === name)
      const program = compile(everything(make))
      const outputs = program(
        { parameters: parametersOf(rows, (r) => r.at.length), x: vector(rows.flatMap((r) => r.at)) },
        parametersOf(rows, () => 1),
        {
          parameters: parametersOf(rows, () => probabilities.length),
          x: vector(rows.flatMap(() => probabilities)),
        },
      )
      const got = Object.fromEntries(
        await Promise.all(
          Object.entries(outputs).map(async ([key, x]) => [key, Array.from(await read(x))] as const),
        ),
      )
      release(outputs)
      program.release()
      const all = claims(rows, got)
      expect(all.length).toBeGreaterThan(20)
      const wrong = all.filter((c) => !(Math.abs(c.got - c.expected) <= c.within))
      expect(wrong.map((c) => `${c.what}: ${c.got}, expected ${c.expected} ± ${c.within}`)).toEqual([])
    },
  )

  it('states as infinite what does not exist', async () => {
    const d = madeOf('StudentT')({
      degreesOfFreedom: numbers([0.5, 1, 1.5, 2]),
      loc: numbers([3, 3, 3, 3]),
      scale: numbers([1, 1, 1, 1]),
    })
    if (d.mean === undefined || d.variance === undefined) throw new Error('StudentT: no moments')
    expect(Array.from(await read(d.mean()))).toEqual([Infinity, Infinity, 3, 3])
    expect(Array.from(await read(d.variance()))).toEqual([Infinity, Infinity, Infinity, Infinity])
  })
})
