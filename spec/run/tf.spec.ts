import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { refine } from '../../src/data/index.js'
import { render } from '../../src/failure/index.js'
import { compile, evaluate, read, release, use } from '../../src/run/index.js'
import { fromTf, toTf, useTf } from '../../src/run/tf.js'
import {
  add,
  type BoolTensor,
  fill,
  type IntTensor,
  matmul,
  ones,
  type Tensor,
} from '../../src/tensor/index.js'
import { distance, trainedOn } from '../backend/small-vae.js'
import { backendNames, started } from '../support/backends.js'

/** What TensorFlow.js and the backend say that they hold. */
const held = (backend: Backend) => {
  const { numTensors, numDataBuffers, numBytes } = tf.memory()
  return { numTensors, numDataBuffers, numBytes, live: backend.live() }
}

const references = (x: tf.Tensor): number => tf.backend().refCount(x.dataId)

describe.each(backendNames)('data that is shared on %s', (name) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await started(name)
    expect(E.isRight(await use(name)())).toBe(true)
    await tf.setBackend(name)
  })

  it.each(['ours', 'theirs'])(
    'comes from TensorFlow.js without a copy, and %s may go first',
    async (first) => {
      const before = held(backend)
      const theirs = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
      const live = backend.live()
      const ours = fromTf(theirs)
      expectTypeOf(ours).toEqualTypeOf<Tensor<[number, number]>>()
      expect(backend.live()).toBe(live)
      expect(references(theirs)).toBe(2)
      const values = [1, 2, 3, 4, 5, 6]
      expect(Array.from(await read(ours))).toEqual(values)
      if (first === 'ours') {
        release(ours)
        expect(references(theirs)).toBe(1)
        expect(Array.from(theirs.dataSync())).toEqual(values)
        theirs.dispose()
      } else {
        theirs.dispose()
        expect(references(theirs)).toBe(1)
        expect(Array.from(await read(ours))).toEqual(values)
        release(ours)
      }
      release(ours)
      expect(held(backend)).toEqual(before)
    },
  )

  it.each(['ours', 'theirs'])('goes to TensorFlow.js without a copy, and %s may go first', async (first) => {
    const before = held(backend)
    const ours = evaluate(add(ones(2, 3), ones(2, 3)))
    const live = backend.live()
    const theirs = toTf(ours)
    expectTypeOf(theirs).toEqualTypeOf<tf.Tensor<tf.Rank.R2>>()
    expect(backend.live()).toBe(live)
    expect(references(theirs)).toBe(2)
    expect(theirs.shape).toEqual([2, 3])
    const values = [2, 2, 2, 2, 2, 2]
    if (first === 'ours') {
      release(ours)
      expect(references(theirs)).toBe(1)
      const sum = tf.sum(theirs)
      expect(Array.from(sum.dataSync())).toEqual([12])
      tf.dispose([sum, theirs])
    } else {
      theirs.dispose()
      expect(Array.from(await read(ours))).toEqual(values)
      release(ours)
    }
    expect(held(backend)).toEqual(before)
  })

  it('goes there and back as the same data, and ends with a tidy', async () => {
    const before = held(backend)
    const ours = evaluate(fill(3)(4))
    const kept: Tensor<[number]>[] = []
    tf.tidy(() => {
      kept.push(fromTf(toTf(ours)))
    })
    const [back = ones(1)] = kept
    release(ours)
    expect(Array.from(await read(back))).toEqual([3, 3, 3, 3])
    release(back)
    expect(held(backend)).toEqual(before)
  })

  it('is computed on the way when it was not yet, and belongs to TensorFlow.js alone', () => {
    const before = held(backend)
    const theirs = toTf(add(ones(2), ones(2)))
    expect(references(theirs)).toBe(1)
    expect(Array.from(theirs.dataSync())).toEqual([2, 2])
    theirs.dispose()
    expect(held(backend)).toEqual(before)
  })

  it('has the sizes of its type, and exact ones by refine', async () => {
    const [scalar, integers, bools] = [
      tf.scalar(7),
      tf.tensor1d([1, -2], 'int32'),
      tf.tensor3d([1, 0], [1, 2, 1], 'bool'),
    ]
    const ours = { scalar: fromTf(scalar), integers: fromTf(integers, 'int32'), bools: fromTf(bools, 'bool') }
    expectTypeOf(ours.scalar).toEqualTypeOf<Tensor<[]>>()
    expectTypeOf(ours.integers).toEqualTypeOf<IntTensor<[number]>>()
    expectTypeOf(ours.bools).toEqualTypeOf<BoolTensor<[number, number, number]>>()
    expect(await read(ours.scalar)).toEqual(Float32Array.of(7))
    expect(await read(ours.integers)).toEqual(Int32Array.of(1, -2))
    expect(await read(ours.bools)).toEqual(Uint8Array.of(1, 0))
    expect(E.isRight(refine(2)(ours.integers))).toBe(true)
    expect(E.isLeft(refine(3)(ours.integers))).toBe(true)
    const [one, many] = [toTf(ours.scalar), toTf(ours.integers)]
    expectTypeOf(one).toEqualTypeOf<tf.Tensor<tf.Rank.R0>>()
    expect([one.dtype, many.dtype]).toEqual(['float32', 'int32'])
    tf.dispose([scalar, integers, bools, one, many])
    release(ours)
  })

  it('is an argument of a compiled function like any other', async () => {
    const twice = compile((x: Tensor<[number, number]>) => add(x, x))
    const theirs = tf.tensor2d([[1, 2]])
    const ours = fromTf(theirs)
    const doubled = twice(ours)
    expect(Array.from(await read(doubled))).toEqual([2, 4])
    release([ours, doubled])
    theirs.dispose()
    twice.release()
  })

  it('is multiplied rightly, whatever shape TensorFlow.js has multiplied it as', async () => {
    const theirs = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])
    // a product keeps what it prepared of its right operand
    tf.tidy(() => {
      tf.matMul(tf.ones([1, 3]), theirs)
    })
    const wide = tf.reshape<tf.Rank.R2>(theirs, [2, 3])
    const ours = fromTf(wide)
    const product = matmul(ones(1, 2), ours)
    expect(Array.from(await read(product))).toEqual([5, 7, 9])
    release(ours)
    tf.dispose([theirs, wide])
  })

  it('is refused in words where it cannot be shared', async () => {
    const other = name === 'cpu' ? 'wasm' : 'cpu'
    const gone = tf.scalar(1)
    gone.dispose()
    expect(() => fromTf(gone)).toThrow(
      'fromTf: expected a tensor that still has its data; found one that was disposed',
    )
    const [text, integers] = [tf.tensor1d(['a']), tf.tensor1d([1], 'int32')]
    if (name === 'cpu') {
      // wasm has no complex numbers
      const complex = tf.complex([1], [2])
      expect(() => fromTf(complex)).toThrow('fromTf: expected float32; found complex64')
      complex.dispose()
    }
    expect(() => fromTf(text)).toThrow('fromTf: expected float32; found string')
    expect(() => fromTf(integers)).toThrow("fromTf: expected float32; found int32: write fromTf(x, 'int32')")
    expect(() => fromTf(integers, 'bool')).toThrow('fromTf: expected bool; found int32')
    const elsewhere = await started(other)
    expect(() => fromTf(integers, 'int32', elsewhere)).toThrow(
      `fromTf: expected a tensor on ${other}; found one on ${name}: make it after tf.setBackend('${other}')`,
    )
    const stranger = { dataId: {}, shape: [1], dtype: 'float32', isDisposed: false }
    expect(() => fromTf(stranger)).toThrow(
      'fromTf: expected a tensor of the TensorFlow.js that reparam runs on; found one of another copy',
    )
    tf.dispose([text, integers])
    const ours = evaluate(ones(2))
    expect(() => toTf(ours, elsewhere)).toThrow(
      `expected tensors on ${other}, which the program runs on; found one on ${name}: read it there, and make a tensor of its numbers by fromData`,
    )
    release(ours)
    expect(() => toTf(ours)).toThrow('a tensor was used after it was released')
  })
})

