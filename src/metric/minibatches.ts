/** Host data in pieces that a backend takes at once. */
import { type Dim, type Shape, ShapeError, show, size } from '../shape/index.js'
import { constant } from '../tensor/primitive/leaf.js'
import { type Tensor, typed } from '../tensor/tensor.js'

/**
 * Examples on the host, one after the other, as many as `count` says: any set of images is one.
 * @shape images: count · size of an example numbers
 * @unit data
 * @category metric
 * @since 0.1.0
 */
export interface Examples {
  readonly images: Float32Array
  readonly count: number
}

/**
 * How many examples a metric takes at once; the value does not depend on it but for what is drawn.
 * @category metric
 * @since 0.1.0
 */
export interface Batched {
  /** 100 when absent. */
  readonly batch?: number
}

/** A count that a caller chose: a whole number of at least 1, or the words that say so. */
export const wholeNumber = (op: string, name: string, value: number): number => {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${op}: ${name} is a whole number of at least 1, found ${value}`)
  return value
}

/**
 * The examples in order, so many at a time; the last piece has what is left.
 * @shape → [B, ...X] each
 * @failure ShapeError when the number of values is not that of the examples; RangeError when there are none
 */
export function* minibatches<X extends Shape>(
  op: string,
  { images, count }: Examples,
  shape: readonly Dim[],
  batch: number,
): Generator<Tensor<[number, ...X]>> {
  const example = shape.map(Number)
  const length = size(example)
  if (images.length !== count * length)
    throw new ShapeError(
      `${op}: ${count} examples of ${show(example)} have ${count * length} values, found ${images.length}`,
    )
  wholeNumber(op, 'the number of examples', count)
  wholeNumber(op, 'batch', batch)
  for (let start = 0; start < count; start += batch) {
    const limit = Math.min(start + batch, count)
    yield typed(constant(images.slice(start * length, limit * length), [limit - start, ...example]))
  }
}
