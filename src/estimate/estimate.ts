/** What a fit gives, and how its numbers become tensors. */
import { size } from '../shape/index.js'
import type { AnyTensor } from '../tensor/index.js'
import { constant } from '../tensor/primitive/leaf.js'
import { typed } from '../tensor/tensor.js'

/**
 * A distribution fitted to the rows of a matrix.
 * @category estimate
 * @since 0.1.0
 */
export interface Estimate<D> {
  /** The distribution of one row; its parameters are the estimates, rounded to float32. */
  readonly distribution: D
  /** The mean log-likelihood of the rows under the estimates, in float64 and nats per row. */
  readonly logLikelihood: number
}

/** Numbers of the host as a tensor whose shape the caller knows. */
export const tensorOf = <T extends AnyTensor>(values: ArrayLike<number>, ...shape: readonly number[]): T => {
  const rounded = Float32Array.from(values)
  return typed<T>(constant(rounded.subarray(0, size(shape)), shape))
}

/** The least scale that float32 holds without losing digits. */
export const LEAST_SCALE = 2 ** -126
