/** Choosing and starting a backend. The only place that loads a TensorFlow.js package. */
import * as tf from '@tensorflow/tfjs-core'
import { taskEither as TE } from 'fp-ts'
import { backendUnavailable, type Failure } from '../failure/index.js'
import { type DType, InternalError, type Values } from '../tensor/expression.js'
import type { Backend, BackendName, TensorInfo } from './device.js'
import { targetOf } from './tables.js'

/** What loads a backend's package; each in its own words, so that a bundler takes only what is used. */
const packages: Readonly<Record<BackendName, () => Promise<unknown>>> = {
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  wasm: () => import('@tensorflow/tfjs-backend-wasm'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
}

/**
 * The backends that can be asked for.
 * @category run
 * @since 0.1.0
 * @example
 * import { backendNames } from 'reparam'
 * console.assert(backendNames.join() === 'cpu,wasm,webgl')
 */
export const backendNames: readonly BackendName[] = ['cpu', 'wasm', 'webgl']

const opened = new Map<BackendName, Promise<Backend>>()

/** The last backend that was asked for: one opens after the other, since TensorFlow.js has one current backend. */
let last: Promise<unknown> = Promise.resolve()

/** The backend of a name, opened when it is asked for the first time, and again only after it failed to open. */
const openOnce = (name: BackendName): Promise<Backend> => {
  const known = opened.get(name)
  if (known !== undefined) return known
  const opening = last.then(() => open(name))
  opened.set(name, opening)
  last = opening.catch(() => opened.delete(name))
  return opening
}

/**
 * Starts a backend, or gives the one that already runs.
 * @failure BackendUnavailable, with what to install
 * @category run
 */
export const start = (name: BackendName): TE.TaskEither<Failure, Backend> =>
  backendNames.includes(name)
    ? TE.tryCatch(
        () => openOnce(name),
        (error) =>
          backendUnavailable({
            backend: name,
            reason: firstLine(error),
            remedy: `npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-${name}`,
          }),
      )
    : TE.left(
        backendUnavailable({
          backend: name,
          reason: 'no such backend',
          remedy: `there are ${backendNames.join(', ')}`,
        }),
      )

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'unknown'

/** Loads, selects and wraps; a dependency's banner and its process-wide error handlers stay out. */
const open = async (name: BackendName): Promise<Backend> => {
  await withoutNewListeners(packages[name])
  const before = tf.engine().backendName
  if (!(await withoutNewListeners(() => tf.setBackend(name))))
    throw new Error(`the ${name} backend does not start on this machine`)
  const device = tf.engine().backend
  if (before !== undefined && before !== null && before !== name) await tf.setBackend(before)
  quietFirstUse(device)
  return wrap(name, device)
}

/** The cpu backend greets at its first write unless in production mode; so its first write is made there. */
const quietFirstUse = (device: tf.KernelBackend): void => {
  const env = tf.env()
  const mode = env.getBool('PROD')
  env.set('PROD', true)
  device.disposeData(device.write(Float32Array.of(0), [1], 'float32'))
  env.set('PROD', mode)
}

/** Emscripten's start adds handlers that print a whole minified file on any crash; they are taken off again. */
const withoutNewListeners = async <A>(load: () => Promise<A>): Promise<A> => {
  const host = typeof process === 'undefined' || typeof process.listeners !== 'function' ? undefined : process
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => new Set<unknown>(host?.rawListeners(event) ?? []))
  const loaded = await load()
  events.forEach((event, i) => {
    for (const listener of host?.rawListeners(event) ?? [])
      if (before[i]?.has(listener) === false) removeListener(host, event, listener)
  })
  return loaded
}

const removeListener = (host: NodeJS.Process | undefined, event: string, listener: unknown): void => {
  if (typeof listener === 'function') host?.removeListener(event, listener as (...args: unknown[]) => void)
}

const wrap = (name: BackendName, device: tf.KernelBackend): Backend => ({
  name,
  target: targetOf(name),
  kernel: (kernelName, attributes) => {
    const found = tf.getKernel(kernelName, name)
    if (found === undefined || found === null)
      throw new InternalError(`${name}: TensorFlow.js has no kernel ${kernelName}`)
    const { kernelFunc } = found
    return (inputs) =>
      single(
        kernelFunc({
          inputs: inputs as unknown as tf.NamedTensorInfoMap,
          backend: device,
          attrs: attributes as tf.NamedAttrMap,
        }),
      )
  },
  upload: (values, shape, dtype) => device.write(values, [...shape], dtype === 'key' ? 'int32' : dtype),
  download: async (id, dtype) => copyOf(await device.read(id), dtype),
  downloadSync: (id, dtype) => copyOf(device.readSync(id), dtype),
  dispose: (id) => {
    device.disposeData(id)
  },
  live: () => device.numDataIds(),
})

/** The one result of a kernel; its type is one of ours, since complex numbers and text never go in. */
const single = (info: tf.TensorInfo | tf.TensorInfo[]): TensorInfo => {
  const one = Array.isArray(info) ? info[0] : info
  if (one === undefined) throw new InternalError('a kernel gave no result')
  return one as TensorInfo
}

/** The reader's own copy: a backend may give its own array, and of the type that data had before it was cast. */
const copyOf = (values: tf.backend_util.BackendValues, dtype: DType): Values => {
  const numeric =
    values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array
  if (!numeric) throw new InternalError('a backend gave data that is not numeric')
  if (dtype === 'float32') return new Float32Array(values)
  return dtype === 'bool' ? new Uint8Array(values) : new Int32Array(values)
}
