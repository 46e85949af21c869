/**
 * Mixtures: sums of distributions, weighted by a softmax of logits.
 * @category distribution
 * @since 0.1.0
 * @module
 */

import { split } from '../../random/index.js'
import {
  type AsShape,
  type Same,
  type Shape,
  ShapeError,
  type Show,
  type SplitTail,
  show,
} from '../../shape/index.js'
import type { Expression } from '../../tensor/expression.js'
import { type AnyTensor, type Key, shapeOf, type Tensor } from '../../tensor/index.js'
import { concatenate, reshape } from '../../tensor/primitive/structure.js'
import { expression, typed } from '../../tensor/tensor.js'
import type { Ability, Axes, Can, Distribution } from '../distribution.js'
import { rebuilt } from '../rebuilt.js'
import { type Components, forEach, mixed } from './mixing.js'

type Kind = 'continuous' | 'discrete'

/** What a mixture can state, given what all of its components can. */
type Mixable<A extends Ability> =
  | Extract<A, 'mean' | 'cdf'>
  | (['mean', 'variance'] extends [A, A] ? 'variance' : never)

/**
 * A mixture of distributions that can all state A: its mean and cdf are the weighted ones, its variance is theirs and
 * that of their means. It has no entropy, mode or quantile in closed form, and its samples carry no gradient.
 * @category distribution
 * @since 0.1.0
 */
export type Mixture<B extends Shape, E extends Shape, A extends Ability, K extends Kind> = Distribution<
  B,
  E,
  Mixable<A>
> & { readonly family: 'Mixture'; readonly kind: K; readonly reparameterised: false }

/** The words when there is no axis of components. */
type AxisOfComponents<C extends Shape> = C['length'] extends 0
  ? `Mixture: components of batch ${Show<C>} have no axis to mix over`
  : unknown

/** What any distribution gives, whatever it can state. */
type Anything = Distribution<Shape, Shape, Ability>

/** The components that stand in the last axis of a batch. */
const along = (d: Anything, lead: number): Components => {
  const count = d.batch[lead] ?? 0
  const each = (x: AnyTensor): Tensor<Shape> => typed(forEach(expression(x), lead, count))
  return {
    logProb: (x) => expression(d.logProb(each(x))),
    sample: (key) => expression(d.sample(key)),
    ...('mean' in d && { mean: () => expression(d.mean()) }),
    ...('variance' in d && { variance: () => expression(d.variance()) }),
    ...('cdf' in d && { cdf: (x: AnyTensor) => expression(d.cdf(each(x))) }),
    expand: (samples) => along(rebuilt(d.expand(samples)), lead + 1),
  }
}

/**
 * Mixtures of the distributions in the last axis of a batch, one logit for each. Axes that are to be one event are moved
 * there before, by `Independent.make`, if all elements of an event come from the same component, and afterwards if each
 * comes from one of its own.
 * @shape logits [...B, K], components batch [...B, K], event E → batch B, event E
 * @math log p(x) = log Σ_k exp(log softmax(logits)_k + log p_k(x))
 * @unit logProb: nats
 * @grad through logProb to the logits and the components; none through sample
 * @failure `Mixture: logits [3] and batch [2] of the components differ`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, Mixture, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * const p = Mixture.sameFamily({ logits: zeros(2), components: Gaussian.make(vector([-1, 1]), vector([1, 1])) })
 * console.assert((await read(p.mean())).join() === '0' && (await read(p.variance())).join() === '2')
 */
export const sameFamily = <
  C extends Shape,
  E extends Shape,
  A extends Ability,
  K extends Kind,
  L extends Shape,
>({
  logits,
  components,
}: {
  readonly logits: Tensor<L> &
    Same<L, C, `Mixture: logits ${Show<L>} and batch ${Show<C>} of the components differ`>
  readonly components: Distribution<C, E> & {
    readonly kind: K
    readonly can?: Can<A>
  } & AxisOfComponents<C>
}): Mixture<SplitTail<C, 1>[0], E, A, K> => {
  const { batch, event, kind } = components
  if (batch.length === 0)
    throw new ShapeError(`Mixture: components of batch ${show(batch)} have no axis to mix over`)
  if (shapeOf(logits).join() !== batch.join())
    throw new ShapeError(
      `Mixture: logits ${show(shapeOf(logits))} and batch ${show(batch)} of the components differ`,
    )
  const lead = batch.slice(0, -1)
  return rebuilt(
    mixed(expression(logits), { batch: lead, event, kind }, along(rebuilt(components), lead.length)),
  )
}

/** A distribution of a list, as far as its types are looked at one by one. */
interface Listed {
  readonly family: string
  readonly kind: Kind
}

type BatchOf<D> = D extends { readonly axes?: Axes<infer B, infer _> } ? AsShape<B> : never
type EventOf<D> = D extends { readonly axes?: Axes<infer _, infer E> } ? AsShape<E> : never
type KindOf<D> = D extends { readonly kind: infer K extends Kind } ? K : never

/** What all of them state. */
type StatedByAll<D extends readonly Listed[]> = {
  readonly [A in Ability]: D[number] extends { readonly [F in A]: unknown } ? A : never
}[Ability]

