/** The maximum mean discrepancy: how far two samples are from one law, seen through a kernel. */
import { type Dim, ShapeError, show } from '../shape/index.js'
import { add, mul, shapeOf, square, sub, type Tensor, scale as times } from '../tensor/index.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Kernel } from './kernel.js'
import { offDiagonalMask } from './pairs.js'
import { meanBatch, sumEntries, sumUnits } from './reduction.js'

/**
 * How two samples are compared.
 * @category objective
 * @since 0.1.0
 */
export type Discrepancy = {
  readonly kernel: Kernel
  /**
   * `unbiased` leaves out the pairs of a point with itself, and may be below 0; `biased` is the squared distance of the
   * two samples themselves, which is never below 0.
   */
  readonly estimate: 'biased' | 'unbiased'
}

/**
 * An estimate of the squared maximum mean discrepancy of two laws from a sample of each: 0 in the mean (unbiased) only if
 * the laws are the same.
 * @shape [N, Z], [M, Z] → []
 * @math mean k(x, x′) + mean k(y, y′) − 2 mean k(x, y)
 * @grad to both samples
 * @failure `maximumMeanDiscrepancy: expected two points or more of each sample for an unbiased estimate, found [1, 2]`
 * @source Gretton et al.: A kernel two-sample test (2012), equations 3 and 5; as a penalty: Tolstikhin et al.:
 *   Wasserstein auto-encoders (2018), algorithm 2
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, maximumMeanDiscrepancy, radialBasis, read, use } from 'reparam'
 * await use('cpu')()
 * const [x, y] = [matrix([[0, 0], [1, 0], [0, 2]]), matrix([[1, 1], [2, 0], [0, 0.5]])]
 * const kernel = radialBasis({ scale: 1 })
 * const [squared = 0] = await read(maximumMeanDiscrepancy({ kernel, estimate: 'biased' })(x, y))
 * console.assert(Math.abs(squared - 0.2225873) < 1e-6)
 */
export const maximumMeanDiscrepancy =
  ({ kernel, estimate }: Discrepancy) =>
  <N extends Dim, M extends Dim, Z extends Dim>(x: Tensor<[N, Z]>, y: Tensor<[M, Z]>): Tensor<[]> => {
    for (const sample of [x, y])
      if (estimate === 'unbiased' && (shapeOf(sample)[0] ?? 0) < 2)
        throw new ShapeError(
          `maximumMeanDiscrepancy: expected two points or more of each sample for an unbiased estimate, found ${show(shapeOf(sample))}`,
        )
    const within = estimate === 'biased' ? meanBatch : meanOfOthers
    const alike = add(within(kernel(distances(x, x))), within(kernel(distances(y, y))))
    return sub(alike, times(2)(meanBatch(kernel(distances(x, y)))))
  }

/** The mean over the pairs of two that differ. */
const meanOfOthers = <A extends Dim, B extends Dim>(pairs: Tensor<[A, B]>): Tensor<[]> => {
  const [size = 0] = shapeOf(pairs)
  const given: Tensor<[number, number]> = typed(expression(pairs))
  return times(1 / (size * (size - 1)))(sumEntries(mul(given, offDiagonalMask<number>(size))))
}

/** The squared distance of each point of one sample from each of another: of differences, so that near ones keep digits. */
const distances = <A extends Dim, B extends Dim, Z extends Dim>(
  x: Tensor<[A, Z]>,
  y: Tensor<[B, Z]>,
): Tensor<[A, B]> => {
  const [[n = 0, units = 0], [m = 0]] = [shapeOf(x), shapeOf(y)]
  const of = (point: Tensor<[Dim, Z]>, axis: 0 | 1): Tensor<[A, B, Z]> =>
    typed(broadcastInDim(expression(point), [n, m, units], [axis, 2]))
  return sumUnits<[A, B], Z>(square(sub(of(typed(expression(x)), 0), of(typed(expression(y)), 1))))
}
