/** An epoch of training: its steps, what is read of them, and what is said about them afterwards. */
import { either as E, type taskEither as TE } from 'fp-ts'
import { type Failure, invalidOption, nonFinite } from '../failure/index.js'
import type { Backend, Compiled } from '../run/index.js'
import type { Tree } from '../tree/index.js'
import { firstNonFinite, isApart, numberOf } from './host.js'
import type { Readings } from './readings.js'
import type { States } from './states.js'
import type { Metrics, Step, TrainState } from './step.js'
import { turns } from './turn.js'

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
  /**
   * After how many steps their losses and metrics are read, all in one reading: by default 1 on cpu and wasm, where
   * reading costs nothing, and 100 on webgl and webgpu. The end of an epoch always reads them. A loss that is not finite
   * is named by its step all the same, but training has gone on up to the next reading, and steps back to the last one.
   */
  readonly readEvery?: number
  /** After each step: how many of the epoch are done; on webgl and webgpu the device may still be at work on them. */
  readonly onStep?: (done: { readonly epoch: number; readonly stepInEpoch: number }) => void
  /** After each epoch: logs, checkpoints. A failure here stops the training. */
  readonly onEpoch?: (epoch: Epoch<M>, state: TrainState<P, S>) => TE.TaskEither<Failure, void>
}

/** A training that runs. */
export interface Loop<P extends Tree, B extends Tree, M extends Metrics, S extends Tree> {
  readonly options: Fit<P, B, M, S>
  readonly backend: Backend
  readonly every: number
  readonly step: Compiled<[TrainState<P, S>, B], ReturnType<Step<P, B, M, S>>>
  readonly states: States<P, S>
  readonly readings: Readings
}

/** The steps of an epoch, up to the first that is not good. */
export const oneEpoch = async <P extends Tree, B extends Tree, M extends Metrics, S extends Tree>(
  loop: Loop<P, B, M, S>,
  epoch: number,
): Promise<Failure | undefined> => {
  const { options, backend, every, step, states, readings } = loop
  const batches = options.batches(epoch)
  if (E.isLeft(batches)) return batches.left
  const sums = new Map<string, number>()
  const turn = turns()
  const started = performance.now()
  let done = 0
  let last: B | undefined
  for (const batch of batches.right) {
    const next = step(states.begin(), batch)
    readings.add(next.loss, next.metrics)
    states.advance(next.state)
    last = batch
    done += 1
    if (done % every === 0) {
      const failure = await look(loop, batch, sums)
      if (failure !== undefined) return failure
    }
    options.onStep?.({ epoch, stepInEpoch: done })
    if (isApart(backend)) await turn()
  }
  if (last === undefined)
    return invalidOption({ option: 'batches', expected: `at least one in epoch ${epoch}`, got: 'none' })
  const unfit = await look(loop, last, sums)
  if (unfit !== undefined) return unfit
  const seconds = (performance.now() - started) / 1000
  const failure = await states.verify()
  if (failure !== undefined) return failure
  const result: Epoch<M> = {
    epoch,
    step: await states.verifiedSteps(),
    means: means<M>(sums, done),
    stepsPerSecond: done / seconds,
  }
  const after = await options.onEpoch?.(result, states.current())()
  return after !== undefined && E.isLeft(after) ? after.left : undefined
}

/** Reads what steps said since the last look: their metrics are added up, or the first loss that is not finite is named. */
const look = async <P extends Tree, B extends Tree, M extends Metrics, S extends Tree>(
  { backend, states, readings }: Loop<P, B, M, S>,
  last: B,
  sums: Map<string, number>,
): Promise<Failure | undefined> => {
  const seen = await readings.look()
  const at = seen.findIndex(({ loss }) => !Number.isFinite(loss))
  const bad = seen[at]
  if (bad === undefined) {
    states.settle()
    for (const { metrics } of seen)
      for (const [path, value] of metrics) sums.set(path, (sums.get(path) ?? 0) + value)
    return undefined
  }
  states.retreat()
  const step = (await numberOf(states.current().step, backend)) + at + 1
  // of the batches since the last look only the last one is at hand
  const inBatch = at === seen.length - 1 ? await firstNonFinite({ batch: last }, backend) : undefined
  // an earlier step may have left its state not finite under a finite loss
  return (
    (await states.verify()) ??
    nonFinite({ step, leaf: inBatch?.path ?? 'loss', value: inBatch?.value ?? bad.loss })
  )
}

/** Sums over the batches divided by their number, by the names of the metrics. */
export const means = <M extends Metrics>(
  sums: ReadonlyMap<string, number>,
  count: number,
): { readonly [N in keyof M]: number } =>
  Object.fromEntries([...sums].map(([name, sum]) => [name, sum / count])) as {
    readonly [N in keyof M]: number
  }
