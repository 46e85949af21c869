/**
 * What every backend must do, in modules that run in Node and in a browser alike: each subject beside the float64
 * reference. A group is one test, which goes on after a failure and lists all.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BackendName } from '../../src/backend/index.js'
import { started } from '../support/backends.js'
import { chapters } from './chapters.js'
import { type Watch, watched } from './device.js'
import { type Measured, type Outcome, resultsOf, type Worst } from './measure.js'
import type { Subject } from './subject.js'

/** Keeps the results of a run. */
export type Keep = (measured: Measured) => Promise<void>

/** One line for each result that is off. */
const complaints = ({ name }: Subject, outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.flatMap(({ order, error, message }) => (error <= 1 ? [] : [`${name}, ${order}: ${message}`]))

const worse = (worst: Worst, { order, error }: Outcome): Worst => ({
  ...worst,
  [order]: Math.max(worst[order] ?? 0, error),
})

/** Runs everything on a backend, under the name of this run, and hands over how far results were off. */
export const conforms = (name: BackendName, run: string, keep: Keep): void => {
  describe(run, () => {
    const found = new Map<string, { [group: string]: Worst }>()
    let watch: Watch | undefined
    beforeAll(async () => {
      watch = watched(await started(name))
    })

    describe.each(Object.entries(chapters))('%s', (chapter, groups) => {
      const results: { [group: string]: Worst } = {}
      found.set(chapter, results)
      test.each(Object.entries(groups))('%s', async (group, subjects) => {
        const lines: string[] = []
        let worst: Worst = {}
        for (const s of subjects) {
          const outcomes = await resultsOf(s, await started(name))
          lines.push(...complaints(s, outcomes))
          for (const outcome of outcomes) worst = worse(worst, outcome)
        }
        results[group] = worst
        expect(lines).toEqual([])
      })
    })

    test('kernels run on the device', () => {
      if (watch === undefined) expect(['cpu', 'wasm']).toContain(name)
      else {
        expect(watch.handedOff()).toBe(0)
        expect(watch.programs()).toBeGreaterThan(0)
      }
    })

    afterAll(async () => {
      watch?.end()
      const { device } = (await started(name)).describe()
      await keep({ run, backend: name, device, chapters: Object.fromEntries(found) })
    })
  })
}
