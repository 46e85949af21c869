import { either as E } from 'fp-ts'
import { type Failure, invalidOption } from '../failure/index.js'

/**
 * Images on the host, one after the other, row by row, channels last; values in [0, 1].
 * @shape images: count · height · width · channels numbers
 * @unit data
 * @category data
 * @since 0.1.0
 */
export interface Images {
  readonly images: Float32Array
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
}

/**
 * Images with a name and, where they are known, a label for each.
 * @category data
 * @since 0.1.0
 */
export interface ImageSet extends Images {
  readonly name: string
  readonly labels: Uint8Array | undefined
}

/**
 * What a model is fitted to, and what it is judged by.
 * @category data
 * @since 0.1.0
 */
export interface Split {
  readonly train: ImageSet
  readonly test: ImageSet
}

/**
 * How many numbers one image has.
 * @math height · width · channels
 * @category data
 * @since 0.1.0
 * @example
 * import { pixelCount } from 'reparam'
 * console.assert(pixelCount({ height: 28, width: 28, channels: 1 }) === 784)
 */
export const pixelCount = (images: Pick<Images, 'height' | 'width' | 'channels'>): number =>
  images.height * images.width * images.channels

/**
 * A new set of the images at these indices, in this order; an index may come more than once.
 * @failure RangeError for an index that the set does not have
 * @category data
 * @since 0.1.0
 * @example
 * import { take } from 'reparam'
 * const images = { images: Float32Array.of(0, 1, 0.25), count: 3, height: 1, width: 1, channels: 1 }
 * const set = { ...images, name: 'dots', labels: undefined }
 * console.assert(take([2, 2, 0])(set).images.join() === '0.25,0.25,0')
 */
export const take =
  (indices: ArrayLike<number>) =>
  (set: ImageSet): ImageSet => {
    const pixels = pixelCount(set)
    const images = new Float32Array(indices.length * pixels)
    const labels = set.labels && new Uint8Array(indices.length)
    for (let i = 0; i < indices.length; i += 1) {
      const index = indices[i] ?? Number.NaN
      if (!(index >= 0 && index < set.count))
        throw new RangeError(`take: expected an index below ${set.count}, got ${index}`)
      images.set(set.images.subarray(index * pixels, (index + 1) * pixels), i * pixels)
      if (labels) labels[i] = set.labels?.[index] ?? 0
    }
    return { ...set, count: indices.length, images, labels }
  }

/**
 * The set cut in two: the images at the given indices for testing, in this order, and all others for training, in
 * theirs.
 * @law a split has each image exactly once
 * @failure InvalidOption for an index that the set does not have, or that comes twice
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { splitImages } from 'reparam'
 * const images = { images: Float32Array.of(0, 1, 0.25), count: 3, height: 1, width: 1, channels: 1 }
 * const set = { ...images, name: 'dots', labels: undefined }
 * const split = splitImages([1])(set)
 * console.assert(E.isRight(split) && split.right.train.images.join() === '0,0.25')
 */
export const split =
  (testIndices: readonly number[]) =>
  (set: ImageSet): E.Either<Failure, Split> => {
    const chosen = new Set<number>()
    for (const index of testIndices) {
      const known = Number.isInteger(index) && index >= 0 && index < set.count
      if (!known || chosen.has(index)) {
        const expected = `distinct whole numbers below ${set.count}, the images of ${set.name}`
        const got = known ? `${index} twice` : `${index}`
        return E.left(invalidOption({ option: 'indices of the test images', expected, got }))
      }
      chosen.add(index)
    }
    const others = Array.from({ length: set.count }, (_, index) => index).filter(
      (index) => !chosen.has(index),
    )
    return E.right({ train: take(others)(set), test: take(testIndices)(set) })
  }

/**
 * The same images with 1 where a value is above the threshold and 0 elsewhere.
 * @math x > threshold ? 1 : 0
 * @source Salakhutdinov and Murray: On the quantitative analysis of deep belief networks (2008), section 4; here with a fixed threshold
 * @category data
 * @since 0.1.0
 * @example
 * import { binarize } from 'reparam'
 * const images = { images: Float32Array.of(0, 1, 0.25), count: 3, height: 1, width: 1, channels: 1 }
 * const set = { ...images, name: 'dots', labels: undefined }
 * console.assert(binarize(0.5)(set).images.join() === '0,1,0')
 */
export const binarize =
  (threshold: number) =>
  <A extends Images>(set: A): A => ({
    ...set,
    images: set.images.map((value) => (value > threshold ? 1 : 0)),
  })
