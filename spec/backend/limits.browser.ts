/** What a GPU cannot hold or finish is one line, and nothing is left behind. */
import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { describe, expect, it, vi } from 'vitest'
import { type Backend, BackendError, type BackendName } from '../../src/backend/index.js'
import { key, normal } from '../../src/random/index.js'
import { evaluate, read, release, use } from '../../src/run/index.js'
import {
  add,
  concat,
  exp,
  matmul,
  ones,
  slice,
  sum,
  type Tensor,
  transpose,
  zeros,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import { expectNear } from '../support/near.js'

const started = async (name: BackendName): Promise<Backend> => {
  const backend = await use(name)()
  if (E.isLeft(backend)) throw new Error(`${name} does not start`)
  return backend.right
}

const lineOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof BackendError) return error.message
    throw error
  }
  return 'nothing was thrown'
}

const whole = (value: number): Tensor<[1]> => typed(constant(Int32Array.of(value), [1]))

const deviceOf = (name: BackendName): object => tf.engine().registry[name] ?? {}

describe('webgl', () => {
  it('holds as many numbers as a texture of the largest sides, in any shape, and no more', async () => {
    const backend = await started('webgl')
    const side = backend.describe().limits['textureSideTexels'] ?? 0
    expect(side).toBeGreaterThanOrEqual(2048)
    expect(backend.refusal([side, side], 'float32')).toBeUndefined()
    expect(backend.refusal([side * side], 'float32')).toBeUndefined()
    const count = (side + 1) * side
    expect(await lineOf(() => evaluate(ones(side + 1, side)))).toBe(
      `webgl: expected at most ${side} by ${side} numbers in a tensor; found [${side + 1}, ${side}] (${count})`,
    )
    const [a, b] = [evaluate(exp(ones(20_000, 1))), evaluate(exp(ones(1, 20_000)))]
    const before = backend.live()
    expect(await lineOf(() => evaluate(exp(matmul(a, b))))).toBe(
      `webgl: expected at most ${side} by ${side} numbers in a tensor; found [20000, 20000] (400000000) from dotGeneral`,
    )
    expect(backend.live()).toBe(before)
    release([a, b])
    const long = evaluate(exp(ones(3, 70_001)))
    expect(new Set(await read(long))).toEqual(new Set([Math.fround(Math.E)]))
    release(long)
  })

  it('takes whole numbers that a float holds exactly', async () => {
    const backend = await started('webgl')
    const before = backend.live()
    const lowest = evaluate(whole(-(2 ** 24)))
    expect(Array.from(await read(lowest))).toEqual([-(2 ** 24)])
    release(lowest)
    expect(await lineOf(() => evaluate(whole(2 ** 24 + 1)))).toBe(
      'webgl: expected whole numbers from -16777216 to 16777216, which its float32 textures hold exactly; found 16777217 at index 0 of [1]',
    )
    expect(backend.live()).toBe(before)
  })

  it('names a kernel whose shader does not compile, frees what it had begun, and goes on', async () => {
    const backend = await started('webgl')
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const x = backend.upload(new Float32Array(32).fill(1), [2, 2, 2, 2, 2], 'float32')
    const before = backend.live()
    const pad = backend.kernel('PadV2', {
      paddings: Array.from({ length: 5 }, () => [1, 1]),
      constantValue: 0,
    })
    const work = { op: 'pad', operands: [[2, 2, 2, 2, 2]], result: [4, 4, 4, 4, 4] }
    const run = () => pad({ x: { dataId: x, shape: [2, 2, 2, 2, 2], dtype: 'float32' } }).dataId
    expect(await lineOf(() => backend.attempt(work, run))).toMatch(
      /^webgl: expected pad of \[2, 2, 2, 2, 2\] to \[4, 4, 4, 4, 4\] to run; found [^\n]+$/,
    )
    log.mockRestore()
    expect(backend.live()).toBe(before)
    expect((await backend.download(x, 'float32'))[0]).toBe(1)
    backend.dispose(x)
  })

  it('says at the next reading that memory ran out, or what else went wrong', async () => {
    const backend = await started('webgl')
    const gl: unknown = Reflect.get(Reflect.get(deviceOf('webgl'), 'gpgpu'), 'gl')
    if (!(gl instanceof WebGL2RenderingContext)) throw new Error('no context')
    const x = evaluate(exp(ones(64, 64)))
    const kept = vi.spyOn(gl, 'getError')
    kept.mockReturnValueOnce(gl.CONTEXT_LOST_WEBGL).mockReturnValueOnce(gl.OUT_OF_MEMORY)
    expect(await lineOf(() => read(x))).toBe(
      'webgl: expected every kernel to run; found OUT_OF_MEMORY: a texture was not made',
    )
    vi.restoreAllMocks()
    expect((await read(x)).length).toBe(64 * 64)
    gl.enable(0)
    gl.drawArrays(0, -1, 0)
    expect(await lineOf(() => read(x))).toBe('webgl: expected every kernel to run; found INVALID_ENUM')
    // all that it kept was asked for at once
    expect((await read(x)).length).toBe(64 * 64)
    release(x)
    expect(backend.lost()).toBeUndefined()
  })
})

