/** Laws of bounds and of estimators in the mean, over many copies of one example: fixed key, five standard errors. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type Distribution, Gaussian, Independent } from '../../src/distribution/index.js'
import { valueAndGradWith } from '../../src/gradient/index.js'
import {
  doublyReparameterised,
  importanceWeighted,
  meanBatch,
  multiplyWeighted,
  partiallyWeighted,
  renyi,
  stickingTheLanding,
} from '../../src/objective/index.js'
import { key, split } from '../../src/random/index.js'
import { evaluate, release } from '../../src/run/index.js'
import {
  fill,
  type Key,
  matrix,
  ones,
  repeat,
  scalar,
  scale,
  scaleBy,
  type Tensor,
} from '../../src/tensor/index.js'
import { started } from '../support/backends.js'
import { meanAndError, numbersOf } from '../support/near.js'
import { evidence, type Params, priorOf } from './gaussian-model.js'

type N = 4000
const N: N = 4000
const [weight, priorLoc] = [1.25, 0.5]
const x: Tensor<[N, 2]> = repeat(N, 0)(matrix([[1, -0.5]]))
const units = [1, -0.5].map((v) => ({ x: v, weight, priorLoc, loc: 0, scale: 1 }))
const exact = evidence(units)

/** A posterior that is near the exact one, and the exact one. */
const near: Params<N> = {
  loc: repeat(N, 0)(matrix([[0.25, 0.5]])),
  logScale: fill(-0.2)(N, 2),
  weight: scalar(weight),
  priorLoc: scalar(priorLoc),
}
const precision = 1 + weight * weight
const right: Params<N> = {
  ...near,
  loc: scale(1 / precision)(repeat(N, 0)(matrix([[weight + priorLoc, -0.5 * weight + priorLoc]]))),
  logScale: fill(-Math.log(precision) / 2)(N, 2),
}

const posterior = (p: Params<N>) => Independent.make(1)(Gaussian.fromLogScale(p.loc, p.logScale))
const by =
  <K extends number>(count: K, p: Params<N>) =>
  (z: Tensor<[K, N, 2]>): Distribution<[K, N], [2]> =>
    Independent.make(1)(Gaussian.make(scaleBy(p.weight)(z), ones(count, N, 2)))
const one = (p: Params<N>) => by(1, p)
const many = (p: Params<N>) => by(16, p)
const inGroups =
  (p: Params<N>) =>
  (z: Tensor<[8, 2, N, 2]>): Distribution<[8, 2, N], [2]> =>
    Independent.make(1)(Gaussian.make(scaleBy(p.weight)(z), ones(8, 2, N, 2)))

const bounds = {
  lower: (p: Params<N>) => importanceWeighted(1)(posterior(p), priorOf(p.priorLoc), one(p), x),
  renyi: (p: Params<N>) => renyi({ samples: 16, alpha: 0.5 })(posterior(p), priorOf(p.priorLoc), many(p), x),
  grouped: (p: Params<N>) =>
    multiplyWeighted({ groups: 8, samples: 2 })(posterior(p), priorOf(p.priorLoc), inGroups(p), x),
  weighted: (p: Params<N>) => importanceWeighted(16)(posterior(p), priorOf(p.priorLoc), many(p), x),
  doubly: (p: Params<N>) => doublyReparameterised(16)(posterior(p), priorOf(p.priorLoc), many(p), x),
  partially: (p: Params<N>) =>
    partiallyWeighted({ groups: 8, samples: 2 })(posterior(p), priorOf(p.priorLoc), inGroups(p), x),
  sticking: (p: Params<N>) => (k: Key) =>
    stickingTheLanding({ samples: 1 })(posterior(p), priorOf(p.priorLoc), one(p), x)(k).elbo,
} as const
type Name = keyof typeof bounds

/** Of every example: the bound, and its gradient to the two locations and log scales of that example. */
type Outcome = { readonly value: readonly number[]; readonly slopes: readonly (readonly number[])[] }

const outcomeOf = async (name: Name, params: Params<N>, of: Key): Promise<Outcome> => {
  const backend = await started('wasm')
  const [, gradient, value] = valueAndGradWith((p: Params<N>) => {
    const nats = bounds[name](p)(of)
    return [scale(N)(meanBatch(nats)), nats]
  })(params)
  const out = evaluate({ value, loc: gradient.loc, logScale: gradient.logScale }, backend)
  const columns = async (t: Tensor<[N, 2]>) => {
    const numbers = await numbersOf(t, backend)
    return [0, 1].map((d) => numbers.filter((_, i) => i % 2 === d))
  }
  const found = {
    value: await numbersOf(out.value, backend),
    slopes: [...(await columns(out.loc)), ...(await columns(out.logScale))],
  }
  release(out)
  return found
}

const outcomes = new Map<Name, Outcome>()
const found = (name: Name): Outcome => {
  const outcome = outcomes.get(name)
  if (outcome === undefined) throw new Error(`no ${name}`)
  return outcome
}

beforeAll(async () => {
  const keys = split<number>(10)(key(3))
  for (const [i, name] of (
    ['lower', 'renyi', 'grouped', 'weighted', 'doubly', 'partially', 'sticking'] as const
  ).entries())
    outcomes.set(name, await outcomeOf(name, near, keys[i] ?? key(0)))
})

describe('in the mean', () => {
  test.each([
    ['lower', 'grouped'],
    ['lower', 'renyi'],
    ['renyi', 'weighted'],
    ['grouped', 'weighted'],
  ] as const)('law: the bound %s is below the bound %s', (low, high) => {
    const [a, b] = [meanAndError(found(low).value), meanAndError(found(high).value)]
    expect(b.mean - a.mean).toBeGreaterThan(5 * Math.hypot(a.error, b.error))
  })

  test.each(['lower', 'renyi', 'grouped', 'weighted', 'doubly', 'partially', 'sticking'] as const)(
    'law: the bound %s is below the evidence',
    (name) => {
      const { mean, error } = meanAndError(found(name).value)
      expect(mean).toBeLessThan(exact + 5 * error)
      expect(mean).toBeGreaterThan(exact - 1)
    },
  )

  test.each([
    ['doubly', 'weighted'],
    ['sticking', 'lower'],
    ['partially', 'grouped'],
  ] as const)('law: the gradient of %s to the posterior has the mean of that of %s', (one, other) => {
    found(one).slopes.forEach((slopes, i) => {
      const [a, b] = [meanAndError(slopes), meanAndError(found(other).slopes[i] ?? [])]
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(5 * Math.hypot(a.error, b.error))
      expect(a.error).toBeGreaterThan(0)
    })
  })

  test('the doubly reparameterised gradient is the less noisy one', () => {
    found('doubly').slopes.forEach((slopes, i) => {
      const [a, b] = [meanAndError(slopes), meanAndError(found('weighted').slopes[i] ?? [])]
      expect(a.error).toBeLessThan(0.7 * b.error)
    })
  })

  test('at the exact posterior nothing is left of the noise of the gradient where it sticks the landing', async () => {
    const sticking = await outcomeOf('sticking', right, key(5))
    expect(sticking.slopes.flat().every((s) => Math.abs(s) < 1e-4)).toBe(true)
    expect(sticking.value.every((v) => Math.abs(v - exact) < 1e-4)).toBe(true)
    const plain = await outcomeOf('lower', right, key(5))
    expect(plain.slopes.every((s) => meanAndError(s).error > 1e-3)).toBe(true)
    const doubly = await outcomeOf('doubly', right, key(5))
    expect(doubly.slopes.flat().every((s) => Math.abs(s) < 1e-4)).toBe(true)
  })
})
