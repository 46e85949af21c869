/** Data shared with TensorFlow.js on GPUs, read later only. */
import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { evaluate, liveTensors, read, release, use } from '../../src/run/index.js'
import { fromTf, toTf } from '../../src/run/tf.js'
import { add, matmul, ones } from '../../src/tensor/index.js'

describe.each(['webgl', 'webgpu'] as const)('data that is shared on %s', (name) => {
  it('goes both ways without a copy, and each side lets go for itself', async () => {
    expect(E.isRight(await use(name)())).toBe(true)
    await tf.setBackend(name)
    const references = (x: tf.Tensor): number => tf.backend().refCount(x.dataId)
    const before = { live: liveTensors(), ...tf.memory() }

    const theirs = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
    const ours = fromTf(theirs)
    expect(liveTensors()).toBe(before.live + 1)
    expect(references(theirs)).toBe(2)
    theirs.dispose()
    const product = evaluate(matmul(ones(1, 2), ours))
    expect(Array.from(await read(product))).toEqual([5, 7, 9])

    const lent = toTf(product)
    expect(liveTensors()).toBe(before.live + 2)
    release([ours, product])
    const doubled = tf.add(lent, lent)
    expect(Array.from(await doubled.data())).toEqual([10, 14, 18])
    tf.dispose([lent, doubled])

    const sum = toTf(add(ones(2), ones(2)))
    expect(references(sum)).toBe(1)
    sum.dispose()
    expect({ live: liveTensors(), numTensors: tf.memory().numTensors }).toEqual({
      live: before.live,
      numTensors: before.numTensors,
    })
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers)
  })
})
