import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  Bernoulli,
  Binomial,
  Categorical,
  Delta,
  DiscretizedLogistic,
  Geometric,
  Independent,
  Mixture,
  OneHotCategorical,
  Poisson,
  RelaxedOneHotCategorical,
} from '../../../src/distribution/index.js'
import { grad } from '../../../src/gradient/index.js'
import { tensor } from '../../../src/laws/host.js'
import * as laws from '../../../src/laws/index.js'
import { key } from '../../../src/random/index.js'
import { read, use } from '../../../src/run/index.js'
import { type AnyTensor, matrix, scalar, sum, type Tensor, vector } from '../../../src/tensor/index.js'
import { expression, typed } from '../../../src/tensor/tensor.js'
import { backendNames } from '../../support/backends.js'
import { worst } from '../accuracy.js'

type Row = Tensor<[number]>

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))
/** A tensor whose sizes only the run time knows. */
const unknown = (x: AnyTensor): Tensor<[number, number]> => typed(expression(x))
const row = (values: readonly number[]): Row => vector(values)
const nothing = Number.NEGATIVE_INFINITY

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  describe('derivatives of log-probabilities, of both orders', () => {
    it('Poisson: k − λ and −λ to the log-rate, log λ − ψ(k + 1) to the value', async () => {
      const [logRates, k] = [[-5, 0, 3, 12], row([0, 2, 20, 160000])]
      const at = (l: Row) => sum()(Poisson.fromLogRate(l).logProb(k))
      const first = await numbers(grad(at)(row(logRates)))
      const rates = logRates.map((l) => Math.exp(l))
      expect(
        worst(
          first,
          [0, 2, 20, 160000].map((n, i) => n - (rates[i] ?? 0)),
        ),
      ).toBeLessThan(2e-6)
      const second = await numbers(grad((l: Row) => sum()(grad(at)(l)))(row(logRates)))
      expect(
        worst(
          second,
          rates.map((r) => -r),
        ),
      ).toBeLessThan(2e-6)
      const toValue = await numbers(grad((x: Row) => sum()(Poisson.make(row([3])).logProb(x)))(row([4])))
      // ψ(5) = 1 + 1/2 + 1/3 + 1/4 − γ
      const expected = Math.log(3) - (25 / 12 - 0.5772156649015329)
      expect(worst(toValue, [expected])).toBeLessThan(1e-6)
    })

    it('Binomial: k − n p and −n p q to the logits', async () => {
      const [logits, count, k] = [
        [-8, -0.5, 0.25, 4],
        [1000, 10, 7, 100],
        [2, 3, 7, 0],
      ]
      const at = (l: Row) => sum()(Binomial.fromLogits(row(count), l).logProb(row(k)))
      const p = logits.map((l) => 1 / (1 + Math.exp(-l)))
      const first = await numbers(grad(at)(row(logits)))
      expect(
        worst(
          first,
          k.map((n, i) => n - (count[i] ?? 0) * (p[i] ?? 0)),
        ),
      ).toBeLessThan(2e-6)
      const second = await numbers(grad((l: Row) => sum()(grad(at)(l)))(row(logits)))
      const wanted = p.map((q, i) => -(count[i] ?? 0) * q * (1 - q))
      expect(worst(second, wanted)).toBeLessThan(2e-6)
    })

    it('Categorical: one-hot less the probabilities', async () => {
      const logits = [0.5, -1, 2]
      const total = logits.reduce((s, l) => s + Math.exp(l), 0)
      const slope = grad((l: Tensor<[3]>) => Categorical.fromLogits(l).logProb(scalar(1)))
      const got = await numbers(slope(vector([0.5, -1, 2])))
      expect(
        worst(
          got,
          logits.map((l, k) => (k === 1 ? 1 : 0) - Math.exp(l) / total),
        ),
      ).toBeLessThan(1e-6)
    })

    it('DiscretizedLogistic: the central difference of its definition', async () => {
      const [loc, logScale, x] = [0.3, -2, 0.25]
      const definition = (m: number, l: number): number => {
        const cdf = (at: number) => 1 / (1 + Math.exp((m - at) * Math.exp(-l)))
        return Math.log(cdf(x + 1 / 255) - cdf(x - 1 / 255))
      }
      const step = 1e-4
      const between = (f: (by: number) => number): number => (f(step) - f(-step)) / (2 * step)
      const at = (m: Row, l: Row) => sum()(DiscretizedLogistic.fromLogScale(m, l).logProb(row([x])))
      const toLoc = await numbers(grad((m: Row) => at(m, row([logScale])))(row([loc])))
      expect(worst(toLoc, [between((by) => definition(loc + by, logScale))])).toBeLessThan(1e-4)
      const toScale = await numbers(grad((l: Row) => at(row([loc]), l))(row([logScale])))
      expect(worst(toScale, [between((by) => definition(loc, logScale + by))])).toBeLessThan(1e-4)
    })
  })

  it('DiscretizedLogistic keeps the mass of a bin that is smaller than any normal number', async () => {
    const config = { low: 0, high: 1e-3, bins: 2 ** 16 }
    const at = (l: Row) => DiscretizedLogistic.fromLogScale(row([0]), l, config)
    const [bent = 0] = await numbers(at(row([1e6])).parameters.logScale)
    expect(Math.abs(bent - 80)).toBeLessThan(1e-3)
    // a quarter of the width over the scale, where the density is flat
    const expected = Math.log(1e-3 / (2 ** 16 - 1) / 4) - bent
    expect(worst(await numbers(at(row([1e6])).logProb(row([5e-4]))), [expected])).toBeLessThan(1e-6)
    const slope = grad((l: Row) => sum()(at(l).logProb(row([5e-4]))))
    expect(worst(await numbers(slope(row([50]))), [-1])).toBeLessThan(1e-6)
  })

  it('a mixture of DiscretizedLogistic over the last axis of the batch is the likelihood of a pixel', async () => {
    const [weights, locs, scales] = [
      [0.2, 0.5, 0.3],
      [-0.75, 0.1, 0.9],
      [0.01, 0.3, 0.05],
    ] as const
    const pixels = [-1, -0.5, 0, 0.5, 1]
    const rows = (values: readonly number[]): Tensor<[5, 3]> =>
      tensor<[5, 3]>(
        pixels.flatMap(() => values),
        [5, 3],
      )
    const d = Mixture.sameFamily({
      logits: rows(weights.map((w) => Math.log(w))),
      components: DiscretizedLogistic.make(rows(locs), rows(scales)),
    })
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
    const mass = (x: number, m: number, s: number): number =>
      (x === 1 ? 1 : sigmoid((x + 1 / 255 - m) / s)) - (x === -1 ? 0 : sigmoid((x - 1 / 255 - m) / s))
    const expected = pixels.map((x) =>
      Math.log(weights.reduce((sum, w, k) => sum + w * mass(x, locs[k] ?? 0, scales[k] ?? 1), 0)),
    )
    expect(worst(await numbers(d.logProb(vector([-1, -0.5, 0, 0.5, 1]))), expected)).toBeLessThan(2e-6)
    const bins = Array.from({ length: 256 }, (_, i) => i / 127.5 - 1)
    const one = Mixture.sameFamily({
      logits: vector([-1, 0.5, 2]),
      components: DiscretizedLogistic.make(vector(locs), vector(scales)),
    })
    const logs = await numbers(one.expand<number>(256).logProb(row(bins)))
    expect(Math.abs(logs.reduce((sum, v) => sum + Math.exp(v), 0) - 1)).toBeLessThan(1e-5)
  })

  describe('impossible classes', () => {
    it('have a log-probability of −∞, no share in the entropy, and are not drawn', async () => {
      const logits = matrix([[0, Number.NEGATIVE_INFINITY, 0]])
      const d = Categorical.fromLogits(logits)
      expect(await numbers(d.logProb(row([1])))).toEqual([nothing])
      expect(worst(await numbers(d.logProb(row([2]))), [-Math.LN2])).toBeLessThan(1e-6)
      expect(worst(await numbers(d.entropy()), [Math.LN2])).toBeLessThan(1e-6)
      const many = await numbers(d.expand(200).sample(key(0)))
      expect([...new Set(many)].sort()).toEqual([0, 2])
      const hot = OneHotCategorical.fromLogits(logits)
      expect(worst(await numbers(hot.logProb(matrix([[0, 0, 1]]))), [-Math.LN2])).toBeLessThan(1e-6)
      const [slope] = await numbers(
        grad((l: Tensor<[1, 3]>) => sum()(Categorical.fromLogits(l).logProb(vector([0]))))(logits),
      )
      expect(slope).toBeCloseTo(0.5, 6)
    })
    it('of probability 0 and 1 have finite logits', async () => {
      const d = Bernoulli.fromProbabilities(vector([0, 0, 1, 1, 0.25]))
      const [none = 0, never = 0, rare = 0, sure = 0, quarter = 0] = await numbers(
        d.logProb(vector([0, 1, 0, 1, 1])),
      )
      expect([none, sure].every((v) => Math.abs(v) < 1e-30)).toBe(true)
      expect([never, rare].every((v) => v < -87 && v > -89)).toBe(true)
      expect(Math.abs(quarter - Math.log(0.25))).toBeLessThan(1e-6)
      const slope = grad((p: Row) => sum()(Bernoulli.fromProbabilities(p).logProb(row([0]))))
      expect(worst(await numbers(slope(row([0.25]))), [-1 / 0.75])).toBeLessThan(1e-6)
      expect((await numbers(slope(row([0])))).every(Number.isFinite)).toBe(true)
      const classes = Categorical.fromProbabilities(vector([0, 1 / 3, 2 / 3]))
      expect(worst(await numbers(classes.entropy()), [0.6365141682948128])).toBeLessThan(1e-6)
    })
  })

  it('a cdf is 0 below the support, 1 above it, and stays between two values', async () => {
    const at = row([-1, -1e30, 0, 0.75, 2.5, 1e30])
    const same = (x: number): Row => row([x, x, x, x, x, x])
    const tails = async (d: { readonly cdf: (x: Row) => AnyTensor }) => numbers(d.cdf(at))
    const p = [1, 2, 3].map((k) => 1 - 0.5 ** k)
    expect(worst(await tails(Geometric.fromLogits(same(0))), [0, 0, 0.5, 0.5, p[2] ?? 0, 1])).toBeLessThan(
      1e-6,
    )
    const e = Math.exp(-1)
    expect(worst(await tails(Poisson.make(same(1))), [0, 0, e, e, 2.5 * e, 1])).toBeLessThan(1e-6)
    expect(
      worst(await tails(Binomial.fromLogits(same(3), same(0))), [0, 0, 0.125, 0.125, 0.875, 1]),
    ).toBeLessThan(1e-6)
    expect(await tails(Delta.make(same(0.75)))).toEqual([0, 0, 0, 1, 1, 1])
  })

  describe('repeated, a distribution is itself', () => {
    const logits = fc.record({ logits: laws.logits(3) }, { noNullPrototype: true })
    const twice = fc.record({ first: laws.locs(2), second: laws.scales(2) }, { noNullPrototype: true })
    const once = <A>(law: laws.Law<A>) => expect(laws.check(law, { runs: 1 })).resolves.toBeUndefined()
    it('Categorical', () =>
      once(laws.expandAgrees(laws.subject(logits, (p) => Categorical.fromLogits(p.logits)))))
    it('OneHotCategorical', () =>
      once(laws.expandAgrees(laws.subject(logits, (p) => OneHotCategorical.fromLogits(p.logits)))))
    it('DiscretizedLogistic', () =>
      once(
        laws.expandAgrees(
          laws.subject(twice, (p) => DiscretizedLogistic.make(p.first, p.second, { low: 0, bins: 4 })),
        ),
      ))
    it('a batch of one-hot vectors with more axes in the event', async () => {
      const d = OneHotCategorical.fromLogits(
        matrix([
          [0, 1, 2],
          [3, 4, 5],
        ]),
      )
      const whole = Independent.make(1)(d)
      expect([whole.batch, whole.event]).toEqual([[], [2, 3]])
      const x = matrix([
        [1, 0, 0],
        [0, 0, 1],
      ])
      const each = await numbers(d.logProb(x))
      expect(worst(await numbers(whole.logProb(x)), [each.reduce((a, b) => a + b, 0)])).toBeLessThan(1e-6)
      const classes = Independent.make(1)(
        Categorical.fromLogits(
          matrix([
            [0, 1, 2],
            [3, 4, 5],
          ]),
        ),
      )
      expect(worst(await numbers(classes.logProb(vector([0, 2]))), await numbers(whole.logProb(x)))).toBe(0)
    })
  })
})

