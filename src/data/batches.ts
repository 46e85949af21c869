import { either as E } from 'fp-ts'
import { type Failure, invalidOption } from '../failure/index.js'
import { type ImageSet, take } from './dataset.js'

/**
 * How an epoch is cut: the images of a batch, and whether a last batch with fewer of them is kept.
 * @category data
 * @since 0.1.0
 */
export interface Batching {
  readonly size: number
  readonly last: 'drop' | 'keep'
}

/**
 * Some images of a set, and where they stood in it.
 * @shape images: [B, …X]
 * @category data
 * @since 0.1.0
 */
export interface Batch extends ImageSet {
  readonly indices: Uint32Array
}

/**
 * How many batches an epoch of n images has.
 * @math ⌊n / size⌋, or ⌈n / size⌉ with the last one kept
 * @category data
 * @since 0.1.0
 * @example
 * import { batchCount } from 'reparam'
 * console.assert(batchCount({ size: 64, last: 'drop' })(1347) === 21)
 * console.assert(batchCount({ size: 64, last: 'keep' })(1347) === 22)
 */
export const batchCount =
  ({ size, last }: Batching) =>
  (n: number): number =>
    last === 'drop' ? Math.floor(n / size) : Math.ceil(n / size)

function* cut({ size }: Batching, count: number, order: Uint32Array, set: ImageSet): Generator<Batch> {
  for (let i = 0; i < count; i += 1) {
    const indices = order.slice(i * size, (i + 1) * size)
    yield { ...take(indices)(set), indices }
  }
}

/**
 * One epoch: the images of a set in the given order, cut into batches, each copied when it is asked for. The same
 * order gives the same batches; a `permutation` of a key folded with the epoch shuffles them.
 * @shape images: [B, …X] each
 * @law an epoch has each index exactly once, but for a last batch that is dropped
 * @failure InvalidOption for a size that is no whole number of at least 1, or that leaves no batch at all
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { batches } from 'reparam'
 * const images = { images: Float32Array.of(0, 1, 0.25), count: 3, height: 1, width: 1, channels: 1 }
 * const set = { ...images, name: 'dots', labels: undefined }
 * const epoch = batches({ size: 2, last: 'keep' })(Uint32Array.of(2, 0, 1))(set)
 * if (E.isLeft(epoch)) throw new Error(epoch.left._tag)
 * console.assert([...epoch.right].map((batch) => batch.images.join()).join(' | ') === '0.25,0 | 1')
 */
export const batches =
  (batching: Batching) =>
  (order: Uint32Array) =>
  (set: ImageSet): E.Either<Failure, Iterable<Batch>> => {
    const count = batchCount(batching)(order.length)
    if (!Number.isInteger(batching.size) || batching.size < 1 || count === 0) {
      const most = batching.last === 'drop' ? ` and at most ${order.length}, the images of ${set.name}` : ''
      const expected = `a whole number of at least 1${most}`
      return E.left(invalidOption({ option: 'batch size', expected, got: `${batching.size}` }))
    }
    return E.right({ [Symbol.iterator]: () => cut(batching, count, order, set) })
  }
