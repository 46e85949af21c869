import { cpus } from 'node:os'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it, describe as suite } from 'vitest'
import { describe as describeDevice } from '../../src/backend/device/describe.js'
import { describe } from '../../src/run/index.js'
import { started } from '../support/backends.js'

const processor = `${cpus()[0]?.model.trim()}, Node ${process.versions.node}`

suite('what a backend runs on', () => {
  it('is the processor and Node, for cpu and wasm', async () => {
    const shared = { device: processor, software: false, precision: 32, threads: 1 }
    expect(describe(await started('cpu'))).toEqual({ ...shared, backend: 'cpu', simd: false, limits: {} })
    expect(describe(await started('wasm'))).toEqual({
      ...shared,
      backend: 'wasm',
      simd: true,
      limits: { memoryBytes: 4_294_901_760 },
    })
  })

  it('is plain data', async () => {
    const described = describe(await started('wasm'))
    expect(JSON.parse(JSON.stringify(described))).toEqual(described)
  })

  it('counts the threads that the module of wasm says', async () => {
    const { device } = await started('wasm')
    const threaded = planted({ wasm: { tfjs: { getThreadsCount: () => 4 } } })
    expect(describeDevice('wasm', threaded).threads).toBe(4)
    expect(Reflect.get(Reflect.get(Reflect.get(device, 'wasm'), 'tfjs'), 'getThreadsCount')).toBeTypeOf(
      'function',
    )
  })

  it('is the adapter in words, and whether the processor draws it', () => {
    const adapter = (info: object) =>
      describeDevice('webgpu', planted({ device: { adapterInfo: info, limits } }))
    const limits = { maxBufferSize: 8, maxStorageBufferBindingSize: 4, maxComputeWorkgroupsPerDimension: 2 }
    expect(adapter({ vendor: 'nvidia', architecture: 'ampere', device: '', description: 'A100' })).toEqual({
      backend: 'webgpu',
      device: 'nvidia, ampere, A100',
      software: false,
      precision: 32,
      threads: 0,
      simd: false,
      limits: { bufferBytes: 8, bindingBytes: 4, workgroupsPerDimension: 2 },
    })
    expect(adapter({ vendor: 'nvidia', isFallbackAdapter: true }).software).toBe(true)
    expect(adapter({ vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }).software).toBe(true)
    expect(adapter({ vendor: 'google', architecture: 'swiftshader' }).software).toBe(true)
    expect(adapter({ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }).software).toBe(true)
    expect(adapter({}).device).toBe('a GPU that the system does not name')
  })

  it('is the renderer of WebGL, as far as the browser tells, with 32 bits by the flag', () => {
    tf.env().registerFlag('WEBGL_RENDER_FLOAT32_ENABLED', () => true)
    tf.env().registerFlag('WEBGL_MAX_TEXTURE_SIZE', () => 4096)
    const drawing = (shown: boolean) =>
      describeDevice(
        'webgl',
        planted({
          // the backend's own answer, which is 16 where textures have 32 bits
          floatPrecision: () => 16,
          gpgpu: {
            gl: {
              RENDERER: 7937,
              getExtension: () => (shown ? {} : null),
              getParameter: (name: number) => (name === 7937 ? 'WebKit WebGL' : 'ANGLE (Intel, SwiftShader)'),
            },
          },
        }),
      )
    expect(drawing(true)).toEqual({
      backend: 'webgl',
      device: 'ANGLE (Intel, SwiftShader)',
      software: true,
      precision: 32,
      threads: 0,
      simd: false,
      limits: { textureSideTexels: 4096 },
    })
    expect(drawing(false)).toMatchObject({ device: 'WebKit WebGL', software: false })
    tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false)
    expect(drawing(true).precision).toBe(16)
  })
})

/** A device of which only this is there. */
const planted = (device: object): tf.KernelBackend => Object.assign(new tf.KernelBackend(), device)
