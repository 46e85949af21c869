/** The table that holds on every backend: one TensorFlow.js kernel an operation, and rewrites that reach them. */
import { size } from '../../shape/index.js'
import type { Direction, Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { asPlainConvolution, isPlainConvolution } from '../../tensor/primitive/convolution.js'
import { asMatrixProduct, isMatrixProduct } from '../../tensor/primitive/dot.js'
import { abs, add, compare, divide, log, plus, select, subtract } from '../../tensor/primitive/elementwise.js'
import { scatterAdd } from '../../tensor/primitive/gather.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { forwardsCumulativeSum } from '../../tensor/primitive/reduction.js'
import { pad, reshape, slice, transpose } from '../../tensor/primitive/structure.js'
import { asPoolingKernels } from '../../tensor/primitive/window.js'
import type { TensorInfo } from '../device.js'
import {
  at,
  type BackendTable,
  type Kernels,
  type Launch,
  type Lowering,
  type LoweringTable,
  type RewriteTable,
} from './lowering.js'

/** A lowering that needs nothing of the node but that it is there. */
type Plain = (node: object, kernels: Kernels) => Launch

const unary =
  (name: string): Plain =>
  (_, { kernel }) => {
    const run = kernel(name)
    return (operands) => run({ x: at(operands, 0) })
  }

const binary =
  (name: string): Plain =>
  (_, { kernel }) => {
    const run = kernel(name)
    return (operands) => run({ a: at(operands, 0), b: at(operands, 1) })
  }

const comparisons: Readonly<Record<Direction, string>> = {
  EQ: 'Equal',
  NE: 'NotEqual',
  GE: 'GreaterEqual',
  GT: 'Greater',
  LE: 'LessEqual',
  LT: 'Less',
}

const reshaped = (info: TensorInfo, shape: readonly number[]): TensorInfo => ({ ...info, shape: [...shape] })

/** Data repeated along new axes and those of size 1. */
const repeated: Lowering<'broadcastInDim'> = (node, { kernel }) => {
  const { dimensions } = node.attributes
  const aligned = node.shape.map((_, axis) => input(node, 0).shape[dimensions.indexOf(axis)] ?? 1)
  const reps = node.shape.map((d, axis) => (aligned[axis] === d ? 1 : d))
  const run = kernel('Tile', { reps })
  return (operands) => run({ x: reshaped(at(operands, 0), aligned) })
}

const lowerings: LoweringTable = {
  negate: unary('Neg'),
  abs: unary('Abs'),
  sign: unary('Sign'),
  exponential: unary('Exp'),
  exponentialMinusOne: unary('Expm1'),
  log: unary('Log'),
  logistic: unary('Sigmoid'),
  tanh: unary('Tanh'),
  sqrt: unary('Sqrt'),
  rsqrt: unary('Rsqrt'),
  sine: unary('Sin'),
  cosine: unary('Cos'),
  floor: unary('Floor'),
  ceil: unary('Ceil'),
  roundNearestEven: unary('Round'),
  erf: unary('Erf'),
  add: binary('Add'),
  subtract: binary('Sub'),
  multiply: binary('Multiply'),
  divide: binary('RealDiv'),
  maximum: binary('Maximum'),
  minimum: binary('Minimum'),
  power: binary('Pow'),
  not: unary('LogicalNot'),
  and: binary('LogicalAnd'),
  or: binary('LogicalOr'),
  compare: (node, kernels) => binary(comparisons[node.attributes.direction])(node, kernels),
  select: (_, { kernel }) => {
    const run = kernel('Select')
    return (operands) => run({ condition: at(operands, 0), t: at(operands, 1), e: at(operands, 2) })
  },
  convert: (node, { kernel }) => {
    const run = kernel('Cast', { dtype: node.dtype })
    return (operands) => run({ x: at(operands, 0) })
  },
  reduce: (node, { kernel }) => {
    const { reducer, axes } = node.attributes
    const name = { add: 'Sum', maximum: 'Max', minimum: 'Min', and: 'All', or: 'Any' }[reducer]
    const run = kernel(name, { axis: axes, reductionIndices: axes, keepDims: false })
    return (operands) => run({ x: at(operands, 0) })
  },
  broadcastInDim: repeated,
  cumulativeSum: (node, { kernel }) => {
    const run = kernel('Cumsum', { axis: node.attributes.axis, exclusive: false, reverse: false })
    return (operands) => run({ x: at(operands, 0) })
  },
  transpose: (node, { kernel }) => {
    const run = kernel('Transpose', { perm: node.attributes.permutation })
    return (operands) => run({ x: at(operands, 0) })
  },
  reverse: (node, { kernel }) => {
    const run = kernel('Reverse', { dims: node.attributes.axes })
    return (operands) => run({ x: at(operands, 0) })
  },
  concatenate: (node, { kernel }) => {
    const run = kernel('Concat', { axis: node.attributes.axis })
    return (operands) => run(operands)
  },
  slice: (node, { kernel }) => {
    const { start, limit, strides } = node.attributes
    const run = strides.every((s) => s === 1)
      ? kernel('Slice', { begin: start, size: node.shape })
      : kernel('StridedSlice', {
          begin: start,
          end: limit,
          strides,
          beginMask: 0,
          endMask: 0,
          ellipsisMask: 0,
          newAxisMask: 0,
          shrinkAxisMask: 0,
        })
    return (operands) => run({ x: at(operands, 0) })
  },
  pad: (node, { kernel }) => {
    const { low, high, value } = node.attributes
    const run = kernel('PadV2', { paddings: low.map((l, i) => [l, high[i] ?? 0]), constantValue: value })
    return (operands) => run({ x: at(operands, 0) })
  },
  gather: (node, { kernel }) => {
    const run = kernel('GatherV2', { axis: node.attributes.axis, batchDims: 0 })
    return (operands) => run({ x: at(operands, 0), indices: at(operands, 1) })
  },
  scatterAdd: (node, { kernel }) => {
    const count = size(input(node, 1).shape)
    const run = kernel('ScatterNd', { shape: node.shape })
    return (operands) =>
      run({
        indices: reshaped(at(operands, 1), [count, 1]),
        updates: reshaped(at(operands, 0), [count, ...node.shape.slice(1)]),
      })
  },
  dotGeneral: (_, { kernel }) => {
    const run = kernel('BatchMatMul', { transposeA: false, transposeB: false })
    // every backend takes matrices of rank 3
    const pair = (x: TensorInfo): TensorInfo => (x.shape.length === 2 ? reshaped(x, [1, ...x.shape]) : x)
    return (operands) => run({ a: pair(at(operands, 0)), b: pair(at(operands, 1)) })
  },
  convolution: (node, { kernel }) => {
    const { strides, padding, kernelDilation } = node.attributes
    const run = kernel('Conv2D', {
      strides,
      pad: [[0, 0], padding[0], padding[1], [0, 0]],
      dataFormat: 'NHWC',
      dilations: kernelDilation,
      dimRoundingMode: 'floor',
    })
    return (operands) => run({ x: at(operands, 0), filter: at(operands, 1) })
  },
  reduceWindow: (node, { kernel }) => {
    const { window, strides } = node.attributes
    const run = kernel('MaxPool', { filterSize: window, strides, pad: 'valid', dimRoundingMode: 'floor' })
    return (operands) => run({ x: at(operands, 0) })
  },
}

/** log(1 + x) without the loss of digits that rounding 1 + x brings: log u + (x − (u − 1)) / u. */
export const accurateLogPlusOne = (x: Expression): Expression => {
  const u = plus(x, 1)
  const lost = subtract(x, plus(u, -1))
  return add(log(u), divide(lost, u))
}

const rewrites: RewriteTable = {
  // a cast to bool takes the lowest byte on some backends: a half would be false
  convert: (node) => {
    const x = input(node, 0)
    return node.dtype === 'bool' ? compare('NE')(x, splatLike(0, x)) : undefined
  },
  logPlusOne: (node) => {
    const x = input(node, 0)
    const near = compare('LT')(abs(x), splatLike(0.5, x))
    const inside = select(near, x, splatLike(0, x))
    return select(near, accurateLogPlusOne(inside), log(plus(x, 1)))
  },
  dotGeneral: (node) => {
    const [a, b] = [input(node, 0), input(node, 1)]
    return isMatrixProduct(a, b, node.attributes)
      ? undefined
      : asMatrixProduct(a, b, node.attributes, node.shape)
  },
  convolution: (node) =>
    isPlainConvolution(node.attributes)
      ? undefined
      : asPlainConvolution(input(node, 0), input(node, 1), node.attributes),
  reduceWindow: (node) => asPoolingKernels(input(node, 0), node.attributes),
  cumulativeSum: (node) =>
    node.attributes.reverse ? forwardsCumulativeSum(input(node, 0), node.attributes.axis) : undefined,
  pad: (node) => plainPad(input(node, 0), node.attributes),
  scatterAdd: (node) => {
    const { axis } = node.attributes
    if (axis === 0) return undefined
    const [updates, indices] = [input(node, 0), input(node, 1)]
    const inner = indices.shape.length
    const axes = updates.shape.map((_, i) => i)
    const front = axes.slice(axis, axis + inner)
    const rest = axes.filter((i) => !front.includes(i))
    const shape = [node.shape[axis] ?? 0, ...node.shape.filter((_, i) => i !== axis)]
    const added = scatterAdd(transpose(updates, [...front, ...rest]), indices, 0, shape)
    return transpose(
      added,
      node.shape.map((_, i) => (i === axis ? 0 : i < axis ? i + 1 : i)),
    )
  },
}

/** Padding by kernels that only add edges: gaps by reshaping, cuts by slicing. */
const plainPad = (
  x: Expression,
  {
    low,
    high,
    interior,
    value,
  }: {
    readonly low: readonly number[]
    readonly high: readonly number[]
    readonly interior: readonly number[]
    readonly value: number
  },
): Expression | undefined => {
  const none = low.map(() => 0)
  const axis = interior.findIndex((gap) => gap > 0)
  if (axis >= 0) {
    // [.., n, ..] → [.., n, 1 + gap, ..] → [.., n(1 + gap), ..], the gap after the last element taken from the high edge
    const gap = interior[axis] ?? 0
    const [before, n, after] = [x.shape.slice(0, axis), x.shape[axis] ?? 0, x.shape.slice(axis + 1)]
    const column = reshape(x, [...before, n, 1, ...after])
    const zeros = column.shape.map(() => 0)
    const spread = pad(
      column,
      zeros,
      zeros.map((z, i) => (i === axis + 1 ? gap : z)),
      zeros,
      value,
    )
    const flat = reshape(spread, [...before, n * (1 + gap), ...after])
    return pad(
      flat,
      low,
      high.map((h, i) => (i === axis ? h - gap : h)),
      interior.map((g, i) => (i === axis ? 0 : g)),
      value,
    )
  }
  if ([...low, ...high].some((p) => p < 0)) {
    const edges =
      (sign: number) =>
      (p: number): number =>
        Math.max(sign * p, 0)
    const cut = (e: Expression): Expression =>
      slice(
        e,
        low.map(edges(-1)),
        e.shape.map((d, i) => d - edges(-1)(high[i] ?? 0)),
      )
    const edged = (e: Expression): Expression => pad(e, low.map(edges(1)), high.map(edges(1)), none, value)
    // a cut that goes beyond the data goes into the edge of the other side, so that has to be there first
    const beyond = x.shape.some((d, i) => edges(-1)(low[i] ?? 0) + edges(-1)(high[i] ?? 0) > d)
    return beyond ? cut(edged(x)) : edged(cut(x))
  }
  return [...low, ...high].every((p) => p === 0) ? x : undefined
}

/** The mean over each window, by the kernel that computes just that. */
const averagePool: Lowering<'composite'> = (node, { kernel }) => {
  const run = kernel('AvgPool', { ...node.attributes.parameters, pad: 'valid', dimRoundingMode: 'floor' })
  return (operands) => run({ x: at(operands, 0) })
}

/** What every backend starts from. */
export const general: BackendTable = { lowerings, composites: { averagePool }, rewrites }
