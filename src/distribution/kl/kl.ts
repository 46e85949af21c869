/** The Kullback–Leibler divergence: in closed form where there is one, and by sampling anywhere. */
import type { Broadcast, BroadcastGuard, Same, Shape, Show } from '../../shape/index.js'
import { broadcastShapes, countOf, ShapeError, show } from '../../shape/index.js'
import { type AnyTensor, type Key, mean, shapeOf, sub, type Tensor } from '../../tensor/index.js'
import { broadcastTo } from '../../tensor/primitive/reduction.js'
import { expression, typed } from '../../tensor/tensor.js'
import {
  type Axes,
  type BesideGuard,
  haveRatio,
  type Kind,
  type Kinded,
  type RatioGuard,
} from '../distribution.js'
import type { Member } from '../families.js'
import { isMember, mapParameters, sumEvent } from '../member.js'
import type { Family } from '../traits.js'
import { fromBernoulli, fromGeometric, fromPoisson } from './discrete.js'
import { fromExponential, fromGamma, fromHalfNormal, fromLogNormal } from './half-line.js'
import { fromBeta, fromContinuousBernoulli, fromUniform } from './interval.js'
import { fromCauchy, fromGaussian, fromGumbel, fromLaplace, fromLogistic, fromStudentT } from './real-line.js'
import type { ClosedForms, FormsOf } from './relation.js'
import {
  fromCategorical,
  fromDirichlet,
  fromLowRankMultivariateGaussian,
  fromMultivariateGaussian,
  fromOneHotCategorical,
  fromVonMisesFisher,
} from './vector.js'

const closedForms: { readonly [Q in keyof ClosedForms]: FormsOf<Q> } = {
  Gaussian: fromGaussian,
  Laplace: fromLaplace,
  Logistic: fromLogistic,
  Gumbel: fromGumbel,
  Cauchy: fromCauchy,
  StudentT: fromStudentT,
  Uniform: fromUniform,
  LogNormal: fromLogNormal,
  HalfNormal: fromHalfNormal,
  Exponential: fromExponential,
  Gamma: fromGamma,
  Beta: fromBeta,
  ContinuousBernoulli: fromContinuousBernoulli,
  Bernoulli: fromBernoulli,
  Poisson: fromPoisson,
  Geometric: fromGeometric,
  Categorical: fromCategorical,
  OneHotCategorical: fromOneHotCategorical,
  Dirichlet: fromDirichlet,
  VonMisesFisher: fromVonMisesFisher,
  MultivariateGaussian: fromMultivariateGaussian,
  LowRankMultivariateGaussian: fromLowRankMultivariateGaussian,
}

/** A distribution with its name, its batch and its event in the type. */
export interface Named<F extends string, Batch extends Shape, Event extends Shape> {
  readonly family: F
  readonly batch: readonly number[]
  readonly event: readonly number[]
  readonly axes?: Axes<Batch, Event>
}

/** Whether there is a closed form of Q from P. */
type Related<Q extends string, P extends string> = Q extends keyof ClosedForms
  ? P extends ClosedForms[Q]
    ? true
    : false
  : false

/**
 * The words when two families have no closed form, or their events or batches do not meet.
 * @category distribution
 */
export type KlGuard<
  Q extends string,
  P extends string,
  Batch extends Shape,
  PriorBatch extends Shape,
  Event extends Shape,
  PriorEvent extends Shape,
> =
  Related<Q, P> extends true
    ? [[Event, PriorEvent]] extends [[PriorEvent, Event]]
      ? BroadcastGuard<'kl', Batch, PriorBatch>
      : Same<Event, PriorEvent, `kl: event ${Show<Event>} of ${Q} and ${Show<PriorEvent>} of ${P} differ`>
    : `kl: no closed form for ${Q} from ${P}; use klMonteCarlo`

/**
 * The Kullback–Leibler divergence of q from p in closed form, one number for each distribution of the batch.
 * @shape q: batch B, event E; p: batch C, event E → broadcast of B and C
 * @math KL(q‖p) = E_q[log q(x) − log p(x)]
 * @unit nats per event
 * @grad to both parameters
 * @law kl is never negative, and 0 only at equality
 * @failure `kl: no closed form for Gaussian from Bernoulli; use klMonteCarlo`
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013), appendix B; Gil, Alajaji and Linder: Rényi
 *   divergence measures (2013), table 2
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, kl, read, ones, use, zeros } from 'reparam'
 * await use('cpu')()
 * const [nats = 1] = await read(kl(Gaussian.make(zeros(), ones()), Gaussian.standard()))
 * console.assert(nats === 0)
 */
export const kl = <
  Q extends string,
  Batch extends Shape,
  Event extends Shape,
  P extends string,
  PriorBatch extends Shape,
  PriorEvent extends Shape,
>(
  q: Named<Q, Batch, Event>,
  p: Named<P, PriorBatch, PriorEvent> & KlGuard<Q, P, Batch, PriorBatch, Event, PriorEvent>,
): Tensor<Broadcast<Batch, PriorBatch>> => klOf(q, p)

/** A divergence between distributions whose families and events were checked. */
export const klOf = <
  Batch extends Shape,
  Event extends Shape,
  PriorBatch extends Shape,
  PriorEvent extends Shape,
