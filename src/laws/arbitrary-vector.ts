/** Vectors and matrices drawn at random, whose last axes hang together. */
import fc from 'fast-check'
import type { Tensor } from '../tensor/index.js'
import { tensor } from './host.js'
import { uniform } from './uniform.js'

/** Rows of numbers, each made of as many that were drawn. */
const rows = <S>(
  shape: readonly number[],
  size: number,
  element: fc.Arbitrary<number>,
  row: (drawn: readonly number[]) => readonly number[],
): fc.Arbitrary<Tensor<S>> => {
  const length = shape.reduce((a, b) => a * b, 1)
  return fc
    .array(element, { minLength: length, maxLength: length })
    .map((values) =>
      tensor<S>(
        Array.from({ length: length / size }, (_, i) => row(values.slice(i * size, (i + 1) * size))).flat(),
        shape,
      ),
    )
}

const lastOf = (shape: readonly number[]): number => shape.at(-1) ?? 1

/**
 * Points of the simplex along the last axis: positive numbers that sum to 1.
 * @shape → [...B, K]
 * @category laws
 * @since 0.1.0
 */
export const simplexPoints = <const S extends [number, ...number[]]>(
  ...shape: S
): fc.Arbitrary<Tensor<[...S]>> =>
  rows(shape, lastOf(shape), uniform(0.1, 2), (drawn) => {
    const total = drawn.reduce((a, b) => a + b, 0)
    return drawn.map((v) => v / total)
  })

/**
 * Vectors of length 1 along the last axis.
 * @shape → [...B, D]
 * @category laws
 * @since 0.1.0
 */
export const unitVectors = <const S extends [number, ...number[]]>(
  ...shape: S
): fc.Arbitrary<Tensor<[...S]>> =>
  rows(shape, lastOf(shape), uniform(-1, 1), (drawn) => {
    // none is too short to have a direction
    const moved = drawn.map((v, i) => (i === 0 ? v + Math.sign(v || 1) : v))
    const length = Math.hypot(...moved)
    return moved.map((v) => v / length)
  })

/**
 * Lower triangles with a positive diagonal, such as `scaleTril`: the factor of a covariance over vectors of this shape.
 * @shape → [...B, D, D]
 * @category laws
 * @since 0.1.0
 */
export const lowerTriangles = <const B extends number[], const N extends number>(
  ...shape: [...B, N]
): fc.Arbitrary<Tensor<[...B, N, N]>> => {
  const size = lastOf(shape)
  return rows([...shape, size], size * size, uniform(-1, 1), (drawn) =>
    drawn.map((v, i) => {
      const [row, column] = [Math.floor(i / size), i % size]
      return row === column ? Math.exp(v) : row > column ? v : 0
    }),
  )
}
