/** Samples of standard laws. The numbers depend on the key and the shape alone, not on the backend. */
import { compare, convert } from '../tensor/primitive/elementwise.js'
import { draw } from '../tensor/primitive/draw.js'
import type { Law } from '../tensor/expression.js'
import { expression, type Key, type Tensor, typed } from '../tensor/tensor.js'

const standard =
  (law: Law) =>
  <const S extends number[]>(...shape: S) =>
  (key: Key): Tensor<S> =>
    typed(draw(expression(key), law, shape))

/**
 * Independent numbers uniform in [0, 1).
 * @shape → S
 * @source Salmon et al.: Parallel random numbers: as easy as 1, 2, 3 (2011)
 * @category random
 * @since 0.1.0
 */
export const uniform = standard('uniform')

/**
 * Independent standard normal numbers.
 * @shape → S
 * @math √2 · erf⁻¹(u), u uniform in (−1, 1)
 * @category random
 * @since 0.1.0
 */
export const normal = standard('normal')

/**
 * Independent standard Laplace numbers.
 * @shape → S
 * @category random
 * @since 0.1.0
 */
export const laplace = standard('laplace')

/**
 * Independent standard Gumbel numbers.
 * @shape → S
 * @math −log(−log u), u uniform in (0, 1)
 * @category random
 * @since 0.1.0
 */
export const gumbel = standard('gumbel')

/**
 * Independent zeros and ones, one with the given probability of each element.
 * @shape S → S
 * @grad none
 * @category random
 * @since 0.1.0
 */
export const bernoulli =
  <S>(probability: Tensor<S>) =>
  (key: Key): Tensor<S> => {
    const p = expression(probability)
    const below = compare('LT')(draw(expression(key), 'uniform', p.shape), p)
    return typed(convert(below, 'float32'))
  }

/** Standard noise in the shape of another tensor. */
export const noiseLike =
  (law: Law) =>
  <S>(like: Tensor<S>) =>
  (key: Key): Tensor<S> =>
    typed(draw(expression(key), law, expression(like).shape))
