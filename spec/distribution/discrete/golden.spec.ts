import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  Binomial,
  Categorical,
  DiscretizedLogistic,
  Geometric,
  OneHotCategorical,
  Poisson,
  RelaxedOneHotCategorical,
} from '../../../src/distribution/index.js'
import { read, use } from '../../../src/run/index.js'
import { type AnyTensor, type Tensor, vector } from '../../../src/tensor/index.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import { typed } from '../../../src/tensor/tensor.js'
import { type Row, rowsOf } from '../../golden/discrete.js'
import { worst } from '../accuracy.js'

const backendNames = ['cpu', 'wasm'] as const

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

/** Numbers, or the field of every row repeated for each value in `at`. */
const each = (rows: readonly Row[], name: string): Tensor<[number]> =>
  vector(rows.flatMap((r) => r.all('at').map(() => r.one(name))))
const every = (rows: readonly Row[], name: string): readonly number[] => rows.flatMap((r) => r.all(name))
const once = (rows: readonly Row[], name: string): Tensor<[number]> => vector(every(rows, name))

const matrixOf = (rows: readonly (readonly number[])[]): Tensor<[number, number]> =>
  typed(constant(Float32Array.from(rows.flat()), [rows.length, rows[0]?.length ?? 0]))

/** The error of a log-probability relative to the greater of 1 and itself, of a moment relative to itself. */
const relative = (got: readonly number[], expected: readonly number[]): number => {
  expect(got.length).toBe(expected.length)
  return Math.max(...got.map((v, i) => (v === expected[i] ? 0 : Math.abs(v / (expected[i] ?? 0) - 1))))
}

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it('Poisson, rates from 3e-20 to 1e20', async () => {
    const rows = rowsOf('poissons')
    const at = once(rows, 'at')
    const d = Poisson.make(each(rows, 'rate'))
    expect(worst(await numbers(d.logProb(at)), every(rows, 'logProb'))).toBeLessThanOrEqual(2e-6)
    expect(worst(await numbers(d.cdf(at)), every(rows, 'cdf'))).toBeLessThanOrEqual(1e-5)
  })

  it('Binomial, up to a million trials, logits from −1000 to 100', async () => {
    const rows = rowsOf('binomials')
    const at = once(rows, 'at')
    const d = Binomial.fromLogits(each(rows, 'count'), each(rows, 'logits'))
    expect(worst(await numbers(d.logProb(at)), every(rows, 'logProb'))).toBeLessThanOrEqual(2e-6)
    // a probability of float32 moves the mean of a million trials by 4e-5 standard deviations
    expect(worst(await numbers(d.cdf(at)), every(rows, 'cdf'))).toBeLessThanOrEqual(2e-5)
    const trials = Binomial.fromLogits(once(rows, 'count'), once(rows, 'logits'))
    expect(worst(await numbers(trials.mean()), every(rows, 'mean'))).toBeLessThanOrEqual(1e-6)
    expect(worst(await numbers(trials.variance()), every(rows, 'variance'))).toBeLessThanOrEqual(1e-6)
    expect(await numbers(trials.mode())).toEqual(every(rows, 'mode'))
  })

  it('Geometric, logits from −40 to 60', async () => {
    const rows = rowsOf('geometrics')
    const at = once(rows, 'at')
    const d = Geometric.fromLogits(each(rows, 'logits'))
    expect(worst(await numbers(d.logProb(at)), every(rows, 'logProb'))).toBeLessThanOrEqual(1e-6)
    expect(worst(await numbers(d.cdf(at)), every(rows, 'cdf'))).toBeLessThanOrEqual(1e-6)
    const g = Geometric.fromLogits(once(rows, 'logits'))
    expect(relative(await numbers(g.mean()), every(rows, 'mean'))).toBeLessThanOrEqual(2e-6)
    expect(relative(await numbers(g.variance()), every(rows, 'variance'))).toBeLessThanOrEqual(4e-6)
    expect(relative(await numbers(g.entropy()), every(rows, 'entropy'))).toBeLessThanOrEqual(2e-6)
  })

  it('Categorical and OneHotCategorical, logits to 30000', async () => {
    const rows = rowsOf('categoricals')
    const logits = matrixOf(rows.map((r) => r.all('logits')))
    const classes = [0, 1, 2, 3]
    const indexed = Categorical.fromLogits(logits)
    const hot = OneHotCategorical.fromLogits(logits)
    for (const k of classes) {
      const at = vector(rows.map(() => k))
      const wanted = (name: string): readonly number[] => rows.map((r) => r.all(name)[k] ?? Number.NaN)
      expect(worst(await numbers(indexed.logProb(at)), wanted('logProb'))).toBeLessThanOrEqual(1e-6)
      expect(worst(await numbers(indexed.cdf(at)), wanted('cdf'))).toBeLessThanOrEqual(1e-6)
      const one = matrixOf(rows.map(() => classes.map((c) => (c === k ? 1 : 0))))
      expect(worst(await numbers(hot.logProb(one)), wanted('logProb'))).toBeLessThanOrEqual(1e-6)
    }
    for (const d of [indexed, hot])
      expect(worst(await numbers(d.entropy()), every(rows, 'entropy'))).toBeLessThanOrEqual(1e-6)
    expect(await numbers(indexed.mode())).toEqual(every(rows, 'mode'))
    expect(worst(await numbers(hot.mean()), every(rows, 'mean'))).toBeLessThanOrEqual(1e-6)
    expect(worst(await numbers(hot.variance()), every(rows, 'variance'))).toBeLessThanOrEqual(1e-6)
  })

  it.each([256, 16, 2])('DiscretizedLogistic, %d bins, into the far tails', async (bins) => {
    const rows = rowsOf('discretized').filter((r) => r.one('bins') === bins)
    const config = { low: rows[0]?.one('low') ?? 0, high: rows[0]?.one('high') ?? 0, bins }
    const at = once(rows, 'at')
    const d = DiscretizedLogistic.fromLogScale(each(rows, 'loc'), each(rows, 'logScale'), config)
    expect(worst(await numbers(d.logProb(at)), every(rows, 'logProb'))).toBeLessThanOrEqual(2e-6)
    expect(worst(await numbers(d.cdf(at)), every(rows, 'cdf'))).toBeLessThanOrEqual(2e-6)
    const e = DiscretizedLogistic.fromLogScale(once(rows, 'loc'), once(rows, 'logScale'), config)
    expect(worst(await numbers(e.mean()), every(rows, 'mean'))).toBeLessThanOrEqual(2e-6)
    expect(worst(await numbers(e.variance()), every(rows, 'variance'))).toBeLessThanOrEqual(2e-6)
    expect(worst(await numbers(e.entropy()), every(rows, 'entropy'))).toBeLessThanOrEqual(2e-6)
    const modes = await numbers(e.mode())
    expect(
      rows.map((r, i) => Math.min(...r.all('modes').map((m) => Math.abs(m - (modes[i] ?? Number.NaN))))),
    ).toEqual(rows.map(() => expect.closeTo(0, 6)))
  })

  it('RelaxedOneHotCategorical, temperatures from 1/16 to 8, close to the faces', async () => {
    const rows = rowsOf('concretes')
    const logits = matrixOf(rows.map((r) => r.all('logits')))
    const d = RelaxedOneHotCategorical.fromLogits(logits, once(rows, 'temperature'))
    const got = await numbers(d.logProb(matrixOf(rows.map((r) => r.all('at')))))
    // a sum of logarithms of up to 69
    expect(worst(got, every(rows, 'logProb'))).toBeLessThanOrEqual(4e-6)
  })
})
