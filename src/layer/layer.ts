/**
 * A layer: a pure function of parameters and data, typed by the shape of one example. It is a list of stages;
 * composition joins lists, so it is associative, and `input`, the empty list, is its identity. Leading axes
 * (batch, samples) are whatever the data brings.
 */

import { fold } from '../random/index.js'
import {
  type Along,
  type AsShape,
  countOf,
  type DataGuard,
  leadOf,
  type Same,
  type Shape,
  ShapeError,
  type Show,
  show,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Key, Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Tree } from '../tree/index.js'
import { type Given, type Passed, type Stage, sequence } from './stage.js'

/**
 * The parameters of a layer, or its running statistics: one tree for each stage that has any, in order.
 * @category layer
 * @since 0.1.0
 */
export type Params = readonly Tree[]

/**
 * The last argument of a layer that keeps running statistics; a layer without any takes none.
 * @category layer
 * @since 0.1.0
 */
export type StatisticsArgument<S extends Params> = S extends readonly [] ? [] : [statistics: S]

/** Statistics as the last argument of a layer. */
export const statisticsArgument = <S extends Params>(statistics: S): StatisticsArgument<S> =>
  (statistics.length === 0 ? [] : [statistics]) as unknown as StatisticsArgument<S>

/**
 * What a layer gives in training: its value, and the running statistics for the next step.
 * @category layer
 * @since 0.1.0
 */
export interface Trained<in out O extends Shape, in out S extends Params> {
  readonly value: Tensor<O>
  readonly statistics: S
}

/**
 * A function from examples of shape I to examples of shape O with parameters P and running statistics S.
 * @category layer
 * @since 0.1.0
 */
export interface Layer<
  in out I extends Shape,
  in out O extends Shape,
  in out P extends Params,
  in out S extends Params = [],
> {
  /** The sizes of one example going in. */
  readonly in: readonly number[]
  /** The sizes of one example coming out. */
  readonly out: readonly number[]
  /** First parameters; the k-th tree of parameters is drawn from the key folded with k. */
  readonly init: (key: Key) => P
  /** The running statistics before training. */
  readonly statistics: S
  /** The function in evaluation, for data with any leading axes: nothing is random, statistics are only read. */
  readonly apply: <X extends Shape>(
    params: P,
    x: Tensor<X> & DataGuard<'apply', X, I>,
    ...statistics: StatisticsArgument<S>
  ) => Tensor<Along<X, I, O>>
  /** The function in training, for data with any leading axes: the key decides what is dropped out. */
  readonly train: <X extends Shape>(
    params: P,
    x: Tensor<X> & DataGuard<'train', X, I>,
    ...statistics: StatisticsArgument<S>
  ) => (key: Key) => Trained<AsShape<Along<X, I, O>>, S>
  readonly stages: readonly Stage[]
}

/** A layer over an input shape that runs these stages. */
export const fromStages = <I extends Shape, O extends Shape, P extends Params, S extends Params = []>(
  shape: readonly number[],
  stages: readonly Stage[],
): Layer<I, O, P, S> => {
  const whole = sequence(shape, stages)
  const run = running(shape, whole)
  return {
    in: shape,
    out: whole.out,
    stages,
    statistics: inOrder<S>(whole.statistics),
    init: (key) => inOrder<P>(whole.init.map((init, k) => init(fold(k)(key)))),
    apply: (params, x, ...statistics) => typed(run.apply(params, expression(x), statistics)),
    train:
      (params, x, ...statistics) =>
      (key) => {
        const { value, statistics: next } = run.train(params, expression(x), statistics)(key)
        return { value: typed(value), statistics: inOrder<S>(next) }
      },
  }
}

/** A stage over data with any leading axes: what it is given is looked at first. */
export const running = (shape: readonly number[], whole: Stage) => {
  const given = (
    op: string,
    params: Params,
    x: Expression,
    [statistics = []]: readonly (Params | undefined)[],
  ): Given => {
    const lead = leadOf(op, x.shape, shape)
    expect(op, 'parameters', params, whole.init)
    expect(op, 'running statistics', statistics, whole.statistics)
    return { params, statistics, lead }
  }
  return {
    apply: (params: Params, x: Expression, statistics: readonly (Params | undefined)[]): Expression =>
      whole.apply(x, given('apply', params, x, statistics)),
    train:
      (params: Params, x: Expression, statistics: readonly (Params | undefined)[]) =>
      (key: Key): Passed =>
        whole.train(x, given('train', params, x, statistics), key),
  }
}

/** A list that was given has a tree for each that the stages need. */
const expect = (op: string, what: string, given: Params, needed: readonly unknown[]): void => {
  if (given.length !== needed.length)
    throw new ShapeError(`${op}: expected ${needed.length} trees of ${what}, found ${given.length}`)
}

/** The trees of the stages of a layer, in order, are the layer's. */
export const inOrder = <P extends Params>(trees: readonly Tree[]): P => trees as unknown as P

/** A layer with one more stage. */
export const andStage = <I extends Shape, O extends Shape, P extends Params, S extends Params = []>(
  layer: { readonly in: readonly number[]; readonly stages: readonly Stage[] },
  stage: Stage,
): Layer<I, O, P, S> => fromStages(layer.in, [...layer.stages, stage])

/**
 * The identity: data of this shape as it is. Every network starts with it.
 * @shape I → I
 * @law identity
 * @failure at run time: `input: expected a whole number of at least 1, found 0`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { dense, input, relu } from 'reparam/layer'
 * const net = F.pipe(input(784), dense(400), relu, dense(10))
 * console.assert(net.out.join() === '10')
 */
export const input = <const I extends number[]>(...shape: I): Layer<I, I, []> => {
  for (const size of shape) countOf('input', size)
  return fromStages(shape, [])
}

/**
 * One layer after another; their parameters stand side by side, so it does not matter how composition is bracketed.
 * @shape I → M, M → O: I → O
 * @law associativity
 * @failure `andThen: a layer gives [20] but the next one takes [16]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { andThen, dense, input, relu } from 'reparam/layer'
 * const hidden = F.pipe(input(784), dense(400), relu)
 * const head = F.pipe(input(400), dense(10))
 * console.assert(F.pipe(hidden, andThen(head)).out.join() === '10')
 */
export const andThen =
  <N extends Shape, O extends Shape, Q extends Params, T extends Params = []>(next: Layer<N, O, Q, T>) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params = []>(
    first: Layer<I, M, P, S> &
      Same<M, N, `andThen: a layer gives ${Show<M>} but the next one takes ${Show<N>}`>,
  ): Layer<I, O, [...P, ...Q], [...S, ...T]> => {
    const before: Layer<I, M, P, S> = first
    if (before.out.join() !== next.in.join())
      throw new ShapeError(
        `andThen: a layer gives ${show(before.out)} but the next one takes ${show(next.in)}`,
      )
    return fromStages(before.in, [...before.stages, ...next.stages])
  }
