/** Layers whose shapes, parameters and statistics the compiler does not know, so that they stand in one table. */
import type { Layer, Params } from '../../src/layer/index.js'
import { fromStages } from '../../src/layer/layer.js'
import type { Tensor } from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'

/** Any layer. */
export type Erased = Layer<number[], number[], Params, Params>

/** A layer without what its type knows. */
export const erased = ({ in: shape, stages }: Pick<Erased, 'in' | 'stages'>): Erased =>
  fromStages(shape, stages)

/** Numbers of a golden file. */
export interface Numbers {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

/** Numbers as a float32 tensor. */
export const tensorOf = ({ shape, data }: Numbers): Tensor<number[]> =>
  typed(constant(Float32Array.from(data), shape))
