import { describe, expect, it } from 'vitest'
import { fold, key, split } from '../../src/random/index.js'
import { expression, type Key } from '../../src/tensor/tensor.js'
import golden from '../golden/jax-random.json' with { type: 'json' }
import { reference } from '../support/reference.js'

const words = (k: Key): readonly number[] => reference(expression(k)).data

describe.each(golden.keys)('the key of seed $seed', (row) => {
  it('folds and splits as JAX does', () => {
    const k = key(row.seed)
    expect(words(k)).toEqual(row.words)
    expect(row.fold.map(({ data }) => words(fold(data)(k)))).toEqual(row.fold.map((f) => f.words))
    const three: readonly Key[] = split(row.split.length)(k)
    expect(three.map(words)).toEqual(row.split)
  })
})

describe('keys', () => {
  it('split gives as many as were asked for, all different from each other and from their origin', () => {
    const [a, b, c] = split(3)(key(0))
    const all = [key(0), a, b, c].map((k) => words(k).join())
    expect(new Set(all).size).toBe(4)
  })
  it('a seed that is none is refused in words', () => {
    for (const seed of [-1, 0.5, 2 ** 53, Number.NaN])
      expect(() => key(seed)).toThrow(`key: a seed is an integer from 0 to 2^53 - 1, found ${seed}`)
  })
})
