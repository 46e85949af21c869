/** What a distribution of each family looks like, and what a family states of one event. */
import type { AllButLast, Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import type { Abilities, Ability, Axes, Can, Essentials } from './distribution.js'
import type { AbilityOf, Family, Parameters, Traits, VectorFamily } from './traits.js'

/** The shape of a log-density: one number for each number, or for each vector. */
export type PerEvent<F extends Family, S extends Shape> = F extends VectorFamily ? AllButLast<S> : S

/** What a family can state, as functions of its parameters; S is the shape of a value. */
interface Statements<F extends Family> {
  readonly entropy: <S extends Shape>(p: Parameters<F, S>) => Tensor<PerEvent<F, S>>
  readonly mean: <S extends Shape>(p: Parameters<F, S>) => Tensor<S>
  readonly variance: <S extends Shape>(p: Parameters<F, S>) => Tensor<S>
  readonly mode: <S extends Shape>(p: Parameters<F, S>) => Tensor<S>
  readonly cdf: <S extends Shape>(p: Parameters<F, S>, x: Tensor<S>) => Tensor<S>
  readonly quantile: <S extends Shape>(p: Parameters<F, S>, u: Tensor<S>) => Tensor<S>
}

/** What a family states for values of any shape S: no axis of it is summed but that of a vector. */
export type Formulas<F extends Family> = {
  readonly family: F
  readonly kind: Traits<[]>[F]['kind']
  readonly reparameterised: Traits<[]>[F]['reparameterised']
  readonly sample: <S extends Shape>(p: Parameters<F, S>, key: Key) => Tensor<S>
  readonly logProb: <S extends Shape>(p: Parameters<F, S>, x: Tensor<S>) => Tensor<PerEvent<F, S>>
} & { readonly [A in AbilityOf<F>]: Statements<F>[A] } & (F extends VectorFamily
    ? { readonly eventRank: 1 }
    : { readonly eventRank?: 0 })

/**
 * A distribution of a family: its parameters stand beside its functions, so that a divergence can be computed.
 * @category distribution
 */
export interface Member<F extends Family, Batch extends Shape, Event extends Shape>
  extends Essentials<Batch, Event> {
  readonly family: F
  readonly kind: Traits<[]>[F]['kind']
  readonly reparameterised: Traits<[]>[F]['reparameterised']
  /** The parameters by name, beside a value of shape [...Batch, ...Event]. */
  readonly parameters: Parameters<F, [...Batch, ...Event]>
  /** What the family states of one event. */
  readonly formulas: Formulas<F>
  readonly axes: Axes<Batch, Event>
  readonly can: Can<AbilityOf<F>>
  /** The same distributions repeated along a new first batch axis: one for each of L samples. */
  readonly expand: <L extends number>(count: L) => Families<[L, ...Batch], Event>[F]
}

/** What a family can state, as functions of a distribution. */
type Stated<F extends Family, B extends Shape, E extends Shape> = Pick<
  Abilities<B, E>,
  AbilityOf<F> & Ability
>

/**
 * The families by name: what a function over families is indexed by.
 * @category distribution
 */
export interface Families<Batch extends Shape, Event extends Shape> {
  readonly Gaussian: Gaussian<Batch, Event>
  readonly Laplace: Laplace<Batch, Event>
  readonly Logistic: Logistic<Batch, Event>
  readonly Gumbel: Gumbel<Batch, Event>
  readonly Cauchy: Cauchy<Batch, Event>
  readonly StudentT: StudentT<Batch, Event>
  readonly LogNormal: LogNormal<Batch, Event>
  readonly HalfNormal: HalfNormal<Batch, Event>
  readonly Uniform: Uniform<Batch, Event>
  readonly Exponential: Exponential<Batch, Event>
  readonly Gamma: Gamma<Batch, Event>
  readonly Beta: Beta<Batch, Event>
  readonly ContinuousBernoulli: ContinuousBernoulli<Batch, Event>
  readonly RelaxedBernoulli: RelaxedBernoulli<Batch, Event>
  readonly Bernoulli: Bernoulli<Batch, Event>
  readonly Binomial: Binomial<Batch, Event>
  readonly Poisson: Poisson<Batch, Event>
  readonly Geometric: Geometric<Batch, Event>
  readonly Categorical: Categorical<Batch, Event>
  readonly DiscretizedLogistic: DiscretizedLogistic<Batch, Event>
  readonly Delta: Delta<Batch, Event>
  readonly OneHotCategorical: OneHotCategorical<Batch, Event>
  readonly RelaxedOneHotCategorical: RelaxedOneHotCategorical<Batch, Event>
  readonly Dirichlet: Dirichlet<Batch, Event>
  readonly VonMisesFisher: VonMisesFisher<Batch, Event>
  readonly MultivariateGaussian: MultivariateGaussian<Batch, Event>
  readonly LowRankMultivariateGaussian: LowRankMultivariateGaussian<Batch, Event>
}

/**
 * Gaussian (normal) distributions by location and scale.
 * @category distribution
 * @since 0.1.0
 */
export interface Gaussian<B extends Shape, E extends Shape>
  extends Member<'Gaussian', B, E>,
    Stated<'Gaussian', B, E> {}

/**
 * Laplace (double exponential) distributions by location and scale.
 * @category distribution
 * @since 0.1.0
 */
export interface Laplace<B extends Shape, E extends Shape>
  extends Member<'Laplace', B, E>,
    Stated<'Laplace', B, E> {}

/**
 * Logistic distributions by location and scale.
 * @category distribution
 * @since 0.1.0
 */
export interface Logistic<B extends Shape, E extends Shape>
  extends Member<'Logistic', B, E>,
    Stated<'Logistic', B, E> {}

/**
 * Gumbel (extreme value) distributions by location and scale.
 * @category distribution
 * @since 0.1.0
 */
export interface Gumbel<B extends Shape, E extends Shape>
  extends Member<'Gumbel', B, E>,
    Stated<'Gumbel', B, E> {}

/**
 * Cauchy distributions by location and scale, which have no mean.
 * @category distribution
 * @since 0.1.0
 */
export interface Cauchy<B extends Shape, E extends Shape>
  extends Member<'Cauchy', B, E>,
    Stated<'Cauchy', B, E> {}

/**
 * Student's t distributions by degrees of freedom, location and scale.
 * @category distribution
 * @since 0.1.0
 */
export interface StudentT<B extends Shape, E extends Shape>
  extends Member<'StudentT', B, E>,
    Stated<'StudentT', B, E> {}

/**
 * Exponentials of Gaussians.
 * @category distribution
 * @since 0.1.0
 */
export interface LogNormal<B extends Shape, E extends Shape>
  extends Member<'LogNormal', B, E>,
    Stated<'LogNormal', B, E> {}

/**
 * Magnitudes of Gaussians around 0.
 * @category distribution
 * @since 0.1.0
 */
export interface HalfNormal<B extends Shape, E extends Shape>
  extends Member<'HalfNormal', B, E>,
    Stated<'HalfNormal', B, E> {}

/**
 * Uniform distributions on an interval.
 * @category distribution
 * @since 0.1.0
 */
export interface Uniform<B extends Shape, E extends Shape>
  extends Member<'Uniform', B, E>,
    Stated<'Uniform', B, E> {}

/**
 * Exponential distributions by rate.
 * @category distribution
 * @since 0.1.0
 */
export interface Exponential<B extends Shape, E extends Shape>
  extends Member<'Exponential', B, E>,
    Stated<'Exponential', B, E> {}

/**
 * Gamma distributions by concentration and rate.
 * @category distribution
 * @since 0.1.0
 */
export interface Gamma<B extends Shape, E extends Shape>
  extends Member<'Gamma', B, E>,
    Stated<'Gamma', B, E> {}

/**
 * Beta distributions by two concentrations.
 * @category distribution
 * @since 0.1.0
 */
export interface Beta<B extends Shape, E extends Shape> extends Member<'Beta', B, E>, Stated<'Beta', B, E> {}

/**
 * Continuous Bernoulli distributions on [0, 1].
 * @category distribution
 * @since 0.1.0
 */
export interface ContinuousBernoulli<B extends Shape, E extends Shape>
  extends Member<'ContinuousBernoulli', B, E>,
    Stated<'ContinuousBernoulli', B, E> {}

/**
 * Binary Concrete distributions on (0, 1).
 * @category distribution
 * @since 0.1.0
 */
export interface RelaxedBernoulli<B extends Shape, E extends Shape>
  extends Member<'RelaxedBernoulli', B, E>,
    Stated<'RelaxedBernoulli', B, E> {}

/**
 * Bernoulli distributions by logits.
 * @category distribution
 * @since 0.1.0
 */
export interface Bernoulli<B extends Shape, E extends Shape>
  extends Member<'Bernoulli', B, E>,
    Stated<'Bernoulli', B, E> {}

/**
 * Binomial distributions: successes of so many trials.
 * @category distribution
 * @since 0.1.0
 */
export interface Binomial<B extends Shape, E extends Shape>
  extends Member<'Binomial', B, E>,
    Stated<'Binomial', B, E> {}

/**
 * Poisson distributions by rate.
 * @category distribution
 * @since 0.1.0
 */
export interface Poisson<B extends Shape, E extends Shape>
  extends Member<'Poisson', B, E>,
    Stated<'Poisson', B, E> {}

/**
 * Geometric distributions: failures before the first success.
 * @category distribution
 * @since 0.1.0
 */
export interface Geometric<B extends Shape, E extends Shape>
  extends Member<'Geometric', B, E>,
    Stated<'Geometric', B, E> {}

/**
 * Categorical distributions over indices.
 * @category distribution
 * @since 0.1.0
 */
export interface Categorical<B extends Shape, E extends Shape>
  extends Member<'Categorical', B, E>,
    Stated<'Categorical', B, E> {}

/**
 * Logistic distributions over bins of equal width.
 * @category distribution
 * @since 0.1.0
 */
export interface DiscretizedLogistic<B extends Shape, E extends Shape>
  extends Member<'DiscretizedLogistic', B, E>,
    Stated<'DiscretizedLogistic', B, E> {}

/**
 * All probability at one value.
 * @category distribution
 * @since 0.1.0
 */
export interface Delta<B extends Shape, E extends Shape>
  extends Member<'Delta', B, E>,
    Stated<'Delta', B, E> {}

/**
 * Categorical distributions over one-hot vectors.
 * @category distribution
 * @since 0.1.0
 */
export interface OneHotCategorical<B extends Shape, E extends Shape>
  extends Member<'OneHotCategorical', B, E>,
    Stated<'OneHotCategorical', B, E> {}

/**
 * Concrete (Gumbel–softmax) distributions on the simplex.
 * @category distribution
 * @since 0.1.0
 */
export interface RelaxedOneHotCategorical<B extends Shape, E extends Shape>
  extends Member<'RelaxedOneHotCategorical', B, E>,
    Stated<'RelaxedOneHotCategorical', B, E> {}

/**
 * Dirichlet distributions on the simplex.
 * @category distribution
 * @since 0.1.0
 */
export interface Dirichlet<B extends Shape, E extends Shape>
  extends Member<'Dirichlet', B, E>,
    Stated<'Dirichlet', B, E> {}

/**
 * Von Mises–Fisher distributions on the unit sphere.
 * @category distribution
 * @since 0.1.0
 */
export interface VonMisesFisher<B extends Shape, E extends Shape>
  extends Member<'VonMisesFisher', B, E>,
    Stated<'VonMisesFisher', B, E> {}

/**
 * Gaussians over vectors, by a Cholesky factor of the covariance.
 * @category distribution
 * @since 0.1.0
 */
export interface MultivariateGaussian<B extends Shape, E extends Shape>
  extends Member<'MultivariateGaussian', B, E>,
    Stated<'MultivariateGaussian', B, E> {}

/**
 * Gaussians over vectors whose covariance is of low rank beside a diagonal.
 * @category distribution
 * @since 0.1.0
 */
export interface LowRankMultivariateGaussian<B extends Shape, E extends Shape>
  extends Member<'LowRankMultivariateGaussian', B, E>,
    Stated<'LowRankMultivariateGaussian', B, E> {}
