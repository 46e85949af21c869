/** The relation between families whose divergence has a closed form. */
import type { Shape } from '../../shape/index.js'
import type { Tensor } from '../../tensor/index.js'
import type { PerEvent } from '../families.js'
import type { AbilityOf, Family, Parameters, VectorFamily } from '../traits.js'

/**
 * For each family, those from which its divergence has a closed form. A binomial has none from another: where the
 * counts differ, the expectation of log n! is left. A Dirichlet or von Mises–Fisher distribution has none from a Gaussian:
 * it lies on a surface, of which a Gaussian has nothing.
 * @category distribution
 */
export interface ClosedForms {
  readonly Gaussian: 'Gaussian' | 'Laplace' | 'Gumbel' | 'MultivariateGaussian'
  readonly Laplace: 'Gaussian' | 'Laplace'
  readonly Logistic: 'Gaussian'
  readonly Gumbel: 'Gaussian' | 'Gumbel'
  readonly Cauchy: 'Cauchy'
  readonly StudentT: 'Gaussian'
  readonly Uniform: 'Uniform' | 'Gaussian' | 'Exponential'
  readonly LogNormal: 'LogNormal' | 'Gaussian' | 'Exponential' | 'Gamma' | 'HalfNormal'
  readonly HalfNormal: 'HalfNormal' | 'Gaussian' | 'Exponential' | 'Gamma' | 'LogNormal'
  readonly Exponential: 'Exponential' | 'Gaussian' | 'Gamma' | 'LogNormal' | 'HalfNormal' | 'Gumbel'
  readonly Gamma: 'Gamma' | 'Gaussian' | 'Exponential' | 'LogNormal' | 'HalfNormal' | 'Gumbel'
  readonly Beta:
    | 'Beta'
    | 'Uniform'
    | 'Gaussian'
    | 'Exponential'
    | 'Gamma'
    | 'HalfNormal'
    | 'ContinuousBernoulli'
  readonly ContinuousBernoulli: 'ContinuousBernoulli' | 'Uniform' | 'Gaussian' | 'Exponential' | 'HalfNormal'
  readonly Bernoulli: 'Bernoulli' | 'Poisson' | 'Geometric'
  readonly Poisson: 'Poisson'
  readonly Geometric: 'Geometric'
  readonly Categorical: 'Categorical'
  readonly OneHotCategorical: 'OneHotCategorical'
  readonly Dirichlet: 'Dirichlet'
  readonly VonMisesFisher: 'VonMisesFisher'
  readonly MultivariateGaussian: 'MultivariateGaussian' | 'Gaussian'
  readonly LowRankMultivariateGaussian: 'Gaussian'
}

/**
 * A family from which q's divergence has a closed form.
 * @category distribution
 */
export type ClosedFormPair<Q extends Family> = Q extends keyof ClosedForms ? ClosedForms[Q] : never

/** Whichever of two families has vectors for events. */
type Wider<Q extends Family, P extends Family> = P extends VectorFamily ? P : Q

/** What a divergence may ask of q beside its parameters, one number for each number or each vector. */
export type Stated<Q extends Family, S extends Shape> = {
  readonly [A in AbilityOf<Q> & ('entropy' | 'mean' | 'variance')]: () => Tensor<
    A extends 'entropy' ? PerEvent<Q, S> : S
  >
}

/** The divergence of one from the other for values of shape S, with one number for each number or each vector. */
export type Divergence<Q extends Family, P extends Family> = <S extends Shape>(
  q: Parameters<Q, S>,
  p: Parameters<P, S>,
  of: Stated<Q, S>,
) => Tensor<PerEvent<Wider<Q, P>, S>>

/** The closed forms of a family: one for each family that it is related to. */
export type FormsOf<Q extends keyof ClosedForms> = { readonly [P in ClosedForms[Q]]: Divergence<Q, P> }
