/** The named reductions: samples and batches are reduced here, once, and nowhere else. */
import type { Dim, Shape } from '../shape/index.js'
import { logMeanExp, mean, type Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'

/**
 * The mean over L samples.
 * @shape [L, ...B] → B
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, meanSamples, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(meanSamples(matrix([[1, 2], [3, 6]])))).join() === '2,4')
 */
export const meanSamples = <L extends Dim, B extends Shape>(x: Tensor<[L, ...B]>): Tensor<B> =>
  first(mean(0), x)

/**
 * The logarithm of the mean of exponentials over K samples: importance weights averaged, given by their logarithms.
 * @shape [K, ...B] → B
 * @category objective
 * @since 0.1.0
 * @example
 * import { logMeanExpSamples, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const [nats = 0] = await read(logMeanExpSamples(matrix([[-1000], [-1000]])))
 * console.assert(nats === -1000)
 */
export const logMeanExpSamples = <K extends Dim, B extends Shape>(x: Tensor<[K, ...B]>): Tensor<B> =>
  first(logMeanExp(0), x)

/**
 * The mean over the examples of a batch: from nats per example to a loss.
 * @shape B → []
 * @category objective
 * @since 0.1.0
 * @example
 * import { meanBatch, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(meanBatch(vector([1, 2, 6])))).join() === '3')
 */
export const meanBatch = <B extends Shape>(x: Tensor<B>): Tensor<[]> => mean()(x)

/** A reduction of the first axis leaves the others as they are. */
const first = <L extends Dim, B extends Shape>(
  reduce: (x: Tensor<Shape>) => Tensor<Shape>,
  x: Tensor<[L, ...B]>,
): Tensor<B> => typed(expression(reduce(typed(expression(x)))))