describe('a handle', () => {
  /** A backend under the name that tfjs-node gives to its own, with the kernels of cpu. */
  beforeAll(async () => {
    await started('cpu')
    const cpu = tf.engine().registryFactory['cpu']
    if (cpu === undefined) throw new Error('cpu has started, so it is registered')
    tf.registerBackend('tensorflow', cpu.factory)
    for (const kernel of tf.getKernelsForBackend('cpu'))
      tf.registerKernel({ ...kernel, backendName: 'tensorflow' })
    await tf.setBackend('tensorflow')
  })
  afterAll(() => {
    tf.removeBackend('tensorflow')
    for (const { kernelName } of tf.getKernelsForBackend('cpu')) tf.unregisterKernel(kernelName, 'tensorflow')
  })

  it('gives the backend that it has, with a name that use does not know', async () => {
    const backend = await useTf(tf)()
    if (E.isLeft(backend)) throw new Error(render(backend.left))
    expect(backend.right).toMatchObject({ name: 'tensorflow' })
    expect(backend.right.describe()).toMatchObject({
      backend: 'tensorflow',
      precision: 32,
      threads: undefined,
      simd: undefined,
    })
    const again = await useTf(tf)()
    expect(E.isRight(again) && again.right === backend.right).toBe(true)
    const there = await trainedOn(backend.right, 3)
    const here = await trainedOn(await started('wasm'), 3)
    expect(distance(there, here)).toBeLessThan(1e-4)
    expect(backend.right.live()).toBe(0)
  })

  it('of a backend that was started here is that one', async () => {
    const wasm = await started('wasm')
    await tf.setBackend('wasm')
    const backend = await useTf(tf)()
    expect(E.isRight(backend) && backend.right === wasm).toBe(true)
    await tf.setBackend('tensorflow')
  })

  it('with an engine of its own, or floats of 16 bits, is refused in words', async () => {
    const stranger = { ready: async () => undefined, getBackend: () => 'tensorflow', engine: () => ({}) }
    expect(await useTf(stranger)()).toMatchObject(
      E.left({
        reason: 'a TensorFlow.js with an engine of its own',
        remedy: expect.stringContaining('dedupe'),
      }),
    )
    const broken = { ...stranger, ready: () => Promise.reject(new Error('planted: nothing starts\nhere')) }
    expect(await useTf(broken)()).toMatchObject(E.left({ reason: 'planted: nothing starts' }))
    const cpu = tf.engine().registryFactory['cpu']
    tf.registerBackend(
      'half',
      async () =>
        Object.assign((await cpu?.factory()) ?? {}, { floatPrecision: () => 16 }) as tf.KernelBackend,
    )
    await tf.setBackend('half')
    const written = vi.spyOn(tf.engine().backend, 'write')
    expect(await useTf(tf)()).toMatchObject(E.left({ reason: 'floats of 16 bits, where 32 are needed' }))
    expect(tf.engine().backend.write).toBe(written)
    expect(written).not.toHaveBeenCalled()
    tf.removeBackend('half')
    await tf.setBackend('tensorflow')
  })
})
