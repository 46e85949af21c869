/** However training ends, the backend holds what it held before. */
import { either as E } from 'fp-ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Failure } from '../../src/failure/index.js'
import { type Backend, liveTensors, release, use } from '../../src/run/index.js'
import { fit, type Stopped } from '../../src/train/index.js'
import { failing } from '../run/failing.js'
import { backendNames, started } from '../support/backends.js'
import { type Batch, batchesWith, batchOf, training, type Weights } from './regression.js'

const planted = new Error('planted: the disk is gone')

function* thenThrows(count: number): Generator<Batch> {
  for (let i = 0; i < count; i += 1) yield batchOf(i)
  throw planted
}

const isStopped = (outcome: unknown): outcome is E.Left<Stopped<Weights>> =>
  typeof outcome === 'object' && outcome !== null && 'left' in outcome

/** The backend in use, made to fail on command. */
const breaking = (backend: Backend) => {
  const { backend: faulty, failAfter, calls } = failing({ ...backend })
  vi.spyOn(backend, 'kernel').mockImplementation(faulty.kernel)
  vi.spyOn(backend, 'upload').mockImplementation(faulty.upload)
  return { failAfter, calls }
}

describe.each(backendNames)('on %s', (name) => {
  beforeEach(async () => {
    expect(E.isRight(await use(name)())).toBe(true)
  })

  afterEach(() => {
    vi.restoreAllMocks()
  })

  /** How many tensors more are held after the body, which frees what it was handed. */
  const growth = async (body: () => Promise<void>): Promise<number> => {
    const before = liveTensors()
    await body()
    return liveTensors() - before
  }

  it('after 1,000 steps, and never more than a few during them', async () => {
    const seen: number[] = []
    const grown = await growth(async () => {
      const onEpoch = () => async (): Promise<E.Either<Failure, void>> => {
        seen.push(liveTensors())
        return E.right(undefined)
      }
      const outcome = await fit(training({ to: 200, onEpoch }))()
      expect(E.isRight(outcome)).toBe(true)
      if (E.isRight(outcome)) release(outcome.right)
    })
    expect(grown).toBe(0)
    expect(seen.length).toBe(200)
    expect(new Set(seen).size).toBe(1)
  })

  it.each([
    ['a loss that is not finite', { 7: { exponent: 1000 } }],
    ['a gradient that is not finite', { 7: { gate: 0 } }],
    ['a batch that is not finite', { 7: { x: Number.NaN } }],
    ['an optimizer that is not finite', { 7: { slope: 1e25 } }],
  ])('after %s', async (_, dials) => {
    const grown = await growth(async () => {
      const outcome = await fit(training({ batches: batchesWith(dials) }))()
      expect(E.isLeft(outcome)).toBe(true)
      if (E.isLeft(outcome)) release(outcome.left.state)
    })
    expect(grown).toBe(0)
  })

  it.each([0, 1, 3])('after batches that throw when %i were taken', async (count) => {
    const grown = await growth(async () => {
      await expect(fit(training({ batches: () => E.right(thenThrows(count)) }))()).rejects.toBe(planted)
    })
    expect(grown).toBe(0)
  })

  it('after an onStep and an onEpoch that throw', async () => {
    const fail = (): never => {
      throw planted
    }
    const grown = await growth(async () => {
      await expect(fit(training({ onStep: fail }))()).rejects.toBe(planted)
      await expect(fit(training({ onEpoch: fail }))()).rejects.toBe(planted)
    })
    expect(grown).toBe(0)
  })

  it('after a read that throws', async () => {
    const backend = await started(name)
    const { downloadSync } = backend
    const grown = await growth(async () => {
      let reads = 0
      const fifthFails: Backend['downloadSync'] = (id, dtype) => {
        reads += 1
        if (reads === 5) throw planted
        return downloadSync?.(id, dtype) ?? new Float32Array(0)
      }
      Object.assign(backend, { downloadSync: fifthFails })
      try {
        await expect(fit(training())()).rejects.toBe(planted)
      } finally {
        Object.assign(backend, { downloadSync })
      }
    })
    expect(grown).toBe(0)
  })

  it('after a kernel or an upload that throws, at whichever call', async () => {
    const { failAfter, calls } = breaking(await started(name))
    const attempt = fit(training({ to: 1, batches: () => E.right([batchOf(0), batchOf(1)]) }))
    failAfter(Number.POSITIVE_INFINITY)
    const whole = await attempt()
    if (E.isRight(whole)) release(whole.right)
    const total = calls()
    expect(total).toBeGreaterThan(50)
    for (let n = 0; n < total; n += 1) {
      const grown = await growth(async () => {
        failAfter(n)
        const again = fit(training({ to: 1, batches: () => E.right([batchOf(0), batchOf(1)]) }))
        // a kernel's failure is handed back with the last good state; an upload's is TensorFlow.js's own
        const outcome = await again().catch((error: unknown) => error)
        if (outcome instanceof Error) return expect(outcome.message).toBe('planted: out of memory')
        expect(outcome).toMatchObject({
          left: { failure: { _tag: 'KernelFailed', reason: 'planted: out of memory' } },
        })
        if (isStopped(outcome)) release(outcome.left.state)
      })
      expect(grown, `call ${n} of ${total}`).toBe(0)
    }
    failAfter(Number.POSITIVE_INFINITY)
  })
})
