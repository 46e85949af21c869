/** Samples of gamma laws and how they move with their concentration, in plain float64 loops. */
import { fold, key, laplace, normal, uniform } from '../../src/random/index.js'
import { type AnyTensor, expression } from '../../src/tensor/tensor.js'
import { reference } from '../support/reference.js'
import { number, type Value } from '../support/reference-value.js'

const PROPOSALS = 7

/** log z of Marsaglia and Tsang's method, with the draws that the sampler takes of a key. */
export const logGammaSamples = (concentrations: Value, seed: number): Value => {
  const n = concentrations.data.length
  const drawn = (x: AnyTensor): readonly number[] => reference(expression(x)).data
  const normals = drawn(normal(PROPOSALS, n)(fold(0)(key(seed))))
  const uniforms = drawn(uniform(PROPOSALS, n)(fold(1)(key(seed))))
  const exponentials = drawn(laplace(n)(fold(2)(key(seed))))
  const sample = (a: number, i: number): number => {
    const d = (a < 1 ? a + 1 : a) - 1 / 3
    for (let p = 0; p < PROPOSALS; p += 1) {
      const x = number(normals, p * n + i)
      const v = (1 + x / Math.sqrt(9 * d)) ** 3
      const isTaken =
        v > 0 && Math.log(number(uniforms, p * n + i)) < x ** 2 / 2 + d - d * v + d * Math.log(v)
      if (isTaken) return Math.log(d * v) - (a < 1 ? Math.abs(number(exponentials, i)) / a : 0)
    }
    throw new Error(`no proposal of ${PROPOSALS} was accepted: take another key`)
  }
  return { shape: [n], data: concentrations.data.map(sample) }
}

/** Digamma by its recurrence up to 20 and its asymptotic series there. */
const digamma = (x: number): number => {
  let [y, sum] = [x, 0]
  for (; y < 20; y += 1) sum -= 1 / y
  const w = 1 / y ** 2
  return sum + Math.log(y) - 1 / (2 * y) - w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w / 240)))
}

/**
 * d log z / da at a fixed place in the cdf, by the power series P = zᵃ e⁻ᶻ / Γ(a + 1) · Σ zᵏ / (a + 1)…(a + k), whose
 * derivative to a is taken term by term.
 */
export const logGammaSlope = (a: number, logZ: number): number => {
  const z = Math.exp(logZ)
  let [term, total, steps, slope] = [1, 1, 0, 0]
  for (let k = 1; k < 2000 && term > 1e-18 * total; k += 1) {
    term *= z / (a + k)
    steps += 1 / (a + k)
    total += term
    slope -= term * steps
  }
  return -(total * (logZ - digamma(a + 1)) + slope) / a
}
