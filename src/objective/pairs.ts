/** Masks over the pairs of a batch or of the units of a latent: 1 where a pair counts, 0 where it does not. */
import { constant } from '../tensor/primitive/leaf.js'
import { type Tensor, typed } from '../tensor/tensor.js'

const mask = <N>(size: number, counts: (row: number, column: number) => boolean): Tensor<[N, N]> => {
  const values = Float32Array.from({ length: size * size }, (_, i) =>
    counts(Math.floor(i / size), i % size) ? 1 : 0,
  )
  return typed(constant(values, [size, size]))
}

/** The pairs of one with itself: the identity. */
export const diagonalMask = <N>(size: number): Tensor<[N, N]> => mask(size, (i, j) => i === j)

/** The pairs of two that differ. */
export const offDiagonalMask = <N>(size: number): Tensor<[N, N]> => mask(size, (i, j) => i !== j)

/** The pairs of one with those before it. */
export const strictlyLowerMask = <N>(size: number): Tensor<[N, N]> => mask(size, (i, j) => j < i)
