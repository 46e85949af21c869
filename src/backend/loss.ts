/** Whether a backend's device is still there. */
import type { KernelBackend } from '@tensorflow/tfjs-core'
import type { BackendName } from './device.js'

/** Watches a device from now on: why it is gone, or undefined while it is there. */
export const lossOf = (_name: BackendName, _device: KernelBackend) => (): string | undefined => undefined
