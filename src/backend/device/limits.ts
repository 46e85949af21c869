/** What a backend can hold: known before anything runs, so that it is refused in words. */
import { env, type KernelBackend } from '@tensorflow/tfjs-core'
import { show, size } from '../../shape/index.js'
import type { Values } from '../../tensor/expression.js'
import type { Backend, Description, Refusal } from './device.js'
import { numberAt, property } from './property.js'

/** The limits of a backend's device, by names that end in their unit; what a device does not tell is left out. */
export const limitsOf = (name: string, device: KernelBackend): Description['limits'] => {
  switch (name) {
    case 'wasm':
      return { memoryBytes: WASM_MEMORY }
    case 'webgl':
      return { textureSideTexels: env().getNumber('WEBGL_MAX_TEXTURE_SIZE') }
    case 'webgpu': {
      const limits = property(property(device, 'device'), 'limits')
      return Object.fromEntries(
        Object.entries(webgpuLimits).flatMap(([limit, of]) => {
          const most = numberAt(limits, of)
          return most === undefined ? [] : [[limit, most]]
        }),
      )
    }
    default:
      return {}
  }
}

/** What WebGPU calls its limits. */
const webgpuLimits = {
  bufferBytes: 'maxBufferSize',
  bindingBytes: 'maxStorageBufferBindingSize',
  workgroupsPerDimension: 'maxComputeWorkgroupsPerDimension',
} as const

/** The size that the memory of the wasm module grows to at most. */
const WASM_MEMORY = 65_535 * 2 ** 16

/** Why a backend cannot hold data of a shape and type, or these values of it; undefined when it can. */
export const refusalOf = (name: string, device: KernelBackend): Backend['refusal'] => {
  const limits = limitsOf(name, device)
  switch (name) {
    case 'webgl': {
      const side = limits['textureSideTexels'] ?? 0
      return (shape, dtype, values) =>
        beyondTextures(side, shape) ??
        (dtype === 'int32' && values !== undefined ? beyondFloats(values, shape) : undefined)
    }
    case 'webgpu': {
      // what every device has, where it does not tell
      const most = Math.min(limits['bufferBytes'] ?? 2 ** 28, limits['bindingBytes'] ?? 2 ** 27)
      // a bool takes four bytes there
      return (shape) => beyondBytes(most, 4, shape)
    }
    case 'wasm': {
      const most = limits['memoryBytes'] ?? 0
      return (shape, dtype) => beyondBytes(most, dtype === 'bool' ? 1 : 4, shape)
    }
    default:
      return () => undefined
  }
}

const found = (shape: readonly number[], amount: string): string => `${show(shape)} (${amount})`

/**
 * A texture holds a number in each texel, and any shape is laid out anew where its own sides are too long; so the
 * only limit is their count. Packed, four numbers share a texel, so that what fits here fits there.
 */
const beyondTextures = (side: number, shape: readonly number[]): Refusal | undefined => {
  const count = size(shape)
  return count <= side * side
    ? undefined
    : { expected: `at most ${side} by ${side} numbers in a tensor`, got: found(shape, `${count}`) }
}

/** Whole numbers up to here have a float32 of their own. */
const exact = 2 ** 24

/** Textures hold whole numbers as floats. */
const beyondFloats = (values: Values, shape: readonly number[]): Refusal | undefined => {
  const at = values.findIndex((v) => Math.abs(v) > exact)
  return at < 0
    ? undefined
    : {
        expected: `whole numbers from -${exact} to ${exact}, which its float32 textures hold exactly`,
        got: `${values[at]} at index ${at} of ${show(shape)}`,
      }
}

const beyondBytes = (most: number, each: number, shape: readonly number[]): Refusal | undefined => {
  const bytes = size(shape) * each
  return bytes <= most
    ? undefined
    : { expected: `at most ${most} bytes in a tensor`, got: found(shape, `${bytes} bytes`) }
}

/**
 * Has the heap of a wasm device say that it is full. Its allocator gives address 0 then, or a block that ends beyond the
 * memory where the end does not fit 32 bits; TensorFlow.js would write there, over the module's own data. To be called
 * after the first use of the heap, which puts the allocator in its place.
 */
export const guardHeap = (device: KernelBackend): void => {
  const module = property(device, 'wasm')
  const allocate = property(module, '_malloc')
  if (typeof module !== 'object' || module === null || typeof allocate !== 'function') return
  Reflect.set(module, '_malloc', (bytes: number): unknown => {
    const at: unknown = allocate(bytes)
    if (bytes > 0 && !isWithin(property(module, 'HEAPU8'), at, bytes))
      throw new Error(`no room for ${bytes} bytes more in its memory`)
    return at
  })
}

/** Addresses from 2 GiB on come as negative numbers. */
const isWithin = (heap: unknown, at: unknown, bytes: number): boolean =>
  heap instanceof Uint8Array && typeof at === 'number' && at !== 0 && (at >>> 0) + bytes <= heap.length
