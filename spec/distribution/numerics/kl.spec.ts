/**
 * No finite parameters give a divergence that is NaN or below 0: one that is too great is infinite, and says so. Between
 * equal distributions it is 0.
 */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { grad } from '../../../src/gradient/index.js'
import { compile, read, release, use } from '../../../src/run/index.js'
import type { Shape } from '../../../src/shape/index.js'
import { type AnyTensor, sum, type Tensor } from '../../../src/tensor/index.js'
import { expression, typed } from '../../../src/tensor/tensor.js'
import { flat } from '../../golden/collection.js'
import { backendNames } from '../../support/backends.js'
import { divergence, givenBy, type Setting, scalars, tensorsOf } from '../made.js'
import { pairs } from '../relation.js'
import { combinations } from './grid.js'

type Tensors = Readonly<Record<string, Tensor<Shape>>>

/** Settings of the parameters of these names. */
const settings = (names: readonly string[], ...lists: readonly (readonly number[])[]): readonly Setting[] =>
  combinations(...lists).map((row) =>
    Object.fromEntries(names.map((name, i) => [name, row[i] ?? Number.NaN])),
  )

const sizes = [1e-30, 1e-10, 1e-3, 0.5, 1, 3, 1e3, 1e10, 1e30]
const few = [1e-30, 1e-10, 0.5, 3, 1e10, 1e30]
const logits = [-1e30, -1e3, -30, -1, -1e-10, 0, 1e-30, 2, 17, 1e3, 1e30]
const lines = settings(['loc', 'scale'], [-1e30, 0, 1, 1e3], [1e-30, 1e-3, 1, 1e10, 1e30])
const counted = settings(['concentration', 'rate'], sizes, [1e-30, 1e-3, 1, 1e30])

/** Settings of each family of numbers, from the smallest to the largest. */
const ofNumbers: Readonly<Record<string, readonly Setting[]>> = {
  Gaussian: lines,
  Laplace: lines,
  Logistic: lines,
  Gumbel: lines,
  Cauchy: lines,
  LogNormal: lines,
  StudentT: settings(
    ['degreesOfFreedom', 'loc', 'scale'],
    [1e-30, 0.5, 1, 2.5, 1e3, 1e30],
    [0, -1e30],
    [1e-30, 1, 1e30],
  ),
  Uniform: [
    { low: -1e30, high: 1e30 },
    { low: 0, high: 1e-30 },
    { low: 0, high: 1 },
    { low: 1e3, high: 1e30 },
    { low: -1, high: -1 + 2 ** -24 },
  ],
  HalfNormal: settings(['scale'], sizes),
  Exponential: settings(['rate'], sizes),
  Poisson: settings(['rate'], sizes),
  Gamma: counted,
  Beta: settings(['concentration1', 'concentration0'], few, few),
  ContinuousBernoulli: settings(['logits'], logits),
  Bernoulli: settings(['logits'], logits),
  Geometric: settings(['logits'], logits),
  Categorical: combinations([-1e30, -1, 0, 1e3, 1e30], [0, 17, 1e30]).map((row) => ({ logits: [0, ...row] })),
}

const ofVectors: Readonly<Record<string, readonly Setting[]>> = {
  Gaussian: [1e-10, 1, 1e10].map((s) => ({ loc: [0, 1e3], scale: [s, 1] })),
  MultivariateGaussian: combinations([1e-10, 1, 1e10], [0, 3]).map(([s = 1, below = 0]) => ({
    loc: [1, 0],
    scaleTril: [
      [s, 0],
      [below, 1],
    ],
  })),
  LowRankMultivariateGaussian: combinations([1e-10, 1, 1e10], [0, 1e3]).map(([s = 1, f = 0]) => ({
    loc: [1, 0],
    factor: [[f], [1]],
    scale: [s, 1],
  })),
  Dirichlet: combinations(few, few).map((row) => ({ concentration: [1, ...row] })),
  VonMisesFisher: combinations([0, ...sizes], [-1, 1]).map(([k = 0, side = 1]) => ({
    loc: [0, 0.6, 0.8 * side],
    concentration: k,
  })),
  OneHotCategorical: ofNumbers['Categorical'] ?? [],
}

/** Every setting of one family beside every one of another. */
const beside = (q: string, p: string): readonly (readonly [Setting, Setting])[] => {
  const table = [q, p].every((name) => Object.hasOwn(scalars, name)) ? ofNumbers : ofVectors
  return (table[q] ?? []).flatMap((one) => (table[p] ?? []).map((other) => [one, other] as const))
}

/** The magnitude of the smallest number that is not 0, at most 1. */
const least = (pair: readonly Setting[]): number =>
  pair
    .flatMap((setting) => Object.values(setting).flatMap(flat))
    .reduce((m, v) => (v === 0 ? m : Math.min(m, Math.abs(v))), 1)

/** The divergences and their gradients, by one program. */
const computed = async (
  q: string,
  p: string,
  ofQ: Tensors,
  ofP: Tensors,
): Promise<{
  readonly nats: readonly number[]
  readonly slopes: Readonly<Record<string, readonly number[]>>
}> => {
  const nats = (a: Tensors, b: Tensors): AnyTensor => divergence(q, givenBy(a), p, givenBy(b))
  const total = (a: Tensors, b: Tensors): Tensor<[]> => sum()(typed<Tensor<[number]>>(expression(nats(a, b))))
  const program = compile((a: Tensors, b: Tensors) => ({
    nats: nats(a, b),
    q: grad((x: Tensors) => total(x, b))(a),
    p: grad((x: Tensors) => total(a, x))(b),
  }))
  const outputs = program(ofQ, ofP)
  const slopes = (side: string, gradient: Tensors) =>
    Object.entries(gradient).map(async ([name, x]) => [`to ${name} of ${side}`, await numbers(x)] as const)
  const found = await Promise.all([...slopes('q', outputs.q), ...slopes('p', outputs.p)])
  const result = { nats: await numbers(outputs.nats), slopes: Object.fromEntries(found) }
  release(outputs)
  program.release()
  return result
}

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it.each(pairs)('kl of %s from %s is a number and not below 0, with a gradient', async (q, p) => {
    const all = beside(q, p)
    expect(all.length).toBeGreaterThan(5)
    const { nats, slopes } = await computed(
      q,
      p,
      tensorsOf(all.map(([a]) => a)),
      tensorsOf(all.map(([, b]) => b)),
    )
    const at = (i: number): string => all[i]?.map((s) => JSON.stringify(s)).join(' from ') ?? ''
    const wrong = nats.flatMap((v, i) => (v >= -1e-6 ? [] : [`${v}: ${at(i)}`]))
    expect(wrong.slice(0, 5)).toEqual([])
    expect(nats.some(Number.isFinite)).toBe(true)
    const lost = Object.entries(slopes).flatMap(([name, values]) =>
      values.flatMap((v, i) => {
        const k = Math.floor((i * nats.length) / values.length)
        // a slope is of the size of the divergence over a parameter, which may be beyond float32
        const within = (nats[k] ?? 0) / least(all[k] ?? []) < 1e37
        return Number.isNaN(v) && within ? [`${name}: ${nats[k]} at ${at(k)}`] : []
      }),
    )
    expect(lost.slice(0, 5)).toEqual([])
    const unequal = nats.flatMap((v, i) => {
      const [a, b] = all[i] ?? []
      return q === p && JSON.stringify(a) === JSON.stringify(b) && Math.abs(v) > 1e-6
        ? [`${v}: ${at(i)}`]
        : []
    })
    expect(unequal.slice(0, 5)).toEqual([])
  })
})
