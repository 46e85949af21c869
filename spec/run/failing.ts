/** A backend that breaks down on command: what a program leaves behind then is what its specs look at. */
import type { Backend } from '../../src/backend/index.js'

export interface Failing {
  readonly backend: Backend
  /** Lets so many kernels and uploads run and fails the next one; Infinity heals. */
  readonly failAfter: (calls: number) => void
  /** How many kernels and uploads ran since the last `failAfter`. */
  readonly calls: () => number
}

/** The same backend with a fault that can be planted at any of its calls. */
export const failing = (real: Backend): Failing => {
  let left = Number.POSITIVE_INFINITY
  let calls = 0
  const count = (): void => {
    if (calls >= left) throw new Error('planted: out of memory')
    calls += 1
  }
  return {
    backend: {
      ...real,
      kernel: (name, attributes) => {
        const kernel = real.kernel(name, attributes)
        return (inputs) => {
          count()
          return kernel(inputs)
        }
      },
      upload: (values, shape, dtype) => {
        count()
        return real.upload(values, shape, dtype)
      },
    },
    failAfter: (n) => {
      left = n
      calls = 0
    },
    calls: () => calls,
  }
}
