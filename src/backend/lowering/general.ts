/** The table that holds on every backend: one TensorFlow.js kernel an operation. */
import { size } from '../../shape/index.js'
import type { Direction } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import type { TensorInfo } from '../device/device.js'
import {
  at,
  type BackendTable,
  type Kernels,
  type Launch,
  type Lowering,
  type LoweringTable,
} from './lowering.js'
import { rewrites } from './rewrites.js'

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

const lowerings = {
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
    const run = kernel('Cumsum', { ...node.attributes, exclusive: false })
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
} satisfies LoweringTable

/** The mean over each window, by the kernel that computes just that. */
const averagePool: Lowering<'composite'> = (node, { kernel }) => {
  const run = kernel('AvgPool', { ...node.attributes.parameters, pad: 'valid', dimRoundingMode: 'floor' })
  return (operands) => run({ x: at(operands, 0) })
}

/** Each channel convolved by itself; the window is one that the kernel runs, or there is no such composite. */
const depthwiseConvolution: Lowering<'composite'> = (node, { kernel }) => {
  const { strides, padding, kernelDilation } = node.attributes.parameters
  const [rows, columns] = Array.isArray(padding) ? padding : []
  const run = kernel('DepthwiseConv2dNative', {
    strides,
    pad: [[0, 0], rows, columns, [0, 0]],
    dataFormat: 'NHWC',
    dilations: kernelDilation,
    dimRoundingMode: 'floor',
  })
  return (operands) => run({ x: at(operands, 0), filter: at(operands, 1) })
}

/** What every backend starts from; its type knows which operations have an entry. */
export const general = {
  lowerings,
  composites: { averagePool, depthwiseConvolution },
  rewrites,
} satisfies BackendTable
