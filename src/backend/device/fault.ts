/** What goes wrong on a device while a program runs, as an error that carries its failure. */
import { deviceLost, type Failure, limitExceeded, render } from '../../failure/index.js'
import type { DType, Values } from '../../tensor/expression.js'
import type { Backend } from './device.js'

/**
 * Thrown by `evaluate`, `read` and compiled functions when a backend cannot hold, run or give what they ask for; its
 * message is one line. `fit` gives the failure instead.
 * @category failure
 * @since 0.1.0
 * @example
 * import { BackendError, deviceLost } from 'reparam'
 * const error = new BackendError(deviceLost({ backend: 'webgl', reason: 'the GPU was reset' }))
 * console.assert(error.message === 'webgl: the device was lost (the GPU was reset)')
 * console.assert(error.failure._tag === 'DeviceLost')
 */
export class BackendError extends Error {
  override readonly name = 'BackendError'
  constructor(readonly failure: Failure) {
    super(render(failure))
  }
}

/** The first line of whatever was thrown: TensorFlow.js also throws records that are no errors. */
export const firstLineOf = (thrown: unknown): string => {
  const message =
    typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown
  return String(message).split('\n')[0] ?? ''
}

/** Throws when the device of a backend is gone. */
export const refuseLost = ({ name, lost }: Pick<Backend, 'name' | 'lost'>): void => {
  const reason = lost()
  if (reason !== undefined) throw new BackendError(deviceLost({ backend: name, reason }))
}

/** What a backend is to hold: data that it is given, or the result of an operation. */
export interface Asked {
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly values?: Values
  readonly op?: string
}

/** Throws when a backend cannot hold what it is asked to. */
export const refuseExcess = (
  { name, refusal }: Pick<Backend, 'name' | 'refusal'>,
  { shape, dtype, values, op }: Asked,
): void => {
  const refused = refusal(shape, dtype, values)
  if (refused === undefined) return
  const got = op === undefined ? refused.got : `${refused.got} from ${op}`
  throw new BackendError(limitExceeded({ ...refused, backend: name, got }))
}
