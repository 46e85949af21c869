/** A lost device is noticed wherever it is used: the cpu backend plays one, the browser's specs lose real ones. */
import { KernelBackend } from '@tensorflow/tfjs-core'
import { describe, expect, it, vi } from 'vitest'
import { watchOf } from '../../src/backend/device/loss.js'
import { type Backend, BackendError } from '../../src/backend/index.js'
import { compile, evaluate, read, readSync, release } from '../../src/run/index.js'
import { add, exp, ones, type Tensor, vector } from '../../src/tensor/index.js'
import { started } from '../support/backends.js'

const line = 'cpu: the device was lost (planted)'

describe('a device that is lost', () => {
  it('is noticed by programs that ran before, with and without arguments, by new ones, and by held data', async () => {
    let reason: string | undefined
    const backend: Backend = { ...(await started('cpu')), lost: () => reason }
    const four = compile(() => exp(vector([1, 2])), backend)
    const twice = compile((x: Tensor<[2]>) => add(x, x), backend)
    const x = evaluate(ones(2), backend)
    release([four(), twice(x)])
    reason = 'planted'
    expect(() => four()).toThrow(line)
    expect(() => twice(x)).toThrow(line)
    expect(() => evaluate(add(ones(2), vector([1, 2])), backend)).toThrow(line)
    expect(() => readSync(x, backend)).toThrow(line)
    await expect(read(x, backend)).rejects.toThrow(line)
    const other = { ...backend, lost: () => undefined }
    // not that the tensor is held by another backend
    expect(() => evaluate(add(x, x), other)).toThrow(line)
    reason = undefined
    release(x)
    four.release()
    twice.release()
  })
})

describe('a reading', () => {
  it('that fails since the device is going away waits until the device says so', async () => {
    const gone = new Promise((resolve) => {
      setTimeout(() => resolve({ reason: 'unknown', message: 'the GPU was reset' }), 50)
    })
    const watch = watchOf('webgpu', Object.assign(new KernelBackend(), { device: { lost: gone } }))
    const reading = watch.reading(() => Promise.reject(new Error('AbortError')))
    await expect(reading).rejects.toThrow(BackendError)
    await expect(watch.reading(async () => 1)).rejects.toThrow(
      'webgpu: the device was lost (the GPU was reset)',
    )
  })

  it('that fails on a device that is there fails as it did', async () => {
    vi.useFakeTimers()
    const watch = watchOf('webgpu', Object.assign(new KernelBackend(), { device: {} }))
    const reading = watch.reading(() => Promise.reject(new Error('planted: no such data')))
    const failing = expect(reading).rejects.toThrow('planted: no such data')
    await vi.advanceTimersByTimeAsync(1000)
    await failing
    vi.useRealTimers()
  })
})
