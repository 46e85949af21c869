import { beforeAll, describe, expect, it } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { read, use } from '../../src/run/index.js'
import {
  elu,
  expm1,
  gelu,
  log1p,
  logMeanExp,
  logSigmoid,
  logSumExp,
  max,
  relu,
  round,
  sigmoid,
  softmax,
  softplus,
  sum,
  type Tensor,
  tanh,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import { backendNames } from '../support/backends.js'
import { erf } from '../support/reference-elementwise.js'
import { item } from '../support/reference-value.js'

type Numbers = Tensor<['N']>

const UNIT = 2 ** -24
const SMALLEST_NORMAL = 2 ** -126
const { POSITIVE_INFINITY: INF, NEGATIVE_INFINITY: MINUS_INF, NaN: NAN } = Number

const given = (...values: readonly number[]): Numbers =>
  typed(constant(Float32Array.from(values), [values.length]))
const values = async (x: Parameters<typeof read>[0]): Promise<readonly number[]> => Array.from(await read(x))

/** So many numbers from low to high, as float32 holds them. */
const grid = (low: number, high: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Math.fround(low + ((high - low) * i) / (count - 1)))

/** The worst relative error where the truth is no subnormal; below, backends may flush to 0. */
const worst = (xs: readonly number[], got: readonly number[], truth: (x: number) => number): number => {
  expect(got.length).toBe(xs.length)
  const errors = xs.map((x, i) => {
    const expected = truth(x)
    const error = Math.abs(item(got, i) - expected)
    return Math.abs(expected) < SMALLEST_NORMAL
      ? error <= SMALLEST_NORMAL
        ? 0
        : INF
      : error / Math.abs(expected)
  })
  // Math.max keeps a NaN, which is below no bound
  return Math.max(0, ...errors)
}

describe.each(backendNames)('on %s', (name) => {
  beforeAll(async () => {
    await use(name)()
  })

  // each of two or three roundings and a kernel of about 4 units
  it.each([
    ['log1p near 0', log1p, Math.log1p, [1e-6, -1e-6, 1e-3, -1e-3, 1e-20, -1e-20]],
    ['log1p over −0.999…10', log1p, Math.log1p, grid(-0.999, 10, 2_001)],
    [
      'softplus over −100…100',
      softplus,
      (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
      grid(-100, 100, 4_001),
    ],
    [
      'logSigmoid over −100…80',
      logSigmoid,
      (x: number) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
      grid(-100, 80, 3_601),
    ],
    ['sigmoid over −80…80', sigmoid, (x: number) => 1 / (1 + Math.exp(-x)), grid(-80, 80, 3_201)],
    ['expm1 over −5…5', expm1, Math.expm1, grid(-5, 5, 2_001)],
    ['expm1 near 0', expm1, Math.expm1, [1e-6, -1e-6, 1e-3, -1e-3]],
  ] as const)('%s is right to ten units in the last place', async (_, f, truth, xs) => {
    expect(worst(xs, await values(f(given(...xs))), truth)).toBeLessThan(20 * UNIT)
  })

  const signed = (xs: readonly number[]): readonly number[] => xs.flatMap((x) => [x, -x])
  const powers = signed(Array.from({ length: 160 }, (_, i) => Math.fround(2 ** (i - 140))))

  it('tanh is right to three units in the last place, near 0 as far from it, and odd at the ends', async () => {
    const xs = [...grid(-20, 20, 4_001), ...powers]
    expect(worst(xs, await values(tanh(given(...xs))), Math.tanh)).toBeLessThan(3 * 2 * UNIT)
    expect(await values(tanh(given(INF, MINUS_INF, 100, -100)))).toEqual([1, -1, 1, -1])
  })

  it('elu and its slope are right to three units in the last place', async () => {
    const xs = [...grid(-20, 20, 4_001), ...powers]
    const truth = (x: number): number => (x > 0 ? x : Math.expm1(x))
    expect(worst(xs, await values(elu(given(...xs))), truth)).toBeLessThan(3 * 2 * UNIT)
    const slope = grad((x: Numbers) => sum()(elu(x)))
    const found = await values(slope(given(INF, 1, 0, -1, MINUS_INF)))
    expect(found.slice(0, 3)).toEqual([1, 1, 1])
    expect(Math.abs(item(found, 3) - Math.exp(-1))).toBeLessThan(2 * UNIT)
    expect(found[4]).toBe(0)
  })

  it('gelu is right to 1e-6 over −6…6', async () => {
    const xs = grid(-6, 6, 1_201)
    const got = await values(gelu(given(...xs)))
    const errors = xs.map((x, i) => Math.abs(item(got, i) - (x * (1 + erf(x * Math.SQRT1_2))) / 2))
    // erf is right to 1.5e-7, times x/2, and three roundings
    expect(Math.max(...errors)).toBeLessThan(1e-6)
  })

  it('the sigmoid and the softplus have their limits', async () => {
    expect(await values(sigmoid(given(INF, 0, 200)))).toEqual([1, 0.5, 1])
    const [low, lower] = await values(sigmoid(given(-200, MINUS_INF)))
    expect([low, lower]).toEqual([0, 0])
    expect(await values(softplus(given(INF, MINUS_INF, 1e30, -1e30)))).toEqual(
      [INF, 0, 1e30, 0].map(Math.fround),
    )
  })

  it('derivatives are finite where values are extreme', async () => {
    const xs = [-1e30, -200, -90, 0, 90, 200, 1e30]
    const slopes = await Promise.all(
      [softplus<['N']>, logSigmoid<['N']>, sigmoid<['N']>, tanh<['N']>, relu<['N']>].map(async (f) =>
        values(grad((x: Numbers) => sum()(f(x)))(given(...xs))),
      ),
    )
    expect(slopes.flat().every(Number.isFinite)).toBe(true)
    expect(slopes[0]).toEqual([0, 0, expect.closeTo(0, 30), 0.5, 1, 1, 1])
    expect(slopes[4]).toEqual([0, 0, 0, 0, 1, 1, 1])
  })

  it('logSumExp takes infinite and large entries', async () => {
    const rows: readonly (readonly number[])[] = [
      [MINUS_INF, 0],
      [MINUS_INF, MINUS_INF],
      [INF, 0],
      [INF, MINUS_INF],
      [1000, 1000],
      [-1000, -1000],
      [88, -88],
    ]
    const x: Tensor<['N', 2]> = typed(constant(Float32Array.from(rows.flat()), [rows.length, 2]))
    const expected = [0, MINUS_INF, INF, INF, 1000 + Math.LN2, -1000 + Math.LN2, 88].map(Math.fround)
    expect(await values(logSumExp(1)(x))).toEqual(expected)
    const means = await values(logMeanExp(1)(x))
    expect(means[1]).toBe(MINUS_INF)
    expect(means[2]).toBe(INF)
    expect(means[4]).toBeCloseTo(1000, 3)
  })

  it('softmax and the slope of logSumExp give 0 to an entry of −∞', async () => {
    expect(await values(softmax(0)(given(MINUS_INF, 0, 0)))).toEqual([0, 0.5, 0.5])
    expect(await values(grad((x: Numbers) => logSumExp()(x))(given(MINUS_INF, 0, 0)))).toEqual([0, 0.5, 0.5])
    expect(await values(softmax(0)(given(1000, 1000, -1000)))).toEqual([0.5, 0.5, 0])
  })

  it.each([
    ['relu', relu],
    ['softplus', softplus],
    ['sigmoid', sigmoid],
    ['tanh', tanh],
    ['gelu', gelu],
    ['log1p', log1p],
    ['logSigmoid', logSigmoid],
  ] as const)('NaN passes through %s', async (_, f) => {
    const [x, one] = await values(f(given(NAN, 1)))
    expect(x).toBeNaN()
    expect(one).not.toBeNaN()
  })

  it('NaN passes through a sum, a maximum and logSumExp', async () => {
    const x = given(1, NAN, 2)
    expect((await values(sum()(x)))[0]).toBeNaN()
    expect((await values(max()(x)))[0]).toBeNaN()
    expect((await values(logSumExp()(x)))[0]).toBeNaN()
  })

  it('rounds halves to even', async () => {
    expect((await values(round(given(0.5, 1.5, 2.5, -0.5, -1.5, 2.4, -2.6)))).map((v) => v + 0)).toEqual([
      0, 2, 2, 0, -2, 2, -3,
    ])
  })
})