describe.each(['webgl', 'webgpu'] as const)('tensors of eight axes on %s', (name) => {
  const shape = [2, 1, 3, 2, 1, 2, 3, 2] as const
  const x = () => normal(...shape)(key(0))
  const column = () => normal(2, 1, 1, 1, 1, 2, 1, 1)(key(1))
  it.each([
    ['sums', () => add(x(), column())],
    ['transposes', () => transpose(7, 5, 3, 1, 0, 2, 4, 6)(x())],
    ['reductions', () => sum(0, 3, 6)(x())],
    ['repeats', () => add(zeros(...shape), column())],
    ['slices', () => slice('...', [0, 1], [1, 3], [1, 2])(x())],
    ['joins', () => concat(3)(x(), x())],
  ])('%s are right, or refused in words', async (_, build) => {
    const cpu = await started('cpu')
    const wanted = Array.from(await read(build(), cpu))
    await started(name)
    let found: readonly number[] = []
    const line = await lineOf(async () => {
      found = Array.from(await read(build()))
    })
    if (line === 'nothing was thrown') expectNear(found, wanted, 1e-5)
    else expect(line).toMatch(new RegExp(`^${name}: expected [a-zA-Z]+ of \\[[^\\n]+ to run; found [^\\n]+$`))
  })
})

describe('webgpu', () => {
  it('holds as many bytes as its device binds', async () => {
    const backend = await started('webgpu')
    const device: unknown = Reflect.get(deviceOf('webgpu'), 'device')
    if (!(device instanceof GPUDevice)) throw new Error('no device')
    const most = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize)
    expect(backend.refusal([most / 4], 'float32')).toBeUndefined()
    const shape = [2, Math.ceil(most / 4)]
    const bytes = 8 * Math.ceil(most / 4)
    expect(await lineOf(() => evaluate(ones(2, Math.ceil(most / 4))))).toBe(
      `webgpu: expected at most ${most} bytes in a tensor; found [${shape.join(', ')}] (${bytes} bytes)`,
    )
    const highest = evaluate(whole(2 ** 31 - 1))
    expect(Array.from(await read(highest))).toEqual([2 ** 31 - 1])
    release(highest)
  })

  it('says at the next reading which operation its device refused, once', async () => {
    const backend = await started('webgpu')
    const device: unknown = Reflect.get(deviceOf('webgpu'), 'device')
    if (!(device instanceof GPUDevice)) throw new Error('no device')
    // a buffer that the host maps cannot be storage, too
    const refused = () =>
      device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE })
    const x = evaluate(exp(ones(64, 64)))
    backend.attempt({ op: 'planted', operands: [[2], [3]], result: [5] }, refused)
    expect(await lineOf(() => read(x))).toMatch(
      /^webgpu: expected planted of \[2\] and \[3\] to \[5\] to run; found [^\n]+$/,
    )
    expect((await read(x)).length).toBe(64 * 64)
    refused()
    const y = evaluate(exp(ones(32, 64)))
    expect(await lineOf(() => read(y))).toMatch(/^webgpu: expected every kernel to run; found [^\n]+$/)
    release([x, y])
  })
})
