/** Samples of the continuous families: their law, and what a gradient through them is on average. */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { Bernoulli, type Distribution, RelaxedBernoulli } from '../../../src/distribution/index.js'
import { grad } from '../../../src/gradient/index.js'
import { key } from '../../../src/random/index.js'
import { compile, read, release, use } from '../../../src/run/index.js'
import { type AnyTensor, add, mul, square, sum } from '../../../src/tensor/index.js'
import { continuousRows } from '../../golden/continuous.js'
import { type Batch, madeOf, type Row } from '../made.js'
import { numbers } from '../numerics/grid.js'

type Named = Readonly<Record<string, Row>>

const count = 4000

/** What a Bernoulli distribution and its straight-through form state. */
type Choices = Distribution<[number], [], 'entropy' | 'mean' | 'variance' | 'mode' | 'cdf'>

/** Parameters at which the fourth moment is finite. */
const cases: readonly (readonly [family: string, parameters: Readonly<Record<string, number>>])[] = [
  ['Logistic', { loc: 0.5, scale: 2 }],
  ['Gumbel', { loc: -1, scale: 0.5 }],
  ['Cauchy', { loc: 1, scale: 2 }],
  ['StudentT', { degreesOfFreedom: 9, loc: 0.5, scale: 1.5 }],
  ['LogNormal', { loc: 0.3, scale: 0.4 }],
  ['HalfNormal', { scale: 1.5 }],
  ['Uniform', { low: -1, high: 2 }],
  ['Exponential', { rate: 0.5 }],
  ['Gamma', { concentration: 0.7, rate: 2 }],
  ['Beta', { concentration1: 3, concentration0: 1.5 }],
  ['Beta', { concentration1: 0.6, concentration0: 2.5 }],
  ['ContinuousBernoulli', { logits: 1.5 }],
  ['ContinuousBernoulli', { logits: -0.1 }],
  ['RelaxedBernoulli', { logits: 0.5, temperature: 0.7 }],
]

const repeated = (parameters: Readonly<Record<string, number>>, times: number): Named =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, v]) => [name, numbers(Array.from({ length: times }, () => v))]),
  )

const computed = async (f: (p: Named) => Readonly<Record<string, AnyTensor>>, p: Named) => {
  const program = compile(f)
  const outputs = program(p)
  const got = await Promise.all(
    Object.entries(outputs).map(async ([name, x]) => [name, Array.from(await read(x))] as const),
  )
  release(outputs)
  program.release()
  return Object.fromEntries(got)
}

const draws = (d: Batch): Row => d.sample(key(7))

/** Whether the mean of these is so far from what was expected that chance does not explain it: five standard errors. */
const far = (values: readonly number[], expected: number): boolean => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const spread = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length
  return !(Math.abs(mean - expected) < 5 * Math.sqrt(spread / values.length) + 1e-5)
}

describe('on wasm', () => {
  beforeAll(async () => {
    expect(E.isRight(await use('wasm')())).toBe(true)
  })

  it('has a case for every family of the reference values', () => {
    const families = new Set(continuousRows.map(({ family }) => family))
    expect([...new Set(cases.map(([name]) => name))].sort()).toEqual([...families].sort())
  })

  describe.each(cases)('%s %j', (name, given) => {
    const make = madeOf(name)

    it('follows its cdf, and moves with its parameters as its moments do', async () => {
      const got = await computed(
        (p) => {
          const x = draws(make(p))
          const moved = grad((q: Named) => sum()(square(draws(make(q)))))(p)
          const cdf = make(p).cdf?.(x)
          return {
            x,
            ...(cdf && { cdf }),
            ...Object.fromEntries(Object.entries(moved).map(([parameter, g]) => [`to ${parameter}`, g])),
          }
        },
        repeated(given, count),
      )
      // Dvoretzky, Kiefer and Wolfowitz, for a false alarm of 1e-9
      const ranks = [...(got['cdf'] ?? [])].sort((a, b) => a - b)
      const distance = Math.max(...ranks.map((u, i) => Math.abs(u - (i + 0.5) / count)))
      expect(ranks.length).toBe(count)
      expect(distance).toBeLessThan(Math.sqrt(Math.log(2 / 1e-9) / (2 * count)))

      const { mean, variance } = make(repeated(given, 1))
      if (mean === undefined || variance === undefined) return
      // E x², and its derivative: that of a sample on average
      const second = (d: Batch): Row => {
        const [m, v] = [d.mean?.(), d.variance?.()]
        if (m === undefined || v === undefined) throw new Error(`${name}: no moments`)
        return add(v, mul(m, m))
      }
      const expected = await computed(
        (p) => ({
          second: second(make(p)),
          ...grad((q: Named) => sum()(second(make(q))))(p),
        }),
        repeated(given, 1),
      )
      const squares = (got['x'] ?? []).map((v) => v * v)
      expect(far(squares, expected['second']?.[0] ?? Number.NaN)).toBe(false)
      const wrong = Object.keys(given).filter((parameter) =>
        far(got[`to ${parameter}`] ?? [], expected[parameter]?.[0] ?? Number.NaN),
      )
      expect(wrong).toEqual([])
    })
  })

  it('straight-through samples are hard forward and soft backward', async () => {
    const p = repeated({ logits: 0.5, temperature: 0.7 }, 200)
    const [logits, temperature] = [p['logits'], p['temperature']]
    if (logits === undefined || temperature === undefined) throw new Error('no parameters')
    const soft = (l: Row) => RelaxedBernoulli.fromLogits(l, temperature).sample(key(3))
    const hard = (l: Row) => RelaxedBernoulli.straightThrough(l, temperature).sample(key(3))
    const drawn = Array.from(await read(soft(logits)))
    expect(Array.from(await read(hard(logits)))).toEqual(drawn.map((x) => (x > 0.5 ? 1 : 0)))
    const slopes = async (f: (l: Row) => Row) => Array.from(await read(grad((l: Row) => sum()(f(l)))(logits)))
    expect(await slopes(hard)).toEqual(await slopes(soft))
    expect((await slopes(soft)).every((g) => g > 0)).toBe(true)
    const [q, law] = [RelaxedBernoulli.straightThrough(logits, temperature), Bernoulli.fromLogits(logits)]
    for (const f of [
      (d: Choices) => d.logProb(q.sample(key(3))),
      (d: Choices) => d.entropy(),
      (d: Choices) => d.mean(),
      (d: Choices) => d.variance(),
      (d: Choices) => d.mode(),
      (d: Choices) => d.cdf(logits),
    ])
      expect(Array.from(await read(f(q)))).toEqual(Array.from(await read(f(law))))
    // repeated it keeps its axes and its law
    expect(q.expand(3).batch).toEqual([3, 200])
    const all = Array.from(await read(q.expand<number>(50).sample(key(4))))
    expect(far(all, 1 / (1 + Math.exp(-0.5)))).toBe(false)
  })
})
