import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import {
  add,
  type BoolTensor,
  type Dim,
  type Failure,
  greater,
  type IntTensor,
  indices,
  refine,
  refineAll,
  render,
  type Tensor,
  zeros,
} from '../../src/index.js'
import { shapeOf } from '../../src/tensor/index.js'

/** Sizes that the compiler does not know. */
const unknown = (...sizes: readonly number[]): Tensor<number[]> => zeros(...sizes)

const words = (found: E.Either<Failure, unknown>): string => (E.isLeft(found) ? render(found.left) : 'fits')

const shape = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 })
const target: fc.Arbitrary<Dim[]> = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('n', 'm')),
  {
    maxLength: 4,
  },
)

/** The same tensors under targets that mostly fit: literals as they are, names from few. */
const near = fc.array(
  shape.chain((s) =>
    fc.tuple(
      fc.constant(s),
      fc.oneof(
        target,
        fc.tuple(...s.map((d) => fc.constantFrom<Dim>(d, 'n', 'm'))).map((dims): Dim[] => [...dims]),
      ),
    ),
  ),
  { minLength: 1, maxLength: 3 },
)

/** Whether every dim has one size wherever it stands: all pairs, nothing remembered. */
const consistent = (pairs: readonly (readonly [readonly number[], readonly Dim[]])[]): boolean =>
  pairs.every(([s, dims]) => s.length === dims.length) &&
  pairs
    .flatMap(([s, dims]) => dims.map((dim, i) => [dim, s[i]] as const))
    .every(([dim, size], _, all) =>
      typeof dim === 'number' ? dim === size : all.every(([other, found]) => other !== dim || found === size),
    )

describe('refine', () => {
  test('gives the same tensor, of the same kind, under its dims', () => {
    const x = unknown(32, 784)
    const batch: E.Either<Failure, Tensor<['batch', 784]>> = refine('batch', 784)(x)
    const sizes: E.Either<Failure, Tensor<[32, 784]>> = refine(32, 784)(x)
    expect([batch, sizes]).toEqual([E.right(x), E.right(x)])
    expect(E.isRight(batch) && Object.is(batch.right, x)).toBe(true)

    const picks: IntTensor<[number]> = indices(Array.from({ length: 3 }, (_, i) => i))
    const whole: E.Either<Failure, IntTensor<['n']>> = refine('n')(picks)
    const bits: E.Either<Failure, BoolTensor<[2, 'n']>> = refine(
      2,
      'n',
    )(greater(unknown(2, 3), unknown(2, 3)))
    expect([E.isRight(whole), E.isRight(bits)]).toEqual([true, true])
  })

  test('a size computed at run time is compared, and stays unknown to the compiler', () => {
    const side = Math.round(28)
    const found: E.Either<Failure, Tensor<['batch', number]>> = refine('batch', side)(unknown(5, 28))
    expect(words(found)).toBe('fits')
    expect(words(refine('batch', side)(unknown(5, 29)))).toBe(
      'refine: expected shape [batch, 28]; found [5, 29]',
    )
  })

  test.each([
    ['another size', refine(32, 784)(unknown(32, 400)), 'refine: expected shape [32, 784]; found [32, 400]'],
    ['another rank', refine('n')(unknown(3, 3)), 'refine: expected shape [n]; found [3, 3]'],
    ['a name of two sizes', refine('n', 'n')(unknown(3, 4)), 'refine: expected shape [n, n]; found [3, 4]'],
    [
      'a name of two sizes in two tensors',
      refineAll(['n', 2], ['m', 'n'])(unknown(3, 2), unknown(5, 4)),
      'refineAll: expected shape [m, n], where n = 3; found [5, 4]',
    ],
  ])('%s is a failure that says what is bound', (_, found, message) => {
    expect(words(found)).toBe(message)
  })

  test('names hold within one call: two refined apart may differ, and are refused when they meet', () => {
    const [x, y] = [refine('n')(unknown(3)), refine('n')(unknown(4))]
    if (E.isLeft(x) || E.isLeft(y)) throw new Error('refused')
    expect(() => add(x.right, y.right)).toThrow('add: cannot broadcast [3] with [4] (3 vs 4)')
  })
})

describe('refineAll', () => {
  test('two names become one, and then the tensors meet', () => {
    const [a, b] = [refine('a', 2)(unknown(3, 2)), refine('b', 2)(unknown(3, 2))]
    if (E.isLeft(a) || E.isLeft(b)) throw new Error('refused')
    const both = refineAll(['batch', 2], ['batch', 2])(a.right, b.right)
    const sum = E.map(([x, y]: readonly [Tensor<['batch', 2]>, Tensor<['batch', 2]>]) => add(x, y))(both)
    expect(E.isRight(sum) && shapeOf(sum.right)).toEqual([3, 2])
  })

  test('fits exactly when every dim has one size in all of them', () => {
    let fitting = 0
    fc.assert(
      fc.property(near, (pairs) => {
        const found = refineAll(...pairs.map(([, dims]) => dims))(...pairs.map(([s]) => unknown(...s)))
        fitting += Number(E.isRight(found))
        expect(E.isRight(found)).toBe(consistent(pairs))
        if (E.isRight(found)) expect(found.right.map(shapeOf)).toEqual(pairs.map(([s]) => s))
      }),
      { numRuns: 500 },
    )
    expect(fitting).toBeGreaterThan(50)
    expect(fitting).toBeLessThan(450)
  })
})
