import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { binomialHat, poissonHat } from '../../../src/distribution/discrete/hats.js'
import {
  Binomial,
  Categorical,
  DiscretizedLogistic,
  type Distribution,
  Geometric,
  OneHotCategorical,
  Poisson,
  RelaxedOneHotCategorical,
} from '../../../src/distribution/index.js'
import { grad } from '../../../src/gradient/index.js'
import { tensor } from '../../../src/laws/host.js'
import { key } from '../../../src/random/index.js'
import { read, use } from '../../../src/run/index.js'
import { type AnyTensor, fill, matrix, mul, sum, type Tensor, vector } from '../../../src/tensor/index.js'
import { expression, typed } from '../../../src/tensor/tensor.js'
import { backendNames } from '../../support/backends.js'

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

const draws = 2500

/** The largest distance of two cdfs that a chance of 1e-9 allows, by Dvoretzky, Kiefer, Wolfowitz and Massart. */
const tolerance = Math.sqrt(Math.log(2 / 1e-9) / (2 * draws))

/** A law over 0, 1, …: its probabilities by plain loops from their ratios, starting at the mode. */
const countLaw = (mode: number, ratio: (k: number) => number): ((k: number) => number) => {
  const weights = new Map([[mode, 1]])
  const weight = (k: number): number => weights.get(k) ?? 0
  for (let k = mode + 1; weight(k - 1) > 1e-18; k += 1) weights.set(k, weight(k - 1) * ratio(k))
  for (let k = mode - 1; k >= 0 && weight(k + 1) > 1e-18; k -= 1) weights.set(k, weight(k + 1) / ratio(k + 1))
  const total = [...weights.values()].reduce((a, b) => a + b, 0)
  return (k) => weight(k) / total
}

const poissonLaw = (rate: number) => countLaw(Math.floor(rate), (k) => rate / k)
const binomialLaw = (n: number, p: number) =>
  countLaw(Math.floor((n + 1) * p), (k) => (Math.max(n - k + 1, 0) / k) * (p / (1 - p)))

/** Claims that draws follow a law over whole numbers, by their cdf, their mean and their variance. */
const follows = (drawn: readonly number[], law: (k: number) => number): void => {
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)]
  const reach = Math.ceil(20 + 12 * Math.sqrt(high + 1))
  const support = Array.from({ length: high - low + 2 * reach }, (_, i) => i + Math.max(low - reach, 0))
  expect(Math.abs(support.reduce((total, k) => total + law(k), 0) - 1)).toBeLessThan(1e-9)
  let [claimed, distance] = [0, 0]
  const seen = new Map<number, number>()
  for (const k of drawn) seen.set(k, (seen.get(k) ?? 0) + 1)
  let found = 0
  for (const k of support) {
    claimed += law(k)
    found += (seen.get(k) ?? 0) / drawn.length
    distance = Math.max(distance, Math.abs(claimed - found))
  }
  expect(distance).toBeLessThan(tolerance)
  const moment = (f: (k: number) => number): number => support.reduce((s, k) => s + law(k) * f(k), 0)
  const average = (f: (k: number) => number): number => drawn.reduce((s, k) => s + f(k), 0) / drawn.length
  const mean = moment((k) => k)
  const central = (power: number) => (k: number) => (k - mean) ** power
  const [variance, fourth] = [moment(central(2)), moment(central(4))]
  expect(Math.abs(average((k) => k) - mean)).toBeLessThan(5 * Math.sqrt(variance / drawn.length))
  expect(Math.abs(average(central(2)) - variance)).toBeLessThan(
    5 * Math.sqrt((fourth - variance ** 2) / drawn.length) + 1e-5 * variance,
  )
}

/** The draws of each of a row of distributions. */
const drawnOf = async (d: Distribution<[number], []>): Promise<readonly (readonly number[])[]> => {
  const all = await numbers(d.expand<number>(draws).sample(key(1)))
  const count = d.batch[0] ?? 0
  return d.batch.flatMap(() =>
    Array.from({ length: count }, (_, j) =>
      Array.from({ length: draws }, (__, i) => all[i * count + j] ?? 0),
    ),
  )
}
const list = (values: readonly number[]): Tensor<[number]> => vector(values)

