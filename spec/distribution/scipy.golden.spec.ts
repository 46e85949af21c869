import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { Bernoulli, Gaussian, kl, Laplace } from '../../src/distribution/index.js'
import { read, use } from '../../src/run/index.js'
import { type AnyTensor, type Tensor, vector } from '../../src/tensor/index.js'
import { bernoulliDivergences, bernoullis, densities, divergences, type LocScale } from '../golden/scipy.js'
import { backendNames } from '../support/backends.js'
import { worst } from './accuracy.js'

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

const families = {
  Gaussian: Gaussian.make<[number], [number]>,
  Laplace: Laplace.make<[number], [number]>,
} as const
const names = ['Gaussian', 'Laplace'] as const

const locsOf = (rows: readonly LocScale[]): Tensor<[number]> => vector(rows.map((r) => r.loc))
const scalesOf = (rows: readonly LocScale[]): Tensor<[number]> => vector(rows.map((r) => r.scale))

it('has every row of the grids', () => {
  expect([densities.length, bernoullis.length, divergences.length, bernoulliDivergences.length]).toEqual([
    24, 10, 128, 100,
  ])
})

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  describe.each(names)('%s, scales from 1e-3 to 1e3', (name) => {
    const rows = densities.filter((r) => r.family === name)
    // each row is repeated for each of its points
    const points = rows.flatMap((r) => r.at.map(() => r))
    const of = families[name]

    it('has the mean, the variance and the entropy of scipy', async () => {
      const d = of(locsOf(rows), scalesOf(rows))
      expect(
        worst(
          await numbers(d.mean()),
          rows.map((r) => r.mean),
        ),
      ).toBe(0)
      expect(
        worst(
          await numbers(d.variance()),
          rows.map((r) => r.variance),
        ),
      ).toBeLessThanOrEqual(1e-6)
      expect(
        worst(
          await numbers(d.entropy()),
          rows.map((r) => r.entropy),
        ),
      ).toBeLessThanOrEqual(1e-6)
    })
    it('has the log-densities of scipy', async () => {
      const d = of(locsOf(points), scalesOf(points))
      const got = await numbers(d.logProb(vector(rows.flatMap((r) => r.at))))
      expect(
        worst(
          got,
          rows.flatMap((r) => r.logProb),
        ),
      ).toBeLessThanOrEqual(1e-6)
    })
    it('has the cdf of scipy', async () => {
      const d = of(locsOf(points), scalesOf(points))
      const got = await numbers(d.cdf(vector(rows.flatMap((r) => r.at))))
      expect(
        worst(
          got,
          rows.flatMap((r) => r.cdf),
        ),
      ).toBeLessThanOrEqual(1e-6)
    })
  })

  describe('Bernoulli, logits from −100 to 100', () => {
    const d = Bernoulli.fromLogits(vector(bernoullis.map((r) => r.logits)))
    const at = (value: number): Tensor<[number]> => vector(bernoullis.map(() => value))

    it('has the mean, the variance and the entropy of mpmath', async () => {
      expect(
        worst(
          await numbers(d.mean()),
          bernoullis.map((r) => r.mean),
        ),
      ).toBeLessThanOrEqual(1e-6)
      expect(
        worst(
          await numbers(d.variance()),
          bernoullis.map((r) => r.variance),
        ),
      ).toBeLessThanOrEqual(1e-6)
      expect(
        worst(
          await numbers(d.entropy()),
          bernoullis.map((r) => r.entropy),
        ),
      ).toBeLessThanOrEqual(1e-6)
    })
    it.each([0, 1])('has the log-probability and the cdf of %d of mpmath', async (value) => {
      const logs = bernoullis.map((r) => r.logProb[value] ?? Number.NaN)
      const cdfs = bernoullis.map((r) => r.cdf[value] ?? Number.NaN)
      expect(worst(await numbers(d.logProb(at(value))), logs)).toBeLessThanOrEqual(1e-6)
      expect(worst(await numbers(d.cdf(at(value))), cdfs)).toBeLessThanOrEqual(1e-6)
    })
  })

  describe('kl over scales from 1e-3 to 1e3', () => {
    const pairs = (q: string, p: string) => divergences.filter((r) => r.q.family === q && r.p.family === p)

    it.each([
      ['Gaussian', 'Gaussian'],
      ['Laplace', 'Laplace'],
      ['Laplace', 'Gaussian'],
      ['Gaussian', 'Laplace'],
    ] as const)('of %s from %s is the integral', async (from, to) => {
      const rows = pairs(from, to)
      expect(rows.length).toBe(32)
      const [qs, ps] = [rows.map((r) => r.q), rows.map((r) => r.p)]
      const got = await numbers(
        from === 'Gaussian'
          ? to === 'Gaussian'
            ? kl(Gaussian.make(locsOf(qs), scalesOf(qs)), Gaussian.make(locsOf(ps), scalesOf(ps)))
            : kl(Gaussian.make(locsOf(qs), scalesOf(qs)), Laplace.make(locsOf(ps), scalesOf(ps)))
          : to === 'Gaussian'
            ? kl(Laplace.make(locsOf(qs), scalesOf(qs)), Gaussian.make(locsOf(ps), scalesOf(ps)))
            : kl(Laplace.make(locsOf(qs), scalesOf(qs)), Laplace.make(locsOf(ps), scalesOf(ps))),
      )
      expect(
        worst(
          got,
          rows.map((r) => r.kl),
        ),
      ).toBeLessThanOrEqual(1e-6)
    })

    it('of Bernoulli distributions, logits from −100 to 100', async () => {
      const q = Bernoulli.fromLogits(vector(bernoulliDivergences.map((r) => r.q)))
      const p = Bernoulli.fromLogits(vector(bernoulliDivergences.map((r) => r.p)))
      const got = await numbers(kl(q, p))
      expect(
        worst(
          got,
          bernoulliDivergences.map((r) => r.kl),
        ),
      ).toBeLessThanOrEqual(1e-6)
    })
  })
})
