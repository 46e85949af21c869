import { either as E } from 'fp-ts'
import { type Failure, invalidFile } from '../failure/index.js'
import type { ImageSet } from './dataset.js'
import type { Idx } from './idx.js'

/**
 * An array with the path of the file that it was read from.
 * @category data
 * @since 0.1.0
 */
export interface Sourced {
  readonly path: string
  readonly idx: Idx
}

const described = ({ dims, data }: Idx): string => `${data.constructor.name} [${dims.join(', ')}]`

const scaled = (pixels: Uint8Array): Float32Array => {
  const values = new Float32Array(pixels.length)
  for (let i = 0; i < pixels.length; i += 1) values[i] = (pixels[i] ?? 0) / 255
  return values
}

/**
 * The image set of two IDX arrays in MNIST's form: grey images and their labels, both of bytes; values are divided
 * by 255.
 * @shape images: [B, height, width], labels: [B]
 * @failure InvalidFile for arrays of another rank or type, no images, or another number of labels than of images
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { imageSetFromIdx } from 'reparam'
 * const images = { path: 'images', idx: { dims: [1, 1, 2], data: Uint8Array.of(0, 255) } }
 * const labels = { path: 'labels', idx: { dims: [1], data: Uint8Array.of(7) } }
 * const set = imageSetFromIdx('tiny')(images, labels)
 * console.assert(E.isRight(set) && set.right.images.join() === '0,1')
 */
export const imageSetFromIdx =
  (name: string) =>
  (images: Sourced, labels: Sourced): E.Either<Failure, ImageSet> => {
    const refuse = ({ path, idx }: Sourced, expected: string) =>
      E.left(invalidFile({ path, expected, got: described(idx) }))
    const [count = 0, height = 0, width = 0] = images.idx.dims
    const pixels = images.idx.data
    const digits = labels.idx.data
    if (images.idx.dims.length !== 3 || pixels.length === 0 || !(pixels instanceof Uint8Array))
      return refuse(images, 'images as Uint8Array [count, height, width], none of them 0')
    if (labels.idx.dims.length !== 1 || digits.length !== count || !(digits instanceof Uint8Array))
      return refuse(labels, `one label for each image of ${images.path}, Uint8Array [${count}]`)
    return E.right({ name, images: scaled(pixels), count, height, width, channels: 1, labels: digits })
  }
