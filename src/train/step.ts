/** One training step as a pure function from state and batch to state and metrics. */
import { valueAndGradWith } from '../gradient/index.js'
import { applyUpdates, type Optimizer, type OptimizerState } from '../optimizer/index.js'
import { split } from '../random/index.js'
import { type Key, scalar, shift, type Tensor } from '../tensor/index.js'
import type { Tree } from '../tree/index.js'

/**
 * All that a step changes: a tree, so that it can be compiled, saved and compared.
 * @category train
 * @since 0.1.0
 */
export type TrainState<P extends Tree, S extends Tree = []> = {
  readonly params: P
  /** The running statistics of layers that keep any. */
  readonly statistics: S
  readonly optimizer: OptimizerState
  /** What the next step draws from. */
  readonly key: Key
  /** The number of steps done. */
  readonly step: Tensor<[]>
}

/**
 * What a loss gives for a batch: the number to be made small, and numbers to be watched. The number of steps done comes
 * beside the key, for terms that follow a schedule.
 * @unit nats per example
 * @category train
 * @since 0.1.0
 */
export type Loss<P extends Tree, B extends Tree, M extends Metrics> = (
  params: P,
  batch: B,
) => (key: Key, step: Tensor<[]>) => { readonly loss: Tensor<[]>; readonly metrics: M }

/**
 * A loss of a model whose layers keep running statistics: it gives the next ones beside.
 * @unit nats per example
 * @category train
 * @since 0.1.0
 */
export type StatisticsLoss<P extends Tree, S extends Tree, B extends Tree, M extends Metrics> = (
  params: P,
  statistics: S,
  batch: B,
) => (
  key: Key,
  step: Tensor<[]>,
) => { readonly loss: Tensor<[]>; readonly metrics: M; readonly statistics: S }

/**
 * Numbers to be watched, by name.
 * @category train
 * @since 0.1.0
 */
export type Metrics = { readonly [name: string]: Tensor<[]> }

/**
 * A step: the next state, the loss, and the metrics.
 * @category train
 * @since 0.1.0
 */
export type Step<P extends Tree, B extends Tree, M extends Metrics, S extends Tree = []> = (
  state: TrainState<P, S>,
  batch: B,
) => { readonly state: TrainState<P, S>; readonly loss: Tensor<[]>; readonly metrics: M }

/**
 * The state before the first step.
 * @category train
 * @since 0.1.0
 * @example
 * import { adam, begin, key, read, use, zeros } from 'reparam'
 * await use('cpu')()
 * const state = begin(adam({ rate: 1e-3 }))({ bias: zeros(2) }, key(0))
 * console.assert((await read(state.step)).join() === '0')
 */
export const begin =
  (optimizer: Optimizer) =>
  <P extends Tree>(params: P, key: Key): TrainState<P> =>
    beginWithStatistics(optimizer)(params, [], key)

/**
 * The state before the first step of a model whose layers keep running statistics.
 * @category train
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { adam, beginWithStatistics, key } from 'reparam'
 * import { batchNorm, dense, input } from 'reparam/layer'
 * const net = F.pipe(input(4), dense(3), batchNorm)
 * const state = beginWithStatistics(adam({ rate: 1e-3 }))(net.init(key(0)), net.statistics, key(1))
 * console.assert(state.statistics.length === 1)
 */
export const beginWithStatistics =
  (optimizer: Optimizer) =>
  <P extends Tree, const S extends Tree>(params: P, statistics: S, key: Key): TrainState<P, S> => ({
    params,
    statistics,
    optimizer: optimizer.init(params),
    key,
    step: scalar(0),
  })

/**
 * The step that follows a loss down by an optimizer.
 * @grad of the loss, to the parameters
 * @category train
 * @since 0.1.0
 * @example
 * import { begin, compile, key, read, scalar, sgd, square, step, sub, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const optimizer = sgd({ rate: 0.25 })
 * const loss = (w: Tensor<[]>, x: Tensor<[]>) => () => ({ loss: square(sub(w, x)), metrics: {} })
 * const train = compile(step(optimizer)(loss))
 * const { state } = train(begin(optimizer)(scalar(0), key(0)), scalar(4))
 * console.assert((await read(state.params)).join() === '2')
 */
export const step =
  (optimizer: Optimizer) =>
  <P extends Tree, B extends Tree, M extends Metrics>(loss: Loss<P, B, M>): Step<P, B, M> =>
    stepWithStatistics(optimizer)<P, [], B, M>((params, statistics, batch) => (key, done) => ({
      ...loss(params, batch)(key, done),
      statistics,
    }))

/**
 * The step of a model whose layers keep running statistics, which move on with each batch.
 * @grad of the loss, to the parameters
 * @category train
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { beginWithStatistics, compile, type Key, key, meanBatch, normal, read, sgd, square, stepWithStatistics, sum, type Tensor, use } from 'reparam'
 * import { batchNorm, dense, input } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(4), dense(3), batchNorm)
 * type Params = ReturnType<typeof net.init>
 * const optimizer = sgd({ rate: 0.1 })
 * const loss = (params: Params, statistics: typeof net.statistics, x: Tensor<[8, 4]>) => (draw: Key) => {
 *   const { value, statistics: next } = net.train(params, x, statistics)(draw)
 *   return { loss: meanBatch(sum(-1)(square(value))), metrics: {}, statistics: next }
 * }
 * const train = compile(stepWithStatistics(optimizer)(loss))
 * const first = beginWithStatistics(optimizer)(net.init(key(0)), net.statistics, key(1))
 * const { state } = train(first, normal(8, 4)(key(2)))
 * console.assert((await read(state.statistics[0].variance)).every((v) => v !== 1))
 */
export const stepWithStatistics =
  (optimizer: Optimizer) =>
  <P extends Tree, S extends Tree, B extends Tree, M extends Metrics>(
    loss: StatisticsLoss<P, S, B, M>,
  ): Step<P, B, M, S> =>
  (state, batch) => {
    const [now, later] = split(2)(state.key)
    const [value, gradients, beside] = valueAndGradWith((params: P) => {
      const given = loss(params, state.statistics, batch)(now, state.step)
      return [given.loss, { metrics: given.metrics, statistics: given.statistics }]
    })(state.params)
    const [updates, next] = optimizer.update(gradients, state.optimizer, state.params)
    return {
      state: {
        params: applyUpdates(state.params, updates),
        statistics: beside.statistics,
        optimizer: next,
        key: later,
        step: shift(1)(state.step),
      },
      loss: value,
      metrics: beside.metrics,
    }
  }
