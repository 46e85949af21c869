/** Laws of bounds on the evidence, on a model whose evidence is known. */
import { grad } from '../gradient/index.js'
import { split } from '../random/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { sum } from '../tensor/index.js'
import { atLeast, close, LawBroken, rounding } from './claim.js'
import { type Estimate, estimate, standardErrors } from './estimate.js'
import {
  type LinearCase,
  type LinearGaussian,
  linearCases,
  linearGaussian,
  type PosteriorParameters,
} from './evidence.js'
import { numbers, numbersOf } from './host.js'
import { type Law, lawOf } from './law.js'

/**
 * A bound under test: its value for each copy of the example, from a posterior with these parameters.
 * @unit nats per example
 * @category laws
 * @since 0.1.0
 */
export type BoundOf = (
  model: LinearGaussian,
  parameters: PosteriorParameters,
) => (key: Key) => Tensor<[number]>

/** So many copies of the example, each with noise of its own. */
const copies = 2 ** 12

const meanOf = async (bound: BoundOf, c: LinearCase, key: Key): Promise<Estimate> => {
  const model = linearGaussian(c, copies)
  return estimate(await numbers(bound(model, model.parameters)(key)))
}

/**
 * The law that a bound is below the evidence in the mean. Tolerance: five standard errors, computed from 4,096 values,
 * and 1e-5 for rounding; false alarm: 3e-7 for each run.
 * @law ELBO ≤ importance-weighted bound ≤ exact evidence
 * @category laws
 * @since 0.1.0
 */
export const boundBelowEvidence = (bound: BoundOf): Law<LinearCase> =>
  lawOf(linearCases(), async (c, key) => {
    const { evidence } = linearGaussian(c, 1)
    const { mean, error } = await meanOf(bound, c, key)
    atLeast(
      'a bound is at most the evidence',
      [evidence],
      () => mean,
      () => standardErrors * error + rounding(evidence),
    )
  })

/**
 * The law that each of these bounds is at least the one before it, in the mean: that of more samples, or of a tighter
 * kind. Tolerance: five standard errors of the two, and 1e-5 for rounding; false alarm: 3e-7 for each pair and run.
 * @law bound grows with K
 * @category laws
 * @since 0.1.0
 */
export const boundsRise = (bounds: readonly BoundOf[]): Law<LinearCase> =>
  lawOf(linearCases(), async (c, key) => {
    const keys: readonly Key[] = split<number>(bounds.length)(key)
    const found: Estimate[] = []
    for (const [i, bound] of bounds.entries()) found.push(await meanOf(bound, c, keys[i] ?? key))
    atLeast(
      'each bound is at least the one before it',
      found.slice(1).map((e) => e.mean),
      (i) => found[i]?.mean ?? Number.NaN,
      (i) =>
        standardErrors * Math.hypot(found[i]?.error ?? 0, found[i + 1]?.error ?? 0) +
        rounding(found[i]?.mean ?? 0),
    )
  })

/**
 * The law that a bound is the evidence itself, for every noise, where the posterior is the true one. Tolerance: 1e-4, for
 * rounding of log-densities that cancel; no chance is involved.
 * @law ELBO at the true posterior is the evidence
 * @category laws
 * @since 0.1.0
 */
export const boundIsTight = (bound: BoundOf): Law<LinearCase> =>
  lawOf(linearCases(), async (c, key) => {
    const model = linearGaussian({ ...c, off: 0, wider: 1 }, 64)
    close(
      'a bound at the true posterior is the evidence',
      await numbers(bound(model, model.parameters)(key)),
      Array.from({ length: 64 }, () => model.evidence),
      () => 1e-4 * Math.max(1, Math.abs(model.evidence)),
    )
  })

/** The gradients of a bound to the parameters of each copy's posterior: one independent estimate a copy. */
const gradientsOf = async (
  bound: BoundOf,
  c: LinearCase,
  key: Key,
): Promise<Readonly<Record<'loc' | 'logScale', Estimate>>> => {
  const model = linearGaussian(c, copies)
  const total = (parameters: PosteriorParameters): Tensor<[]> => sum()(bound(model, parameters)(key))
  const { loc, logScale } = grad(total)(model.parameters)
  const [locs = [], logScales = []] = await numbersOf([loc, logScale])
  return { loc: estimate(locs), logScale: estimate(logScales) }
}

/**
 * The law that two estimators have the same gradient in the mean, to the parameters of the posterior: one that is known to
 * be unbiased, and one under test. Tolerance: five standard errors of the two, and 1e-4; false alarm: 6e-7 for each of two
 * parameters and run. Estimators with the same noise in both places are no test.
 * @law unbiasedness of the gradient estimators
 * @category laws
 * @since 0.1.0
 */
export const gradientsAgree = (unbiased: BoundOf, tested: BoundOf): Law<LinearCase> =>
  lawOf(linearCases(), async (c, key) => {
    const [forOne, forOther] = split(2)(key)
    const [one, other] = [await gradientsOf(unbiased, c, forOne), await gradientsOf(tested, c, forOther)]
    for (const name of ['loc', 'logScale'] as const) {
      const allowed = standardErrors * Math.hypot(one[name].error, other[name].error) + 1e-4
      if (!(Math.abs(one[name].mean - other[name].mean) <= allowed))
        throw new LawBroken(
          `the gradient is unbiased: along ${name} it is ${other[name].mean}, expected ${one[name].mean} ± ${allowed}`,
        )
    }
  })
