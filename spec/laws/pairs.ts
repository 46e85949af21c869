/** The pairs of families with a divergence in closed form, at parameters where its estimate has a moderate variance. */
import fc from 'fast-check'
import {
  Bernoulli,
  Beta,
  type ClosedForms,
  ContinuousBernoulli,
  Exponential,
  Gamma,
  Gaussian,
  Gumbel,
  HalfNormal,
  Independent,
  kl,
  LogNormal,
  Poisson,
  Uniform,
} from '../../src/distribution/index.js'
import * as laws from '../../src/laws/index.js'
import { families } from '../../src/laws/index.js'
import { samples } from './runs.js'

const record = <T extends object>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>({ ...fields }, { noNullPrototype: true })

/** A location and a scale near 0 and 1: where exp(−x) is averaged, a wide one would have no variance. */
const near = record({ loc: laws.between(-1, 1)(2), scale: laws.between(0.6, 1.2)(2) })
const rate = record({ rate: laws.between(0.7, 2)(2) })

const gaussian = laws.subject(near, (p) => Gaussian.make(p.loc, p.scale))
const gumbel = laws.subject(near, (p) => Gumbel.make(p.loc, p.scale))
const wideGumbel = laws.subject(
  record({ loc: laws.between(-1, 1)(2), scale: laws.between(1.5, 3)(2) }),
  (p) => Gumbel.make(p.loc, p.scale),
)
const gaussianEvent = laws.subject(
  record({ loc: laws.between(-1, 1)(2, 3), scale: laws.scales(2, 3) }),
  (p) => Independent.make(1)(Gaussian.make(p.loc, p.scale)),
)
const exponential = laws.subject(rate, (p) => Exponential.make(p.rate))
const poisson = laws.subject(rate, (p) => Poisson.make(p.rate))
const halfNormal = laws.subject(record({ scale: laws.between(0.6, 1.5)(2) }), (p) => HalfNormal.make(p.scale))
const logNormal = laws.subject(
  record({ loc: laws.between(-0.5, 0.5)(2), scale: laws.between(0.3, 1)(2) }),
  (p) => LogNormal.make(p.loc, p.scale),
)
const gamma = laws.subject(
  record({ concentration: laws.concentrations(2), rate: laws.between(0.7, 2)(2) }),
  (p) => Gamma.make(p.concentration, p.rate),
)
/** Intervals between 1 and 4, and ones that hold 0 to 5. */
const inner = laws.subject(record({ low: laws.between(1, 2)(2), high: laws.between(2.5, 4)(2) }), (p) =>
  Uniform.make(p.low, p.high),
)
const outer = laws.subject(record({ low: laws.between(-2, 0)(2), high: laws.between(5, 8)(2) }), (p) =>
  Uniform.make(p.low, p.high),
)
const beta = laws.subject(
  record({ concentration1: laws.concentrations(2), concentration0: laws.concentrations(2) }),
  (p) => Beta.make(p.concentration1, p.concentration0),
)
const tilted = laws.subject(record({ logits: laws.logits(2) }), (p) =>
  ContinuousBernoulli.fromLogits(p.logits),
)
const coin = laws.subject(record({ logits: laws.logits(2) }), (p) => Bernoulli.fromLogits(p.logits))

