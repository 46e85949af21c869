import { either as E, function as F } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  Bernoulli,
  type Distribution,
  Gaussian,
  Independent,
  kl,
  klMonteCarlo,
  Laplace,
} from '../../src/distribution/index.js'
import { key, laplace, normal, split, uniform } from '../../src/random/index.js'
import { read, use } from '../../src/run/index.js'
import {
  type AnyTensor,
  add,
  exp,
  fill,
  matrix,
  mul,
  shapeOf,
  type Tensor,
  vector,
} from '../../src/tensor/index.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { backendNames } from '../support/backends.js'
import { worst } from './accuracy.js'

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))
/** A tensor whose sizes only the run time knows. */
const unknown = (x: AnyTensor): Tensor<[number, number]> => typed(expression(x))

const loc = matrix([
  [0.5, -1, 2],
  [3, 0.25, -0.75],
])
const deviation = matrix([
  [1, 0.5, 2],
  [0.25, 4, 1.5],
])
const x = matrix([
  [0, 1, 2],
  [1, 0, 1],
])
const families = [
  ['Gaussian', Gaussian.make(loc, deviation)],
  ['Laplace', Laplace.make(loc, deviation)],
  ['Bernoulli', Bernoulli.fromLogits(loc)],
] as const

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  describe('Independent', () => {
    it.each([
      ['Gaussian', Gaussian.make(loc, deviation)],
      ['Gaussian by log-scale', Gaussian.fromLogScale(loc, deviation)],
    ] as const)('moves axes of %s and sums once', async (_, d) => {
      const each = await numbers(d.logProb(x))
      const q = Independent.make(1)(d)
      expect([q.batch, q.event]).toEqual([[2], [3]])
      expect(shapeOf(q.logProb(x))).toEqual([2])
      const rows = [each.slice(0, 3), each.slice(3)].map((row) => row.reduce((s, v) => s + v, 0))
      expect(worst(await numbers(q.logProb(x)), rows)).toBeLessThan(1e-6)
      const whole = Independent.make(2)(d)
      expect([whole.batch, whole.event]).toEqual([[], [2, 3]])
      const total = rows.reduce((s, v) => s + v, 0)
      expect(worst(await numbers(whole.logProb(x)), [total])).toBeLessThan(1e-6)
    })
    it('moves in two steps as in one, and sums entropies and divergences over the event', async () => {
      const d = Gaussian.make(loc, deviation)
      const once = Independent.make(2)(d)
      const twice = F.pipe(d, Independent.make(1), Independent.make(1))
      expect([twice.batch, twice.event]).toEqual([once.batch, once.event])
      expect(await numbers(twice.logProb(x))).toEqual(await numbers(once.logProb(x)))
      const entropies = (await numbers(d.entropy())).reduce((s, v) => s + v, 0)
      expect(worst(await numbers(once.entropy()), [entropies])).toBeLessThan(1e-6)
      const other = Gaussian.make(deviation, deviation)
      const divergences = (await numbers(kl(d, other))).reduce((s, v) => s + v, 0)
      expect(worst(await numbers(kl(once, Independent.make(2)(other))), [divergences])).toBeLessThan(1e-6)
    })
    it('leaves moments element by element, and the same samples', async () => {
      const d = Laplace.make(loc, deviation)
      const q = Independent.make(1)(d)
      expect(await numbers(q.mean())).toEqual(await numbers(d.mean()))
      expect(await numbers(q.cdf(x))).toEqual(await numbers(d.cdf(x)))
      expect(await numbers(q.sample(key(3)))).toEqual(await numbers(d.sample(key(3))))
    })
    it('gives the elements back', async () => {
      const d = Gaussian.make(loc, deviation)
      const back = Independent.elements(Independent.make(2)(d))
      expect([back.batch, back.event]).toEqual([[2, 3], []])
      expect(await numbers(back.logProb(x))).toEqual(await numbers(d.logProb(x)))
    })
  })

  describe.each(families)('%s', (_, d) => {
    const everyFamily: Distribution<[2, 3], [], 'mean'> = d
    it('expand repeats it along a new first axis', async () => {
      const many = everyFamily.expand(4)
      expect([many.batch, many.event]).toEqual([[4, 2, 3], []])
      const mean = await numbers(everyFamily.mean())
      expect(await numbers(many.mean())).toEqual([...mean, ...mean, ...mean, ...mean])
      const once = await numbers(everyFamily.logProb(x))
      const rows: Tensor<[4, 2, 3]> = add(fill(0)(4, 2, 3), x)
      expect(await numbers(many.logProb(rows))).toEqual([...once, ...once, ...once, ...once])
    })
    it('expand draws samples of their own', async () => {
      const drawn = await numbers(Gaussian.make(loc, deviation).expand(2).sample(key(0)))
      expect(drawn.slice(0, 6)).not.toEqual(drawn.slice(6))
    })
    it('draws what its key says', async () => {
      const once = await numbers(everyFamily.sample(key(7)))
      expect(await numbers(everyFamily.sample(key(7)))).toEqual(once)
      expect(await numbers(everyFamily.expand(9).sample(key(8)))).not.toEqual(
        await numbers(everyFamily.expand(9).sample(key(7))),
      )
    })
  })

  describe('a sample is a function of the standard noise of its key', () => {
    it('Gaussian: loc + scale · normal', async () => {
      const noise = normal(2, 3)(key(5))
      const got = await numbers(Gaussian.make(loc, deviation).sample(key(5)))
      expect(got).toEqual(await numbers(add(loc, mul(deviation, noise))))
      const byLog = await numbers(Gaussian.fromLogScale(loc, deviation).sample(key(5)))
      expect(byLog).toEqual(await numbers(add(loc, mul(exp(deviation), noise))))
    })
    it('Laplace: loc + scale · laplace', async () => {
      const got = await numbers(Laplace.make(loc, deviation).sample(key(5)))
      expect(got).toEqual(await numbers(add(loc, mul(deviation, laplace(2, 3)(key(5))))))
    })
    it('Bernoulli: 1 where a uniform number is below the probability', async () => {
      const d = Bernoulli.fromLogits(loc)
      const [below, p] = [await numbers(uniform(2, 3)(key(5))), await numbers(d.mean())]
      expect(await numbers(d.sample(key(5)))).toEqual(below.map((u, i) => (u < (p[i] ?? 0) ? 1 : 0)))
    })
  })

  describe('modes and edges', () => {
    it('are those of the families', async () => {
      expect(await numbers(Gaussian.make(loc, deviation).mode())).toEqual(await numbers(loc))
      expect(await numbers(Laplace.make(loc, deviation).mode())).toEqual(await numbers(loc))
      expect(await numbers(Bernoulli.fromLogits(vector([-2, 0, 2])).mode())).toEqual([0, 0, 1])
    })
    it('Bernoulli takes a grey pixel for an expectation', async () => {
      const [zero = 0, grey = 0, one = 0] = await numbers(
        Bernoulli.fromLogits(vector([1.5, 1.5, 1.5])).logProb(vector([0, 0.25, 1])),
      )
      expect(Math.abs(grey - (0.75 * zero + 0.25 * one))).toBeLessThan(1e-6)
    })
  })

  it('klMonteCarlo is kl to five standard errors, also between families without a closed form', async () => {
    const [q, p] = [
      Independent.make(1)(Gaussian.make(loc, deviation)),
      Independent.make(1)(Gaussian.make(deviation, deviation)),
    ]
    const draws = 4_000
    const [first, second] = split(2)(key(11))
    const closed = await numbers(kl(q, p))
    const estimate = await numbers(klMonteCarlo(draws)(q, p)(first))
    const again = q.expand(draws)
    const z = again.sample(second)
    const ratios = [await numbers(again.logProb(z)), await numbers(p.expand(draws).logProb(z))]
    closed.forEach((value, row) => {
      const of = (list: readonly number[] | undefined) => (list ?? []).filter((_, i) => i % 2 === row)
      const [up, down] = [of(ratios[0]), of(ratios[1])]
      const log = up.map((v, i) => v - (down[i] ?? 0))
      const mean = log.reduce((s, v) => s + v, 0) / draws
      const error = Math.sqrt(log.reduce((s, v) => s + (v - mean) ** 2, 0)) / draws
      expect(Math.abs((estimate[row] ?? Number.NaN) - value)).toBeLessThan(5 * error)
    })
  })
})