describe('refused at run time', () => {
  it('parameters of two shapes, in the words of the compiler', () => {
    const [logits, other] = [unknown(matrix([[0, 1, 2]])), unknown(matrix([[0, 1]]))]
    expect(() => Binomial.fromLogits(logits, other)).toThrow(
      'Binomial: count [1, 3] and logits [1, 2] differ',
    )
    expect(() => DiscretizedLogistic.make(logits, other)).toThrow(
      'DiscretizedLogistic: loc [1, 3] and scale [1, 2] differ',
    )
    const single = typed<typeof logits>(expression(sum()(logits)))
    expect(() => Categorical.fromLogits(single)).toThrow('Categorical: axis -1 is out of range for []')
    const temperature: Tensor<[number]> = typed(expression(vector([1, 2])))
    expect(() => RelaxedOneHotCategorical.fromLogits(logits, temperature)).toThrow(
      'RelaxedOneHotCategorical: logits [1, 3] takes temperature [1], found [2]',
    )
  })
  it('probabilities and bins that are none', () => {
    expect(() => Bernoulli.fromProbabilities(vector([0.5, -0.5]))).toThrow(
      'Bernoulli: expected probabilities between 0 and 1, found -0.5',
    )
    expect(() => Categorical.fromProbabilities(vector([Number.NaN]))).toThrow(
      'Categorical: expected probabilities between 0 and 1, found NaN',
    )
    const [loc, deviation] = [vector([0]), vector([1])]
    expect(() => DiscretizedLogistic.make(loc, deviation, { bins: 1 })).toThrow(
      'DiscretizedLogistic: expected at least 2 bins, found 1',
    )
    expect(() => DiscretizedLogistic.make(loc, deviation, { low: 1 })).toThrow(
      'DiscretizedLogistic: expected low below high, found 1 and 1',
    )
  })
})
