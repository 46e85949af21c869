/** Training as an effect: epochs of compiled steps, with events, stopped by the first loss that is not finite. */
import { either as E, type taskEither as TE } from 'fp-ts'
import { type Failure, invalidOption, nonFinite } from '../failure/index.js'
import { type Compiled, compile, evaluate, release } from '../run/index.js'
import { namedLeaves, type Tree } from '../tree/index.js'
import { firstNonFinite, numberOf, type States, statesFrom } from './states.js'
import type { Metrics, Step, TrainState } from './step.js'

/**
 * What happened in an epoch: the mean of every metric over its batches, and how long it took.
 * @category train
 * @since 0.1.0
 */
export interface Epoch<M extends Metrics> {
  /** Counted from 1. */
  readonly epoch: number
  /** The number of steps done since the first epoch. */
  readonly step: number
  /** The mean of each metric over the batches. */
  readonly means: { readonly [Name in keyof M]: number }
  readonly stepsPerSecond: number
}

/**
 * How to train.
 * @category train
 * @since 0.1.0
 */
export interface Fit<P extends Tree, B extends Tree, M extends Metrics, S extends Tree = []> {
  readonly step: Step<P, B, M, S>
  /** Where to start; `fit` takes it over and frees it. */
  readonly state: TrainState<P, S>
  /** The number of epochs done before. */
  readonly from: number
  /** The number of epochs to have done in the end. */
  readonly to: number
  /** The batches of an epoch, in order. */
  readonly batches: (epoch: number) => E.Either<Failure, Iterable<B>>
  /** After each step: how many of the epoch are done. */
  readonly onStep?: (done: { readonly epoch: number; readonly stepInEpoch: number }) => void
  /** After each epoch: logs, checkpoints. A failure here stops the training. */
  readonly onEpoch?: (epoch: Epoch<M>, state: TrainState<P, S>) => TE.TaskEither<Failure, void>
}

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
 * Trains for some epochs. After each step the loss is looked at, after each epoch the whole state, before `onEpoch`
 * sees it; older states are freed, so that three are held at most. The last one is the caller's to release.
 * @failure NonFinite names the step and the first leaf that is not finite; InvalidOption for an epoch without a
 * batch; whatever `batches` and `onEpoch` report
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
    const step = compile(options.step)
    const states = statesFrom(taken(options.state))
    try {
      for (let epoch = options.from + 1; epoch <= options.to; epoch += 1) {
        const failure = await oneEpoch(options, step, states, epoch)
        if (failure !== undefined) return E.left({ failure, state: states.handOver() })
      }
      return E.right(states.handOver())
    } catch (thrown) {
      release(states.handOver())
      throw thrown
    } finally {
      step.release()
    }
  }

/** A state of one's own, held by the backend; the one that was given is freed, whether that succeeds or not. */
const taken = <P extends Tree, S extends Tree>(state: TrainState<P, S>): TrainState<P, S> => {
  try {
    return evaluate(state)
  } finally {
    release(state)
  }
}

const oneEpoch = async <P extends Tree, B extends Tree, M extends Metrics, S extends Tree = []>(
  options: Fit<P, B, M, S>,
  step: Compiled<[TrainState<P, S>, B], ReturnType<Step<P, B, M, S>>>,
  states: States<P, S>,
  epoch: number,
): Promise<Failure | undefined> => {
  const batches = options.batches(epoch)
  if (E.isLeft(batches)) return batches.left
  const sums = new Map<string, number>()
  const started = performance.now()
  let done = 0
  for (const batch of batches.right) {
    const failure = await oneStep(step, states, batch, sums)
    if (failure !== undefined) return failure
    done += 1
    options.onStep?.({ epoch, stepInEpoch: done })
  }
  const seconds = (performance.now() - started) / 1000
  if (done === 0)
    return invalidOption({ option: 'batches', expected: `at least one in epoch ${epoch}`, got: 'none' })
  const failure = await states.verify()
  if (failure !== undefined) return failure
  const result: Epoch<M> = {
    epoch,
    step: await numberOf(states.current().step),
    means: means<M>(sums, done),
    stepsPerSecond: done / seconds,
  }
  const after = await options.onEpoch?.(result, states.current())()
  return after !== undefined && E.isLeft(after) ? after.left : undefined
}

/** One step: its state becomes the present one and its metrics are added up, or what is not finite is said. */
const oneStep = async <P extends Tree, B extends Tree, M extends Metrics, S extends Tree = []>(
  step: Compiled<[TrainState<P, S>, B], ReturnType<Step<P, B, M, S>>>,
  states: States<P, S>,
  batch: B,
  sums: Map<string, number>,
): Promise<Failure | undefined> => {
  const next = step(states.current(), batch)
  let adopted = false
  try {
    const value = await numberOf(next.loss)
    if (!Number.isFinite(value)) return await diagnose(states, batch, value)
    for (const { path, tensor } of namedLeaves(next.metrics))
      sums.set(path, (sums.get(path) ?? 0) + (await numberOf(tensor)))
    states.advance(next.state)
    adopted = true
    return undefined
  } finally {
    release([next.loss, next.metrics])
    if (!adopted) release(next.state)
  }
}

/** Sums over the batches divided by their number, by the names of the metrics. */
const means = <M extends Metrics>(
  sums: ReadonlyMap<string, number>,
  count: number,
): { readonly [N in keyof M]: number } =>
  Object.fromEntries([...sums].map(([name, sum]) => [name, sum / count])) as {
    readonly [N in keyof M]: number
  }

/**
 * Where a loss that is not finite comes from: the batch, the state that a step before left not finite, or this step
 * itself.
 */
const diagnose = async <P extends Tree, B extends Tree, S extends Tree>(
  states: States<P, S>,
  batch: B,
  value: number,
): Promise<Failure> => {
  const at = (await numberOf(states.current().step)) + 1
  const inBatch = await firstNonFinite({ batch })
  const inState = await states.verify()
  if (inState !== undefined) return inState
  return nonFinite({ step: at, leaf: inBatch?.path ?? 'loss', value: inBatch?.value ?? value })
}
