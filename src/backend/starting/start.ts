/** Starting a backend by its name. */
import * as tf from '@tensorflow/tfjs-core'
import { taskEither as TE } from 'fp-ts'
import { backendUnavailable, type Failure } from '../../failure/index.js'
import type { Backend, BackendChoice, BackendName } from '../device/device.js'
import { firstLineOf } from '../device/fault.js'
import { called, isNode, property } from '../device/property.js'
import { type Closer, startBest } from './auto.js'
import { withoutNewListeners } from './listeners.js'
import { Obstacle } from './obstacle.js'
import { halfFloats, over } from './over.js'
import { installing, load } from './packages.js'

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

/** The backend of a name, opened when it is asked for the first time, and again only after it failed or was lost. */
const openOnce = async (name: BackendName): Promise<Backend> => {
  const known = opened.get(name)
  if (known === undefined) return openNext(name)
  const backend = await known
  if (backend.lost() === undefined) return backend
  // whoever asks at the same time finds the new one
  if (opened.get(name) === known) {
    opened.delete(name)
    forget(name)
  }
  return openOnce(name)
}

const openNext = (name: BackendName): Promise<Backend> => {
  const opening = last.then(() => open(name))
  opened.set(name, opening)
  last = opening.catch(() => opened.delete(name))
  return opening
}

/**
 * Starts a backend, or gives the one that already runs; `auto` is the best that starts.
 * @failure BackendUnavailable, with what would help
 */
export const start = (choice: BackendChoice): TE.TaskEither<Failure, Backend> =>
  choice === 'auto'
    ? startBest(startNamed, closeAll)
    : () => {
        asked.add(choice)
        return startNamed(choice)()
      }

const startNamed = (name: BackendName): TE.TaskEither<Failure, Backend> =>
  backendNames.includes(name)
    ? TE.tryCatch(
        () => openOnce(name),
        (error) => {
          const { message, remedy } = error instanceof Obstacle ? error : obstacleOf(name, error)
          return backendUnavailable({ backend: name, reason: message, remedy })
        },
      )
    : TE.left(
        backendUnavailable({
          backend: name,
          reason: 'no such backend',
          remedy: `there are ${backendNames.join(', ')} and auto`,
        }),
      )

/** What an error of a dependency means for who asked for the backend. */
const obstacleOf = (name: BackendName, error: unknown): Obstacle => {
  const said = firstLineOf(error)
  if (name !== 'wasm') return new Obstacle(said, installing(name))
  return isNode()
    ? new Obstacle(`its .wasm file cannot be read (${said})`, installing(name))
    : new Obstacle(
        `its .wasm file was not found where it was looked for (${said})`,
        "before use('wasm') say where the files are served: setWasmPaths of @tensorflow/tfjs-backend-wasm",
      )
}

/** Devices that this module had TensorFlow.js make, rather than found there. */
const made = new WeakSet<object>()

/** The names that somebody asked for, or got. */
const asked = new Set<string>()

/** Closes what nobody else uses; TensorFlow.js keeps its current backend, or gets the chosen one where it had none. */
const closeAll: Closer = (losers, chosen) => {
  asked.add(chosen.name)
  const closing = last.then(async () => {
    for (const { name, device } of losers) {
      const known = backendNames.find((one) => one === name)
      if (known === undefined || asked.has(known) || !made.has(device)) continue
      opened.delete(known)
      forget(known)
      called(property(device, 'device'), 'destroy')
    }
    const { backendName } = tf.engine()
    if (backendName === undefined || backendName === null) await tf.setBackend(chosen.name)
  })
  last = closing.catch(() => undefined)
  return closing
}

/** A device that was lost is no longer TensorFlow.js's; how it is started stays known. */
const forget = (name: BackendName): void => {
  const engine = tf.engine()
  const registered = engine.registryFactory[name]
  if (registered === undefined) return
  tf.removeBackend(name)
  tf.registerBackend(name, registered.factory, registered.priority)
}

/** Loads, selects and wraps; a dependency's banner and its process-wide error handlers stay out. */
const open = async (name: BackendName): Promise<Backend> => {
  await withoutNewListeners(() => load(name))
  if (name === 'webgl') refusePoorWebGl()
  const device = await withoutNewListeners(() => deviceOf(name))
  return over(name, device)
}

/** The device as TensorFlow.js keeps it, with its kernels set up; the current backend of TensorFlow.js stays current. */
const deviceOf = async (name: BackendName): Promise<tf.KernelBackend> => {
  const engine = tf.engine()
  // not by setBackend: it prints what went wrong and gives false
  const device = engine.registry[name] ?? (await makeDevice(name))
  engine.registry[name] = device
  const before = engine.backendName
  await tf.setBackend(name)
  if (before !== undefined && before !== null && before !== name) await tf.setBackend(before)
  return device
}

const makeDevice = async (name: BackendName): Promise<tf.KernelBackend> => {
  const device = await tf.findBackendFactory(name)()
  made.add(device)
  return device
}

/** By the flags, before there is a context; the backend's own `floatPrecision` says 16 where textures have 32 bits. */
const refusePoorWebGl = (): void => {
  if (!tf.env().getBool('HAS_WEBGL'))
    throw new Obstacle('no WebGL here: the browser gives no context', "use('wasm')")
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw halfFloats()
}
