/**
 * No family gives NaN for finite parameters and a value in its support: what is too large is infinite, and says so.
 * Outside of the support the log-density is −∞ and its gradient 0.
 */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { use } from '../../../src/run/index.js'
import { backendNames } from '../../support/backends.js'
import { continuous } from './continuous.js'
import { discrete } from './discrete.js'
import type { Numbers, Row } from './row.js'
import { vectors } from './vectors.js'

const rows: readonly Row[] = [...continuous, ...discrete, ...vectors]

/** The points at which a number is not as it should be, in words; the first few of each quantity. */
const faults = async (
  { point }: Row,
  of: 'inside' | 'outside',
  numbers: Numbers,
  right: (value: number, name: string) => boolean,
): Promise<readonly string[]> => {
  const wrong = Object.entries(numbers).flatMap(([name, values]) =>
    values.flatMap((value, index) => (right(value, name) ? [] : [{ name, value, index }])).slice(0, 3),
  )
  return Promise.all(
    wrong.map(async ({ name, value, index }) => `${name} is ${value} at ${await point(of, index)}`),
  )
}

const isProbability = (value: number): boolean => value >= 0 && value <= 1 + 1e-5

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  describe.each(rows.map((row) => [row.family, row] as const))('%s', (_, row) => {
    it('is a number wherever a value is in the support', async () => {
      const numbers = await row.inside()
      expect(Object.keys(numbers)).toContain('logProb')
      const right = (value: number, name: string) =>
        name === 'cdf' ? isProbability(value) : !Number.isNaN(value)
      expect(await faults(row, 'inside', numbers, right)).toEqual([])
    })
    it('is −∞ without a gradient outside of the support', async () => {
      const right = (value: number, name: string) =>
        name === 'logProb'
          ? value === Number.NEGATIVE_INFINITY
          : name === 'cdf'
            ? isProbability(value)
            : value === 0
      expect(await faults(row, 'outside', await row.outside(), right)).toEqual([])
    })
    it('draws numbers, which are in the support where the parameters are moderate', async () => {
      const right = (value: number) => !Number.isNaN(value)
      expect(await faults(row, 'inside', await row.samples(), right)).toEqual([])
      expect(await row.strays()).toEqual([])
    })
  })
})
