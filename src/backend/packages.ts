/**
 * Loading the package of a backend. A program that was bundled has imported it already; in Node, and where an import
 * map names it, it is found by its name. The name is computed, so that a bundler takes in none that is not imported.
 */
import { findBackendFactory } from '@tensorflow/tfjs-core'
import type { BackendName } from './device.js'

/** The package that runs a backend. */
export const packageOf = (name: BackendName): string => `@tensorflow/tfjs-backend-${name}`

/** Has TensorFlow.js know a backend. */
export const load = async (name: BackendName): Promise<void> => {
  if (isKnown(name)) return
  if (name === 'webgpu') await provideWebGpu()
  await importByName(packageOf(name))
}

const isKnown = (name: BackendName): boolean => typeof findBackendFactory(name) === 'function'

const importByName = (specifier: string): Promise<unknown> =>
  import(/* @vite-ignore */ /* webpackIgnore: true */ specifier)

/**
 * In Node the package `webgpu` brings an implementation; it has to stand where a browser has its own before the backend's
 * package is loaded, which looks once.
 */
const provideWebGpu = async (): Promise<void> => {
  const host: { readonly navigator?: object } = globalThis
  if (host.navigator !== undefined && 'gpu' in host.navigator) return
  if (typeof process === 'undefined' || process.versions?.node === undefined) return
  const { create, globals } = (await importByName('webgpu')) as WebGpuPackage
  Object.assign(globalThis, globals)
  if (host.navigator === undefined)
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })
  Object.defineProperty(host.navigator, 'gpu', { value: create([]), configurable: true })
}

interface WebGpuPackage {
  readonly create: (options: readonly string[]) => object
  readonly globals: object
}