describe('on wasm, draws follow their law', () => {
  beforeAll(async () => {
    expect(E.isRight(await use('wasm')())).toBe(true)
  })

  it('Poisson, rates below and above 10', async () => {
    const rates = [0.1, 3, 9.75, 10, 37, 20000]
    const found = await drawnOf(Poisson.make(list(rates)))
    for (const [i, rate] of rates.entries()) follows(found[i] ?? [], poissonLaw(rate))
  })

  it('Binomial, few and many trials, rare and frequent successes', async () => {
    const cases = [
      [1, 0.3],
      [5, 0.5],
      [40, 0.75],
      [1000, 0.002],
      [1000, 0.99],
      [300, 0.5],
      [100000, 0.25],
    ] as const
    const d = Binomial.fromProbabilities(list(cases.map(([n]) => n)), list(cases.map(([, p]) => p)))
    const found = await drawnOf(d)
    for (const [i, [n, p]] of cases.entries()) follows(found[i] ?? [], binomialLaw(n, p))
  })

  it.each([
    ['Poisson', [10, 10.9, 13, 20.5, 100, 1e4], [0, 0, 0, 0, 0, 0]],
    ['Binomial', [20, 21, 40, 1000, 1e5, 37], [0.5, 0.48, 0.25, 0.01, 0.3, 0.5]],
  ] as const)('the cover of %s is nowhere below its probabilities', async (name, sizes, ps) => {
    const hat =
      name === 'Poisson'
        ? poissonHat(expression(vector(sizes)))
        : binomialHat(expression(vector(sizes)), expression(vector(ps.map((p) => Math.log(p / (1 - p))))))
    const [a, b, centre, logHeight] = await Promise.all(
      [hat.a, hat.b, hat.centre, hat.logHeight].map((e) => numbers(typed(e))),
    )
    for (const [i, size] of sizes.entries()) {
      const law = name === 'Poisson' ? poissonLaw(size) : binomialLaw(size, ps[i] ?? 0)
      const ratios = Array.from({ length: 4000 }, (_, j) => {
        const u = (j + 0.5) / 4000 - 0.5
        const tail = 0.5 - Math.abs(u)
        const k = Math.floor(((2 * (a?.[i] ?? 0)) / tail + (b?.[i] ?? 0)) * u + (centre?.[i] ?? 0))
        const density = (a?.[i] ?? 0) / tail ** 2 + (b?.[i] ?? 0)
        return (law(k) * density) / Math.exp(logHeight?.[i] ?? 0)
      })
      expect(Math.max(...ratios)).toBeLessThanOrEqual(1)
      expect(ratios.reduce((sum, v) => sum + v, 0) / 4000).toBeGreaterThan(0.7)
    }
  })

  it('Geometric', async () => {
    const found = await drawnOf(Geometric.fromProbabilities(list([0.9, 0.5, 0.05])))
    for (const [i, p] of [0.9, 0.5, 0.05].entries()) follows(found[i] ?? [], (k) => p * (1 - p) ** k)
  })

  it('DiscretizedLogistic, with tails in the edge bins', async () => {
    const [locs, scales] = [
      [0.2, 0.5, 2],
      [0.1, 1, 0.5],
    ] as const
    const d = DiscretizedLogistic.make(list(locs), list(scales), { low: 0, high: 1, bins: 16 })
    const found = await drawnOf(d)
    locs.forEach((loc, i) => {
      const cdf = (x: number) => 1 / (1 + Math.exp((loc - x) / (scales[i] ?? 1)))
      const edge = (k: number) => (k < 0 ? 0 : k >= 15 ? 1 : cdf((k + 0.5) / 15))
      const bins = (found[i] ?? []).map((x) => Math.round(15 * x))
      follows(bins, (k) => edge(k) - edge(k - 1))
    })
  })

  it('Categorical, at the same classes as OneHotCategorical', async () => {
    const logits = [0.5, -1, 2, -0.25]
    const total = logits.reduce((s, l) => s + Math.exp(l), 0)
    const repeated = tensor<[number, number]>(logits, [1, 4])
    const [found = []] = await drawnOf(Categorical.fromLogits(repeated))
    follows(found, (k) => Math.exp(logits[k] ?? Number.NEGATIVE_INFINITY) / total)
    const hot = await numbers(OneHotCategorical.fromLogits(repeated).expand(draws).sample(key(1)))
    expect(hot).toEqual(found.flatMap((k) => logits.map((_, c) => (c === k ? 1 : 0))))
  })

  it('a Concrete sample is largest at a class with the probability of that class', async () => {
    const logits = tensor<[1, 3]>([0.5, -1, 1], [1, 3])
    const d = RelaxedOneHotCategorical.fromLogits(logits, vector([0.75])).expand(draws)
    const values = await numbers(d.sample(key(2)))
    const classes = Array.from({ length: draws }, (_, i) => {
      const event = values.slice(3 * i, 3 * i + 3)
      return event.indexOf(Math.max(...event))
    })
    const shares = [0.5, -1, 1].map((l) => Math.exp(l))
    follows(classes, (k) => (shares[k] ?? 0) / shares.reduce((a, b) => a + b, 0))
  })
})

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it('a straight-through sample is one-hot, with the gradient of the soft one', async () => {
    const logits = matrix([
      [0.5, -1, 2],
      [0, 0.25, -3],
    ])
    const [temperature, weights] = [
      vector([0.5, 2]),
      matrix([
        [1, 2, -3],
        [0.5, 4, 2],
      ]),
    ]
    const hard = RelaxedOneHotCategorical.straightThrough(logits, temperature)
    const choice = OneHotCategorical.fromLogits(logits)
    expect(await numbers(hard.sample(key(3)))).toEqual(await numbers(choice.sample(key(3))))
    expect(await numbers(hard.logProb(hard.mode()))).toEqual(await numbers(choice.logProb(choice.mode())))
    const by = { hard: RelaxedOneHotCategorical.straightThrough, soft: RelaxedOneHotCategorical.fromLogits }
    const slopes = async (of: 'hard' | 'soft') =>
      numbers(grad((l: Tensor<[2, 3]>) => sum()(mul(weights, by[of](l, temperature).sample(key(3)))))(logits))
    const soft = await slopes('soft')
    expect(Math.max(...soft.map(Math.abs))).toBeGreaterThan(0.01)
    expect(await slopes('hard')).toEqual(soft)
    // a reparameterised record of its own keeps its axes when it is repeated
    expect(hard.expand(4).batch).toEqual([4, 2])
  })

  it('a Concrete density over two classes integrates to 1', async () => {
    const cells = 4000
    const middles = Array.from({ length: cells }, (_, i) => (i + 0.5) / cells)
    const d = RelaxedOneHotCategorical.fromLogits(vector([0.5, -0.25]), fill(1.5)()).expand<number>(cells)
    const points = tensor<[number, 2]>(
      middles.flatMap((x) => [x, 1 - x]),
      [cells, 2],
    )
    const density = (await numbers(d.logProb(points))).map(Math.exp)
    expect(Math.abs(density.reduce((a, b) => a + b, 0) / cells - 1)).toBeLessThan(1e-3)
  })
})
