/**
 * The table of families: for each, its parameters beside a value of shape S, what it can state, and what its samples
 * are. Everything that a family can do stands here, and nowhere else in the types.
 */
import type { AllButLast, Shape } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Ability } from './distribution.js'

/** Parameters of the shape of a value. */
type Beside<S, Name extends string> = { readonly [N in Name]: Tensor<S> }

/** A location and a scale, which is held beside its logarithm: whichever was given, nothing is rounded twice. */
type LocScale<S> = Beside<S, 'loc' | 'scale' | 'logScale'>

/** A family with a density, through whose samples a gradient flows. */
interface Continuous<P, A extends Ability> {
  readonly parameters: P
  readonly can: A
  readonly kind: 'continuous'
  readonly reparameterised: true
}

/** A family of single values, each with a probability. */
interface Discrete<P, A extends Ability> {
  readonly parameters: P
  readonly can: A
  readonly kind: 'discrete'
  readonly reparameterised: false
}

type Moments = 'mean' | 'variance' | 'mode'

/**
 * What the types know of each family, for values of shape S.
 * @category distribution
 */
export interface Traits<S extends Shape> {
  readonly Gaussian: Continuous<LocScale<S>, Ability>
  readonly Laplace: Continuous<LocScale<S>, Ability>
  readonly Logistic: Continuous<LocScale<S>, Ability>
  readonly Gumbel: Continuous<LocScale<S>, Ability>
  readonly Cauchy: Continuous<LocScale<S>, 'entropy' | 'mode' | 'cdf' | 'quantile'>
  readonly StudentT: Continuous<LocScale<S> & Beside<S, 'degreesOfFreedom'>, 'entropy' | Moments | 'cdf'>
  readonly LogNormal: Continuous<LocScale<S>, Ability>
  readonly HalfNormal: Continuous<Beside<S, 'scale' | 'logScale'>, Ability>
  readonly Uniform: Continuous<Beside<S, 'low' | 'high'>, Ability>
  readonly Exponential: Continuous<Beside<S, 'rate' | 'logRate'>, Ability>
  readonly Gamma: Continuous<Beside<S, 'concentration' | 'rate' | 'logRate'>, 'entropy' | Moments | 'cdf'>
  readonly Beta: Continuous<Beside<S, 'concentration1' | 'concentration0'>, 'entropy' | Moments | 'cdf'>
  readonly ContinuousBernoulli: Continuous<Beside<S, 'logits'>, Ability>
  readonly RelaxedBernoulli: Continuous<Beside<S, 'logits' | 'temperature'>, 'cdf' | 'quantile'>
  readonly Bernoulli: Discrete<Beside<S, 'logits'>, 'entropy' | Moments | 'cdf'>
  readonly Binomial: Discrete<Beside<S, 'count' | 'logits'>, Moments | 'cdf'>
  readonly Poisson: Discrete<Beside<S, 'rate' | 'logRate'>, Moments | 'cdf'>
  readonly Geometric: Discrete<Beside<S, 'logits'>, 'entropy' | Moments | 'cdf'>
  readonly Categorical: Discrete<{ readonly logits: Tensor<[...S, number]> }, 'entropy' | 'mode' | 'cdf'>
  readonly DiscretizedLogistic: Discrete<LocScale<S>, 'entropy' | Moments | 'cdf'>
  readonly Delta: {
    readonly parameters: Beside<S, 'loc'>
    readonly can: Moments | 'cdf'
    readonly kind: 'discrete'
    readonly reparameterised: true
  }
  readonly OneHotCategorical: Discrete<Beside<S, 'logits'>, 'entropy' | Moments>
  readonly RelaxedOneHotCategorical: Continuous<
    Beside<S, 'logits'> & { readonly temperature: Tensor<AllButLast<S>> },
    never
  >
  readonly Dirichlet: Continuous<Beside<S, 'concentration'>, 'entropy' | Moments>
  readonly VonMisesFisher: Continuous<
    Beside<S, 'loc'> & { readonly concentration: Tensor<AllButLast<S>> },
    'entropy' | Moments
  >
  readonly MultivariateGaussian: Continuous<
    Beside<S, 'loc'> & { readonly scaleTril: Tensor<[...S, number]> },
    'entropy' | Moments
  >
  /** Covariance W Wᵀ + diag σ²: W is the factor, σ the scale. */
  readonly LowRankMultivariateGaussian: Continuous<
    LocScale<S> & { readonly factor: Tensor<[...S, number]> },
    'entropy' | Moments
  >
}

/**
 * The name of a family.
 * @category distribution
 */
export type Family = keyof Traits<[]>

/**
 * The families whose elements depend on each other: one event is a vector. Those of the others are numbers.
 * @category distribution
 */
export type VectorFamily =
  | 'OneHotCategorical'
  | 'RelaxedOneHotCategorical'
  | 'Dirichlet'
  | 'VonMisesFisher'
  | 'MultivariateGaussian'
  | 'LowRankMultivariateGaussian'

/**
 * The families whose elements are independent given the parameters.
 * @category distribution
 */
export type ScalarFamily = Exclude<Family, VectorFamily>

/**
 * The parameters of a family by name, for values of shape S.
 * @category distribution
 */
export type Parameters<F extends Family, S extends Shape> = Traits<S>[F]['parameters']

/** What a family can state. */
export type AbilityOf<F extends Family> = Traits<[]>[F]['can']

/**
 * The families that can state this.
 * @category distribution
 */
export type FamilyWith<A extends Ability> = {
  readonly [F in Family]: A extends AbilityOf<F> ? F : never
}[Family]
