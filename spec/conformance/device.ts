/**
 * Left to itself, TensorFlow.js computes small tensors on the processor even where a GPU is in use. The suite is about the
 * device: it watches the choice, and counts the programs that the device runs.
 */
import { vi } from 'vitest'
import type { Backend } from '../../src/backend/index.js'

/** What has been seen of a device so far. */
export interface Watch {
  /** How many kernels were given to the processor instead. */
  readonly handedOff: () => number
  /** How many programs the device ran. */
  readonly programs: () => number
  readonly end: () => void
}

type Method = (...args: readonly unknown[]) => unknown

/** By which method each GPU backend of TensorFlow.js runs a program. */
const running: Readonly<Record<string, string>> = { webgl: 'runWebGLProgram', webgpu: 'runWebGPUProgram' }

/** Watches a GPU backend; undefined for one that is the processor. */
export const watched = (backend: Backend): Watch | undefined => {
  const run = running[backend.name]
  if (run === undefined) return undefined
  const device: { [name: string]: Method } = Object.assign(backend.device)
  const choice = vi.spyOn(device, 'shouldExecuteOnCPU')
  const program = vi.spyOn(device, run)
  return {
    handedOff: () => choice.mock.results.filter(({ value }) => value === true).length,
    programs: () => program.mock.calls.length,
    end: () => {
      choice.mockRestore()
      program.mockRestore()
    },
  }
}
