import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { expect, it, describe as suite, vi } from 'vitest'
import { start } from '../../src/backend/index.js'
import { render } from '../../src/failure/index.js'
import { describe, read, readSync, use } from '../../src/run/index.js'
import { add, ones } from '../../src/tensor/index.js'

const words = async (name: Parameters<typeof start>[0]): Promise<string> => {
  const backend = await start(name)()
  return E.isLeft(backend) ? render(backend.left) : backend.right.name
}

suite('in a browser', () => {
  it('textures of 16-bit floats are refused', async () => {
    tf.env().set('WEBGL_FORCE_F16_TEXTURES', true)
    expect(await words('webgl')).toBe(
      "backend webgl: expected it to start; found floats of 16 bits, where 32 are needed; use('wasm'), " +
        "or leave TensorFlow.js's flag WEBGL_FORCE_F16_TEXTURES off where it is set",
    )
    expect(tf.engine().registry['webgl']).toBeUndefined()
    tf.env().set('WEBGL_FORCE_F16_TEXTURES', false)
    tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true)
  })

  it('a browser without WebGL is told apart', async () => {
    tf.env().set('HAS_WEBGL', false)
    expect(await words('webgl')).toBe(
      "backend webgl: expected it to start; found no WebGL here: the browser gives no context; use('wasm')",
    )
    tf.env().set('HAS_WEBGL', true)
  })

  it('a browser without WebGPU, or without a GPU for it, is told apart', async () => {
    const { gpu } = Object(navigator)
    const replace = (value: unknown) => Object.defineProperty(navigator, 'gpu', { value, configurable: true })
    replace(undefined)
    expect(await words('webgpu')).toBe(
      'backend webgpu: expected it to start; found no WebGPU here: navigator.gpu is not there; ' +
        "use('webgl') or use('wasm'), or open the page over https in a browser that has WebGPU",
    )
    replace({ requestAdapter: async () => null })
    expect(await words('webgpu')).toBe(
      'backend webgpu: expected it to start; found no WebGPU adapter here: there is no GPU with a driver that it takes; ' +
        "use('webgl') or use('wasm')",
    )
    replace(gpu)
  })

  it.each(['wasm', 'webgl', 'webgpu', 'cpu'] as const)('%s starts and says what it runs on', async (name) => {
    const warned = vi.spyOn(console, 'warn')
    const backend = await use(name)()
    if (E.isLeft(backend)) throw new Error(render(backend.left))
    expect(warned).not.toHaveBeenCalled()
    const described = describe()
    const isGpu = name.startsWith('webg')
    expect(described).toMatchObject({ backend: name, precision: 32, simd: name === 'wasm' })
    expect(described.device.length).toBeGreaterThan(8)
    if (!isGpu) expect(described).toMatchObject({ software: false })
    expect(described.threads).toBe(isGpu ? 0 : 1)
    const most = {
      cpu: {},
      wasm: { memoryBytes: 4_294_901_760 },
      webgl: { textureSideTexels: expect.toSatisfy((side: number) => side >= 4096) },
      webgpu: {
        bufferBytes: expect.toSatisfy((bytes: number) => bytes >= 2 ** 28),
        bindingBytes: expect.toSatisfy((bytes: number) => bytes >= 2 ** 27),
        workgroupsPerDimension: expect.toSatisfy((count: number) => count >= 65_535),
      },
    }
    expect(described.limits).toEqual(most[name])
    const sum = add(ones(2), ones(2))
    expect(await read(sum)).toEqual(Float32Array.of(2, 2))
    expect(readSync(sum)).toEqual(isGpu ? undefined : Float32Array.of(2, 2))
  })

  it('the best is no GPU that the processor draws', async () => {
    const drawn = await start('webgl')()
    if (E.isLeft(drawn)) throw new Error(render(drawn.left))
    const best = await words('auto')
    if (drawn.right.describe().software) expect(best).toBe('wasm')
    else expect(['webgpu', 'webgl']).toContain(best)
  })
})
