/** Derivatives that stock TensorFlow.js gets wrong, or does not have. */
import * as tf from '@tensorflow/tfjs-core'
import { matmul } from '../../src/tensor/contract.js'
import { logSumExpOf, softmaxOf } from '../../src/tensor/exponential.js'
import type { ConvolutionWindow, Expression } from '../../src/tensor/expression.js'
import { convolution } from '../../src/tensor/primitive/convolution.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { gather } from '../../src/tensor/primitive/gather.js'
import { upsample } from '../../src/tensor/primitive/image.js'
import { constant, splatLike } from '../../src/tensor/primitive/leaf.js'
import { broadcastInDim, cumulativeSum } from '../../src/tensor/primitive/reduction.js'
import { concatenate, reverse, slice } from '../../src/tensor/primitive/structure.js'
import { reduceWindow } from '../../src/tensor/primitive/window.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { one, row, spread, two } from '../gradient/cases/case.js'
import { item } from '../support/reference-value.js'
import { type Bug, bug, everywhere } from './bug.js'

const first = (xs: readonly tf.Tensor[]): tf.Tensor => item(xs, 0)
const second = (xs: readonly tf.Tensor[]): tf.Tensor => item(xs, 1)

const images = (x: tf.Tensor): tf.Tensor4D => {
  const isRank4 = (t: tf.Tensor): t is tf.Tensor4D => t.rank === 4
  if (!isRank4(x)) throw new Error(`expected images, found [${x.shape}]`)
  return x
}

const window: ConvolutionWindow = {
  strides: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  inputDilation: [1, 1],
  kernelDilation: [1, 1],
}

const indices = [2, 0, 2, 1] as const

/** First derivatives. */
export const slopes: readonly Bug[] = [
  bug(
    '`image.resizeNearestNeighbor` of a batch',
    'first',
    one('twice as large', spread([2, 4, 4, 1], 1), (x) => upsample(x, [2, 2])),
    (xs) => tf.image.resizeNearestNeighbor(images(first(xs)), [8, 8]),
    { ...everywhere('right'), cpu: 'wrong' },
  ),
  bug(
    '`matMul` of [2, 3, 5] and [5, 4]',
    'first',
    two('stacked', spread([2, 3, 5], 1), spread([5, 4], 2), (a, b) =>
      expression(matmul(typed<Tensor<[2, 3, 5]>>(a), typed<Tensor<[5, 4]>>(b))),
    ),
    (xs) => tf.matMul(first(xs), second(xs)),
    everywhere('throws'),
  ),
  bug(
    '`conv2d`, by its filter',
    'first',
    two('plain', spread([1, 4, 4, 1], 1), spread([2, 2, 1, 2], 2), (x, k) => convolution(x, k, window)),
    (xs) => tf.conv2d(images(first(xs)), images(second(xs)), 1, 'valid'),
    { ...everywhere('right'), wasm: 'throws' },
  ),
  bug(
    '`conv2d` with a dilation',
    'first',
    two('dilated', spread([1, 5, 5, 1], 1), spread([2, 2, 1, 2], 2), (x, k) =>
      convolution(x, k, { ...window, kernelDilation: [2, 2] }),
    ),
    (xs) => tf.conv2d(images(first(xs)), images(second(xs)), 1, 'valid', 'NHWC', 2),
    everywhere('throws'),
  ),
  bug(
    '`maxPool` of elements below 0',
    'first',
    one('2 by 2', spread([2, 4, 4, 2], 1, -2, -0.1), (x) =>
      reduceWindow(x, { reducer: 'maximum', window: [2, 2], strides: [2, 2], padding: window.padding }),
    ),
    (xs) => tf.maxPool(images(first(xs)), 2, 2, 'valid'),
    { ...everywhere('right'), wasm: 'wrong' },
  ),
  bug(
    '`gather`',
    'first',
    one('rows', spread([3, 2], 1), (x) => gather(x, constant(Int32Array.from(indices), [4]), 0)),
    (xs) => tf.gather(first(xs), tf.tensor1d([...indices], 'int32')),
    { ...everywhere('right'), wasm: 'throws' },
  ),
  bug(
    '`cumsum` along the first of two axes',
    'first',
    one('of [3, 2]', spread([3, 2], 1), (x) => cumulativeSum(x, 0, false)),
    (xs) => tf.cumsum(first(xs), 0),
    everywhere('throws'),
  ),
  bug(
    '`mirrorPad`',
    'first',
    one('by 2', spread([5], 1), (x) =>
      concatenate([reverse(slice(x, [1], [3]), [0]), x, reverse(slice(x, [2], [4]), [0])], 0),
    ),
    (xs) => tf.mirrorPad(first(xs), [[2, 2]], 'reflect'),
    everywhere('wrong'),
  ),
  bug(
    '`maximum` with an operand that it repeats',
    'first',
    two('of [2, 3] and [3]', spread([2, 3], 1), spread([3], 2), (a, b) =>
      p.maximum(a, broadcastInDim(b, [2, 3], [1])),
    ),
    (xs) => tf.maximum(first(xs), second(xs)),
    everywhere('throws'),
  ),
  bug(
    '`where(greater(x, 0), x², x³)`',
    'first',
    one('a choice by its operand', row(-2, -0.5, 0.5, 2), (x) => {
      const square = p.multiply(x, x)
      return p.select(p.compare('GT')(x, splatLike(0, x)), square, p.multiply(square, x))
    }),
    (xs) => {
      const [x, square] = [first(xs), tf.square(first(xs))]
      return tf.where(tf.greater(x, 0), square, tf.mul(square, x))
    },
    everywhere('throws'),
  ),
  bug(
    '`stridedSlice`',
    'first',
    one('every second', spread([5], 1), (x) => slice(x, [0], [5], [2])),
    (xs) => tf.stridedSlice(first(xs), [0], [5], [2]),
    everywhere('throws'),
  ),
  bug(
    '`floorDiv`',
    'first',
    two('floor(a / b)', row(-5, 3, 7), row(2, 2, -3), (a, b) => p.floor(p.divide(a, b))),
    (xs) => tf.floorDiv(first(xs), second(xs)),
    everywhere('wrong'),
  ),
  bug(
    'x times itself, cast to int32',
    'first',
    one('x · int(x)', row(-2.75, -0.5, 0.5, 2.75), (x) =>
      p.multiply(x, p.convert(p.convert(x, 'int32'), 'float32')),
    ),
    (xs) => tf.mul(first(xs), tf.cast(tf.cast(first(xs), 'int32'), 'float32')),
    everywhere('wrong'),
  ),
]

