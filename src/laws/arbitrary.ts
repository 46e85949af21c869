/** Parameters, keys and shapes drawn at random. */
import fc from 'fast-check'
import { key } from '../random/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { tensor } from './host.js'

const vectors = <N extends number>(length: N, element: fc.Arbitrary<number>): fc.Arbitrary<Tensor<[N]>> =>
  fc.array(element, { minLength: length, maxLength: length }).map((values) => tensor<[N]>(values, [length]))

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

/**
 * Locations between −5 and 5.
 * @shape → [N]
 * @category laws
 * @since 0.1.0
 */
export const locs = <const N extends number>(length: N): fc.Arbitrary<Tensor<[N]>> =>
  vectors(length, between(-5, 5))

/**
 * Scales between e⁻² and e², their logarithms uniform.
 * @shape → [N]
 * @category laws
 * @since 0.1.0
 */
export const scales = <const N extends number>(length: N): fc.Arbitrary<Tensor<[N]>> =>
  vectors(length, between(-2, 2).map(Math.exp))

/**
 * Logits between −3 and 3, so that both outcomes occur often enough for a statistic.
 * @shape → [N]
 * @category laws
 * @since 0.1.0
 */
export const logits = <const N extends number>(length: N): fc.Arbitrary<Tensor<[N]>> =>
  vectors(length, between(-3, 3))

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
