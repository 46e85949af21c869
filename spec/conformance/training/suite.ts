/**
 * The same training on every backend. Rounding differs by some 6e-8 an operation, and a run passes on what a step left;
 * so the losses of two backends drift apart, and how far they may is said here.
 */

import type { BackendName, ImageSet } from 'reparam'
import { describe, expect, it, vi } from 'vitest'
import { started } from '../../support/backends.js'
import { runs } from './runs.js'

/** How far a loss may be from that of the cpu backend at the same step, relative to it. */
export const DISTANCE = 1e-5

/** With so many digits losses are kept: all that a float32 has. */
export const DIGITS = 9

/** The losses of each run on a backend, step by step. */
export interface Trained {
  readonly run: string
  readonly backend: string
  readonly device: string
  readonly losses: Readonly<Record<string, readonly number[]>>
}

/** Keeps what a backend's runs gave. */
export type Keep = (trained: Trained) => Promise<void>

/** The largest relative distance of two runs, over all steps; NaN where a loss is none. */
export const distanceOf = (losses: readonly number[], cpu: readonly number[]): number =>
  Math.max(...cpu.map((loss, i) => Math.abs((losses[i] ?? Number.NaN) - loss) / loss))

/** Trains on these backends, cpu first, and compares each with it. */
export const trains = (
  names: readonly BackendName[],
  where: string,
  images: () => Promise<ImageSet>,
  keep: Keep,
): void => {
  describe(`training in ${where}`, () => {
    // a GPU that the processor draws takes a second for a step
    vi.setConfig({ testTimeout: 300_000 })
    const expected = new Map<string, readonly number[]>()
    describe.each(['cpu', ...names] as const)('on %s', (name) => {
      const found: { [run: string]: readonly number[] } = {}
      it.each(Object.keys(runs))('a %s has the losses that it has on cpu', async (title) => {
        const losses = (await runs[title]?.(await started(name), await images())) ?? []
        found[title] = losses
        expected.set(title, expected.get(title) ?? losses)
        expect(losses.at(-1)).toBeLessThan(0.8 * (losses[0] ?? 0))
        expect(distanceOf(losses, expected.get(title) ?? [])).toBeLessThan(DISTANCE)
      })
      it('keeps what it measured', async () => {
        expect(Object.keys(found)).toEqual(Object.keys(runs))
        const { device } = (await started(name)).describe()
        await keep({ run: `${name} in ${where}`, backend: name, device, losses: found })
      })
    })
  })
}
