/** The garbage collector, which Node shows on request only. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects, and lets what waits for a collection run. */
export const collect = async (): Promise<void> => {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  if (typeof gc !== 'function') throw new Error('this Node has no gc to expose')
  gc()
  await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Collects until something holds, at most so many times. */
export const collectUntil = async (holds: () => boolean, times = 50): Promise<void> => {
  for (let i = 0; i < times && !holds(); i += 1) await collect()
}
