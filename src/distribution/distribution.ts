/**
 * A distribution over tensors: a record of pure functions. Batch axes hold distributions that do not know of each
 * other; event axes belong to one draw. A value has shape [...Batch, ...Event], a log-density has shape Batch.
 */
import { type Same, type Shape, ShapeError, type Show, show } from '../shape/index.js'
import { type AnyTensor, type Key, shapeOf, type Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'

/**
 * The words for a value that is not a batch of events; nothing is broadcast.
 * @category distribution
 */
export type ValueGuard<Op extends string, X, Batch extends Shape, Event extends Shape> = Same<
  X,
  [...Batch, ...Event],
  `${Op}: value ${Show<X>} is not batch ${Show<Batch>} followed by event ${Show<Event>}`
>

/** A value of shape S, batch followed by event; any other is refused in the words of the compiler. */
export const asValue =
  <S>(batch: readonly number[], event: readonly number[]) =>
  (op: string, x: AnyTensor): Tensor<S> => {
    const given = shapeOf(x)
    if (given.join() !== [...batch, ...event].join())
      throw new ShapeError(
        `${op}: value ${show(given)} is not batch ${show(batch)} followed by event ${show(event)}`,
      )
    return typed(expression(x))
  }

declare const axesTag: unique symbol
declare const abilityTag: unique symbol

/** Batch and event as a type; no value carries it. */
export interface Axes<in out Batch, in out Event> {
  readonly [axesTag]?: readonly [Batch, Event]
}

/** What a distribution can do, as a type: one that can do more is one that can do less. No value carries it. */
export interface Can<in A> {
  readonly [abilityTag]?: (ability: A) => void
}

/**
 * What a distribution can state beside its log-density, where there is a closed form: which of these it has stands
 * in its type.
 * @category distribution
 * @since 0.1.0
 */
export interface Abilities<Batch extends Shape, Event extends Shape> {
  /** The entropy in nats. */
  readonly entropy: () => Tensor<Batch>
  /** The mean of each element. */
  readonly mean: () => Tensor<[...Batch, ...Event]>
  /** The variance of each element. */
  readonly variance: () => Tensor<[...Batch, ...Event]>
  /** The value of highest density or probability: of each element, or of the whole event where its elements depend. */
  readonly mode: () => Tensor<[...Batch, ...Event]>
  /** The probability that an element is at most x, for each element by itself. */
  readonly cdf: <X extends Shape>(
    x: Tensor<X> & ValueGuard<'cdf', X, Batch, Event>,
  ) => Tensor<[...Batch, ...Event]>
  /** The value below which an element lies with probability p, for each element by itself: the inverse of `cdf`. */
  readonly quantile: <X extends Shape>(
    p: Tensor<X> & ValueGuard<'quantile', X, Batch, Event>,
  ) => Tensor<[...Batch, ...Event]>
}

/**
 * The name of something that a distribution may be able to state.
 * @category distribution
 */
export type Ability = keyof Abilities<[], []>

/** What every distribution has. */
export interface Essentials<Batch extends Shape, Event extends Shape> {
  /** The name of the family. */
  readonly family: string
  /** Sizes of the batch axes. */
  readonly batch: readonly number[]
  /** Sizes of the event axes. */
  readonly event: readonly number[]
  /** Whether it has a density over real numbers, or probabilities of single values. */
  readonly kind: 'continuous' | 'discrete'
  /** Whether a gradient flows through a sample to the parameters. */
  readonly reparameterised: boolean
  /** Batch and event for inference: without it a family's event would not be found. No value carries it. */
  readonly axes?: Axes<Batch, Event>
  /** One draw for each distribution of the batch. */
  readonly sample: (key: Key) => Tensor<[...Batch, ...Event]>
  /** The log-density or log-probability of a value, in nats; the axes of an event are summed. */
  readonly logProb: <X extends Shape>(x: Tensor<X> & ValueGuard<'logProb', X, Batch, Event>) => Tensor<Batch>
}

/** The distributions that are this one repeated: they can do what it can. */
export interface Repeatable<Batch extends Shape, Event extends Shape, A extends Ability> {
  /** What it can do, for inference. No value carries it. */
  readonly can?: Can<A>
  /** The same distributions repeated along a new first batch axis: one for each of L samples. */
  readonly expand: <L extends number>(count: L) => Distribution<[L, ...Batch], Event, A>
}

/**
 * A distribution with its batch and event axes apart in the type, and with what it can state: `Distribution<[32],
 * [20], 'entropy' | 'cdf'>` has an entropy and a cdf. Anything that has these functions is one: the laws run on it,
 * and `klMonteCarlo` takes it.
 * @category distribution
 * @since 0.1.0
 */
export type Distribution<Batch extends Shape, Event extends Shape, A extends Ability = never> = Essentials<
  Batch,
  Event
> &
  Repeatable<Batch, Event, A> &
  Pick<Abilities<Batch, Event>, A>

/**
 * The words for a distribution whose samples carry no gradient, where one has to flow through them. Whether they do may
 * be known at run time only: then it is looked at there.
 * @category distribution
 */
export type ReparameterisedGuard<Op extends string, Family extends string, R extends boolean> = [R] extends [
  false,
]
  ? `${Op}: ${Family} is not reparameterised; no gradient reaches its parameters through a sample`
  : unknown

/** The same at run time. */
export const reparameterised = (
  op: string,
  d: { readonly family: string; readonly reparameterised: boolean },
): void => {
  if (!d.reparameterised)
    throw new TypeError(
      `${op}: ${d.family} is not reparameterised; no gradient reaches its parameters through a sample`,
    )
}

/** Whether it has a density, or probabilities of single values. */
export type Kind = 'continuous' | 'discrete'

/**
 * The words for two distributions of which one has a density and the other has probabilities. Which it is may be known
 * at run time only: then it is looked at there.
 * @category distribution
 */
export type RatioGuard<
  Op extends string,
  Family extends string,
  K extends Kind,
  PriorFamily extends string,
  PriorKind extends Kind,
> = [K, PriorKind] extends ['discrete', 'continuous'] | ['continuous', 'discrete']
  ? `${Op}: ${Family} is ${K} and ${PriorFamily} ${PriorKind}; probabilities and densities have no ratio`
  : unknown

/**
 * The words for a prior that is over other events, or has no ratio.
 * @category distribution
 */
export type BesideGuard<
  Op extends string,
  Family extends string,
  K extends Kind,
  Event extends Shape,
  PriorFamily extends string,
  PriorKind extends Kind,
  PriorEvent extends Shape,
> = [[Event, PriorEvent]] extends [[PriorEvent, Event]]
  ? RatioGuard<Op, Family, K, PriorFamily, PriorKind>
  : Same<
      Event,
      PriorEvent,
      `${Op}: event ${Show<Event>} of ${Family} and ${Show<PriorEvent>} of ${PriorFamily} differ`
    >

/** What the words about two distributions are made of. */
export type Looked = Pick<Essentials<Shape, Shape>, 'family' | 'kind' | 'event'>

/** The same at run time. */
export const haveRatio = (op: string, q: Looked, p: Looked): void => {
  if (q.event.join() !== p.event.join())
    throw new ShapeError(
      `${op}: event ${show(q.event)} of ${q.family} and ${show(p.event)} of ${p.family} differ`,
    )
  if (q.kind !== p.kind)
    throw new TypeError(
      `${op}: ${q.family} is ${q.kind} and ${p.family} ${p.kind}; probabilities and densities have no ratio`,
    )
}

/** A distribution with its name and its kind in the type: what a guard looks at. */
export type Kinded<
  Family extends string,
  K extends Kind,
  Batch extends Shape,
  Event extends Shape,
> = Distribution<Batch, Event> & { readonly family: Family; readonly kind: K }

/** A distribution with its name and its kind of sample in the type: what a guard looks at. */
export type Sampled<
  Family extends string,
  R extends boolean,
  Batch extends Shape,
  Event extends Shape,
> = Distribution<Batch, Event> & { readonly family: Family; readonly reparameterised: R }
