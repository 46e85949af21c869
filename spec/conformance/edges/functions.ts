/** A function or two of a matrix of any sizes for every operation; one without any does not compile. */
import { relu } from '../../../src/tensor/activation.js'
import { depthwiseConv2d } from '../../../src/tensor/convolution.js'
import { logSumExpOf } from '../../../src/tensor/exponential.js'
import type { ConvolutionWindow, Expression, Op } from '../../../src/tensor/expression.js'
import { upsample2d } from '../../../src/tensor/pool.js'
import { identity, stopGradient } from '../../../src/tensor/primitive/control.js'
import { convolution } from '../../../src/tensor/primitive/convolution.js'
import { dotGeneral } from '../../../src/tensor/primitive/dot.js'
import { draw, foldIn, iota } from '../../../src/tensor/primitive/draw.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { gather, scatterAdd } from '../../../src/tensor/primitive/gather.js'
import { constant, keyOf, splatLike } from '../../../src/tensor/primitive/leaf.js'
import { broadcastInDim, cumulativeSum, reduce } from '../../../src/tensor/primitive/reduction.js'
import {
  concatenate,
  pad,
  reshape,
  reverse,
  slice,
  transpose,
} from '../../../src/tensor/primitive/structure.js'
import { reduceWindow } from '../../../src/tensor/primitive/window.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../../src/tensor/tensor.js'
import { type Hold, spread } from '../../gradient/cases/case.js'

/** Of a matrix whose elements are between 0.3 and 0.9. */
export type OfMatrix = (x: Expression, hold: Hold) => Expression

const rows = (x: Expression): number => x.shape[0] ?? 0
const columns = (x: Expression): number => x.shape[1] ?? 0

const numbers = (shape: readonly number[], seed: number): Expression =>
  constant(Float32Array.from(spread(shape, seed).data), shape)

const half = (x: Expression): Expression => splatLike(0.6, x)
const above = (x: Expression): Expression => p.compare('GT')(x, half(x))
const below = (x: Expression): Expression => p.compare('LT')(p.multiply(x, x), half(x))
const where = (condition: Expression, x: Expression): Expression =>
  p.multiply(p.multiply(x, x), p.convert(condition, 'float32'))
const withItself =
  (f: (a: Expression, b: Expression) => Expression): OfMatrix =>
  (x) =>
    f(x, p.multiply(x, x))

const on =
  (f: (x: Tensor<number[]>) => AnyTensor) =>
  (x: Expression): Expression =>
    expression(f(typed<Tensor<number[]>>(x)))

const plain: ConvolutionWindow = {
  strides: [1, 1],
  padding: [
    [1, 1],
    [0, 0],
  ],
  inputDilation: [1, 1],
  kernelDilation: [1, 1],
}

/** The rows as images of one column and one channel. */
const images = (x: Expression): Expression => reshape(x, [rows(x), columns(x), 1, 1])

const byChannel = (x: Expression, kernel: Expression): Expression =>
  expression(depthwiseConv2d()(typed<Tensor<number[]>>(x), typed<Tensor<number[]>>(kernel)))

const pool =
  (reducer: 'add' | 'maximum'): OfMatrix =>
  (x) =>
    reduceWindow(images(x), { reducer, window: [3, 1], strides: [2, 1], padding: plain.padding })

/** Every index along an axis once, from the last to the first. */
const backwards = (x: Expression, axis: 0 | 1): Expression => {
  const n = axis === 0 ? rows(x) : columns(x)
  return constant(
    Int32Array.from({ length: n }, (_, i) => n - 1 - i),
    [n],
  )
}

const none = { lhsBatch: [], rhsBatch: [] } as const