>(
  q: Named<string, Batch, Event>,
  p: Named<string, PriorBatch, PriorEvent>,
): Tensor<Broadcast<Batch, PriorBatch>> => {
  const form = closedForm(q.family, p.family)
  if (!isMember(q) || !isMember(p)) throw noClosedForm(q.family, p.family)
  if (q.event.join() !== p.event.join())
    throw new ShapeError(
      `kl: event ${show(q.event)} of ${q.family} and ${show(p.event)} of ${p.family} differ`,
    )
  const batch = broadcastShapes('kl', q.batch, p.batch)
  const [ofQ, ofP] = [over(batch, q), over(batch, p)]
  const nats = form(ofQ, ofP, statedOf(q, ofQ))
  // families of vectors have summed the axis of the vector already
  return typed(expression(sumEvent(nats, shapeOf(nats).length - batch.length)))
}

/** The parameters of a distribution repeated over a batch. */
const over = (batch: readonly number[], d: Member<Family, Shape, Shape>): object =>
  mapParameters<Family, Shape>((x) => {
    const e = expression(x)
    return typed(broadcastTo(e, [...batch, ...e.shape.slice(d.batch.length)]))
  }, d.parameters)

/** What the family of q states of these parameters. */
const statedOf = ({ formulas }: Member<Family, Shape, Shape>, parameters: object): object => {
  const functions: Readonly<Record<string, unknown>> = { ...formulas }
  return Object.fromEntries(
    Object.entries(functions).flatMap(([name, state]) =>
      typeof state === 'function' ? [[name, () => state(parameters)]] : [],
    ),
  )
}

type Form = (q: object, p: object, of: object) => AnyTensor

/** The closed form of a pair. */
const closedForm = (q: string, p: string): Form => {
  const table: Readonly<Record<string, Readonly<Record<string, unknown>>>> = closedForms
  const form = Object.hasOwn(table, q) ? table[q]?.[p] : undefined
  if (typeof form !== 'function') throw noClosedForm(q, p)
  return form as Form
}

const noClosedForm = (q: string, p: string): Error =>
  new TypeError(`kl: no closed form for ${q} from ${p}; use klMonteCarlo`)

/**
 * The words when two distributions do not stand side by side, one for one, or have no ratio.
 * @category distribution
 */
export type KlMonteCarloGuard<
  F extends string,
  K extends Kind,
  B extends Shape,
  E extends Shape,
  G extends string,
  L extends Kind,
  C extends Shape,
  D extends Shape,
> = [[E, D]] extends [[D, E]]
  ? [[B, C]] extends [[C, B]]
    ? RatioGuard<'klMonteCarlo', F, K, G, L>
    : Same<B, C, `klMonteCarlo: batch ${Show<B>} of ${F} and ${Show<C>} of ${G} differ`>
  : BesideGuard<'klMonteCarlo', F, K, E, G, L, D>

/**
 * An unbiased estimate of the divergence of q from p by so many samples of q, for any two distributions over the
 * same events.
 * @shape q, p: batch B, event E → B
 * @unit nats per event
 * @grad through the samples, where q is reparameterised
 * @failure `klMonteCarlo: Bernoulli is discrete and Gaussian continuous; probabilities and densities have no ratio`
 * @failure `klMonteCarlo: batch [2] of Gaussian and [3] of Laplace differ`
 * @failure RangeError: `klMonteCarlo: expected a whole number of at least 1, found 0`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, Independent, key, klMonteCarlo, ones, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const q = Independent.make(1)(Gaussian.make(vector([1, -1]), ones(2)))
 * const [nats = 0] = await read(klMonteCarlo(1000)(q, Gaussian.standard(2))(key(0)))
 * // the closed form is 1, one sample has variance 2
 * console.assert(Math.abs(nats - 1) < 5 * Math.sqrt(2 / 1000))
 */
export const klMonteCarlo =
  (samples: number) =>
  <
    B extends Shape,
    E extends Shape,
    C extends Shape,
    D extends Shape,
    F extends string = string,
    K extends Kind = Kind,
    G extends string = string,
    L extends Kind = Kind,
  >(
    q: Kinded<F, K, B, E>,
    p: Kinded<G, L, C, D> & KlMonteCarloGuard<F, K, B, E, G, L, C, D>,
  ): ((key: Key) => Tensor<B>) => {
    countOf('klMonteCarlo', samples)
    haveRatio('klMonteCarlo', q, p)
    sideBySide(q, p)
    const [many, prior] = [q.expand(samples), p.expand(samples)]
    return (key) => {
      const z = many.sample(key)
      const same: Tensor<[number, ...C, ...D]> = typed(expression(z))
      const logPrior: Tensor<[number, ...B]> = typed(expression(prior.logProb(same)))
      const ratio: Tensor<[number, ...B]> = sub(many.logProb(z), logPrior)
      return typed(expression(mean(0)(typed<Tensor<Shape>>(expression(ratio)))))
    }
  }

type Sizes = { readonly family: string; readonly batch: readonly number[] }

/** Batches that the types did not know are compared here. */
const sideBySide = (q: Sizes, p: Sizes): void => {
  if (q.batch.join() !== p.batch.join())
    throw new ShapeError(
      `klMonteCarlo: batch ${show(q.batch)} of ${q.family} and ${show(p.batch)} of ${p.family} differ`,
    )
}