describe('refused at run time in the words of the compiler', () => {
  it('a value that is not batch and event', () => {
    const q = Independent.make(1)(Gaussian.make(unknown(loc), unknown(deviation)))
    expect(() => q.logProb(unknown(fill(0)(3, 3)))).toThrow(
      'logProb: value [3, 3] is not batch [2] followed by event [3]',
    )
    expect(() => q.cdf(unknown(fill(0)(2, 1)))).toThrow(
      'cdf: value [2, 1] is not batch [2] followed by event [3]',
    )
    expect(shapeOf(q.logProb(unknown(fill(0)(2, 3))))).toEqual([2])
  })
  it('parameters of two shapes', () => {
    expect(() => Gaussian.make(unknown(loc), unknown(fill(1)(3, 2)))).toThrow(
      'Gaussian: loc [2, 3] and scale [3, 2] differ',
    )
    expect(() => Gaussian.fromLogScale(unknown(loc), unknown(fill(1)(3, 2)))).toThrow(
      'Gaussian: loc [2, 3] and logScale [3, 2] differ',
    )
    expect(() => Laplace.make(unknown(loc), unknown(fill(1)(3, 2)))).toThrow(
      'Laplace: loc [2, 3] and scale [3, 2] differ',
    )
  })
  it('more axes than the batch has', () => {
    const three: number = 3
    expect(() => Independent.make(three)(Gaussian.make(unknown(loc), unknown(deviation)))).toThrow(
      'Independent: 3 axes cannot be moved out of batch [2, 3]',
    )
  })
  it('events of two shapes', () => {
    const two = Independent.make(1)(Gaussian.make(unknown(loc), unknown(deviation)))
    const one = Independent.make(1)(Gaussian.make(unknown(fill(0)(2, 4)), unknown(fill(1)(2, 4))))
    expect(() => kl(two, one)).toThrow('kl: event [3] of Gaussian and [4] of Gaussian differ')
  })
})

it('samples are equal on cpu and wasm', async () => {
  const drawn: (readonly number[])[][] = []
  for (const backend of backendNames) {
    expect(E.isRight(await use(backend)())).toBe(true)
    drawn.push([])
    for (const [, d] of families) {
      const everyFamily: Distribution<[2, 3], [], 'mean'> = d
      drawn.at(-1)?.push(await numbers(everyFamily.expand(50).sample(key(1))))
    }
  }
  const [onCpu, onWasm] = drawn
  expect(onCpu?.map((list) => list.length)).toEqual([300, 300, 300])
  expect(onWasm).toEqual(onCpu)
})
