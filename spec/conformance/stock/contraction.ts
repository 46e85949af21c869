/** Products, convolutions and pools by the operations of TensorFlow.js that a user would write for them. */
import * as tf from '@tensorflow/tfjs-core'
import type {
  ConvolutionWindow,
  DotDimensions,
  Padding,
  PoolingWindow,
} from '../../../src/tensor/expression.js'
import { item } from '../../support/reference-value.js'
import { NotInStock } from './absent.js'

type Axes = readonly number[]

const joined = (...parts: readonly Axes[]): Axes => parts.flat()
const ascending = (axes: Axes): boolean => axes.every((axis, i) => axis === i)
const product = (dims: Axes): number => dims.reduce((a, b) => a * b, 1)
const sizes = (x: tf.Tensor, axes: Axes): Axes => axes.map((axis) => item(x.shape, axis))

const images = (x: tf.Tensor): tf.Tensor4D => {
  const isRank4 = (t: tf.Tensor): t is tf.Tensor4D => t.rank === 4
  if (!isRank4(x)) throw new Error(`expected a tensor of rank 4, found [${x.shape}]`)
  return x
}

/** An operand as matrices: as it is, to be taken transposed by the product, or transposed and reshaped before. */
const matrices = (
  x: tf.Tensor,
  batch: Axes,
  rows: Axes,
  columns: Axes,
): { readonly x: tf.Tensor; readonly flipped: boolean } => {
  const single = rows.length === 1 && columns.length === 1
  if (single && ascending(joined(batch, rows, columns))) return { x, flipped: false }
  if (single && ascending(joined(batch, columns, rows))) return { x, flipped: true }
  const shape = [...sizes(x, batch), product(sizes(x, rows)), product(sizes(x, columns))]
  const order = joined(batch, rows, columns)
  return {
    x: tf.reshape(ascending(order) ? x : tf.transpose(x, [...order]), shape),
    flipped: false,
  }
}

/** `matMul`, with its flags where they say it all; a rank above 2 on the left meets a matrix as users write it. */
export const dot = (a: tf.Tensor, b: tf.Tensor, d: DotDimensions, shape: Axes): tf.Tensor => {
  const freeOf = (x: tf.Tensor, ...taken: readonly Axes[]): Axes =>
    x.shape.map((_, axis) => axis).filter((axis) => !taken.some((t) => t.includes(axis)))
  const leftFree = freeOf(a, d.lhsBatch, d.lhsContracting)
  const rightFree = freeOf(b, d.rhsBatch, d.rhsContracting)
  const stacked =
    d.lhsBatch.length === 0 &&
    leftFree.length > 1 &&
    rightFree.length === 1 &&
    d.rhsContracting.length === 1 &&
    ascending(joined(leftFree, d.lhsContracting))
  const left = stacked ? { x: a, flipped: false } : matrices(a, d.lhsBatch, leftFree, d.lhsContracting)
  const right = matrices(b, d.rhsBatch, d.rhsContracting, rightFree)
  return tf.reshape(tf.matMul(left.x, right.x, left.flipped, right.flipped), [...shape])
}

const explicit = (rows: Padding, columns: Padding): tf.backend_util.ExplicitPadding => [
  [0, 0],
  [...rows],
  [...columns],
  [0, 0],
]

const isOne = (pair: readonly [number, number]): boolean => pair[0] === 1 && pair[1] === 1

/** What negative padding cuts, by `slice`. */
const cut = (x: tf.Tensor4D, [rows, columns]: ConvolutionWindow['padding']): tf.Tensor4D => {
  const low = [0, Math.max(-rows[0], 0), Math.max(-columns[0], 0), 0]
  const high = [0, Math.max(-rows[1], 0), Math.max(-columns[1], 0), 0]
  if ([...low, ...high].every((n) => n === 0)) return x
  const left = x.shape.map((n, i) => n - item(low, i) - item(high, i))
  if (left.some((n) => n < 0)) throw new NotInStock('padding that cuts more than there is')
  return tf.slice(x, low, left)
}

/** `conv2d`; over a spread input `conv2dTranspose`, where it can say so. */
export const convolution = (
  x: tf.Tensor,
  kernel: tf.Tensor,
  w: ConvolutionWindow,
  shape: Axes,
): tf.Tensor => {
  if (!isOne(w.inputDilation)) return transposed(images(x), images(kernel), w, shape)
  const [rows, columns] = w.padding
  const positive = ([low, high]: Padding): Padding => [Math.max(low, 0), Math.max(high, 0)]
  return tf.conv2d(
    cut(images(x), w.padding),
    images(kernel),
    [...w.strides],
    explicit(positive(rows), positive(columns)),
    'NHWC',
    [...w.kernelDilation],
  )
}

const transposed = (x: tf.Tensor4D, kernel: tf.Tensor4D, w: ConvolutionWindow, shape: Axes): tf.Tensor => {
  if (!isOne(w.strides) || !isOne(w.kernelDilation))
    throw new NotInStock('a convolution over a spread input, with a stride or a dilation')
  const padding = (axis: 0 | 1): Padding => {
    const [low, high] = w.padding[axis]
    const last = item(kernel.shape, axis) - 1
    // of the convolution that this one is the transpose of; rows that it leaves over are padded below
    if (low > last || last - high <= -w.inputDilation[axis])
      throw new NotInStock('a convolution over a spread input, padded beyond its kernel')
    return [last - low, Math.max(last - high, 0)]
  }
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2])
  return laid(x, turned, { strides: w.inputDilation, padding: [padding(0), padding(1)] }, shape)
}

/** `conv2dTranspose`: the input, of a shape, of which a convolution would make x, for the kernel laid under each element. */
export const laid = (
  x: tf.Tensor,
  kernel: tf.Tensor,
  { strides, padding }: Pick<ConvolutionWindow, 'strides' | 'padding'>,
  shape: Axes,
): tf.Tensor => {
  const [n = 0, h = 0, w = 0, c = 0] = shape
  return tf.conv2dTranspose(images(x), images(kernel), [n, h, w, c], [...strides], explicit(...padding))
}

/** `depthwiseConv2d`. */
export const depthwise = (
  x: tf.Tensor,
  kernel: tf.Tensor,
  { strides, padding, kernelDilation }: Omit<ConvolutionWindow, 'inputDilation'>,
): tf.Tensor =>
  tf.depthwiseConv2d(images(x), images(kernel), [...strides], explicit(...padding), 'NHWC', [
    ...kernelDilation,
  ])

/** `maxPool`; a sum is `avgPool` times the size of the window, over an input that is padded first. */
export const pool = (x: tf.Tensor, w: PoolingWindow): tf.Tensor => {
  const [rows, columns] = w.padding
  if (w.reducer === 'maximum')
    return tf.maxPool(images(x), [...w.window], [...w.strides], explicit(rows, columns))
  const padded = [...rows, ...columns].every((n) => n === 0)
    ? images(x)
    : tf.pad(images(x), explicit(rows, columns))
  return tf.mul(average(padded, w), product(w.window))
}

/** `avgPool` without padding. */
export const average = (x: tf.Tensor, w: Pick<PoolingWindow, 'window' | 'strides'>): tf.Tensor =>
  tf.avgPool(images(x), [...w.window], [...w.strides], 'valid')
