/** Expectation maximisation for Gaussian mixtures, on the host: its two steps, and how often they alternate. */
import { either as E } from 'fp-ts'
import type { Flat, Kind, Limits, Shares } from './covariance.js'
import { means as columnMeans, total } from './moments.js'
import type { Rows } from './rows.js'

/** A mixture in numbers: weights, means and factors, component after component. */
export interface Components {
  readonly weights: Float64Array
  readonly means: readonly Float64Array[]
  readonly factors: Float64Array
}

/** What the expectation step gives. */
export interface Expectation {
  /** For each component, the probability that it made each row. */
  readonly shares: Shares
  /** The mean log-likelihood, in nats per row. */
  readonly logLikelihood: number
}

/** Why a maximisation step has no result: a component without rows, or a direction without variance. */
export type Degenerate = Flat | { readonly empty: number }

/** The probabilities of the components for each row, and the log-likelihood. */
export const expectation = (kind: Kind, rows: Rows, { weights, means, factors }: Components): Expectation => {
  const { count, width, values } = rows
  const shares = means.map(() => new Float64Array(count))
  const constants = means.map(
    (_, k) =>
      Math.log(weights[k] ?? Number.NaN) -
      kind.halfLogDet(factors, k, width) -
      (width / 2) * Math.log(2 * Math.PI),
  )
  const [d, room] = [new Float64Array(width), new Float64Array(width)]
  const joint = new Float64Array(means.length)
  let sum = 0
  for (let row = 0; row < count; row += 1) {
    for (const [k, mean] of means.entries()) {
      for (let j = 0; j < width; j += 1) d[j] = (values[row * width + j] ?? 0) - (mean[j] ?? 0)
      joint[k] = (constants[k] ?? Number.NaN) - 0.5 * kind.square(factors, k, d, room)
    }
    const evidence = logSumExp(joint)
    sum += evidence
    for (const [k, share] of shares.entries()) share[row] = Math.exp((joint[k] ?? Number.NaN) - evidence)
  }
  return { shares, logLikelihood: sum / count }
}

const logSumExp = (values: Float64Array): number => {
  const top = values.reduce((a, b) => Math.max(a, b))
  return top === Number.NEGATIVE_INFINITY ? top : top + Math.log(total(values.map((v) => Math.exp(v - top))))
}

/** The mixture of greatest expected log-likelihood when the rows are shared like this. */
export const maximisation = (
  kind: Kind,
  rows: Rows,
  shares: Shares,
  limits: Limits,
): E.Either<Degenerate, Components> => {
  const sizes = Float64Array.from(shares, total)
  const empty = sizes.findIndex((size) => !(size > 0))
  if (empty >= 0) return E.left({ empty })
  const means = shares.map((share) => columnMeans(rows, share))
  return E.map((factors: Float64Array) => ({
    weights: sizes.map((size) => size / rows.count),
    means,
    factors,
  }))(kind.factors(rows, shares, means, limits))
}

/** When the steps stop: at a gain below the tolerance, or after so many of them. */
export interface Stopping {
  readonly tolerance: number
  readonly iterations: number
}

/** Where the steps led. */
export interface Climbed {
  readonly components: Components
  /** The mean log-likelihood at the start and after each iteration. */
  readonly path: readonly number[]
  /** Whether the last gain was below the tolerance. */
  readonly converged: boolean
}

/** The iteration in which a step had no result, counted from 1, and why. */
export interface Broken {
  readonly iteration: number
  readonly reason: Degenerate
}

/** Alternates the two steps. No step lowers the log-likelihood: each maximises a lower bound that touches it. */
export const climb = (
  kind: Kind,
  rows: Rows,
  start: Components,
  limits: Limits,
  { tolerance, iterations }: Stopping,
): E.Either<Broken, Climbed> => {
  let components = start
  let { shares, logLikelihood } = expectation(kind, rows, start)
  const path = [logLikelihood]
  for (let iteration = 1; iteration <= iterations; iteration += 1) {
    const next = maximisation(kind, rows, shares, limits)
    if (E.isLeft(next)) return E.left({ iteration, reason: next.left })
    components = next.right
    const before = logLikelihood
    ;({ shares, logLikelihood } = expectation(kind, rows, components))
    path.push(logLikelihood)
    if (logLikelihood - before < tolerance) return E.right({ components, path, converged: true })
  }
  return E.right({ components, path, converged: false })
}
