import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { backendNames, start, targetOf } from '../../src/backend/index.js'
import { render } from '../../src/failure/index.js'
import { reluOf } from '../../src/tensor/activation.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { started } from '../support/backends.js'

const unavailable = (backend: string, reason: string, remedy: string) =>
  E.left({ _tag: 'BackendUnavailable', backend, reason, remedy })

const silence = () =>
  (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level))

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('starting a backend', () => {
  it('leaves no handler of uncaught errors and says nothing', async () => {
    const spies = silence()
    const listeners = () =>
      ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event))
    const before = listeners()
    for (const name of ['cpu', 'wasm'] as const) {
      const backend = await start(name)()
      if (E.isLeft(backend)) throw new Error(render(backend.left))
      const id = backend.right.upload(Float32Array.of(1), [1], 'float32')
      backend.right.dispose(id)
      expect(backend.right.live()).toBe(0)
    }
    expect(listeners()).toEqual(before)
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
  })

  it('leaves the current backend of TensorFlow.js as it is', async () => {
    await started('cpu')
    await tf.setBackend('cpu')
    vi.resetModules()
    const anew = await import('../../src/backend/index.js')
    expect(E.isRight(await anew.start('wasm')())).toBe(true)
    expect(tf.getBackend()).toBe('cpu')
    expect(E.isLeft(await start('webgl')())).toBe(true)
    expect(tf.getBackend()).toBe('cpu')
  })

  it('that fails says why in one line, prints nothing, and is tried again when asked again', async () => {
    await started('cpu')
    const registered = tf.engine().registryFactory['cpu']
    if (registered === undefined) throw new Error('cpu has started, so it is registered')
    tf.removeBackend('cpu')
    const spies = silence()
    let attempts = 0
    tf.registerBackend('cpu', () => {
      attempts += 1
      throw new Error('planted: no processor\nat a place')
    })
    vi.resetModules()
    const anew = await import('../../src/backend/index.js')
    for (let i = 1; i <= 2; i += 1) {
      expect(await anew.start('cpu')()).toEqual(
        unavailable(
          'cpu',
          'planted: no processor',
          'npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-cpu',
        ),
      )
      expect(attempts).toBe(i)
    }
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    tf.removeBackend('cpu')
    tf.registerBackend('cpu', registered.factory, registered.priority)
    expect(E.isRight(await anew.start('cpu')())).toBe(true)
  })
})

describe('what plain Node does not have', () => {
  it('is WebGL', async () => {
    expect(await start('webgl')()).toEqual(
      unavailable(
        'webgl',
        'no WebGL here: only browsers have it',
        "in Node use('wasm'), or use('webgpu') with a GPU",
      ),
    )
  })

  it('is a GPU where none is: nothing of WebGPU is left behind', async () => {
    vi.stubEnv('VK_ICD_FILENAMES', '/nowhere/driver.json')
    expect(await start('webgpu')()).toEqual(
      unavailable(
        'webgpu',
        'no WebGPU adapter here: there is no GPU with a driver that it takes',
        "use('wasm'), or on Linux name the file of a Vulkan driver in VK_ICD_FILENAMES",
      ),
    )
    expect(Reflect.has(globalThis, 'GPUBufferUsage')).toBe(false)
  })

  it('leaves wasm as the best that starts', async () => {
    vi.stubEnv('VK_ICD_FILENAMES', '/nowhere/driver.json')
    const best = await start('auto')()
    expect(E.isRight(best) && best.right.name).toBe('wasm')
  })

  it('is a backend of any other name', async () => {
    const asked = Reflect.apply(start, undefined, ['tensorflow'])
    expect(await asked()).toEqual(
      unavailable('tensorflow', 'no such backend', 'there are cpu, wasm, webgl, webgpu and auto'),
    )
  })
})

describe('a target', () => {
  it('is known of every backend, started or not', () => {
    for (const name of backendNames) expect(targetOf(name).name).toBe(name)
  })
  it('runs the composites of its own table, not names that every object has', () => {
    expect(targetOf('wasm').runs('relu')).toBe(true)
    expect(targetOf('wasm').runs('toString')).toBe(false)
    expect(targetOf('toString').runs('relu')).toBe(false)
  })
  it('rewrites what it has no kernel for, and nothing else', () => {
    const x = parameter(0, [2], 'float32')
    expect(targetOf('wasm').rewrite(reluOf(x))).toBeUndefined()
    expect(targetOf('wasm').rewrite(x)).toBeUndefined()
  })
})
