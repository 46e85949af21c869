/**
 * Training where numbers lie apart from the host, as on webgl and webgpu: what is read and written, how far a window
 * steps back, and what is left when the device goes away. The cpu backend plays the part; the browser's specs have the
 * real ones.
 */
import { either as E } from 'fp-ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deviceLost, invalidOption, nonFinite } from '../../src/failure/index.js'
import { type Backend, liveTensors, read, release, use } from '../../src/run/index.js'
import { expression } from '../../src/tensor/tensor.js'
import { type Fit, fit } from '../../src/train/index.js'
import { leaves } from '../../src/tree/index.js'
import { started } from '../support/backends.js'
import {
  type Batch,
  batchesWith,
  batchOf,
  bitsOf,
  byHand,
  type Dials,
  recorder,
  start,
  stepsPerEpoch,
  training,
  type Watched,
  type Weights,
} from './regression.js'

type Options = Partial<Fit<Weights, Batch, Watched>>

/** The numbers of a state that are read: all leaves but the key. */
const readLeaves = leaves(start()).filter((x) => expression(x).dtype !== 'key').length

describe('numbers apart from the host', () => {
  let cpu: Backend
  let whole: Backend

  beforeEach(async () => {
    await use('cpu')()
    cpu = await started('cpu')
    whole = { ...cpu }
    Object.assign(cpu, { downloadSync: undefined })
  })

  afterEach(() => {
    Object.assign(cpu, whole)
  })

  /** Counts what goes in and out from now on. */
  const counting = () => {
    const counts = { downloads: 0, uploads: 0 }
    Object.assign(cpu, {
      download: (...args: Parameters<Backend['download']>) => {
        counts.downloads += 1
        return whole.download(...args)
      },
      upload: (...args: Parameters<Backend['upload']>) => {
        counts.uploads += 1
        return whole.upload(...args)
      },
    })
    return counts
  }

  const stopped = async (options: Options) => {
    const outcome = await fit(training(options))()
    if (E.isRight(outcome)) throw new Error('came to its end')
    const { failure, state } = outcome.left
    const bits = await bitsOf(state)
    release(state)
    Object.assign(cpu, { lost: whole.lost })
    return { failure, bits }
  }

  it.each([undefined, 1, 2, 5, 7])(
    'come to the same end when they are read every %s steps',
    async (readEvery) => {
      const done: string[] = []
      const { epochs, onEpoch } = recorder()
      const outcome = await fit(
        training({
          onEpoch,
          onStep: ({ epoch, stepInEpoch }) => done.push(`${epoch}.${stepInEpoch}`),
          ...(readEvery === undefined ? {} : { readEvery }),
        }),
      )()
      if (E.isLeft(outcome)) throw new Error('stopped')
      const { bits, seen } = await byHand(2 * stepsPerEpoch)
      expect(await bitsOf(outcome.right)).toEqual(bits)
      release(outcome.right)
      expect(done).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '2.1', '2.2', '2.3', '2.4', '2.5'])
      expect(epochs.map(({ step }) => step)).toEqual([stepsPerEpoch, 2 * stepsPerEpoch])
      const mean = seen.slice(0, stepsPerEpoch).reduce((total, { error }) => total + error, 0) / stepsPerEpoch
      expect(epochs[0]?.means.error).toBe(mean)
    },
  )

  it.each([3, 30])(
    'are read once for all losses of an epoch of %i steps, and once a leaf at its end',
    async (steps) => {
      const counts = counting()
      const perEpoch: number[] = []
      const outcome = await fit(
        training({
          to: 3,
          batches: () => E.right(Array.from({ length: steps }, (_, i) => batchOf(i))),
          onEpoch: () => async () => {
            perEpoch.push(counts.downloads)
            return E.right(undefined)
          },
        }),
      )()
      if (E.isRight(outcome)) release(outcome.right)
      // the state at the start has to be known before a device can be lost
      expect(perEpoch.map((n, i) => n - (perEpoch[i - 1] ?? readLeaves))).toEqual(
        [1, 1, 1].map((losses) => losses + readLeaves),
      )
    },
  )

  it('go in only as new data: a batch and the noise of a step', async () => {
    const counts = counting()
    const perStep: number[] = []
    const outcome = await fit(training({ onStep: () => perStep.push(counts.uploads) }))()
    if (E.isRight(outcome)) release(outcome.right)
    const batch = leaves(batchOf(0)).length
    const noise = 1
    const later = perStep.slice(1).map((n, i) => n - (perStep[i] ?? 0))
    expect(later).toEqual(later.map(() => batch + noise))
  })

  it('do not pile up over an epoch', async () => {
    const held: number[] = []
    const batches = () => E.right(Array.from({ length: 200 }, (_, i) => batchOf(i)))
    const before = liveTensors()
    const outcome = await fit(
      training({ to: 1, batches, readEvery: 10, onStep: () => held.push(liveTensors()) }),
    )()
    if (E.isRight(outcome)) release(outcome.right)
    expect(liveTensors()).toBe(before)
    const afterReading = held.filter((_, i) => (i + 1) % 10 === 0).slice(1)
    expect(new Set(afterReading).size).toBe(1)
    const [low = 0] = afterReading
    // between two readings: a state more, and three numbers a step
    expect(Math.max(...held) - low).toBeLessThanOrEqual(readLeaves + 3 * 10)
  })

  const cases: readonly (readonly [
    string,
    Readonly<Record<number, Dials>>,
    ReturnType<typeof nonFinite>,
    number,
  ])[] = [
    ['within a window', { 7: { exponent: 1000 } }, nonFinite({ step: 7, leaf: 'loss', value: Infinity }), 5],
    [
      'in the first window',
      { 2: { exponent: 1000 } },
      nonFinite({ step: 2, leaf: 'loss', value: Infinity }),
      0,
    ],
    [
      'at the end of a window',
      { 10: { x: Number.NaN } },
      nonFinite({ step: 10, leaf: 'batch.x', value: Number.NaN }),
      5,
    ],
    [
      'after a gradient that is NaN',
      { 7: { gate: 0 } },
      nonFinite({ step: 8, leaf: 'loss', value: Number.NaN }),
      5,
    ],
    [
      'in the state alone',
      { 10: { gate: 0 } },
      nonFinite({ step: 10, leaf: 'params.bias', value: Number.NaN }),
      5,
    ],
  ]
  it.each(cases)(
    'that stop being finite %s are named, and the last state that was looked at is handed back',
    async (_, dials, failure, good) => {
      const found = await stopped({ batches: batchesWith(dials) })
      expect(found.failure).toEqual(failure)
      expect(found.bits).toEqual((await byHand(good)).bits)
    },
  )

  it.each([0, 3, 7])(
    'of a device that is lost after %i steps: the state of the last epoch is on the host',
    async (steps) => {
      const before = liveTensors()
      let done = 0
      const lost = (): string | undefined => (done >= steps ? 'planted' : undefined)
      const { batches } = training()
      const { failure, bits } = await stopped({
        batches: (epoch) => {
          Object.assign(cpu, { lost })
          return batches(epoch)
        },
        onStep: () => {
          done += 1
        },
      })
      expect(failure).toEqual(deviceLost({ backend: 'cpu', reason: 'planted', step: steps + 1 }))
      expect(bits).toEqual((await byHand(steps < stepsPerEpoch ? 0 : stepsPerEpoch)).bits)
      expect(liveTensors()).toBe(before)
    },
  )

  it('of a device that is lost under onEpoch are those of that epoch', async () => {
    const { failure, bits } = await stopped({
      onEpoch: (_, state) => async () => {
        Object.assign(cpu, { lost: () => 'planted' })
        await read(state.params.bias)
        return E.right(undefined)
      },
    })
    expect(failure).toEqual(deviceLost({ backend: 'cpu', reason: 'planted', step: stepsPerEpoch }))
    expect(bits).toEqual((await byHand(stepsPerEpoch)).bits)
  })

  it('leave the thread to others while steps are queued', async () => {
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 0)
    const seen: number[] = []
    const keepBusy = (): void => {
      seen.push(ticks)
      const until = performance.now() + 15
      while (performance.now() < until);
    }
    const outcome = await fit(training({ to: 1, onStep: keepBusy }))()
    clearInterval(timer)
    if (E.isRight(outcome)) release(outcome.right)
    expect(seen.slice(1).every((n, i) => n > (seen[i] ?? 0))).toBe(true)
  })

  it('are not read every 0 steps', async () => {
    const { failure, bits } = await stopped({ readEvery: 0 })
    expect(failure).toEqual(
      invalidOption({ option: 'readEvery', expected: 'a count of at least 1', got: '0' }),
    )
    expect(bits).toEqual((await byHand(0)).bits)
  })
})
