import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { type Batch, type Batching, batchCount, batches, permutation } from '../../src/data/index.js'
import { render } from '../../src/failure/index.js'
import { fold, key } from '../../src/random/index.js'
import { numbered } from './image-set.js'

const cut = (batching: Batching, order: Uint32Array): readonly Batch[] => {
  const made = batches(batching)(order)(numbered(order.length))
  if (E.isLeft(made)) throw new Error(render(made.left))
  return [...made.right]
}
const sorted = (indices: Iterable<number>): readonly number[] => [...indices].sort((a, b) => a - b)

const epoch = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  size: fc.integer({ min: 1, max: 70 }),
  seed: fc.nat(),
})

describe('permutation', () => {
  it('a permutation has each number below n exactly once', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 300 }), (seed, n) => {
        expect(sorted(permutation(key(seed))(n))).toEqual([...Array(n).keys()])
      }),
    )
  })

  it('puts every number at every place equally often', () => {
    const [n, draws] = [5, 20_000]
    const counts = new Float64Array(n * n)
    for (let draw = 0; draw < draws; draw += 1)
      permutation(fold(draw)(key(7)))(n).forEach((value, place) => {
        counts[place * n + value] = (counts[place * n + value] ?? 0) + 1
      })
    const standardError = Math.sqrt((1 / n) * (1 - 1 / n) * draws)
    for (const count of counts) expect(Math.abs(count - draws / n)).toBeLessThan(5 * standardError)
  })

  it('is the same for the same key and another for others', () => {
    expect(permutation(key(1))(50)).toEqual(permutation(key(1))(50))
    expect(permutation(key(1))(50)).not.toEqual(permutation(key(2))(50))
  })
})

describe('batches', () => {
  it('an epoch has each index exactly once when the last batch is kept', () => {
    fc.assert(
      fc.property(epoch, ({ n, size, seed }) => {
        const made = cut({ size, last: 'keep' }, permutation(key(seed))(n))
        expect(sorted(made.flatMap(({ indices }) => [...indices]))).toEqual([...Array(n).keys()])
        expect(made.slice(0, -1).every(({ count }) => count === size)).toBe(true)
      }),
    )
  })

  it('an epoch has whole batches only when the last one is dropped', () => {
    fc.assert(
      fc.property(epoch, ({ n, size, seed }) => {
        fc.pre(size <= n)
        const made = cut({ size, last: 'drop' }, permutation(key(seed))(n))
        expect(made.map(({ count }) => count)).toEqual(Array(Math.floor(n / size)).fill(size))
        expect(new Set(made.flatMap(({ indices }) => [...indices])).size).toBe(made.length * size)
      }),
    )
  })

  it('have the images and labels of their indices', () => {
    const [, second] = cut({ size: 2, last: 'drop' }, Uint32Array.of(4, 0, 3, 1, 2))
    expect([...(second?.labels ?? [])]).toEqual([3, 1])
    expect([...(second?.images ?? [])]).toEqual([
      ...numbered(5).images.subarray(18, 24),
      ...numbered(5).images.subarray(6, 12),
    ])
  })

  it('can be gone through again', () => {
    const made = batches({ size: 2, last: 'keep' })(Uint32Array.of(1, 0, 2))(numbered(3))
    const indices = E.map((all: Iterable<Batch>) =>
      [[...all], [...all]].map((pass) => pass.map((batch) => batch.indices)),
    )
    const once = [Uint32Array.of(1, 0), Uint32Array.of(2)]
    expect(indices(made)).toEqual(E.right([once, once]))
  })

  it('are as many as batchCount says', () => {
    fc.assert(
      fc.property(epoch, fc.constantFrom('drop' as const, 'keep' as const), ({ n, size }, last) => {
        fc.pre(last === 'keep' || size <= n)
        expect(cut({ size, last }, Uint32Array.from(Array(n).keys())).length).toBe(
          batchCount({ size, last })(n),
        )
      }),
    )
  })

  it.each([
    [{ size: 0, last: 'keep' }, 'a whole number of at least 1; found 0'],
    [{ size: 1.5, last: 'keep' }, 'a whole number of at least 1; found 1.5'],
    [{ size: Number.NaN, last: 'keep' }, 'a whole number of at least 1; found NaN'],
    [
      { size: 4, last: 'drop' },
      'a whole number of at least 1 and at most 3, the images of numbered; found 4',
    ],
  ] as const)('refuse %j', (batching, line) => {
    const made = batches(batching)(Uint32Array.of(0, 1, 2))(numbered(3))
    expect(E.mapLeft(render)(made)).toEqual(E.left(`batch size: expected ${line}`))
  })
})
