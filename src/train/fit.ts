/** Training as an effect: epochs of compiled steps, with events, stopped by the first loss that is not finite. */
import { either as E, type taskEither as TE } from 'fp-ts'
import { type Failure, nonFinite } from '../failure/index.js'
import { type Compiled, compile, evaluate, read, readSync, release } from '../run/index.js'
import type { AnyTensor } from '../tensor/index.js'
import { namedLeaves, type Tree } from '../tree/index.js'
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
export interface Fit<P extends Tree, B extends Tree, M extends Metrics> {
  readonly step: Step<P, B, M>
  /** Where to start; `fit` takes it over and frees it. */
  readonly state: TrainState<P>
  /** The number of epochs done before. */
  readonly from: number
  /** The number of epochs to have done in the end. */
  readonly to: number
  /** The batches of an epoch, in order. */
  readonly batches: (epoch: number) => E.Either<Failure, Iterable<B>>
  /** After each step: how many of the epoch are done. */
  readonly onStep?: (done: { readonly epoch: number; readonly stepInEpoch: number }) => void
  /** After each epoch: logs, checkpoints. A failure here stops the training. */
  readonly onEpoch?: (epoch: Epoch<M>, state: TrainState<P>) => TE.TaskEither<Failure, void>
}

/**
 * Why training stopped, and the last state that was good: it is the caller's to save and to release.
 * @category train
 * @since 0.1.0
 */
export interface Stopped<P extends Tree> {
  readonly failure: Failure
  readonly state: TrainState<P>
}

/**
 * Trains for some epochs. Each state is freed when the one after the next has been found good, so two are held at
 * any time; the last one is the caller's to release.
 * @failure NonFinite names the step and the first leaf that is not finite; whatever `batches` and `onEpoch` report
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
  <P extends Tree, B extends Tree, M extends Metrics>(options: Fit<P, B, M>): TE.TaskEither<Stopped<P>, TrainState<P>> =>
  async () => {
    const step = compile(options.step)
    const states = statesFrom(evaluate(options.state))
    release(options.state)
    try {
      for (let epoch = options.from + 1; epoch <= options.to; epoch += 1) {
        const failure = await oneEpoch(options, step, states, epoch)
        if (failure !== undefined) return E.left({ failure, state: states.good() })
      }
      return E.right(states.good())
    } catch (thrown) {
      release(states.good())
      throw thrown
    } finally {
      step.release()
    }
  }

/** The state that training is at, and the one before it, which is kept until the present one has proved good. */
interface States<P extends Tree> {
  readonly current: () => TrainState<P>
  readonly advance: (next: TrainState<P>) => void
  /** Steps back when the current state is not good itself. */
  readonly back: () => void
  /** Hands the current state over and frees the one before. */
  readonly good: () => TrainState<P>
}

const statesFrom = <P extends Tree>(first: TrainState<P>): States<P> => {
  let current = first
  let before: TrainState<P> | undefined
  const forget = (): void => {
    if (before !== undefined) release(before)
    before = undefined
  }
  return {
    current: () => current,
    advance: (next) => {
      forget()
      before = current
      current = next
    },
    back: () => {
      if (before === undefined) return
      release(current)
      current = before
      before = undefined
    },
    good: () => {
      forget()
      return current
    },
  }
}

const oneEpoch = async <P extends Tree, B extends Tree, M extends Metrics>(
  options: Fit<P, B, M>,
  step: Compiled<[TrainState<P>, B], ReturnType<Step<P, B, M>>>,
  states: States<P>,
  epoch: number,
): Promise<Failure | undefined> => {
  const batches = options.batches(epoch)
  if (E.isLeft(batches)) return batches.left
  const sums = new Map<string, number>()
  const started = performance.now()
  let done = 0
  for (const batch of batches.right) {
    const { state, loss, metrics } = step(states.current(), batch)
    const value = await number(loss)
    if (!Number.isFinite(value)) {
      release([state, loss, metrics])
      return await diagnose(states, batch, value)
    }
    for (const { path, tensor } of namedLeaves(metrics)) sums.set(path, (sums.get(path) ?? 0) + (await number(tensor)))
    release([loss, metrics])
    states.advance(state)
    done += 1
    options.onStep?.({ epoch, stepInEpoch: done })
  }
  const seconds = (performance.now() - started) / 1000
  const result: Epoch<M> = {
    epoch,
    step: await number(states.current().step),
    means: means<M>(sums, done),
    stepsPerSecond: done / seconds,
  }
  const after = await options.onEpoch?.(result, states.current())()
  return after !== undefined && E.isLeft(after) ? after.left : undefined
}

/** Sums over the batches divided by their number, by the names of the metrics. */
const means = <M extends Metrics>(sums: ReadonlyMap<string, number>, count: number): { readonly [N in keyof M]: number } =>
  Object.fromEntries([...sums].map(([name, sum]) => [name, sum / count])) as { readonly [N in keyof M]: number }

/** One number of the backend, at once where it can be read at once. */
const number = async (x: AnyTensor): Promise<number> => (readSync(x) ?? (await read(x)))[0] ?? Number.NaN

/**
 * Where a loss that is not finite comes from: the batch, a parameter that the step before left not finite, or this
 * step itself. In the second case the state before is the last good one.
 */
const diagnose = async <P extends Tree, B extends Tree>(
  states: States<P>,
  batch: B,
  value: number,
): Promise<Failure> => {
  const at = (await number(states.current().step)) + 1
  const inBatch = await firstBad({ batch })
  if (inBatch !== undefined) return nonFinite({ step: at, leaf: inBatch.path, value: inBatch.value })
  const inParams = await firstBad({ params: states.current().params, optimizer: states.current().optimizer })
  if (inParams === undefined) return nonFinite({ step: at, leaf: 'loss', value })
  states.back()
  return nonFinite({ step: at - 1, leaf: inParams.path, value: inParams.value })
}

/** The first leaf with an element that is not finite. */
const firstBad = async (tree: Tree): Promise<{ readonly path: string; readonly value: number } | undefined> => {
  for (const { path, tensor } of namedLeaves(tree)) {
    const bad = (await read(tensor)).find((x) => !Number.isFinite(x))
    if (bad !== undefined) return { path, value: bad }
  }
  return undefined
}
