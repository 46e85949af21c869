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

/** Batch and event as a type; no value carries it. */
export interface Axes<in out Batch, in out Event> {
  readonly [axesTag]?: readonly [Batch, Event]
}

/**
 * A distribution with its batch and event axes apart in the type. Anything that has these functions is one: the
 * laws run on it, and `klMonteCarlo` takes it.
 * @category distribution
 * @since 0.1.0
 */
export interface Distribution<Batch extends Shape, Event extends Shape> {
  /** The name of the family. */
  readonly family: string
  /** Sizes of the batch axes. */
  readonly batch: readonly number[]
  /** Sizes of the event axes. */
  readonly event: readonly number[]
  /** Whether a gradient flows through a sample to the parameters. */
  readonly reparameterised: boolean
  /** Batch and event for inference: without it a family's event would not be found. No value carries it. */
  readonly axes?: Axes<Batch, Event>
  /** One draw for each distribution of the batch. */
  readonly sample: (key: Key) => Tensor<[...Batch, ...Event]>
  /** The log-density or log-probability of a value, in nats; the axes of an event are summed. */
  readonly logProb: <X extends Shape>(x: Tensor<X> & ValueGuard<'logProb', X, Batch, Event>) => Tensor<Batch>
  /** The entropy in nats. */
  readonly entropy: () => Tensor<Batch>
  /** The mean of each element. */
  readonly mean: () => Tensor<[...Batch, ...Event]>
  /** The variance of each element. */
  readonly variance: () => Tensor<[...Batch, ...Event]>
  /** The value of highest density or probability, of each element. */
  readonly mode: () => Tensor<[...Batch, ...Event]>
  /** The probability that an element is at most x, for each element by itself. */
  readonly cdf: <X extends Shape>(
    x: Tensor<X> & ValueGuard<'cdf', X, Batch, Event>,
  ) => Tensor<[...Batch, ...Event]>
  /** The same distributions repeated along a new first batch axis: one for each of L samples. */
  readonly expand: <L extends number>(count: L) => Distribution<[L, ...Batch], Event>
}
