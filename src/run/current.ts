/** The backend that programs run on when nothing else is said. */
import { function as F, taskEither as TE } from 'fp-ts'
import { type Backend, type BackendChoice, type Description, start } from '../backend/index.js'
import { type Failure, render } from '../failure/index.js'

let chosen: Backend | undefined

/** Why the last backend that was asked for did not start. */
let refused: Failure | undefined

/**
 * Starts a backend and makes it the one that `read`, `evaluate` and compiled functions run on. `auto` is the first that
 * starts of webgpu, webgl, wasm and cpu; a GPU that the processor draws only comes after these.
 * @failure BackendUnavailable: why it cannot start here and what would help
 * @category run
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { use } from 'reparam'
 * console.assert(E.isRight(await use('wasm')()))
 */
export const use = (name: BackendChoice): TE.TaskEither<Failure, Backend> => chosenFrom(start(name))

/** Makes the backend that a task starts the one in use. */
export const chosenFrom = (starting: TE.TaskEither<Failure, Backend>): TE.TaskEither<Failure, Backend> =>
  F.pipe(
    starting,
    TE.bimap(
      (failure) => {
        refused = failure
        return failure
      },
      (backend) => {
        chosen = backend
        return backend
      },
    ),
  )

/** The backend in use; asking before one was started is a fault of the program. */
export const current = (): Backend => {
  if (chosen === undefined)
    throw new Error(
      refused === undefined
        ? "no backend is in use: start one first, for instance await use('wasm')()"
        : `no backend is in use: ${render(refused)}`,
    )
  return chosen
}

/**
 * What a backend runs on: the device in words, bits of a float, threads, vector instructions and limits.
 * @category run
 * @since 0.1.0
 * @example
 * import { describe, use } from 'reparam'
 * await use('wasm')()
 * const { backend, precision, threads, limits } = describe()
 * console.assert(`${backend} ${precision} ${threads}` === 'wasm 32 1')
 * console.assert(limits['memoryBytes'] === 65_535 * 2 ** 16)
 */
export const describe = (backend: Backend = current()): Description => backend.describe()
