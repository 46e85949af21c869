import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { fold, type Key, key, normal, split } from '../../src/random/index.js'
import { compile, evaluate, read, release, use } from '../../src/run/index.js'
import { expression } from '../../src/tensor/tensor.js'
import golden from '../golden/jax-random.json' with { type: 'json' }
import { backendNames } from '../support/backends.js'

/** The words of a key, computed by the backend in use. */
const words = (k: Key): readonly number[] => {
  const e = expression(evaluate(k))
  if (e.op !== 'key') throw new Error(`expected a key, found ${e.op}`)
  return [...e.attributes.words]
}

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  describe.each(golden.keys)('the key of seed $seed', (row) => {
    it('is jax.random.key', () => {
      expect(words(key(row.seed))).toEqual(row.words)
    })
    it('folds as jax.random.fold_in', () => {
      expect(row.fold.map(({ data }) => words(fold(data)(key(row.seed))))).toEqual(
        row.fold.map((f) => f.words),
      )
    })
    it('splits as jax.random.split', () => {
      expect(split(row.split.length)(key(row.seed)).map(words)).toEqual(row.split)
    })
  })

  it('is an argument of a compiled function: each key draws its own numbers', async () => {
    const draw = compile((k: Key) => normal(4)(k))
    const drawn: (readonly number[])[] = []
    for (const seed of [0, 1, 0]) {
      const x = draw(key(seed))
      drawn.push([...(await read(x))])
      release(x)
    }
    draw.release()
    expect(drawn[0]).toEqual(drawn[2])
    expect(drawn[0]).not.toEqual(drawn[1])
    expect(drawn[0]).toEqual([...(await read(normal(4)(key(0))))])
  })
})

describe('a seed', () => {
  it('0 is a seed like any other: it differs from 1, and repeats', async () => {
    expect(E.isRight(await use('cpu')())).toBe(true)
    const of = async (seed: number) => [...(await read(normal(8)(key(seed))))]
    expect(await of(0)).toEqual(await of(0))
    expect(await of(0)).not.toEqual(await of(1))
  })
  it.each([0.5, -1, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('%d is refused', (seed) => {
    expect(() => key(seed)).toThrow(
      `key: expected a seed that is an integer from 0 to 2^53 - 1, found ${seed}`,
    )
  })
  it('of 53 bits is taken whole: seeds that share 32 bits differ', async () => {
    expect(words(key(2 ** 32))).not.toEqual(words(key(0)))
    expect(words(key(2 ** 53 - 1))).toEqual([2 ** 21 - 1, 2 ** 32 - 1])
  })
})

describe('split', () => {
  it('gives a tuple as long as was asked for', () => {
    const pair = split(2)(key(0))
    expectTypeOf(pair).toEqualTypeOf<readonly [Key, Key]>()
    expectTypeOf(split(3)(key(0))).toEqualTypeOf<readonly [Key, Key, Key]>()
    expect(pair.length).toBe(2)
    expect(split(0)(key(0))).toEqual([])
  })
  it('gives a list where the count is not known', () => {
    const count: number = 4
    const keys = split(count)(key(0))
    expectTypeOf(keys).toEqualTypeOf<readonly Key[]>()
    expect(keys.length).toBe(4)
  })
  it('gives a list of many', () => {
    const keys = split(1000)(key(0))
    expectTypeOf(keys).toEqualTypeOf<readonly Key[]>()
    expect(keys.length).toBe(1000)
  })
  it('of a count that is none is refused', () => {
    expect(() => split(1.5)(key(0))).toThrow('split: expected a whole number of at least 0, found 1.5')
    expect(() => split(-1)(key(0))).toThrow('split: expected a whole number of at least 0, found -1')
  })
  it('gives keys that differ from each other and from the one that was split', () => {
    const all = [key(9), ...split(50)(key(9))].map((k) => words(k).join())
    expect(new Set(all).size).toBe(51)
  })
})

describe('fold', () => {
  it.each([-1, 0.5, 2 ** 32, Number.NaN])('refuses the count %d', (data) => {
    expect(() => fold(data)(key(0))).toThrow(`fold: expected an integer from 0 to 2^32 - 1, found ${data}`)
  })
})