/** The law of every pair: none of the relation can be left out. */
export const pairs = {
  Gaussian: {
    Gaussian: laws.klExpectation(families.Gaussian, families.Gaussian, { kl: (q, p) => kl(q, p), samples }),
    Laplace: laws.klExpectation(families.Gaussian, families.Laplace, { kl: (q, p) => kl(q, p), samples }),
    Gumbel: laws.klExpectation(gaussian, wideGumbel, { kl: (q, p) => kl(q, p), samples }),
    MultivariateGaussian: laws.klExpectation(gaussianEvent, families.MultivariateGaussian, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
  Laplace: {
    Gaussian: laws.klExpectation(families.Laplace, families.Gaussian, { kl: (q, p) => kl(q, p), samples }),
    Laplace: laws.klExpectation(families.Laplace, families.Laplace, { kl: (q, p) => kl(q, p), samples }),
  },
  Logistic: {
    Gaussian: laws.klExpectation(families.Logistic, families.Gaussian, { kl: (q, p) => kl(q, p), samples }),
  },
  Gumbel: {
    Gaussian: laws.klExpectation(gumbel, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Gumbel: laws.klExpectation(gumbel, wideGumbel, { kl: (q, p) => kl(q, p), samples }),
  },
  Cauchy: {
    Cauchy: laws.klExpectation(families.Cauchy, families.Cauchy, { kl: (q, p) => kl(q, p), samples }),
  },
  StudentT: {
    Gaussian: laws.klExpectation(families.StudentT, families.Gaussian, { kl: (q, p) => kl(q, p), samples }),
  },
  Uniform: {
    Uniform: laws.klExpectation(inner, outer, { kl: (q, p) => kl(q, p), samples }),
    Gaussian: laws.klExpectation(inner, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Exponential: laws.klExpectation(inner, exponential, { kl: (q, p) => kl(q, p), samples }),
  },
  LogNormal: {
    LogNormal: laws.klExpectation(families.LogNormal, logNormal, { kl: (q, p) => kl(q, p), samples }),
    Gaussian: laws.klExpectation(families.LogNormal, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Exponential: laws.klExpectation(families.LogNormal, exponential, { kl: (q, p) => kl(q, p), samples }),
    Gamma: laws.klExpectation(families.LogNormal, gamma, { kl: (q, p) => kl(q, p), samples }),
    HalfNormal: laws.klExpectation(families.LogNormal, halfNormal, { kl: (q, p) => kl(q, p), samples }),
  },
  HalfNormal: {
    HalfNormal: laws.klExpectation(halfNormal, halfNormal, { kl: (q, p) => kl(q, p), samples }),
    Gaussian: laws.klExpectation(halfNormal, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Exponential: laws.klExpectation(halfNormal, exponential, { kl: (q, p) => kl(q, p), samples }),
    Gamma: laws.klExpectation(halfNormal, gamma, { kl: (q, p) => kl(q, p), samples }),
    LogNormal: laws.klExpectation(halfNormal, logNormal, { kl: (q, p) => kl(q, p), samples }),
  },
  Exponential: {
    Exponential: laws.klExpectation(exponential, exponential, { kl: (q, p) => kl(q, p), samples }),
    Gaussian: laws.klExpectation(exponential, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Gamma: laws.klExpectation(exponential, gamma, { kl: (q, p) => kl(q, p), samples }),
    LogNormal: laws.klExpectation(exponential, logNormal, { kl: (q, p) => kl(q, p), samples }),
    HalfNormal: laws.klExpectation(exponential, halfNormal, { kl: (q, p) => kl(q, p), samples }),
    Gumbel: laws.klExpectation(exponential, gumbel, { kl: (q, p) => kl(q, p), samples }),
  },
  Gamma: {
    Gamma: laws.klExpectation(gamma, gamma, { kl: (q, p) => kl(q, p), samples }),
    Gaussian: laws.klExpectation(gamma, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Exponential: laws.klExpectation(gamma, exponential, { kl: (q, p) => kl(q, p), samples }),
    LogNormal: laws.klExpectation(gamma, logNormal, { kl: (q, p) => kl(q, p), samples }),
    HalfNormal: laws.klExpectation(gamma, halfNormal, { kl: (q, p) => kl(q, p), samples }),
    Gumbel: laws.klExpectation(gamma, gumbel, { kl: (q, p) => kl(q, p), samples }),
  },
  Beta: {
    Beta: laws.klExpectation(beta, beta, { kl: (q, p) => kl(q, p), samples }),
    Uniform: laws.klExpectation(beta, outer, { kl: (q, p) => kl(q, p), samples }),
    Gaussian: laws.klExpectation(beta, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Exponential: laws.klExpectation(beta, exponential, { kl: (q, p) => kl(q, p), samples }),
    Gamma: laws.klExpectation(beta, gamma, { kl: (q, p) => kl(q, p), samples }),
    HalfNormal: laws.klExpectation(beta, halfNormal, { kl: (q, p) => kl(q, p), samples }),
    ContinuousBernoulli: laws.klExpectation(beta, tilted, { kl: (q, p) => kl(q, p), samples }),
  },
  ContinuousBernoulli: {
    ContinuousBernoulli: laws.klExpectation(tilted, tilted, { kl: (q, p) => kl(q, p), samples }),
    Uniform: laws.klExpectation(tilted, outer, { kl: (q, p) => kl(q, p), samples }),
    Gaussian: laws.klExpectation(tilted, gaussian, { kl: (q, p) => kl(q, p), samples }),
    Exponential: laws.klExpectation(tilted, exponential, { kl: (q, p) => kl(q, p), samples }),
    HalfNormal: laws.klExpectation(tilted, halfNormal, { kl: (q, p) => kl(q, p), samples }),
  },
  Bernoulli: {
    Bernoulli: laws.klExpectation(coin, coin, { kl: (q, p) => kl(q, p), samples }),
    Poisson: laws.klExpectation(coin, poisson, { kl: (q, p) => kl(q, p), samples }),
    Geometric: laws.klExpectation(coin, families.Geometric, { kl: (q, p) => kl(q, p), samples }),
  },
  Poisson: {
    Poisson: laws.klExpectation(poisson, poisson, { kl: (q, p) => kl(q, p), samples }),
  },
  Geometric: {
    Geometric: laws.klExpectation(families.Geometric, families.Geometric, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
  Categorical: {
    Categorical: laws.klExpectation(families.Categorical, families.Categorical, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
  OneHotCategorical: {
    OneHotCategorical: laws.klExpectation(families.OneHotCategorical, families.OneHotCategorical, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
  Dirichlet: {
    Dirichlet: laws.klExpectation(families.Dirichlet, families.Dirichlet, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
  VonMisesFisher: {
    VonMisesFisher: laws.klExpectation(families.VonMisesFisher, families.VonMisesFisher, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
  MultivariateGaussian: {
    MultivariateGaussian: laws.klExpectation(families.MultivariateGaussian, families.MultivariateGaussian, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
    Gaussian: laws.klExpectation(families.MultivariateGaussian, gaussianEvent, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
  LowRankMultivariateGaussian: {
    Gaussian: laws.klExpectation(families.LowRankMultivariateGaussian, gaussianEvent, {
      kl: (q, p) => kl(q, p),
      samples,
    }),
  },
} satisfies { readonly [Q in keyof ClosedForms]: Readonly<Record<ClosedForms[Q], laws.Law<unknown>>> }
