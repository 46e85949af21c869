/**
 * A layer that ends in a distribution: a stochastic map x ↦ p(·|x). Encoders and decoders both are one, so a model is
 * two of them and a prior.
 */
import { type Families, type Family, Independent, type Member } from '../distribution/index.js'
import type { Layer, Params, StatisticsArgument } from '../layer/index.js'
import { inOrder, running } from '../layer/layer.js'
import { sequence } from '../layer/stage.js'
import { fold } from '../random/index.js'
import type { DataGuard, Lead, Shape } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Key, Tensor } from '../tensor/index.js'
import { expression } from '../tensor/tensor.js'
import type { Tree } from '../tree/index.js'

/**
 * A distribution of family F over events of shape E for each example of shape I, with parameters P.
 * @category model
 * @since 0.1.0
 */
export interface Conditional<
  in out I extends Shape,
  F extends Family,
  in out E extends Shape,
  in out P extends Params,
  in out S extends Params = [],
> {
  /** The sizes of one example. */
  readonly in: readonly number[]
  /** The sizes of one event. */
  readonly event: readonly number[]
  /** The name of the family. */
  readonly family: F
  /** First parameters: those of the layer, then those of its head. */
  readonly init: (key: Key) => P
  /** The running statistics before training. */
  readonly statistics: S
  /** The distribution in evaluation, for data with any leading axes, which become its batch. */
  readonly apply: <X extends Shape>(
    params: P,
    x: Tensor<X> & DataGuard<'apply', X, I>,
    ...statistics: StatisticsArgument<S>
  ) => Families<Lead<X, I>, E>[F]
  /** The distribution in training, and the running statistics for the next step. */
  readonly train: <X extends Shape>(
    params: P,
    x: Tensor<X> & DataGuard<'train', X, I>,
    ...statistics: StatisticsArgument<S>
  ) => (key: Key) => { readonly value: Families<Lead<X, I>, E>[F]; readonly statistics: S }
}

/** How the output of a layer, with the parameters of the head, becomes a distribution over elements. */
export interface Head<F extends Family, Q extends Params> {
  readonly family: F
  readonly event: readonly number[]
  /** How each of its parameter trees is made. */
  readonly init: readonly ((key: Key) => Tree)[]
  readonly elements: (params: Q, h: Expression) => Member<F, Shape, []>
}

/** A layer under a head: the parameters of both stand in one list. */
export const withHead = <
  I extends Shape,
  M extends Shape,
  P extends Params,
  S extends Params,
  F extends Family,
  E extends Shape,
  Q extends Params,
  All extends Params,
>(
  layer: Layer<I, M, P, S>,
  head: Head<F, Q>,
): Conditional<I, F, E, All, S> => {
  const count = layer.stages.reduce((n, { init }) => n + init.length, 0)
  const over = <B extends Shape>(params: Q, h: Expression): Families<B, E>[F] =>
    overEvents<F, B, E>(Independent.make(head.event.length)<F, Shape, [], never>(head.elements(params, h)))
  const run = running(layer.in, sequence(layer.in, layer.stages))
  return {
    in: layer.in,
    event: head.event,
    family: head.family,
    statistics: layer.statistics,
    init: (key) =>
      together<All>(
        layer.init(key),
        head.init.map((init, k) => init(fold(count + k)(key))),
      ),
    apply: <X extends Shape>(params: All, x: Tensor<X>, ...statistics: StatisticsArgument<S>) => {
      const { before, after } = apart<P, Q>(params, count)
      return over<Lead<X, I>>(after, run.apply(before, expression(x), statistics))
    },
    train:
      <X extends Shape>(params: All, x: Tensor<X>, ...statistics: StatisticsArgument<S>) =>
      (key: Key) => {
        const { before, after } = apart<P, Q>(params, count)
        const { value, statistics: next } = run.train(before, expression(x), statistics)(key)
        return { value: over<Lead<X, I>>(after, value), statistics: inOrder<S>(next) }
      },
  }
}

/** The parameters of the layer and those of its head as one list. */
const together = <All extends Params>(before: Params, after: Params): All =>
  [...before, ...after] as unknown as All

/** The parameters of the layer, and those of its head. */
const apart = <P extends Params, Q extends Params>(
  params: Params,
  count: number,
): { readonly before: P; readonly after: Q } => ({
  before: params.slice(0, count) as unknown as P,
  after: params.slice(count) as unknown as Q,
})

/** The last axes of the batch are the event; what leads is the batch. */
const overEvents = <F extends Family, Lead extends Shape, E extends Shape>(
  d: unknown,
): Families<Lead, E>[F] => d as Families<Lead, E>[F]
