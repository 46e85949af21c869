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
export type TrainState<P extends Tree> = {
  readonly params: P
  readonly optimizer: OptimizerState
  /** What the next step draws from. */
  readonly key: Key
  /** The number of steps done. */
  readonly step: Tensor<[]>
}

/**
 * What a loss gives for a batch: the number to be made small, and numbers to be watched.
 * @unit nats per example
 * @category train
 * @since 0.1.0
 */
export type Loss<P extends Tree, B extends Tree, M extends Metrics> = (
  params: P,
  batch: B,
) => (key: Key) => { readonly loss: Tensor<[]>; readonly metrics: M }

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
export type Step<P extends Tree, B extends Tree, M extends Metrics> = (
  state: TrainState<P>,
  batch: B,
) => { readonly state: TrainState<P>; readonly loss: Tensor<[]>; readonly metrics: M }

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
  <P extends Tree>(params: P, key: Key): TrainState<P> => ({
    params,
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
  (state, batch) => {
    const [now, later] = split(2)(state.key)
    const [value, gradients, metrics] = valueAndGradWith((params: P) => {
      const given = loss(params, batch)(now)
      return [given.loss, given.metrics]
    })(state.params)
    const [updates, next] = optimizer.update(gradients, state.optimizer, state.params)
    return {
      state: {
        params: applyUpdates(state.params, updates),
        optimizer: next,
        key: later,
        step: shift(1)(state.step),
      },
      loss: value,
      metrics,
    }
  }
