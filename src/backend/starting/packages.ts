/**
 * Loading the package of a backend. A program that was bundled has imported it already; in Node, and where an import
 * map names it, it is found by its name. The name is computed, so that a bundler takes in none that is not imported.
 */
import { device_util, findBackendFactory } from '@tensorflow/tfjs-core'
import type { BackendName } from '../device/device.js'
import { firstLineOf } from '../device/fault.js'
import { called, isNode, property } from '../device/property.js'
import { Obstacle } from './obstacle.js'

/** The package that runs a backend. */
export const packageOf = (name: BackendName): string => `@tensorflow/tfjs-backend-${name}`

/** What to install for a backend. */
export const installing = (name: BackendName): string =>
  `npm install @tensorflow/tfjs-core ${packageOf(name)}${name === 'webgpu' ? ' webgpu' : ''}`

/**
 * Has TensorFlow.js know a backend that can run here.
 * @throws Obstacle
 */
export const load = async (name: BackendName): Promise<void> => {
  if (isKnown(name) && name !== 'webgpu') return
  if (name === 'webgl' && !device_util.isBrowser())
    throw new Obstacle(
      'no WebGL here: only browsers have it',
      "in Node use('wasm'), or use('webgpu') with a GPU",
    )
  if (name === 'webgpu') await findAdapter()
  if (isKnown(name)) return
  await importPackage(name)
  if (!isKnown(name)) throw new Obstacle(`${packageOf(name)} offers no backend here`, installing(name))
}

const isKnown = (name: BackendName): boolean => typeof findBackendFactory(name) === 'function'

const importByName = (specifier: string): Promise<unknown> =>
  import(/* @vite-ignore */ /* webpackIgnore: true */ specifier)

const importPackage = async (name: BackendName): Promise<void> => {
  const wanted = packageOf(name)
  try {
    await importByName(wanted)
  } catch (error) {
    const said = firstLineOf(error)
    if (!isNode())
      throw new Obstacle(
        /fetch/i.test(said) ? said : `${wanted} is not in this program`,
        `import '${wanted}' in the program: a bundle holds only the backends that it imports`,
      )
    throw new Obstacle(isAbsent(error, wanted) ? `${wanted} is not installed` : said, installing(name))
  }
}

/** Whether Node does not find a package itself, rather than something inside it. */
const isAbsent = (error: unknown, wanted: string): boolean =>
  property(error, 'code') === 'ERR_MODULE_NOT_FOUND' && firstLineOf(error).includes(`'${wanted}'`)

/** As the backend's package will ask. */
const adapterOptions = { powerPreference: 'high-performance' }

/**
 * Looks for a WebGPU adapter before the backend does: where there is none it stops with a fault of its own. In Node the
 * package `webgpu` has the implementation, which has to stand where a browser has its own before the backend's
 * package is loaded, which looks once.
 */
const findAdapter = async (): Promise<void> => {
  const host = property(globalThis, 'navigator')
  const native = property(host, 'gpu')
  if (native !== undefined && native !== null) {
    if (!(await called(native, 'requestAdapter', adapterOptions))) throw noAdapter()
    return
  }
  if (!isNode())
    throw new Obstacle(
      'no WebGPU here: navigator.gpu is not there',
      "use('webgl') or use('wasm'), or open the page over https in a browser that has WebGPU",
    )
  const dawn = await loadDawn()
  const gpu = called(dawn, 'create', [])
  if (!(await called(gpu, 'requestAdapter', adapterOptions))) throw noAdapter()
  Object.assign(globalThis, property(dawn, 'globals'))
  const navigator = host ?? {}
  if (host === undefined)
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  if (typeof navigator === 'object')
    Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true })
}

const noAdapter = (): Obstacle =>
  new Obstacle(
    'no WebGPU adapter here: there is no GPU with a driver that it takes',
    isNode()
      ? "use('wasm'), or on Linux name the file of a Vulkan driver in VK_ICD_FILENAMES"
      : "use('webgl') or use('wasm')",
  )

/** The package that brings WebGPU to Node. */
const loadDawn = async (): Promise<unknown> => {
  try {
    return await importByName('webgpu')
  } catch (error) {
    throw new Obstacle(
      isAbsent(error, 'webgpu')
        ? 'the package webgpu, which brings WebGPU to Node, is not installed'
        : firstLineOf(error),
      installing('webgpu'),
    )
  }
}
