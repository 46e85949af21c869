/** The sliced Wasserstein distance: how far two samples are from each other, along random lines. */
import { normal } from '../random/index.js'
import { type Dim, type Same, ShapeError, type Show, show } from '../shape/index.js'
import {
  div,
  type Key,
  matmul,
  maximum,
  scalar,
  shapeOf,
  sqrt,
  square,
  sub,
  type Tensor,
  transpose,
} from '../tensor/index.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { sorted } from './order.js'
import { meanBatch, sumUnits } from './reduction.js'

/** The words for samples that do not pair off. */
type PairedGuard<X, Y> = Same<
  X,
  Y,
  `slicedWasserstein: samples ${Show<X>} and ${Show<Y>} differ; each point is paired with one`
>

/**
 * An estimate of the squared sliced Wasserstein distance of two laws from as many points of each: both are projected on
 * random lines, and paired in ascending order, which is the best pairing on a line.
 * @shape [B, Z], [B, Z] → []
 * @math mean over directions v and ranks i of (⟨v, x⟩_(i) − ⟨v, y⟩_(i))²
 * @grad to both samples
 * @failure `slicedWasserstein: samples [64, 2] and [32, 2] differ; each point is paired with one`
 * @source Kolouri et al.: Sliced-Wasserstein autoencoder (2018), equation 15
 * @category objective
 * @since 0.1.0
 * @example
 * import { key, matrix, read, slicedWasserstein, use } from 'reparam'
 * await use('cpu')()
 * const [x, y] = [matrix([[1], [5], [2]]), matrix([[4], [2], [1]])]
 * // in order: 1, 2, 5 and 1, 2, 4; a line has one direction only
 * const [squared = 0] = await read(slicedWasserstein({ directions: 3 })(x, y)(key(0)))
 * console.assert(Math.abs(squared - 1 / 3) < 1e-6)
 */
export const slicedWasserstein =
  ({ directions }: { readonly directions: number }) =>
  <B extends Dim, Z extends Dim, C extends Dim, Y extends Dim>(
    x: Tensor<[B, Z]>,
    y: Tensor<[C, Y]> & PairedGuard<[B, Z], [C, Y]>,
  ): ((key: Key) => Tensor<[]>) => {
    const [sizes, others] = [shapeOf(x), shapeOf(y)]
    if (sizes.join() !== others.join())
      throw new ShapeError(
        `slicedWasserstein: samples ${show(sizes)} and ${show(others)} differ; each point is paired with one`,
      )
    return (key) => {
      const lines = directionsOf(directions, sizes[1] ?? 0)(key)
      const along = (points: Tensor<[number, number]>) => sorted(matmul(lines, transpose(1, 0)(points)))
      return meanBatch(square(sub(along(typed(expression(x))), along(typed(expression(y))))))
    }
  }

/** So many directions, uniform on the sphere. */
const directionsOf =
  (count: number, units: number) =>
  (key: Key): Tensor<[number, number]> => {
    const drawn: Tensor<[number, number]> = normal(count, units)(key)
    // a draw of nothing but zeros has no direction
    const length = maximum(sqrt(sumUnits<[number], number>(square(drawn))), scalar(1e-30))
    return div(drawn, typed<typeof drawn>(broadcastInDim(expression(length), [count, units], [0])))
  }