type AxesGuard<
  S extends Shape,
  T extends Shape,
  B extends Shape,
  E extends Shape,
  Name extends string,
  OtherB extends Shape,
  OtherE extends Shape,
  Other extends string,
> = Same<
  S,
  T,
  `Mixture: batch ${Show<B>}, event ${Show<E>} of ${Name} and batch ${Show<OtherB>}, event ${Show<OtherE>} of ${Other} differ`
>

/** The words when a component has other axes than the first one, or is of the other kind. */
type ComponentGuard<First extends Listed, D extends Listed> = [
  BatchOf<First>,
  EventOf<First>,
  KindOf<First>,
  First['family'],
  BatchOf<D>,
  EventOf<D>,
  KindOf<D>,
  D['family'],
] extends [
  infer B extends Shape,
  infer E extends Shape,
  infer K extends Kind,
  infer Name extends string,
  infer OtherB extends Shape,
  infer OtherE extends Shape,
  infer OtherK extends Kind,
  infer Other extends string,
]
  ? AxesGuard<B, OtherB, B, E, Name, OtherB, OtherE, Other> &
      AxesGuard<E, OtherE, B, E, Name, OtherB, OtherE, Other> &
      ([K] extends [OtherK]
        ? unknown
        : `Mixture: ${Name} is ${K} and ${Other} ${OtherK}; densities and probabilities have no sum`)
  : unknown

type ListGuard<D extends readonly Listed[]> = { readonly [I in keyof D]: ComponentGuard<D[0], D[I]> }

/** Distributions of a list side by side, in an axis of their own. */
const together = (list: readonly Anything[], lead: number): Components => {
  const side = (parts: readonly AnyTensor[]): Expression => {
    const all = parts.map(expression)
    return concatenate(
      all.map((e) => reshape(e, [...e.shape.slice(0, lead), 1, ...e.shape.slice(lead)])),
      lead,
    )
  }
  const all = (name: Ability): boolean => list.every((d) => name in d)
  return {
    logProb: (x) => side(list.map((d) => d.logProb(typed<Tensor<Shape>>(expression(x))))),
    sample: (key) => {
      const keys: readonly Key[] = split<number>(list.length)(key)
      return side(list.flatMap((d, i) => keys.slice(i, i + 1).map((own) => d.sample(own))))
    },
    ...(all('mean') && { mean: () => side(list.map((d) => d.mean())) }),
    ...(all('variance') && { variance: () => side(list.map((d) => d.variance())) }),
    ...(all('cdf') && {
      cdf: (x: AnyTensor) => side(list.map((d) => d.cdf(typed<Tensor<Shape>>(expression(x))))),
    }),
    expand: (samples) =>
      together(
        list.map((d) => rebuilt(d.expand(samples))),
        lead + 1,
      ),
  }
}

/** The words at run time. */
const checked = (list: readonly Anything[]): Anything => {
  const [first, ...others] = list
  if (first === undefined) throw new ShapeError('Mixture: no components')
  for (const d of others) {
    if (d.batch.join() !== first.batch.join() || d.event.join() !== first.event.join())
      throw new ShapeError(`Mixture: ${axesIn(first)} and ${axesIn(d)} differ`)
    if (d.kind !== first.kind)
      throw new TypeError(
        `Mixture: ${first.family} is ${first.kind} and ${d.family} ${d.kind}; densities and probabilities have no sum`,
      )
  }
  return first
}

const axesIn = (d: Anything): string => `batch ${show(d.batch)}, event ${show(d.event)} of ${d.family}`

/**
 * Mixtures of distributions of several families over the same axes, one logit for each: counts that are 0 more often
 * than a Poisson law says have `Delta` beside it.
 * @shape logits [...B, K], K distributions of batch B, event E → batch B, event E
 * @math log p(x) = log Σ_k exp(log softmax(logits)_k + log p_k(x))
 * @unit logProb: nats
 * @grad through logProb to the logits and the components; none through sample
 * @failure `Mixture: batch [], event [] of Gaussian and batch [2], event [] of Laplace differ`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, Laplace, Mixture, read, scalar, use, zeros } from 'reparam'
 * await use('cpu')()
 * const [zero, one] = [scalar(0), scalar(1)]
 * const p = Mixture.of(zeros(2), [Gaussian.make(zero, one), Laplace.make(zero, one)])
 * console.assert((await read(p.variance())).join() === '1.5')
 */
export const of = <const D extends readonly [Listed, ...(readonly Listed[])], L extends Shape>(
  logits: Tensor<L> &
    Same<
      L,
      [...BatchOf<D[0]>, D['length']],
      `Mixture: logits ${Show<L>} are not ${Show<[...BatchOf<D[0]>, D['length']]>}, one for each component`
    >,
  components: D & ListGuard<D>,
): Mixture<BatchOf<D[0]>, EventOf<D[0]>, StatedByAll<D>, KindOf<D[0]>> => {
  const list = components.map((d) => rebuilt<Anything>(d))
  const { batch, event, kind } = checked(list)
  const wanted = [...batch, list.length]
  if (shapeOf(logits).join() !== wanted.join())
    throw new ShapeError(
      `Mixture: logits ${show(shapeOf(logits))} are not ${show(wanted)}, one for each component`,
    )
  return rebuilt(mixed(expression(logits), { batch, event, kind }, together(list, batch.length)))
}
