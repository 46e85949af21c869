/** Running one operation of a device so that its failure is one line, and leaves nothing behind. */
import type { KernelBackend } from '@tensorflow/tfjs-core'
import { kernelFailed } from '../../failure/index.js'
import { InternalError } from '../../tensor/expression.js'
import type { Backend, Work } from './device.js'
import { BackendError, firstLineOf, refuseLost } from './fault.js'
import type { Watch } from './loss.js'

/** How operations run on a device. */
export const attemptOn = (
  name: string,
  device: KernelBackend,
  { lost, judged }: Pick<Watch, 'lost' | 'judged'>,
): Backend['attempt'] => {
  const writes = writesOf(device)
  // what a device only judges later is the same each time: shaders, sizes of buffers
  const seen = new WeakSet<Work>()
  return (work, run) => {
    const from = writes.begin()
    try {
      if (seen.has(work)) return run()
      seen.add(work)
      return judged(work, run)
    } catch (error) {
      writes.undo(from)
      if (error instanceof InternalError || error instanceof BackendError) throw error
      refuseLost({ name, lost })
      throw new BackendError(kernelFailed({ backend: name, ...work, reason: firstLineOf(error) }))
    } finally {
      writes.end()
    }
  }
}

/**
 * What a device is given to hold while an operation runs: a kernel that fails leaves its result and parts of it there,
 * and holds operands once more that it had reshaped.
 */
const writesOf = (device: KernelBackend) => {
  const ids: object[] = []
  let depth = 0
  const write = device.write.bind(device)
  const incRef = device.incRef.bind(device)
  const disposeData = device.disposeData.bind(device)
  device.write = (...args) => {
    const id = write(...args)
    if (depth > 0) ids.push(id)
    return id
  }
  device.incRef = (id) => {
    incRef(id)
    if (depth > 0) ids.push(id)
  }
  device.disposeData = (id, force) => {
    const at = depth > 0 ? ids.lastIndexOf(id) : -1
    if (at >= 0) ids.splice(at, 1)
    return disposeData(id, force)
  }
  return {
    begin: (): number => {
      depth += 1
      return ids.length
    },
    end: (): void => {
      depth -= 1
      if (depth === 0) ids.length = 0
    },
    undo: (from: number): void => {
      for (const id of ids.splice(from)) disposeData(id)
    },
  }
}
