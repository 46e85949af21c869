/** Training as an effect: epochs of compiled steps, with events, stopped by the first loss that is not finite. */
import { either as E, type taskEither as TE } from 'fp-ts'
import { deviceLost, type Failure, invalidOption } from '../failure/index.js'
import { type Backend, BackendError, compile, current, evaluate, release } from '../run/index.js'
import type { Tree } from '../tree/index.js'
import { type Fit, type Loop, oneEpoch } from './epoch.js'
import { hostCopy, isApart } from './host.js'
import { readingsOn } from './readings.js'
import { type States, statesFrom } from './states.js'
import type { Metrics, TrainState } from './step.js'

/**
 * Why training stopped, and the last state that was good: it is the caller's to save and to release.
 * @category train
 * @since 0.1.0
 */
export interface Stopped<P extends Tree, S extends Tree = []> {
  readonly failure: Failure
  readonly state: TrainState<P, S>
}

/**
 * Trains for some epochs. The losses are looked at every `readEvery` steps, and the whole state after each epoch, before
 * `onEpoch` sees it; older states are freed, so that four are held at most. The last one is the caller's to release.
 * On webgl and webgpu a copy of the state stays on the host from the end of each epoch: should the device be lost, that
 * is the last good state, for any backend to go on with.
 * @failure NonFinite names the step and the first leaf that is not finite; DeviceLost, KernelFailed and LimitExceeded
 * when the backend cannot go on; InvalidOption for an epoch without a batch or a `readEvery` that is no count; whatever
 * `batches` and `onEpoch` report
 * @category train
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { begin, fit, key, read, release, scalar, sgd, square, step, sub, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const optimizer = sgd({ rate: 0.25 })
 * const loss = (w: Tensor<[]>, x: Tensor<[]>) => () => ({ loss: square(sub(w, x)), metrics: {} })
 * const trained = await fit({
 *   step: step(optimizer)(loss),
 *   state: begin(optimizer)(scalar(0), key(0)),
 *   from: 0,
 *   to: 3,
 *   batches: () => E.right([scalar(4)]),
 * })()
 * if (E.isLeft(trained)) throw new Error(trained.left.failure._tag)
 * console.assert((await read(trained.right.params)).join() === '3.5')
 * release(trained.right)
 */
export const fit =
  <P extends Tree, B extends Tree, M extends Metrics, S extends Tree = []>(
    options: Fit<P, B, M, S>,
  ): TE.TaskEither<Stopped<P, S>, TrainState<P, S>> =>
  async () => {
    const backend = current()
    const every = options.readEvery ?? (isApart(backend) ? READ_EVERY : 1)
    if (!Number.isSafeInteger(every) || every < 1)
      return E.left({
        failure: invalidOption({ option: 'readEvery', expected: 'a count of at least 1', got: `${every}` }),
        state: options.state,
      })
    const begun = await beginning(options.state, backend)
    if (E.isLeft(begun)) return begun
    const states = begun.right
    const step = compile(options.step, backend)
    const readings = readingsOn(backend)
    const loop: Loop<P, B, M, S> = { options, backend, every, step, states, readings }
    try {
      for (let epoch = options.from + 1; epoch <= options.to; epoch += 1) {
        const failure = await oneEpoch(loop, epoch)
        if (failure !== undefined) return E.left({ failure, state: states.handOver() })
      }
      return E.right(states.handOver())
    } catch (thrown) {
      const noticed = thrown instanceof BackendError ? await atStep(thrown.failure, loop) : undefined
      const state = states.handOver()
      if (noticed !== undefined) return E.left({ failure: noticed, state })
      release(state)
      throw thrown
    } finally {
      readings.release()
      step.release()
    }
  }

/** How many steps go by between two looks at their losses, where reading takes long. */
const READ_EVERY = 100

/**
 * States of one's own, held by the backend, and the first copy on the host where it may be needed. The state that was
 * given is freed, unless the backend cannot take it: then it is given back.
 */
const beginning = async <P extends Tree, S extends Tree>(
  given: TrainState<P, S>,
  backend: Backend,
): Promise<E.Either<Stopped<P, S>, States<P, S>>> => {
  let mine: TrainState<P, S> | undefined
  try {
    mine = evaluate(given, backend)
    const copy = isApart(backend) ? await hostCopy(mine, backend) : undefined
    release(given)
    return E.right(statesFrom(mine, backend, copy))
  } catch (thrown) {
    if (mine !== undefined) release(mine)
    if (thrown instanceof BackendError) return E.left({ failure: thrown.failure, state: given })
    release(given)
    throw thrown
  }
}

/** A lost device, with the step that was under way. */
const atStep = async <P extends Tree, B extends Tree, M extends Metrics, S extends Tree>(
  failure: Failure,
  { states }: Loop<P, B, M, S>,
): Promise<Failure> =>
  failure._tag === 'DeviceLost' ? deviceLost({ ...failure, step: await states.underWay() }) : failure
