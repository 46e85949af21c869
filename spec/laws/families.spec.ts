import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import * as laws from '../../src/laws/index.js'
import { use } from '../../src/run/index.js'
import { pairs } from './pairs.js'
import { cpuLaws, cpuRuns, familyLaws, pairRuns, runsOf } from './runs.js'

describe('on wasm', () => {
  beforeAll(async () => {
    expect(E.isRight(await use('wasm')())).toBe(true)
  })

  describe.each(Object.entries(familyLaws))('%s', (_, named) => {
    it.each(named)('%s', async (name, law) => {
      await expect(laws.check(law, { runs: runsOf(name) })).resolves.toBeUndefined()
    })
  })

  describe.each(Object.entries(pairs))('the divergence of %s', (_, others) => {
    it.each(Object.entries<laws.Law<unknown>>(others))('from %s', async (__, law) => {
      await expect(laws.check(law, { runs: pairRuns })).resolves.toBeUndefined()
    })
  })
})

describe('on cpu', () => {
  beforeAll(async () => {
    expect(E.isRight(await use('cpu')())).toBe(true)
  })

  describe.each(Object.entries(cpuLaws))('%s', (_, named) => {
    it.each(named)('%s', async (__, law) => {
      await expect(laws.check(law, { runs: cpuRuns })).resolves.toBeUndefined()
    })
  })
})
