/** The boundary between host data and tensors, where sizes become known. */
import { either as E } from 'fp-ts'
import { type Failure, shapeMismatch } from '../failure/index.js'
import { type Dim, size } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { constant } from '../tensor/primitive/leaf.js'
import { typed } from '../tensor/tensor.js'
import type { Images } from './dataset.js'

/**
 * Host data as a tensor: the boundary where sizes become known. Literal dims are checked, and one named dim at
 * most takes the size that is left. The array belongs to the tensor afterwards.
 * @shape data, S → S
 * @failure ShapeMismatch when the number of values does not fit
 * @category creation
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { fromData, shapeOf } from 'reparam'
 * const x = fromData('batch', 2)(Float32Array.of(1, 2, 3, 4, 5, 6))
 * console.assert(E.isRight(x) && shapeOf(x.right).join() === '3,2')
 */
export const fromData =
  <const S extends Dim[]>(...shape: S) =>
  (data: Float32Array): E.Either<Failure, Tensor<S>> => {
    const literals = shape.filter((d) => typeof d === 'number')
    const names = shape.filter((d) => typeof d === 'string')
    const left = data.length / Math.max(size(literals), 1)
    const sizes = shape.map((d) => (typeof d === 'number' ? d : left))
    const fits =
      names.length <= 1 &&
      Number.isInteger(left) &&
      sizes.every((d) => Number.isSafeInteger(d) && d >= 0) &&
      size(sizes) === data.length
    const bound = Number.isInteger(left) ? Object.fromEntries(names.map((name) => [name, left])) : {}
    return fits
      ? E.right(typed(constant(data, sizes)))
      : E.left(shapeMismatch({ op: 'fromData', expected: shape, got: [data.length], bound }))
  }

/**
 * The images of a set, or of a batch of it, as a tensor; their sizes are known at run time.
 * @shape → [B, height, width, channels]
 * @category data
 * @since 0.1.0
 * @example
 * import { imageTensor, shapeOf } from 'reparam'
 * const images = { images: Float32Array.of(0, 1), count: 2, height: 1, width: 1, channels: 1 }
 * console.assert(shapeOf(imageTensor(images)).join() === '2,1,1,1')
 */
export const imageTensor = ({
  images,
  count,
  height,
  width,
  channels,
}: Images): Tensor<[number, number, number, number]> =>
  typed(constant(images, [count, height, width, channels]))
