/** The backend that programs run on when nothing else is said. */
import { function as F, taskEither as TE } from 'fp-ts'
import { type Backend, type BackendName, start } from '../backend/index.js'
import { type Failure, render } from '../failure/index.js'

let chosen: Backend | undefined

/** Why the last backend that was asked for did not start. */
let refused: Failure | undefined

/**
 * Starts a backend and makes it the one that `read`, `evaluate` and compiled functions run on.
 * @failure BackendUnavailable: why it cannot start here and what to install
 * @category run
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { use } from 'reparam'
 * console.assert(E.isRight(await use('wasm')()))
 */
export const use = (name: BackendName): TE.TaskEither<Failure, Backend> =>
  F.pipe(
    start(name),
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
