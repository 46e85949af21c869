/**
 * No finite parameter of a float32 scale gives a divergence that is NaN: one that is too great is infinite, and says so.
 * What a single distribution states at extremes is checked by the table in numerics/.
 */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { Bernoulli, Gaussian, kl, Laplace } from '../../src/distribution/index.js'
import { grad } from '../../src/gradient/index.js'
import { read, use } from '../../src/run/index.js'
import { type AnyTensor, sum, type Tensor, vector } from '../../src/tensor/index.js'
import { backendNames } from '../support/backends.js'

type Row = Tensor<[number]>

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))
/** The cases at which a number is none, in words. */
const nans = <A>(cases: readonly A[], got: readonly number[]): readonly string[] =>
  cases.filter((_, i) => Number.isNaN(got[i] ?? Number.NaN)).map((c) => JSON.stringify(c))

const locs = [0, 1, -1e3, 1e30]
const logScales = [-80, -50, -10, 0, 10, 50, 80]
const pairs = locs.flatMap((a) =>
  logScales.flatMap((s) => locs.flatMap((b) => logScales.map((t) => ({ a, s, b, t })))),
)
const [a, s, b, t] = [
  vector(pairs.map((r) => r.a)),
  vector(pairs.map((r) => r.s)),
  vector(pairs.map((r) => r.b)),
  vector(pairs.map((r) => r.t)),
]
const of = {
  Gaussian: Gaussian.fromLogScale<[number], [number]>,
  Laplace: Laplace.fromLogScale<[number], [number]>,
} as const
const gaussian = (loc: Row, logScale: Row) => of.Gaussian(loc, logScale)
const laplace = (loc: Row, logScale: Row) => of.Laplace(loc, logScale)

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  describe.each([
    ['Gaussian', 'Gaussian', (q: Row, l: Row) => kl(gaussian(q, l), gaussian(b, t))],
    ['Laplace', 'Laplace', (q: Row, l: Row) => kl(laplace(q, l), laplace(b, t))],
    ['Laplace', 'Gaussian', (q: Row, l: Row) => kl(laplace(q, l), gaussian(b, t))],
    ['Gaussian', 'Laplace', (q: Row, l: Row) => kl(gaussian(q, l), laplace(b, t))],
  ] as const)('kl of %s from %s, log-scales from −80 to 80', (_, __, divergence) => {
    it('is a number, and not negative', async () => {
      const got = await numbers(divergence(a, s))
      expect(nans(pairs, got)).toEqual([])
      expect(Math.min(...got)).toBeGreaterThanOrEqual(-1e-6)
    })
    it('has a gradient that is a number where it is finite', async () => {
      const value = await numbers(divergence(a, s))
      const finite = (slopes: readonly number[]): readonly number[] =>
        slopes.map((v, i) => (Number.isFinite(value[i]) ? v : 0))
      const toScale = await numbers(grad((l: Row) => sum()(divergence(a, l)))(s))
      const toLoc = await numbers(grad((l: Row) => sum()(divergence(l, s)))(a))
      expect(value.filter(Number.isFinite).length).toBeGreaterThan(pairs.length / 3)
      expect(nans(pairs, finite(toScale))).toEqual([])
      expect(nans(pairs, finite(toLoc))).toEqual([])
    })
  })

  describe('Bernoulli', () => {
    const extremes = [-1e30, -1000, -100, 0, 100, 1000, 1e30]
    const both = extremes.flatMap((q) => extremes.map((p) => ({ q, p })))
    const [q, p] = [vector(both.map((r) => r.q)), vector(both.map((r) => r.p))]
    const at = (value: number): Row => vector(both.map(() => value))
    const d = Bernoulli.fromLogits(q)
    it.each([
      ['kl', kl(d, Bernoulli.fromLogits(p))],
      [
        'the gradient of kl',
        grad((l: Row) => sum()(kl(Bernoulli.fromLogits(l), Bernoulli.fromLogits(p))))(q),
      ],
      ['entropy', d.entropy()],
      ['the gradient of entropy', grad((l: Row) => sum()(Bernoulli.fromLogits(l).entropy()))(q)],
      ['logProb of 0', d.logProb(at(0))],
      ['logProb of 1', d.logProb(at(1))],
      ['the gradient of logProb', grad((l: Row) => sum()(Bernoulli.fromLogits(l).logProb(at(1))))(q)],
    ] as const)('%s is a number', async (_, value) => {
      expect(nans(both, await numbers(value))).toEqual([])
    })

    it('at logits ±100 is finite', async () => {
      const edges = Bernoulli.fromLogits(vector([-100, 100]))
      const all = [
        edges.logProb(vector([0, 0])),
        edges.logProb(vector([1, 1])),
        edges.entropy(),
        edges.variance(),
      ]
      for (const x of all) expect((await numbers(x)).every(Number.isFinite)).toBe(true)
    })
    it('keeps the digits of a small entropy', async () => {
      // mpmath: the entropy at a logit of 16, relative to itself
      const [nats = 0] = await numbers(Bernoulli.fromLogits(vector([16])).entropy())
      expect(Math.abs(nats / 1.913097761268697e-6 - 1)).toBeLessThan(1e-5)
    })
  })

  it('kl is 0 exactly between equal distributions', async () => {
    const [loc, logScale] = [vector([0.1, -3.7, 1e5, 0]), vector([-3.3, 0, 7.1, 50])]
    const values = await Promise.all(
      [
        kl(Gaussian.fromLogScale(loc, logScale), Gaussian.fromLogScale(loc, logScale)),
        kl(Laplace.fromLogScale(loc, logScale), Laplace.fromLogScale(loc, logScale)),
        kl(Bernoulli.fromLogits(loc), Bernoulli.fromLogits(loc)),
      ].map(numbers),
    )
    expect(values.flat().every((v) => v === 0)).toBe(true)
  })
})
