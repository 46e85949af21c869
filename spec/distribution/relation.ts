/** The relation of closed forms, at run time. */
import type { ClosedForms } from '../../src/distribution/index.js'

/** The relation, written out: an entry that is missing here or there does not compile. */
const relation: { readonly [Q in keyof ClosedForms]: Readonly<Record<ClosedForms[Q], true>> } = {
  Gaussian: { Gaussian: true, Laplace: true, Gumbel: true, MultivariateGaussian: true },
  Laplace: { Gaussian: true, Laplace: true },
  Logistic: { Gaussian: true },
  Gumbel: { Gaussian: true, Gumbel: true },
  Cauchy: { Cauchy: true },
  StudentT: { Gaussian: true },
  Uniform: { Uniform: true, Gaussian: true, Exponential: true },
  LogNormal: { LogNormal: true, Gaussian: true, Exponential: true, Gamma: true, HalfNormal: true },
  HalfNormal: { HalfNormal: true, Gaussian: true, Exponential: true, Gamma: true, LogNormal: true },
  Exponential: {
    Exponential: true,
    Gaussian: true,
    Gamma: true,
    LogNormal: true,
    HalfNormal: true,
    Gumbel: true,
  },
  Gamma: { Gamma: true, Gaussian: true, Exponential: true, LogNormal: true, HalfNormal: true, Gumbel: true },
  Beta: {
    Beta: true,
    Uniform: true,
    Gaussian: true,
    Exponential: true,
    Gamma: true,
    HalfNormal: true,
    ContinuousBernoulli: true,
  },
  ContinuousBernoulli: {
    ContinuousBernoulli: true,
    Uniform: true,
    Gaussian: true,
    Exponential: true,
    HalfNormal: true,
  },
  Bernoulli: { Bernoulli: true, Poisson: true, Geometric: true },
  Poisson: { Poisson: true },
  Geometric: { Geometric: true },
  Categorical: { Categorical: true },
  OneHotCategorical: { OneHotCategorical: true },
  Dirichlet: { Dirichlet: true },
  VonMisesFisher: { VonMisesFisher: true },
  MultivariateGaussian: { MultivariateGaussian: true, Gaussian: true },
  LowRankMultivariateGaussian: { Gaussian: true },
}

/** Its pairs: the divergence of the first from the second has a closed form. */
export const pairs: readonly (readonly [string, string])[] = Object.entries(relation).flatMap(([q, forms]) =>
  Object.keys(forms).map((p) => [q, p] as const),
)
