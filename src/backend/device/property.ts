/** Looking into objects whose types this package does not have: those of the host and of TensorFlow.js's devices. */
import { device_util } from '@tensorflow/tfjs-core'

/** A property of whatever may have it; undefined where it is not there. */
export const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined

/** What a method gives; undefined where it is not there. */
export const called = (of: unknown, name: string, ...args: readonly unknown[]): unknown => {
  const method = property(of, name)
  return typeof method === 'function' ? Reflect.apply(method, of, args) : undefined
}

/** A property as a number; undefined where it is none. */
export const numberAt = (of: unknown, name: string): number | undefined => {
  const found = property(of, name)
  return typeof found === 'number' ? found : undefined
}

/** A property as a text that is not empty; undefined where it is none. */
export const textAt = (of: unknown, name: string): string | undefined => {
  const found = property(of, name)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** Whether this is Node, where packages are found by their names and the browser's interfaces are missing. */
export const isNode = (): boolean =>
  !device_util.isBrowser() &&
  typeof process !== 'undefined' &&
  typeof property(process.versions, 'node') === 'string'
