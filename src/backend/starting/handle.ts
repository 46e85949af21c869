/** A backend that a program has started by itself, with a TensorFlow.js of its own choice. */
import { engine } from '@tensorflow/tfjs-core'
import { taskEither as TE } from 'fp-ts'
import { backendUnavailable, type Failure } from '../../failure/index.js'
import type { Backend } from '../device/device.js'
import { firstLineOf } from '../device/fault.js'
import { Obstacle } from './obstacle.js'
import { over } from './over.js'

/**
 * What is needed of TensorFlow.js's namespace: `@tensorflow/tfjs-node`, `@tensorflow/tfjs` or its core.
 * @category tf
 * @since 0.1.0
 */
export interface TfHandle {
  /** Resolves when its current backend has started. */
  readonly ready: () => Promise<void>
  /** The name of its current backend. */
  readonly getBackend: () => string
  /** Where it keeps its backends and books: there is one in a process. */
  readonly engine: () => object
}

/** The current backend of a TensorFlow.js that is already there. */
export const startHandle = (tf: TfHandle): TE.TaskEither<Failure, Backend> =>
  TE.tryCatch(
    async () => {
      await tf.ready()
      if (tf.engine() !== engine())
        throw new Obstacle(
          'a TensorFlow.js with an engine of its own',
          'npm dedupe, so that there is one @tensorflow/tfjs-core',
        )
      return over(tf.getBackend(), engine().backend)
    },
    (error) =>
      backendUnavailable({
        backend: 'of the handle',
        reason: firstLineOf(error),
        remedy: error instanceof Obstacle ? error.remedy : 'tf.setBackend chooses another one',
      }),
  )
