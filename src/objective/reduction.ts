/** The named reductions: samples and batches are reduced here, once, and nowhere else. */
import type { Dim, Shape } from '../shape/index.js'
import { logMeanExp, max, mean, min, softmax, sum, type Tensor } from '../tensor/index.js'
import { expression, shapeOf, typed } from '../tensor/tensor.js'

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

/**
 * The sum over the units of a latent, or over what else is independent in an example: from nats per unit to nats per
 * example.
 * @shape [...B, Z] → B
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, read, sumUnits, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(sumUnits(matrix([[1, 2, 3], [4, 5, 6]])))).join() === '6,15')
 */
export const sumUnits = <B extends Shape, Z extends Dim>(x: Tensor<[...B, Z]>): Tensor<B> => named(sum(-1), x)

/**
 * Importance weights that sum to 1 over K samples, from their logarithms.
 * @shape [K, ...B] → [K, ...B]
 * @math w_k / Σ w_l
 * @source Burda, Grosse and Salakhutdinov: Importance weighted autoencoders (2016), equation 13
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, normalisedWeights, read, use } from 'reparam'
 * await use('cpu')()
 * const [small = 0, large = 0] = await read(normalisedWeights(matrix([[-1000], [Math.log(3) - 1000]])))
 * console.assert(Math.abs(small - 0.25) < 1e-4 && Math.abs(large - 0.75) < 1e-4)
 */
export const normalisedWeights = <K extends Dim, B extends Shape>(
  logWeights: Tensor<[K, ...B]>,
): Tensor<[K, ...B]> => named(softmax(0), logWeights)

/** The logarithm of the mean of exponentials over the K samples of each of M groups. */
export const logMeanExpGroups = <M extends Dim, K extends Dim, B extends Shape>(
  x: Tensor<[M, K, ...B]>,
): Tensor<[M, ...B]> => named(logMeanExp(1), x)

/** Importance weights that sum to 1 over the K samples of each of M groups. */
export const normalisedGroups = <M extends Dim, K extends Dim, B extends Shape>(
  logWeights: Tensor<[M, K, ...B]>,
): Tensor<[M, K, ...B]> => named(softmax(1), logWeights)

/** The sum over K samples. */
export const sumSamples = <K extends Dim, B extends Shape>(x: Tensor<[K, ...B]>): Tensor<B> =>
  first(sum(0), x)

/** The largest of K samples. */
export const largestSample = <K extends Dim, B extends Shape>(x: Tensor<[K, ...B]>): Tensor<B> =>
  first(max(0), x)

/** The smallest of K samples. */
export const smallestSample = <K extends Dim, B extends Shape>(x: Tensor<[K, ...B]>): Tensor<B> =>
  first(min(0), x)

/** The mean of each unit over the examples of a batch, whatever its axes. */
export const meanOfUnits = <B extends Shape, Z extends Dim>(x: Tensor<[...B, Z]>): Tensor<[Z]> =>
  named((e) => {
    const axes = shapeOf(e).map((_, i) => i)
    return mean(...axes.slice(0, -1))(e)
  }, x)

/** The sum over all that belongs to one example: every axis but that of the batch. */
export const sumExample = <B extends Dim, X extends Shape>(x: Tensor<[B, ...X]>): Tensor<[B]> =>
  named((e) => {
    const axes = shapeOf(e).map((_, i) => i)
    return axes.length === 1 ? e : sum(...axes.slice(1))(e)
  }, x)

/** The sum of everything, such as the entries of a penalised matrix. */
export const sumEntries = <S extends Shape>(x: Tensor<S>): Tensor<[]> =>
  named((e) => typed(expression(sum()(e))), x)

/** A reduction of the first axis leaves the others as they are. */
const first = <L extends Dim, B extends Shape>(
  reduce: (x: Tensor<Shape>) => Tensor<Shape>,
  x: Tensor<[L, ...B]>,
): Tensor<B> => named(reduce, x)

/** A reduction to the shape that its name says. */
const named = <S, T>(reduce: (x: Tensor<Shape>) => Tensor<Shape>, x: Tensor<S>): Tensor<T> =>
  typed(expression(reduce(typed(expression(x)))))
