/** A backend that runs nothing and counts everything: what a program asks of a device, without the device. */
import type { Backend, BackendName } from '../../src/backend/index.js'
import { targetOf } from '../../src/backend/lowering/tables.js'

/** What was asked of the device. */
export interface Asked {
  /** The kernels, in the order in which they were launched. */
  readonly kernels: readonly string[]
  /** How many numbers were uploaded each time. */
  readonly uploads: readonly number[]
  /** What is held now. */
  readonly live: number
}

/** A backend of a name with a counter, which counts from its last reading on. */
export const counting = (name: BackendName): { readonly backend: Backend; readonly asked: () => Asked } => {
  const kernels: string[] = []
  const uploads: number[] = []
  const live = new Set<object>()
  const made = (): object => {
    const id = {}
    live.add(id)
    return id
  }
  const backend: Backend = {
    name,
    device: {},
    target: targetOf(name),
    kernel: (kernel) => () => {
      kernels.push(kernel)
      return { dataId: made(), shape: [], dtype: 'float32' }
    },
    upload: (values) => {
      uploads.push(values.length)
      return made()
    },
    download: () => Promise.reject(new Error('nothing was computed')),
    downloadSync: undefined,
    dispose: (id) => {
      live.delete(id)
    },
    live: () => live.size,
    describe: () => {
      throw new Error('there is no device')
    },
    lost: () => undefined,
    refusal: () => undefined,
    attempt: (_, run) => run(),
  }
  const asked = (): Asked => ({
    kernels: kernels.splice(0),
    uploads: uploads.splice(0),
    live: live.size,
  })
  return { backend, asked }
}
