/** The Kullback–Leibler divergence: in closed form where there is one, and by sampling anywhere. */
import type { Broadcast, BroadcastGuard, Same, Shape, Show } from '../shape/index.js'
import { broadcastShapes, ShapeError, show } from '../shape/index.js'
import {
  abs,
  add,
  div,
  erf,
  exp,
  type Key,
  maximum,
  mean,
  minimum,
  mul,
  neg,
  shift,
  sigmoid,
  softplus,
  square,
  sub,
  type Tensor,
  scale as times,
} from '../tensor/index.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Distribution } from './distribution.js'
import type { Elementwise, Family, Parameters } from './families.js'
import { mapParameters, sumEvent } from './family.js'

/** KL of one element of q from one of p; both sets of parameters have the shape S. */
type Divergence<Q extends Family, P extends Family> = <S extends Shape>(
  q: Parameters<Q, S>,
  p: Parameters<P, S>,
) => Tensor<S>

/**
 * The relation: for each family, those from which its divergence has a closed form.
 * @category distribution
 */
export interface ClosedForms {
  readonly Gaussian: { readonly Gaussian: true; readonly Laplace: true }
  readonly Laplace: { readonly Gaussian: true; readonly Laplace: true }
  readonly Bernoulli: { readonly Bernoulli: true }
}

/** A family from which q's divergence has a closed form. */
export type ClosedFormPair<Q extends Family> = keyof ClosedForms[Q] & Family

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/** log σp/σq + (σq² + (μq − μp)²)/2σp² − ½ */
const gaussianGaussian: Divergence<'Gaussian', 'Gaussian'> = (q, p) => {
  const spread = add(square(div(q.scale, p.scale)), square(div(sub(q.loc, p.loc), p.scale)))
  return shift(-0.5)(add(sub(p.logScale, q.logScale), times(0.5)(spread)))
}

/** Beyond so many scales the exponential of what follows is 0 in float32; its derivative would be 0 · ∞. */
const reach = 100

/** log bp/bq + (|d| + bq exp(−|d|/bq))/bp − 1, d = μq − μp */
const laplaceLaplace: Divergence<'Laplace', 'Laplace'> = (q, p) => {
  const distance = abs(sub(q.loc, p.loc))
  const near = minimum(distance, times(reach)(q.scale))
  const expected = add(distance, mul(q.scale, exp(neg(div(near, q.scale)))))
  return shift(-1)(add(sub(p.logScale, q.logScale), div(expected, p.scale)))
}

/** ½ log 2π + log σ − log 2b − 1 + (2b² + d²)/2σ² */
const laplaceGaussian: Divergence<'Laplace', 'Gaussian'> = (q, p) => {
  const spread = add(times(2)(square(div(q.scale, p.scale))), square(div(sub(q.loc, p.loc), p.scale)))
  return shift(HALF_LOG_TWO_PI - Math.LN2 - 1)(add(sub(p.logScale, q.logScale), times(0.5)(spread)))
}

/** log 2b − ½ log 2πe − log σ + E|x − μp|/b, with E|x − μp| = σ√(2/π) exp(−d²/2σ²) + d erf(d/σ√2) */
const gaussianLaplace: Divergence<'Gaussian', 'Laplace'> = (q, p) => {
  const d = sub(q.loc, p.loc)
  const bound = times(Math.sqrt(2 * reach))(q.scale)
  const near = maximum(minimum(d, bound), neg(bound))
  const z = times(Math.SQRT1_2)(div(near, q.scale))
  const folded = add(times(Math.sqrt(2 / Math.PI))(mul(q.scale, exp(neg(square(z))))), mul(d, erf(z)))
  return shift(Math.LN2 - HALF_LOG_TWO_PI - 0.5)(add(sub(p.logScale, q.logScale), div(folded, p.scale)))
}

