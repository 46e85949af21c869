/** What a backend runs on, for people. */
import type { KernelBackend } from '@tensorflow/tfjs-core'
import type { BackendName, Description } from './device.js'

/** The description of a started backend. */
export const describe = (name: BackendName, device: KernelBackend): Description => ({
  backend: name,
  precision: device.floatPrecision(),
})