/** By operation. */
export const functions: Readonly<Record<Op, readonly OfMatrix[]>> = {
  constant: [(x) => p.multiply(x, numbers(x.shape, 1))],
  splat: [(x) => p.multiply(x, half(x))],
  key: [(x) => p.multiply(x, draw(keyOf([1, 2]), 'uniform', x.shape))],
  parameter: [(x) => x],
  buffer: [(x, hold) => p.multiply(x, hold(numbers(x.shape, 1)))],
  identity: [(x) => identity(p.multiply(x, x))],
  stopGradient: [(x) => p.multiply(x, stopGradient(x))],
  iota: [
    (x) => p.multiply(x, iota(x.shape, 1, 'float32')),
    (x) => p.multiply(x, iota(x.shape, 0, 'float32')),
  ],
  foldIn: [(x) => p.multiply(x, draw(foldIn(keyOf([1, 2]), 3), 'uniform', x.shape))],
  draw: [(x) => p.multiply(x, draw(keyOf([1, 2]), 'normal', x.shape))],
  composite: [on(relu), (x) => logSumExpOf(x, [1]), (x) => byChannel(images(x), numbers([3, 1, 1, 2], 2))],
  negate: [p.negate],
  abs: [p.abs],
  sign: [(x) => p.multiply(x, p.sign(x))],
  exponential: [p.exponential],
  exponentialMinusOne: [p.exponentialMinusOne],
  log: [p.log],
  logPlusOne: [p.logPlusOne],
  logistic: [p.logistic],
  tanh: [p.tanh],
  sqrt: [p.sqrt],
  rsqrt: [p.rsqrt],
  sine: [p.sine],
  cosine: [p.cosine],
  floor: [(x) => p.multiply(x, p.floor(x))],
  ceil: [(x) => p.multiply(x, p.ceil(x))],
  roundNearestEven: [(x) => p.multiply(x, p.roundNearestEven(x))],
  erf: [p.erf],
  add: [withItself(p.add)],
  subtract: [withItself(p.subtract)],
  multiply: [withItself(p.multiply)],
  divide: [withItself(p.divide)],
  maximum: [withItself(p.maximum)],
  minimum: [withItself(p.minimum)],
  power: [withItself(p.power)],
  not: [(x) => where(p.not(above(x)), x)],
  and: [(x) => where(p.and(above(x), below(x)), x)],
  or: [(x) => where(p.or(above(x), below(x)), x)],
  compare: [(x) => where(above(x), x)],
  select: [(x) => p.select(above(x), p.multiply(x, x), p.negate(x))],
  convert: [(x) => p.multiply(x, p.convert(p.convert(p.times(x, 5), 'int32'), 'float32'))],
  reduce: [
    (x) => reduce('add', x, [0]),
    ...(['add', 'maximum', 'minimum'] as const).map(
      (reducer): OfMatrix =>
        (x) =>
          reduce(reducer, x, [1]),
    ),
  ],
  broadcastInDim: [
    (x) => broadcastInDim(x, [2, rows(x), columns(x)], [1, 2]),
    (x) => on(upsample2d(2))(images(x)),
  ],
  cumulativeSum: [(x) => cumulativeSum(x, 1), (x) => cumulativeSum(x, 1, true), (x) => cumulativeSum(x, 0)],
  reshape: [(x) => reshape(p.multiply(x, x), [columns(x), 1, rows(x)])],
  transpose: [(x) => transpose(p.multiply(x, x), [1, 0])],
  reverse: [(x) => reverse(x, [1]), (x) => reverse(x, [0])],
  concatenate: [(x) => concatenate([x, p.multiply(x, x)], 1), (x) => concatenate([p.multiply(x, x), x], 0)],
  slice: [
    (x) => slice(x, [0, Math.min(1, columns(x))], [rows(x), columns(x)]),
    (x) => slice(x, [0, 0], [rows(x), columns(x)], [2, 3]),
  ],
  pad: [(x) => pad(x, [1, 0], [0, 2]), (x) => pad(x, [0, 1], [0, 0], [0, 1], 0.5)],
  gather: [(x) => gather(x, backwards(x, 1), 1)],
  scatterAdd: [
    (x) => scatterAdd(x, backwards(x, 1), 1, [rows(x), columns(x) + 1]),
    (x) => scatterAdd(x, backwards(x, 0), 0, [rows(x) + 1, columns(x)]),
  ],
  dotGeneral: [
    (x) => dotGeneral(x, numbers([columns(x), 2], 1), { ...none, lhsContracting: [1], rhsContracting: [0] }),
    (x) => dotGeneral(x, numbers([rows(x), 2], 1), { ...none, lhsContracting: [0], rhsContracting: [0] }),
  ],
  convolution: [(x) => convolution(images(x), numbers([3, 1, 1, 2], 1), plain)],
  reduceWindow: [pool('add'), pool('maximum')],
}