/** σ(lq) log σ(lq)/σ(lp) + σ(−lq) log σ(−lq)/σ(−lp): terms that shrink with their factors, so nothing cancels */
const bernoulliBernoulli: Divergence<'Bernoulli', 'Bernoulli'> = (q, p) => {
  const outcome = (lq: typeof q.logits, lp: typeof p.logits): typeof q.logits =>
    mul(sigmoid(lq), sub(softplus(neg(lp)), softplus(neg(lq))))
  return add(outcome(q.logits, p.logits), outcome(neg(q.logits), neg(p.logits)))
}

const closedForms: {
  readonly [Q in Family]: { readonly [P in ClosedFormPair<Q> & Family]: Divergence<Q, P> }
} = {
  Gaussian: { Gaussian: gaussianGaussian, Laplace: gaussianLaplace },
  Laplace: { Gaussian: laplaceGaussian, Laplace: laplaceLaplace },
  Bernoulli: { Bernoulli: bernoulliBernoulli },
}

/**
 * The words when two families have no closed form, or their events or batches do not meet.
 * @category distribution
 */
export type KlGuard<
  Q extends Family,
  P extends Family,
  Batch extends Shape,
  PriorBatch extends Shape,
  Event extends Shape,
  PriorEvent extends Shape,
> =
  P extends ClosedFormPair<Q>
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
  Q extends Family,
  Batch extends Shape,
  Event extends Shape,
  P extends Family,
  PriorBatch extends Shape,
  PriorEvent extends Shape,
>(
  q: Elementwise<Q, Batch, Event>,
  p: Elementwise<P, PriorBatch, PriorEvent> & KlGuard<Q, P, Batch, PriorBatch, Event, PriorEvent>,
): Tensor<Broadcast<Batch, PriorBatch>> => klOf(q, p)

/** A divergence between distributions whose families and events were checked. */
export const klOf = <
  Q extends Family,
  Batch extends Shape,
  Event extends Shape,
  P extends Family,
  PriorBatch extends Shape,
  PriorEvent extends Shape,
>(
  q: Elementwise<Q, Batch, Event>,
  p: Elementwise<P, PriorBatch, PriorEvent>,
): Tensor<Broadcast<Batch, PriorBatch>> => {
  if (q.event.join() !== p.event.join())
    throw new ShapeError(
      `kl: event ${show(q.event)} of ${q.family} and ${show(p.event)} of ${p.family} differ`,
    )
  const form = closedForm(q.family, p.family)
  const whole = [...broadcastShapes('kl', q.batch, p.batch), ...q.event]
  const repeat = <S>(x: Tensor<S>): Tensor<Shape> => typed(broadcastTo(expression(x), whole))
  const nats = form(mapParameters(repeat, q.parameters), mapParameters(repeat, p.parameters))
  return typed(expression(sumEvent(nats, q.event.length)))
}

/** The closed form of a pair, which the types have checked to exist. */
const closedForm = <Q extends Family, P extends Family>(q: Q, p: P): Divergence<Q, P> => {
  const row: Readonly<Record<string, unknown>> = closedForms[q]
  const form = row[p]
  if (typeof form !== 'function') throw new Error(`kl: no closed form for ${q} from ${p}; use klMonteCarlo`)
  return form as Divergence<Q, P>
}

/**
 * An unbiased estimate of the divergence of q from p by so many samples of q, for any two distributions over the
 * same events.
 * @shape q, p: batch B, event E → B
 * @unit nats per event
 * @grad through the samples, where q is reparameterised
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
  <B extends Shape, E extends Shape>(q: Distribution<B, E>, p: Distribution<B, E>) =>
  (key: Key): Tensor<B> => {
    const [many, prior] = [q.expand(samples), p.expand(samples)]
    const z = many.sample(key)
    const ratio: Tensor<[number, ...B]> = sub(many.logProb(z), prior.logProb(z))
    return typed(expression(mean(0)(typed<Tensor<Shape>>(expression(ratio)))))
  }
