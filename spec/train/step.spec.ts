import { either as E } from 'fp-ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { split } from '../../src/random/index.js'
import { compile, evaluate, release, use } from '../../src/run/index.js'
import { expression } from '../../src/tensor/tensor.js'
import { backendNames } from '../support/backends.js'
import { numberOf } from '../support/near.js'
import { batchOf, bitsOf, start, train } from './regression.js'

const wordsOf = (state: { readonly key: ReturnType<typeof start>['key'] }): string => {
  const e = expression(evaluate(state.key))
  return e.op === 'key' ? e.attributes.words.join() : `a ${e.op}`
}

describe.each(backendNames)('a step on %s', (name) => {
  beforeEach(async () => {
    expect(E.isRight(await use(name)())).toBe(true)
  })

  it('is pure: the same state and batch give the same bits, and what was given stays as it was', async () => {
    const step = compile(train)
    const [state, batch] = [evaluate(start()), evaluate(batchOf(0))]
    const before = await bitsOf(state)
    const [once, again] = [step(state, batch), step(state, batch)]
    expect(await bitsOf(again.state)).toEqual(await bitsOf(once.state))
    expect(await numberOf(again.loss)).toBe(await numberOf(once.loss))
    expect(await bitsOf(state)).toEqual(before)
    expect(await bitsOf(once.state)).not.toEqual(before)
    release([state, batch, once, again])
    step.release()
  })

  it('draws from its state alone: another key gives another loss', async () => {
    const step = compile(train)
    const losses: number[] = []
    for (const seed of [0, 1, 0]) {
      const next = step(start(seed), batchOf(0))
      losses.push(await numberOf(next.loss))
      release(next)
    }
    expect(losses[2]).toBe(losses[0])
    expect(losses[1]).not.toBe(losses[0])
    step.release()
  })

  it('advances the key by one split and counts: no two steps draw from one key', async () => {
    const step = compile(train)
    let state = start()
    const keys: string[] = [wordsOf(state)]
    for (let i = 0; i < 4; i += 1) {
      const [, later] = split(2)(state.key)
      const { state: next, ...rest } = step(state, batchOf(0))
      expect(wordsOf(next)).toBe(wordsOf({ key: later }))
      expect(await numberOf(next.step)).toBe(i + 1)
      release([state, rest])
      state = next
      keys.push(wordsOf(state))
    }
    expect(new Set(keys).size).toBe(5)
    release(state)
    step.release()
  })
})
