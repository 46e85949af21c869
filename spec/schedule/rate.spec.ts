import { describe, expect, test } from 'vitest'
import { type Backend, compile, release } from '../../src/run/index.js'
import { constant, exponential, type Schedule, stepwise } from '../../src/schedule/index.js'
import { scalar } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numberOf } from '../support/near.js'

const steps = Array.from({ length: 205 }, (_, i) => i)

/** The rates of a schedule at some steps. */
const rates = async (
  schedule: Schedule,
  at: readonly number[],
  backend: Backend,
): Promise<readonly number[]> => {
  const rate = compile(schedule, backend)
  const found: number[] = []
  for (const step of at) {
    const out = rate(scalar(step))
    found.push(await numberOf(out, backend))
    release(out)
  }
  rate.release()
  return found
}

describe.each(backendNames)('on %s', (name) => {
  test('constant stays', async () => {
    const backend = await started(name)
    expectNear(await rates(constant(0.25), [0, 1, 1000], backend), [0.25, 0.25, 0.25], 0)
  })

  test('exponential falls smoothly', async () => {
    const backend = await started(name)
    const schedule = exponential({ rate: 0.8, decay: 0.5, every: 50 })
    expectNear(
      await rates(schedule, steps, backend),
      steps.map((s) => 0.8 * 0.5 ** (s / 50)),
      1e-6,
    )
  })

  // a product with 1/every rounds to below a whole number at 41, 47, 55, …
  test.each([1, 3, 7, 41, 47, 55, 61, 82, 83])(
    'stepwise falls at every %i-th step, not one later',
    async (every) => {
      const backend = await started(name)
      const schedule = stepwise({ rate: 1, decay: 0.9, every })
      const at = steps.filter((s) => s % every < 2 || s % every === every - 1)
      const falls = (await rates(schedule, at, backend)).map((r) =>
        Math.round(Math.log(1 / r) / Math.log(1 / 0.9)),
      )
      expect(falls).toEqual(at.map((s) => Math.floor(s / every)))
    },
  )
})
