/** What a backend runs on, for people. */
import { env, type KernelBackend } from '@tensorflow/tfjs-core'
import type { Description } from './device.js'
import { limitsOf } from './limits.js'
import { called, isNode, numberAt, property, textAt } from './property.js'

/** What is looked up of each kind of device. */
type Traits = Pick<Description, 'device' | 'software' | 'precision' | 'threads' | 'simd'>

/** The description of a started backend. */
export const describe = (name: string, device: KernelBackend): Description => ({
  backend: name,
  ...traitsOf(name, device),
  limits: limitsOf(name, device),
})

const traitsOf = (name: string, device: KernelBackend): Traits => {
  switch (name) {
    case 'cpu':
      return { ...onProcessor(), threads: 1, simd: false }
    case 'wasm':
      return { ...onProcessor(), threads: threadsOf(device), simd: env().getBool('WASM_HAS_SIMD_SUPPORT') }
    case 'webgl': {
      const renderer = rendererOf(property(property(device, 'gpgpu'), 'gl'))
      return {
        ...onGpu,
        device: renderer,
        software: isSoftware(renderer),
        // not the backend's own floatPrecision, which says 16 where textures have 32 bits
        precision: env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? 32 : 16,
      }
    }
    case 'webgpu': {
      const info = property(property(device, 'device'), 'adapterInfo') ?? property(device, 'adapterInfo')
      const adapter = adapterIn(info)
      return {
        ...onGpu,
        device: adapter,
        software: property(info, 'isFallbackAdapter') === true || isSoftware(adapter),
      }
    }
    // a handle's backend: what it runs on, only its owner knows
    default:
      return { ...onProcessor(), precision: device.floatPrecision(), threads: undefined, simd: undefined }
  }
}

const onProcessor = () => ({ device: processor(), software: false, precision: 32 }) as const

const onGpu = { precision: 32, threads: 0, simd: false } as const

/** The threads of the wasm module; only the build with threads has a count. */
const threadsOf = (device: KernelBackend): number => {
  const count = called(property(property(device, 'wasm'), 'tfjs'), 'getThreadsCount')
  return typeof count === 'number' && count > 0 ? count : 1
}

/** WebGL's number for the renderer that a browser may hide behind a common name. */
const UNMASKED_RENDERER = 0x9246

const rendererOf = (gl: unknown): string => {
  const isShown = called(gl, 'getExtension', 'WEBGL_debug_renderer_info')
  const unmasked = isShown ? called(gl, 'getParameter', UNMASKED_RENDERER) : undefined
  const renderer = unmasked ?? called(gl, 'getParameter', numberAt(gl, 'RENDERER'))
  return typeof renderer === 'string' ? renderer : 'a GPU that the browser does not name'
}

const adapterIn = (info: unknown): string => {
  const words = ['vendor', 'architecture', 'device', 'description'].flatMap((k) => textAt(info, k) ?? [])
  return words.length === 0 ? 'a GPU that the system does not name' : words.join(', ')
}

/** The names of drivers that draw on the processor: of Chromium, Mesa, Windows and Apple. */
const isSoftware = (device: string): boolean =>
  /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i.test(device)

/** The processor where Node tells it, otherwise the browser, which does not. */
const processor = (): string => {
  const cores = numberAt(property(globalThis, 'navigator'), 'hardwareConcurrency')
  if (!isNode())
    return `${cores ?? 'some'} cores under ${textAt(property(globalThis, 'navigator'), 'userAgent')}`
  const [first] = process.getBuiltinModule('node:os').cpus()
  return `${first?.model.trim() ?? process.arch}, Node ${process.versions.node}`
}
