/**
 * After each test every backend holds as many pieces of data as before it, or fewer if some were collected.
 * TensorFlow.js is looked at only where a test has loaded it.
 */
import { afterEach, beforeEach, expect } from 'vitest'

/** How many pieces of data each backend holds that TensorFlow.js has started in this process. */
export const liveTensors = async (): Promise<ReadonlyMap<string, number>> => {
  if (!Reflect.has(globalThis, '_tfengine')) return new Map()
  const { engine } = await import('@tensorflow/tfjs-core')
  const { registry } = engine()
  return new Map(Object.entries(registry).map(([name, device]) => [name, device.numDataIds()]))
}

/** What a backend holds now beyond what it held before: one line for each backend with a leak. */
export const leaks = (
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly string[] =>
  [...after].flatMap(([name, live]) => {
    const held = before.get(name) ?? 0
    return live > held ? [`${name} holds ${live} tensors, ${held} before the test`] : []
  })

let forgiven = false

/** Takes the test that runs out of the check: what it calls is known to leave data behind, and is not this package. */
export const forgiveLeaks = (): void => {
  forgiven = true
}

/** Adds the check to every test of the file that calls it. */
export const checkLiveTensors = (): void => {
  let before: ReadonlyMap<string, number> = new Map()
  beforeEach(async () => {
    forgiven = false
    before = await liveTensors()
  })
  afterEach(async () => {
    if (!forgiven) expect(leaks(before, await liveTensors())).toEqual([])
  })
}
