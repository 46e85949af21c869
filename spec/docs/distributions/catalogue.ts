/** All pages. */
import type { Family } from '../../../src/distribution/index.js'
import { categorical, delta, discretizedLogistic } from './choices.js'
import { independent, mixture, transformed, truncated } from './combinators.js'
import { bernoulli, binomial, geometric, poisson } from './counts.js'
import { exponential, gamma, halfNormal, logNormal } from './half-line.js'
import { beta, continuousBernoulli, relaxedBernoulli, uniform } from './interval.js'
import type { Combinator, Page } from './page.js'
import { cauchy, gaussian, gumbel, laplace, logistic, studentT } from './real-line.js'
import { dirichlet, oneHotCategorical, relaxedOneHotCategorical } from './simplex.js'
import { lowRankMultivariateGaussian, multivariateGaussian, vonMisesFisher } from './vectors.js'

/** A page for each family of the table: one that is missing does not compile. */
export const families: { readonly [F in Family]: Page<F> } = {
  Gaussian: gaussian,
  Laplace: laplace,
  Logistic: logistic,
  Gumbel: gumbel,
  Cauchy: cauchy,
  StudentT: studentT,
  LogNormal: logNormal,
  HalfNormal: halfNormal,
  Exponential: exponential,
  Gamma: gamma,
  Uniform: uniform,
  Beta: beta,
  ContinuousBernoulli: continuousBernoulli,
  RelaxedBernoulli: relaxedBernoulli,
  Bernoulli: bernoulli,
  Binomial: binomial,
  Poisson: poisson,
  Geometric: geometric,
  Categorical: categorical,
  DiscretizedLogistic: discretizedLogistic,
  Delta: delta,
  OneHotCategorical: oneHotCategorical,
  RelaxedOneHotCategorical: relaxedOneHotCategorical,
  Dirichlet: dirichlet,
  VonMisesFisher: vonMisesFisher,
  MultivariateGaussian: multivariateGaussian,
  LowRankMultivariateGaussian: lowRankMultivariateGaussian,
}

export const combinators: {
  readonly [N in 'Independent' | 'Mixture' | 'Transformed' | 'Truncated']: Combinator<N>
} = {
  Independent: independent,
  Mixture: mixture,
  Transformed: transformed,
  Truncated: truncated,
}