const twice = (name: string, f: (x: Expression) => Expression, stock: (x: tf.Tensor) => tf.Tensor): Bug =>
  bug(
    name,
    'second',
    one('of [2, 3], plus its square', spread([2, 3], 1, -2, 2), (x) => p.add(f(x), p.multiply(x, x))),
    (xs) => tf.add(stock(first(xs)), tf.square(first(xs))),
    everywhere('wrong'),
  )

const last = (x: Expression): readonly number[] => [x.shape.length - 1]

/** Second derivatives. */
export const secondDerivatives: readonly Bug[] = [
  twice('`exp`', p.exponential, tf.exp),
  twice('`sigmoid`', p.logistic, tf.sigmoid),
  twice('`tanh`', p.tanh, tf.tanh),
  twice(
    '`softmax`',
    (x) => softmaxOf(x, last(x)),
    (x) => tf.softmax(x),
  ),
  twice(
    '`logSoftmax`',
    (x) => p.subtract(x, broadcastInDim(logSumExpOf(x, last(x)), x.shape, [0])),
    (x) => tf.logSoftmax(x),
  ),
  bug(
    '`pow`',
    'second',
    one('2 to the x', row(-1, 0.5, 1), (x) => p.power(splatLike(2, x), x)),
    (xs) => tf.pow(2, first(xs)),
    everywhere('wrong'),
  ),
  bug(
    '`conv2d`',
    'second',
    two('plain', spread([1, 4, 4, 1], 1), spread([2, 2, 1, 2], 2), (x, k) =>
      p.sine(convolution(x, k, window)),
    ),
    (xs) => tf.sin(tf.conv2d(images(first(xs)), images(second(xs)), 1, 'valid')),
    everywhere('throws'),
  ),
]
