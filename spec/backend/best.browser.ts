/** What the best backend that starts leaves behind. A file of its own, since it is about who starts first. */
import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { expect, it } from 'vitest'
import { type Backend, type BackendChoice, start } from '../../src/backend/index.js'
import { render } from '../../src/failure/index.js'

const started = async (name: BackendChoice): Promise<Backend> => {
  const backend = await start(name)()
  if (E.isLeft(backend)) throw new Error(render(backend.left))
  return backend.right
}

const open = (): readonly string[] => [...Object.keys(tf.engine().registry)].sort()

it('is the only one open, unless somebody asked for another', async () => {
  expect(open()).toEqual([])
  const best = await started('auto')
  expect(open()).toEqual([best.name])
  expect(tf.getBackend()).toBe(best.name)
  // what was closed starts again, and stays open from then on
  const gpu = await started('webgl')
  expect(await started('auto')).toBe(best)
  expect(gpu.lost()).toBeUndefined()
  expect(open()).toEqual([...new Set([best.name, 'webgl'])].sort())
  const id = gpu.upload(Float32Array.of(3), [1], 'float32')
  expect(await gpu.download(id, 'float32')).toEqual(Float32Array.of(3))
  gpu.dispose(id)
  expect(tf.getBackend()).toBe(best.name)
  // also webgpu, whose device was destroyed
  const other = await started('webgpu')
  const held = other.upload(Float32Array.of(4), [1], 'float32')
  expect(await other.download(held, 'float32')).toEqual(Float32Array.of(4))
  other.dispose(held)
})
