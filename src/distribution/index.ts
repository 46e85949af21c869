/** Distributions with batch and event axes apart, and the divergences between them. */

export * as Independent from './combinator/independent.js'
export * as Mixture from './combinator/mixture.js'
export * as Transformed from './combinator/transformed.js'
export * as Truncated from './combinator/truncated.js'
export * as Beta from './continuous/beta.js'
export * as Cauchy from './continuous/cauchy.js'
export * as ContinuousBernoulli from './continuous/continuous-bernoulli.js'
export * as Exponential from './continuous/exponential.js'
export * as Gamma from './continuous/gamma.js'
export * as Gaussian from './continuous/gaussian.js'
export * as Gumbel from './continuous/gumbel.js'
export * as HalfNormal from './continuous/half-normal.js'
export * as Laplace from './continuous/laplace.js'
export * as LogNormal from './continuous/log-normal.js'
export * as Logistic from './continuous/logistic.js'
export * as RelaxedBernoulli from './continuous/relaxed-bernoulli.js'
export * as StudentT from './continuous/student-t.js'
export * as Uniform from './continuous/uniform.js'
export { type Defined, type Definition, defineDistribution } from './define.js'
export { detached } from './detached.js'
export * as Bernoulli from './discrete/bernoulli.js'
export * as Binomial from './discrete/binomial.js'
export * as Categorical from './discrete/categorical.js'
export * as Delta from './discrete/delta.js'
export * as DiscretizedLogistic from './discrete/discretized-logistic.js'
export * as Geometric from './discrete/geometric.js'
export * as Poisson from './discrete/poisson.js'
export type {
  Abilities,
  Ability,
  BesideGuard,
  Distribution,
  Kind,
  Kinded,
  Looked,
  ReparameterisedGuard,
  Sampled,
  ValueGuard,
} from './distribution.js'
export { haveRatio, reparameterised } from './distribution.js'
export type { Families, Formulas, Member } from './families.js'
export { type KlGuard, kl, klMonteCarlo, klOf, type Named } from './kl/kl.js'
export type { ClosedFormPair, ClosedForms } from './kl/relation.js'
export { asMember } from './member.js'
export { repeatedFor, repeatedOver } from './repeat.js'
export type { Family, FamilyWith, Parameters, ScalarFamily, VectorFamily } from './traits.js'
export * as Dirichlet from './vector/dirichlet.js'
export * as LowRankMultivariateGaussian from './vector/low-rank-multivariate-gaussian.js'
export * as MultivariateGaussian from './vector/multivariate-gaussian.js'
export * as OneHotCategorical from './vector/one-hot-categorical.js'
export * as RelaxedOneHotCategorical from './vector/relaxed-one-hot-categorical.js'
export * as VonMisesFisher from './vector/von-mises-fisher.js'
