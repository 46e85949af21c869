import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { grad } from '../../src/gradient/index.js'
import { key, logStandardGamma, split, standardGamma } from '../../src/random/index.js'
import { read } from '../../src/run/index.js'
import { add, sum, type Tensor, vector } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { item } from '../support/reference-value.js'

/** Concentrations with log Γ(a + 1), by mpmath. */
const laws = [
  [1e-3, -0.00057639359828330617],
  [0.3, -0.1081748095078604],
  [1, 0],
  [2.5, 1.2009736023470743],
  [100, 363.73937555556347],
] as const

/** P(a, z) by its power series, in float64; z by its logarithm. */
const cdf = (a: number, logGamma: number, logZ: number): number => {
  const z = Math.exp(logZ)
  let [term, total] = [1, 1]
  for (let k = 1; k < 2000 && term > 1e-17 * total; k++) {
    term *= z / (a + k)
    total += term
  }
  return Math.exp(a * logZ - z - logGamma) * total
}

/** Most proposals are refused at concentration 1, so most samples are drawn there. */
const counts = laws.map(([a]) => (a === 1 ? 30_000 : 4000))
const concentrations: Tensor<[number]> = vector(
  laws.flatMap(([a], i) => Array<number>(item(counts, i)).fill(a)),
)

it('samples follow their laws, by the bound of Dvoretzky, Kiefer, Wolfowitz and Massart', async () => {
  const backend = await started('wasm')
  const logs = Array.from(await read(logStandardGamma(concentrations)(key(7)), backend))
  laws.forEach(([a, logGamma], i) => {
    const [count, from] = [item(counts, i), counts.slice(0, i).reduce((sum, n) => sum + n, 0)]
    const sorted = logs.slice(from, from + count).sort((p, q) => p - q)
    const gaps = sorted.map((v, k) => {
      const p = cdf(Math.fround(a), logGamma, v)
      return Math.max(Math.abs(p - k / count), Math.abs(p - (k + 1) / count))
    })
    // exceeded by one of 10⁶ keys
    expect(gaps.reduce((most, gap) => Math.max(most, gap), 0)).toBeLessThan(
      Math.sqrt(Math.log(2e6) / (2 * count)),
    )
    // what stands for a sample of which no proposal is accepted
    if (a >= 1) expect(sorted.filter((v) => Math.abs(v - Math.log(a - 1 / 3)) < 2e-7).length).toBeLessThan(5)
  })
})

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend

  beforeAll(async () => {
    backend = await started(name)
  })

  it('a sample is the exponential of its logarithm, and moves with its concentration by the cdf', async () => {
    const at: Tensor<[5]> = vector([0.3, 1, 2.5, 2.5, 100])
    const [first] = split(2)(key(2))
    const samples = Array.from(await read(standardGamma(at)(first), backend))
    const logs = Array.from(await read(logStandardGamma(at)(first), backend))
    const slopes = await read(grad((a: Tensor<[5]>) => sum()(standardGamma(a)(first)))(at), backend)
    const logSlopes = await read(grad((a: Tensor<[5]>) => sum()(logStandardGamma(a)(first)))(at), backend)
    logs.forEach((v, i) => {
      expect(Math.abs(item(samples, i) / Math.exp(v) - 1)).toBeLessThan(2e-6)
      expect(Math.abs((slopes[i] ?? 0) / (item(samples, i) * (logSlopes[i] ?? 0)) - 1)).toBeLessThan(1e-6)
    })
  })

  it('is finite to second order for concentrations from 1e-30 to 1e30', async () => {
    const at: Tensor<[7]> = vector([1e-30, 1e-20, 1e-10, 1, 1e10, 1e20, 1e30])
    const both = (a: Tensor<[7]>) => sum()(add(logStandardGamma(a)(key(1)), standardGamma(a)(key(1))))
    const numbers = [
      ...(await read(logStandardGamma(at)(key(1)), backend)),
      ...(await read(standardGamma(at)(key(1)), backend)),
      ...(await read(grad(both)(at), backend)),
    ]
    expect(numbers.filter((v) => !Number.isFinite(v))).toEqual([])
    const second = await read(grad((a: Tensor<[7]>) => sum()(grad(both)(a)))(at), backend)
    expect([...second].filter(Number.isNaN)).toEqual([])
  })
})

it('none of seven proposals is accepted in fewer than 1e-9 of the draws', () => {
  // the chance is smallest at the smallest concentration that is proposed for, 1: an integral over the normal law
  const rate = (concentration: number): number => {
    const d = concentration - 1 / 3
    const steps = Array.from({ length: 40_001 }, (_, i) => -10 + i / 2000)
    return steps
      .map((x) => {
        const t = 1 + x / Math.sqrt(9 * d)
        if (t <= 0) return 0
        const accepted = Math.min(1, Math.exp(0.5 * x * x + d - d * t ** 3 + 3 * d * Math.log(t)))
        return (accepted * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI) / 2000
      })
      .reduce((total, v) => total + v, 0)
  }
  expect(rate(1)).toBeGreaterThan(0.951)
  expect((1 - rate(1)) ** 7).toBeLessThan(1e-9)
  expect(rate(1.5)).toBeGreaterThan(rate(1))
  expect(rate(10)).toBeGreaterThan(rate(1.5))
})
