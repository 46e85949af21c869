/** Choosing and starting a backend. The only place that loads a TensorFlow.js package. */
import * as tf from '@tensorflow/tfjs-core'
import { taskEither as TE } from 'fp-ts'
import { backendUnavailable, type Failure } from '../failure/index.js'
import type { Backend, BackendName } from './device.js'
import { load, packageOf } from './packages.js'
import { wrap } from './wrap.js'

/**
 * The backends that can be asked for.
 * @category run
 * @since 0.1.0
 * @example
 * import { backendNames } from 'reparam'
 * console.assert(backendNames.join() === 'cpu,wasm,webgl,webgpu')
 */
export const backendNames: readonly BackendName[] = ['cpu', 'wasm', 'webgl', 'webgpu']

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
            remedy: `npm install @tensorflow/tfjs-core ${packageOf(name)}`,
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
  await withoutNewListeners(() => load(name))
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
