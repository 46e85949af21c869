/** What a step says of batches that it does not learn from: training and validation read one objective. */
import { fold } from '../random/index.js'
import { type Backend, compile, current, read, release } from '../run/index.js'
import type { Key } from '../tensor/index.js'
import type { Tree } from '../tree/index.js'
import { means } from './epoch.js'
import type { Metrics, Step, TrainState } from './step.js'

/**
 * The loss and the metrics of a step on batches that are only looked at: compiled once, until it is released.
 * @category train
 * @since 0.1.0
 */
export interface Validation<P extends Tree, B extends Tree, M extends Metrics, S extends Tree> {
  /** The means over the batches at a state, which stays as it is. Its key decides what is drawn, other for each batch. */
  readonly of: (
    state: TrainState<P, S>,
    batches: Iterable<B>,
  ) => Promise<{ readonly loss: number; readonly means: { readonly [N in keyof M]: number } }>
  /** Frees what the compiled loss holds. */
  readonly release: () => void
}

/**
 * The objective of a step, for batches that are not learnt from. It is taken from the step itself, with what follows a
 * schedule as it is at the state, so that another one can only be written on purpose. Nothing is computed of gradients
 * and updates.
 * @unit that of the loss: nats per example
 * @failure RangeError: `validation: expected at least one batch, found none`
 * @category train
 * @since 0.1.0
 * @example
 * import { begin, key, scalar, sgd, square, step, sub, type Tensor, use, validation } from 'reparam'
 * await use('cpu')()
 * const optimizer = sgd({ rate: 0.25 })
 * const loss = (w: Tensor<[]>, x: Tensor<[]>) => () => ({ loss: square(sub(w, x)), metrics: {} })
 * const held = validation(step(optimizer)(loss))
 * const found = await held.of(begin(optimizer)(scalar(0), key(0)), [scalar(1), scalar(3)])
 * held.release()
 * console.assert(found.loss === 5)
 */
export const validation = <P extends Tree, B extends Tree, M extends Metrics, S extends Tree = []>(
  step: Step<P, B, M, S>,
  backend: Backend = current(),
): Validation<P, B, M, S> => {
  const judged = compile((state: TrainState<P, S>, batch: B, key: Key) => {
    const { loss, metrics } = step({ ...state, key }, batch)
    return { loss, metrics }
  }, backend)
  return {
    of: async (state, batches) => {
      const sums = new Map<string, number>()
      let total = 0
      let count = 0
      for (const batch of batches) {
        const found = judged(state, batch, fold(count)(state.key))
        try {
          total += (await read(found.loss, backend))[0] ?? Number.NaN
          for (const [name, value] of Object.entries(found.metrics))
            sums.set(name, (sums.get(name) ?? 0) + ((await read(value, backend))[0] ?? Number.NaN))
        } finally {
          release(found)
        }
        count += 1
      }
      if (count === 0) throw new RangeError('validation: expected at least one batch, found none')
      return { loss: total / count, means: means<M>(sums, count) }
    },
    release: judged.release,
  }
}
