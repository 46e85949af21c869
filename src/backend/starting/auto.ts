/** The best backend that starts. */
import { either as E, type taskEither as TE } from 'fp-ts'
import { backendUnavailable, type Failure } from '../../failure/index.js'
import type { Backend, BackendName } from '../device/device.js'
import { isNode } from '../device/property.js'

/** Fastest first, where a GPU is one; each says why when it is not there. */
const fastestFirst: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu']

/** Closes what was started only to be compared with the one that was chosen. */
export type Closer = (losers: readonly Backend[], chosen: Backend) => Promise<void>

/** A way to start a backend by its name. */
export type Starter = (name: BackendName) => TE.TaskEither<Failure, Backend>

/**
 * Starts the first that starts, in the order of their speed. A GPU that the processor draws is slower than the processor
 * itself: it is taken only where neither wasm nor cpu starts, and otherwise handed to `close`.
 * @failure BackendUnavailable: why each of them did not start
 */
export const startBest =
  (start: Starter, close: Closer): TE.TaskEither<Failure, Backend> =>
  async () => {
    const reasons: string[] = []
    const drawn: Backend[] = []
    const choose = async (chosen: Backend): Promise<E.Either<Failure, Backend>> => {
      await close(
        drawn.filter((backend) => backend !== chosen),
        chosen,
      )
      return E.right(chosen)
    }
    for (const name of fastestFirst) {
      const started = await start(name)()
      if (E.isLeft(started)) reasons.push(`${name}: ${reasonOf(started.left)}`)
      else if (!started.right.describe().software) return choose(started.right)
      // of two that are drawn webgl, the later one, is the faster
      else drawn.push(started.right)
    }
    const last = drawn.at(-1)
    return last === undefined ? E.left(noneOf(reasons)) : choose(last)
  }

const reasonOf = (failure: Failure): string => ('reason' in failure ? failure.reason : failure._tag)

const noneOf = (reasons: readonly string[]): Failure =>
  backendUnavailable({
    backend: 'auto',
    reason: `none that starts (${reasons.join('; ')})`,
    remedy: isNode()
      ? 'npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-wasm'
      : "import '@tensorflow/tfjs-backend-wasm' in the program: a bundle holds only the backends that it imports",
  })
