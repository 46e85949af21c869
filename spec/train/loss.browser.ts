/** A GPU that goes away in the middle of a training: the failure, the last good state, and how training goes on from it. */
import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { render } from '../../src/failure/index.js'
import { type BackendName, read, release, use } from '../../src/run/index.js'
import { expression } from '../../src/tensor/tensor.js'
import { type Fit, fit } from '../../src/train/index.js'
import { namedLeaves } from '../../src/tree/index.js'
import { lose } from '../support/lose.js'
import {
  type Batch,
  batchesWith,
  bitsOf,
  type State,
  start,
  stepsPerEpoch,
  training,
  type Watched,
  type Weights,
} from './regression.js'

const epochs = 6
const lostIn = 4

const on = async (name: BackendName): Promise<void> => {
  // what TensorFlow.js computes on the processor would outlive the device
  for (const flag of ['WEBGL_CPU_FORWARD', 'WEBGPU_CPU_FORWARD']) tf.env().set(flag, false)
  const backend = await use(name)()
  if (E.isLeft(backend)) throw new Error(render(backend.left))
}

const finished = async (options: Partial<Fit<Weights, Batch, Watched>>): Promise<State> => {
  const outcome = await fit(training({ to: epochs, ...options }))()
  if (E.isLeft(outcome)) throw new Error(render(outcome.left.failure))
  return outcome.right
}

/** The numbers of a state by the paths of their leaves. */
const numbersOf = async (state: State): Promise<ReadonlyMap<string, readonly number[]>> => {
  const found = new Map<string, readonly number[]>()
  for (const { path, tensor } of namedLeaves(state)) {
    const e = expression(tensor)
    found.set(path, e.op === 'key' ? e.attributes.words : Array.from(await read(tensor)))
  }
  return found
}

/** How far two states are apart: the largest difference, in units of the larger of 1 and the number itself. */
const distance = (
  a: ReadonlyMap<string, readonly number[]>,
  b: ReadonlyMap<string, readonly number[]>,
): number => {
  expect([...a.keys()]).toEqual([...b.keys()])
  return Math.max(
    ...[...a].flatMap(([path, xs]) =>
      xs.map((x, i) => {
        const y = b.get(path)?.[i] ?? Number.NaN
        return Math.abs(x - y) / Math.max(1, Math.abs(y))
      }),
    ),
  )
}

/** What the same training gives on cpu after some epochs. */
const onCpu = async (to: number): Promise<ReadonlyMap<string, readonly number[]>> => {
  await on('cpu')
  const state = await finished({ to })
  const numbers = await numbersOf(state)
  release(state)
  return numbers
}

const bound = 2e-6

describe.each(['webgl', 'webgpu'] as const)('%s, lost in the middle of a training', (name) => {
  let before: ReadonlyMap<string, readonly number[]>
  let end: ReadonlyMap<string, readonly number[]>

  beforeAll(async () => {
    before = await onCpu(lostIn - 1)
    end = await onCpu(epochs)
  })

  const moments: readonly (readonly [
    string,
    number,
    (away: () => Promise<void>) => Partial<Fit<Weights, Batch, Watched>>,
  ])[] = [
    [
      'between two steps',
      4,
      (away) => ({
        onStep: ({ epoch, stepInEpoch }) => {
          if (epoch === lostIn && stepInEpoch === 3) void away()
        },
      }),
    ],
    [
      'while the losses of an epoch are read',
      5,
      (away) => ({
        batches: (epoch) =>
          E.map(function* (batches: readonly Batch[]) {
            yield* batches
            if (epoch === lostIn) queueMicrotask(away)
          })(batchesWith({})(epoch)),
      }),
    ],
  ]

  it.each(moments)(
    '%s: says so, hands the last epoch back on the host, and wasm goes on from it',
    async (_, at, options) => {
      await on(name)
      const outcome = await fit(training({ to: epochs, ...options(() => lose(name)) }))()
      if (E.isRight(outcome)) throw new Error('came to its end')
      const { failure, state } = outcome.left
      expect(failure).toMatchObject({ _tag: 'DeviceLost', backend: name })
      const line = render(failure)
      expect(line).toMatch(new RegExp(`^${name}: the device was lost \\([^\\n]+\\), noticed at step \\d+$`))
      // a GPU says a little later that it is gone; no step of the next epoch is begun before the losses are read
      const step = Number(/\d+$/.exec(line)?.[0])
      expect(step).toBeGreaterThanOrEqual((lostIn - 1) * stepsPerEpoch + at)
      expect(step).toBeLessThanOrEqual(lostIn * stepsPerEpoch)

      // it can be saved as it is
      const saved = await bitsOf(state)

      await on('wasm')
      expect(saved).toEqual(await bitsOf(state))
      expect(saved.length).toBe((await bitsOf(start())).length)
      const found = await numbersOf(state)
      expect([...found.values()].flat().every(Number.isFinite)).toBe(true)
      expect(distance(found, before)).toBeLessThan(bound)
      const resumed = await finished({ state, from: lostIn - 1 })
      expect(distance(await numbersOf(resumed), end)).toBeLessThan(bound)
      release(resumed)
      // a device that is started anew holds nothing of the one that was lost
      await on(name)
    },
  )
})
