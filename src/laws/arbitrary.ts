/** Parameters, keys and shapes drawn at random. */
import fc from 'fast-check'
import { key } from '../random/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { tensor } from './host.js'
import { uniform } from './uniform.js'

/** Tensors of this shape, element by element. */
const filled = <S extends readonly number[]>(
  shape: S,
  element: fc.Arbitrary<number>,
): fc.Arbitrary<Tensor<[...S]>> => {
  const length = shape.reduce((a, b) => a * b, 1)
  return fc
    .array(element, { minLength: length, maxLength: length })
    .map((values) => tensor<[...S]>(values, shape))
}

/**
 * Numbers between these two.
 * @shape → S
 * @category laws
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import fc from 'fast-check'
 * import { shapeOf } from 'reparam'
 * import * as laws from 'reparam/laws'
 *
 * const [drawn] = fc.sample(laws.between(0, 1)(2, 3), 1)
 * assert.deepEqual(drawn && shapeOf(drawn), [2, 3])
 */
export const between =
  (min: number, max: number) =>
  <const S extends number[]>(...shape: S): fc.Arbitrary<Tensor<[...S]>> =>
    filled(shape, uniform(min, max))

/** Positive numbers whose logarithms are uniform between those of these two. */
const positive =
  (min: number, max: number) =>
  <const S extends number[]>(...shape: S): fc.Arbitrary<Tensor<[...S]>> =>
    filled(
      shape,
      uniform(Math.log(min), Math.log(max)).map((v) => Math.min(Math.max(Math.exp(v), min), max)),
    )

/**
 * Locations between −5 and 5.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const locs = between(-5, 5)

/**
 * Scales between e⁻² and e², their logarithms uniform.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const scales = positive(Math.exp(-2), Math.exp(2))

/**
 * Logits between −3 and 3, so that both outcomes occur often enough for a statistic.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const logits = between(-3, 3)

/**
 * Rates between e⁻¹ and e, their logarithms uniform.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const rates = positive(Math.exp(-1), Math.E)

/**
 * Concentrations between 1.2 and 6: above 1, where a density has its mode inside and can be summed over cells.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const concentrations = positive(1.2, 6)

/**
 * Degrees of freedom between 9 and 30: above 8, the error of a variance over samples is finite.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const degreesOfFreedom = positive(9, 30)

/**
 * Temperatures between 1.2 and 2.5: above 1, a relaxed choice has a density that can be summed over cells.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const temperatures = positive(1.2, 2.5)

/**
 * Probabilities between 0.05 and 0.95, so that both outcomes occur often enough for a statistic.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const probabilities = between(0.05, 0.95)

/**
 * Whole numbers of trials from 1 to 12.
 * @shape → S
 * @category laws
 * @since 0.1.0
 */
export const counts = <const S extends number[]>(...shape: S): fc.Arbitrary<Tensor<[...S]>> =>
  filled(shape, fc.integer({ min: 1, max: 12 }))

/**
 * Intervals: low between −5 and 5, high from 0.2 to 5 above it.
 * @shape → low S, high S
 * @category laws
 * @since 0.1.0
 */
export const intervals = <const S extends number[]>(
  ...shape: S
): fc.Arbitrary<{ readonly low: Tensor<[...S]>; readonly high: Tensor<[...S]> }> => {
  const length = shape.reduce((a, b) => a * b, 1)
  return fc
    .array(fc.tuple(uniform(-5, 5), uniform(0.2, 5)), { minLength: length, maxLength: length })
    .map((pairs) => ({
      low: tensor<[...S]>(
        pairs.map(([low]) => low),
        shape,
      ),
      high: tensor<[...S]>(
        pairs.map(([low, width]) => low + width),
        shape,
      ),
    }))
}

/**
 * Keys of small and large seeds.
 * @category laws
 * @since 0.1.0
 */
export const keys = (): fc.Arbitrary<Key> => fc.maxSafeNat().map(key)

/**
 * Shapes of up to three axes with one to four elements each.
 * @category laws
 * @since 0.1.0
 */
export const shapes = (): fc.Arbitrary<number[]> => fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 })
