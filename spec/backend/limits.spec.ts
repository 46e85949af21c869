/** What a backend cannot hold or finish is one line, and nothing is left behind. */
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { called } from '../../src/backend/device/property.js'
import { type Backend, BackendError } from '../../src/backend/index.js'
import { compile, evaluate, readSync, release } from '../../src/run/index.js'
import { add, exp, matmul, ones, type Tensor, vector, zeros } from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import { failing } from '../run/failing.js'
import { backendNames, started } from '../support/backends.js'

/** What a piece of work throws. */
const thrownBy = (work: () => unknown): BackendError => {
  try {
    work()
  } catch (error) {
    if (error instanceof BackendError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** The same backend, and the names of the kernels that ran. */
const listening = (real: Backend) => {
  const ran: string[] = []
  const backend: Backend = {
    ...real,
    kernel: (name, attributes) => {
      const kernel = real.kernel(name, attributes)
      return (inputs) => {
        ran.push(name)
        return kernel(inputs)
      }
    },
  }
  return { backend, ran }
}

/** The module of the wasm backend. */
const heap = (): object => Object(Reflect.get(tf.engine().registry['wasm'] ?? {}, 'wasm'))

/** What stands at address 0. */
const firstBytes = (): readonly number[] => {
  const bytes: unknown = Reflect.get(heap(), 'HEAPU8')
  if (!(bytes instanceof Uint8Array)) throw new Error('no heap')
  return Array.from(bytes.subarray(0, 4096))
}

/** Takes all that the heap of wasm has, up to its last kilobyte, without touching it; gives it back when called. */
const filled = (): (() => void) => {
  const taken: unknown[] = []
  for (let bytes = 2 ** 30; bytes >= 1024; bytes /= 2)
    for (;;)
      try {
        const at = called(heap(), '_malloc', bytes)
        if (at === 0) break
        taken.push(at)
      } catch {
        break
      }
  return () => {
    for (const at of taken) called(heap(), '_free', at)
  }
}

describe('wasm', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('refuses a result beyond its memory before anything runs', async () => {
    const { backend, ran } = listening(await started('wasm'))
    const [column, row] = [evaluate(exp(ones(40_000, 1)), backend), evaluate(exp(ones(1, 40_000)), backend)]
    ran.length = 0
    const before = backend.live()
    const error = thrownBy(() => evaluate(exp(matmul(exp(column), exp(row))), backend))
    expect(error.message).toBe(
      'wasm: expected at most 4294901760 bytes in a tensor; found [40000, 40000] (6400000000 bytes) from dotGeneral',
    )
    expect(error.failure._tag).toBe('LimitExceeded')
    expect(ran).toEqual([])
    expect(backend.live()).toBe(before)
    release([column, row])
  })

  it('refuses data beyond its memory before it is made on the host', async () => {
    const backend = await started('wasm')
    const spy = vi.spyOn(backend, 'upload')
    expect(thrownBy(() => evaluate(zeros(1_000_000, 1_000_000), backend)).message).toBe(
      'wasm: expected at most 4294901760 bytes in a tensor; found [1000000, 1000000] (4000000000000 bytes)',
    )
    expect(spy).not.toHaveBeenCalled()
  })

  it('whose memory is full says so of whatever needs more of it, and writes nowhere else', async () => {
    const backend = await started('wasm')
    const outer = compile((a: Tensor<[512, 1]>, b: Tensor<[1, 512]>) => matmul(a, b), backend)
    const inner = compile((x: Tensor<[512]>) => exp(x), backend)
    const [a, b] = [evaluate(ones(512, 1), backend), evaluate(ones(1, 512), backend)]
    release(outer(a, b))
    const before = backend.live()
    const empty = filled()
    try {
      const first = firstBytes()
      const error = thrownBy(() => outer(a, b))
      expect(error.message).toBe(
        'wasm: expected dotGeneral of [512, 1] and [1, 512] to [512, 512] to run; found no room for 1048576 bytes more in its memory',
      )
      expect(error.failure._tag).toBe('KernelFailed')
      const data = typed<Tensor<[512]>>(constant(new Float32Array(512).fill(7), [512]))
      expect(thrownBy(() => evaluate(exp(data), backend)).message).toBe(
        'wasm: expected constant to [512] to run; found no room for 2048 bytes more in its memory',
      )
      expect(thrownBy(() => inner(data)).message).toBe(
        'wasm: expected constant to [512] to run; found no room for 2048 bytes more in its memory',
      )
      expect(firstBytes()).toEqual(first)
    } finally {
      empty()
    }
    expect(backend.live()).toBe(before)
    const after = outer(a, b)
    expect(new Set(readSync(after, backend))).toEqual(new Set([1]))
    release([a, b, after])
    outer.release()
    inner.release()
  })
})

describe.each(backendNames)('on %s', (name) => {
  it('a kernel that fails is named with its shapes', async () => {
    const { backend, failAfter } = failing(await started(name))
    const x = evaluate(vector([1, 2]), backend)
    failAfter(0)
    const error = thrownBy(() => evaluate(add(x, x), backend))
    expect(error.message).toBe(
      `${name}: expected add of [2] and [2] to [2] to run; found planted: out of memory`,
    )
    expect(error.failure).toMatchObject({
      _tag: 'KernelFailed',
      op: 'add',
      operands: [[2], [2]],
      result: [2],
    })
    release(x)
  })

  it('what a kernel had made when it failed is freed', async () => {
    const backend = await started(name)
    const before = backend.live()
    const work = { op: 'planted', operands: [], result: [2] }
    const half = (): never => {
      backend.upload(Float32Array.of(1, 2), [2], 'float32')
      backend.upload(Float32Array.of(1, 2), [2], 'float32')
      throw new Error('planted\nwith a second line')
    }
    expect(thrownBy(() => backend.attempt(work, half)).message).toBe(
      `${name}: expected planted to [2] to run; found planted`,
    )
    expect(backend.live()).toBe(before)
    const kept = backend.attempt(work, () => backend.upload(Float32Array.of(1), [1], 'float32'))
    expect(backend.live()).toBe(before + 1)
    backend.dispose(kept)
  })
})

it('data that the host cannot make is named', async () => {
  const backend = await started('cpu')
  expect(thrownBy(() => evaluate(zeros(1_000_000, 1_000_000), backend)).message).toMatch(
    /^cpu: expected splat to \[1000000, 1000000\] to run; found [^\n]+$/,
  )
})
