import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { describe, expect, it, vi } from 'vitest'
import { backendNames, start, targetOf } from '../../src/backend/index.js'
import { render } from '../../src/failure/index.js'
import { reluOf } from '../../src/tensor/activation.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'

describe('starting a backend', () => {
  it('leaves no handler of uncaught errors and says nothing', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level),
    )
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

  it('that is not there fails with what to install, and is tried again when asked again', async () => {
    let attempts = 0
    // there is no WebGL in plain Node, so the package registers nothing
    tf.registerBackend('webgl', () => {
      attempts += 1
      throw new Error('planted: no WebGL')
    })
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    for (let i = 1; i <= 2; i += 1) {
      const failed = await start('webgl')()
      expect(E.isLeft(failed) && render(failed.left)).toMatch(
        /^backend webgl: expected it to start; found .*; npm install @tensorflow\/tfjs-core @tensorflow\/tfjs-backend-webgl$/,
      )
      expect(attempts).toBe(i)
    }
    tf.removeBackend('webgl')
  })
})

describe('a target', () => {
  it('is known of every backend, started or not', () => {
    for (const name of backendNames) expect(targetOf(name).name).toBe(name)
  })
  it('runs the composites of its own table, not names that every object has', () => {
    expect(targetOf('wasm').runs('relu')).toBe(true)
    expect(targetOf('cpu').runs('relu')).toBe(false)
    expect(targetOf('wasm').runs('toString')).toBe(false)
  })
  it('rewrites what it has no kernel for, and nothing else', () => {
    const x = parameter(0, [2], 'float32')
    expect(targetOf('wasm').rewrite(reluOf(x))).toBeUndefined()
    expect(targetOf('wasm').rewrite(x)).toBeUndefined()
  })
})
