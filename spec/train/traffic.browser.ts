/** What goes between host and GPU while training: new data in, one reading of the losses out, and nothing piles up. */
import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { describe, expect, it, vi } from 'vitest'
import { render } from '../../src/failure/index.js'
import { release, use } from '../../src/run/index.js'
import { expression } from '../../src/tensor/tensor.js'
import { fit } from '../../src/train/index.js'
import { leaves } from '../../src/tree/index.js'
import { batchOf, recorder, start, training } from './regression.js'

const readLeaves = leaves(start()).filter((x) => expression(x).dtype !== 'key').length
const epochs = 4

/** A training with so many steps an epoch, and what went in and out of the device by then after each step and epoch. */
const watched = async (name: 'webgl' | 'webgpu', steps: number) => {
  const backend = await use(name)()
  if (E.isLeft(backend)) throw new Error(render(backend.left))
  // what TensorFlow.js computes on the processor goes in as new data
  for (const flag of ['WEBGL_CPU_FORWARD', 'WEBGPU_CPU_FORWARD']) tf.env().set(flag, false)
  const device = tf.engine().registry[name]
  if (device === undefined) throw new Error(`${name} has no device`)
  const reads = vi.spyOn(device, 'read')
  const writes = vi.spyOn(device, 'write')
  const uploads = (): number =>
    writes.mock.calls.filter(([values]) => values !== undefined && values !== null).length
  const bytes = (): number => Number(Reflect.get(device.memory(), 'numBytesInGPU'))
  const perStep: number[] = []
  const perEpoch: { readonly reads: number; readonly bytes: number; readonly live: number }[] = []
  const { epochs: means, onEpoch } = recorder()
  const before = { live: device.numDataIds(), bytes: bytes() }
  const outcome = await fit(
    training({
      to: epochs,
      batches: () => E.right(Array.from({ length: steps }, (_, i) => batchOf(i))),
      onStep: () => perStep.push(uploads()),
      onEpoch: (epoch) => async () => {
        perEpoch.push({ reads: reads.mock.calls.length, bytes: bytes(), live: device.numDataIds() })
        return onEpoch(epoch)()
      },
    }),
  )()
  if (E.isLeft(outcome)) throw new Error(render(outcome.left.failure))
  release(outcome.right)
  const after = { live: device.numDataIds(), bytes: bytes() }
  vi.restoreAllMocks()
  return { perStep, perEpoch, means, before, after }
}

const differences = (xs: readonly number[]): readonly number[] => xs.slice(1).map((x, i) => x - (xs[i] ?? 0))

describe.each(['webgl', 'webgpu'] as const)('training on %s', (name) => {
  it.each([3, 24])(
    'reads once for the losses of %i steps and once a leaf at the end of an epoch, and writes new data only',
    async (steps) => {
      const { perStep, perEpoch, means, before, after } = await watched(name, steps)
      expect(differences(perEpoch.map(({ reads }) => reads))).toEqual(
        Array.from({ length: epochs - 1 }, () => 1 + readLeaves),
      )
      const [, ...later] = differences(perStep)
      expect(new Set(later)).toEqual(new Set([leaves(batchOf(0)).length + 1]))
      expect(new Set(perEpoch.slice(1).map(({ live }) => live)).size).toBe(1)
      expect(new Set(perEpoch.slice(1).map(({ bytes }) => bytes)).size).toBe(1)
      expect(after.live).toBe(before.live)
      expect(means.length).toBe(epochs)
    },
  )
})
