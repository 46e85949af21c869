/** Vector quantisation: the nearest code of each vector, and how evenly the codes are used. */
import { Categorical, OneHotCategorical } from '../../../src/distribution/index.js'
import {
  einsum,
  exp,
  mean,
  repeatFirst,
  scale,
  shapeOf,
  sub,
  type Tensor,
} from '../../../src/tensor/index.js'
import { type Chapter, compared, matrixAt } from './compare.js'

/** A score of every code for every vector, z · e − ½ |e|², which is highest for the nearest. */
const scores = (params: unknown): Tensor<[number, number]> => {
  const [vectors, codes] = [matrixAt(params, 'z_e'), matrixAt(params, 'codebook')]
  const [count = 0] = shapeOf(vectors)
  const halves = scale(0.5)(einsum('kd,kd->k')(codes, codes))
  return sub(einsum('nd,kd->nk')(vectors, codes), repeatFirst(count)(halves))
}

export const computedCodes: Chapter = {
  'nearest code index': ({ params, value }) => compared(Categorical.fromLogits(scores(params)).mode(), value),
  'exp(-sum p ln p)': ({ params, value }) => {
    const used = mean(0)(OneHotCategorical.fromLogits(scores(params)).mode())
    return compared(exp(Categorical.fromProbabilities(used).entropy()), value)
  },
}
