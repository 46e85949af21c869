/** Samples of standard laws. The numbers depend on the key and the shape alone, not on the backend. */

import type { Law } from '../tensor/expression.js'
import { draw } from '../tensor/primitive/draw.js'
import { compare, convert } from '../tensor/primitive/elementwise.js'
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
 * @example
 * import { key, read, uniform, use } from 'reparam'
 * await use('cpu')()
 * const numbers = await read(uniform(100)(key(0)))
 * console.assert(numbers.every((u) => u >= 0 && u < 1))
 */
export const uniform = standard('uniform')

/**
 * Independent standard normal numbers.
 * @shape → S
 * @math √2 · erf⁻¹(u), u uniform in (−1, 1)
 * @category random
 * @since 0.1.0
 * @example
 * import { key, normal, read, use } from 'reparam'
 * await use('cpu')()
 * const numbers = await read(normal(2, 3)(key(0)))
 * console.assert(numbers.length === 6 && new Set(numbers).size === 6)
 */
export const normal = standard('normal')

/**
 * Independent standard Laplace numbers.
 * @shape → S
 * @category random
 * @since 0.1.0
 * @example
 * import { key, laplace, read, use } from 'reparam'
 * await use('cpu')()
 * const numbers = await read(laplace(1000)(key(0)))
 * const meanMagnitude = [...numbers].reduce((sum, x) => sum + Math.abs(x), 0) / 1000
 * console.assert(Math.abs(meanMagnitude - 1) < 5 / Math.sqrt(1000))
 */
export const laplace = standard('laplace')

/**
 * Independent standard Gumbel numbers.
 * @shape → S
 * @math −log(−log u), u uniform in (0, 1)
 * @category random
 * @since 0.1.0
 * @example
 * import { gumbel, key, read, use } from 'reparam'
 * await use('cpu')()
 * const numbers = await read(gumbel(1000)(key(0)))
 * const mean = [...numbers].reduce((sum, x) => sum + x, 0) / 1000
 * console.assert(Math.abs(mean - 0.5772) < (5 * Math.PI) / Math.sqrt(6 * 1000))
 */
export const gumbel = standard('gumbel')

/**
 * Independent zeros and ones, one with the given probability of each element.
 * @shape S → S
 * @grad none
 * @category random
 * @since 0.1.0
 * @example
 * import { bernoulli, key, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(bernoulli(vector([0, 1, 1]))(key(0)))).join() === '0,1,1')
 */
export const bernoulli =
  <S>(probability: Tensor<S>) =>
  (key: Key): Tensor<S> => {
    const p = expression(probability)
    const below = compare('LT')(draw(expression(key), 'uniform', p.shape), p)
    return typed(convert(below, 'float32'))
  }

/**
 * Independent numbers of a standard law in the shape of another tensor.
 * @shape S → S
 * @category random
 * @since 0.1.0
 * @example
 * import { key, noiseLike, shapeOf, zeros } from 'reparam'
 * console.assert(shapeOf(noiseLike('laplace')(zeros(2, 3))(key(0))).join() === '2,3')
 */
export const noiseLike =
  (law: Law) =>
  <S>(like: Tensor<S>) =>
  (key: Key): Tensor<S> =>
    typed(draw(expression(key), law, expression(like).shape))
