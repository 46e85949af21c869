import { either as E } from 'fp-ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { fileSystem, invalidOption } from '../../src/failure/index.js'
import { release, use } from '../../src/run/index.js'
import { fit, type Stopped } from '../../src/train/index.js'
import {
  batchesWith,
  bitsOf,
  byHand,
  recorder,
  type State,
  stepsPerEpoch,
  training,
  type Weights,
} from './regression.js'

const full = fileSystem({ action: 'write', path: 'metrics.jsonl', reason: 'ENOSPC' })

/** The state of a training that came to its end. */
const finished = (outcome: E.Either<Stopped<Weights>, State>): State => {
  if (E.isLeft(outcome)) throw new Error(`stopped: ${outcome.left.failure._tag}`)
  return outcome.right
}

/** Why a training stopped, and the bits of what it left. */
const stopped = async (outcome: E.Either<Stopped<Weights>, State>) => {
  if (E.isRight(outcome)) throw new Error('came to its end')
  const { failure, state } = outcome.left
  const bits = await bitsOf(state)
  release(state)
  return { failure, bits }
}

describe('fit', () => {
  beforeEach(async () => {
    expect(E.isRight(await use('cpu')())).toBe(true)
  })

  it('ends in the state that as many steps by hand end in', async () => {
    const state = finished(await fit(training())())
    expect(await bitsOf(state)).toEqual((await byHand(2 * stepsPerEpoch)).bits)
    release(state)
  })

  it('gives the mean of each metric over the batches of an epoch', async () => {
    const { epochs, onEpoch } = recorder()
    release(finished(await fit(training({ onEpoch }))()))
    const { seen } = await byHand(2 * stepsPerEpoch)
    const meanOf = (name: 'error' | 'size', epoch: number): number =>
      seen
        .slice((epoch - 1) * stepsPerEpoch, epoch * stepsPerEpoch)
        .reduce((total, metrics) => total + metrics[name], 0) / stepsPerEpoch
    expect(epochs.map(({ epoch, step, means }) => ({ epoch, step, means }))).toEqual(
      [1, 2].map((epoch) => ({
        epoch,
        step: epoch * stepsPerEpoch,
        means: { error: meanOf('error', epoch), size: meanOf('size', epoch) },
      })),
    )
    expect(epochs.every(({ stepsPerSecond }) => stepsPerSecond > 0)).toBe(true)
  })

  it('says after each step how far the epoch is', async () => {
    const done: string[] = []
    const onStep = ({ epoch, stepInEpoch }: { readonly epoch: number; readonly stepInEpoch: number }) => {
      done.push(`${epoch}.${stepInEpoch}`)
    }
    release(finished(await fit(training({ onStep }))()))
    expect(done).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '2.1', '2.2', '2.3', '2.4', '2.5'])
  })

  it('does nothing when all epochs are done before', async () => {
    const { epochs, onEpoch } = recorder()
    const state = finished(await fit(training({ from: 2, onEpoch }))())
    expect(await bitsOf(state)).toEqual((await byHand(0)).bits)
    expect(epochs).toEqual([])
    release(state)
  })

  it('stops where the batches of an epoch fail, with the state of the epoch before', async () => {
    const batches = (epoch: number) => (epoch === 2 ? E.left(full) : batchesWith({})(epoch))
    const { failure, bits } = await stopped(await fit(training({ batches }))())
    expect(failure).toEqual(full)
    expect(bits).toEqual((await byHand(stepsPerEpoch)).bits)
  })

  it('stops where onEpoch fails, with the state that it was shown', async () => {
    const { failure, bits } = await stopped(
      await fit(training({ onEpoch: () => async () => E.left(full) }))(),
    )
    expect(failure).toEqual(full)
    expect(bits).toEqual((await byHand(stepsPerEpoch)).bits)
  })

  it('refuses an epoch without a batch', async () => {
    const { failure, bits } = await stopped(await fit(training({ batches: () => E.right([]) }))())
    expect(failure).toEqual(
      invalidOption({ option: 'batches', expected: 'at least one in epoch 1', got: 'none' }),
    )
    expect(bits).toEqual((await byHand(0)).bits)
  })
})
