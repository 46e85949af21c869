/** What a backend can hold. */
import type { KernelBackend } from '@tensorflow/tfjs-core'
import type { DType } from '../tensor/expression.js'
import type { BackendName } from './device.js'

/** Why a backend cannot hold data of a shape and type, in words; undefined when it can. */
export const refusalOf =
  (_name: BackendName, _device: KernelBackend) =>
  (_shape: readonly number[], _dtype: DType): string | undefined =>
    undefined
