import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { compile, current, evaluate, liveTensors, read, readSync, release, use } from '../../src/run/index.js'
import { exp, ones, type Tensor, zeros } from '../../src/tensor/index.js'
import { started } from '../support/backends.js'

const refusal = "no backend is in use: start one first, for instance await use('wasm')()"

describe('before a backend is in use', () => {
  it('running anything says how to start one', async () => {
    expect(current).toThrow(refusal)
    expect(() => evaluate(ones(2))).toThrow(refusal)
    expect(() => readSync(ones(2))).toThrow(refusal)
    expect(() => liveTensors()).toThrow(refusal)
    await expect(read(ones(2))).rejects.toThrow(refusal)
    const f = compile((x: Tensor<[2]>) => exp(x))
    expect(() => f(ones(2))).toThrow(refusal)
  })
  it('a named backend will do', async () => {
    expect(await read(ones(2), await started('cpu'))).toEqual(Float32Array.of(1, 1))
  })
})

describe('use', () => {
  it('is lazy: nothing is in use until the task runs', async () => {
    const task = use('cpu')
    expect(current).toThrow(refusal)
    expect(E.isRight(await task())).toBe(true)
    expect(current().name).toBe('cpu')
  })
  it('gives the same backend each time, also when two tasks start it at once', async () => {
    const task = use('wasm')
    const [a, b] = await Promise.all([task(), use('wasm')()])
    const again = await task()
    expect(E.isRight(a) && E.isRight(b) && a.right === b.right).toBe(true)
    expect(E.isRight(a) && E.isRight(again) && a.right === again.right).toBe(true)
  })
  it('what is held before using it again is still there', async () => {
    const task = use('cpu')
    await task()
    const x = evaluate(ones(2))
    await task()
    expect(readSync(x)).toEqual(Float32Array.of(1, 1))
    release(x)
  })
  it('a backend that does not start is a failure in words', async () => {
    // there is no WebGL in plain Node
    const result = await use('webgl')()
    expect(result).toMatchObject(E.left({ _tag: 'BackendUnavailable', backend: 'webgl' }))
    expect(current().name).not.toBe('webgl')
  })
})

describe('a tensor of another backend', () => {
  it('is refused in words, as an argument and in an expression', async () => {
    const [cpu, wasm] = [await started('cpu'), await started('wasm')]
    const x = evaluate(zeros(2), cpu)
    const words =
      'expected tensors on wasm, which the program runs on; found one on cpu: read it there, and make a tensor of its numbers by fromData'
    expect(() => evaluate(exp(x), wasm)).toThrow(words)
    const f = compile((y: Tensor<[2]>) => exp(y), wasm)
    expect(() => f(x)).toThrow(words)
    expect(wasm.live()).toBe(0)
    release(x)
    f.release()
  })
  it('a compiled function follows the backend in use', async () => {
    const f = compile((y: Tensor<[2]>) => exp(y))
    for (const name of ['cpu', 'wasm', 'cpu'] as const) {
      await use(name)()
      const y = f(zeros(2))
      expect(readSync(y)).toEqual(Float32Array.of(1, 1))
      release(y)
    }
    f.release()
  })
})
