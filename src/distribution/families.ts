/** The table of families: what each is called, what its parameters are, and what a distribution of it looks like. */
import type { Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import type { Axes, Distribution } from './distribution.js'

/**
 * The families by name: what a function over families is indexed by.
 * @category distribution
 */
export interface Families<Batch extends Shape, Event extends Shape> {
  readonly Gaussian: Gaussian<Batch, Event>
  readonly Bernoulli: Bernoulli<Batch, Event>
  readonly Laplace: Laplace<Batch, Event>
}

/**
 * The name of a family.
 * @category distribution
 */
export type Family = keyof Families<[], []>

/** The names of a family's parameters. */
export interface ParameterNames {
  readonly Gaussian: 'loc' | 'scale' | 'logScale'
  readonly Bernoulli: 'logits'
  readonly Laplace: 'loc' | 'scale' | 'logScale'
}

/** The parameters of a family by name, all of one shape. */
export type Parameters<F extends Family, S> = { readonly [Name in ParameterNames[F]]: Tensor<S> }

/** What a family states for one element; S is whatever shape its parameters have. */
export interface Formulas<F extends Family> {
  readonly family: F
  readonly reparameterised: boolean
  readonly sample: <S extends Shape>(p: Parameters<F, S>, key: Key) => Tensor<S>
  readonly logProb: <S extends Shape>(p: Parameters<F, S>, x: Tensor<S>) => Tensor<S>
  readonly entropy: <S extends Shape>(p: Parameters<F, S>) => Tensor<S>
  readonly mean: <S extends Shape>(p: Parameters<F, S>) => Tensor<S>
  readonly variance: <S extends Shape>(p: Parameters<F, S>) => Tensor<S>
  readonly mode: <S extends Shape>(p: Parameters<F, S>) => Tensor<S>
  readonly cdf: <S extends Shape>(p: Parameters<F, S>, x: Tensor<S>) => Tensor<S>
}

/**
 * A distribution whose elements are independent given the parameters.
 * @category distribution
 */
export interface Elementwise<F extends Family, Batch extends Shape, Event extends Shape>
  extends Distribution<Batch, Event> {
  readonly family: F
  /** The parameters by name, each of shape [...Batch, ...Event]. */
  readonly parameters: Parameters<F, [...Batch, ...Event]>
  /** What the family states for one element. */
  readonly formulas: Formulas<F>
  readonly expand: <L extends number>(count: L) => Families<[L, ...Batch], Event>[F]
  readonly axes: Axes<Batch, Event>
}

/**
 * Independent Gaussians: one for each element of the batch and the event.
 * @category distribution
 * @since 0.1.0
 */
export interface Gaussian<Batch extends Shape, Event extends Shape>
  extends Elementwise<'Gaussian', Batch, Event> {
  readonly reparameterised: true
}

/**
 * Independent Laplace distributions: one for each element of the batch and the event.
 * @category distribution
 * @since 0.1.0
 */
export interface Laplace<Batch extends Shape, Event extends Shape>
  extends Elementwise<'Laplace', Batch, Event> {
  readonly reparameterised: true
}

/**
 * Independent Bernoulli distributions: one for each element of the batch and the event.
 * @category distribution
 * @since 0.1.0
 */
export interface Bernoulli<Batch extends Shape, Event extends Shape>
  extends Elementwise<'Bernoulli', Batch, Event> {
  readonly reparameterised: false
}
