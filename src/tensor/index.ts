/** Tensors and their operations. */
export { elu, gelu, leakyRelu, logSigmoid, relu, silu, softplus } from './activation.js'
export type { KeepDims } from './along.js'
export { add, div, maximum, minimum, mul, pow, scale, scaleBy, shift, shiftBy, sub } from './arithmetic.js'
export {
  and,
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  not,
  notEqual,
  or,
  select,
  toFloat,
} from './comparison.js'
export { matmul } from './contract.js'
export { stopGradient } from './control.js'
export { conv1d, conv2d, convTranspose2d, depthwiseConv2d } from './convolution.js'
export { fill, indices, matrix, ones, range, scalar, vector, zeros, zerosLike } from './create.js'
export { einsum } from './einsum.js'
export {
  abs,
  ceil,
  cos,
  exp,
  expm1,
  floor,
  log,
  log1p,
  neg,
  reciprocal,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  tanh,
} from './elementwise.js'
export { logMeanExp, logSumExp, softmax } from './exponential.js'
export { InternalError } from './expression.js'
export { concat, stack } from './join.js'
export { chunk, unstack } from './part.js'
export { gather, oneHot } from './pick.js'
export { avgPool2d, globalAvgPool2d, globalMaxPool2d, maxPool2d, upsample2d } from './pool.js'
export { cumulativeSum, expandDims, flattenFrom, reshape, squeeze, transpose } from './rearrange.js'
export { all, any, max, mean, min, sum } from './reduce.js'
export { repeat, repeatFirst, tile } from './repeat.js'
export { pad, slice } from './slice.js'
export {
  type AnyTensor,
  type BoolTensor,
  type IntTensor,
  type Key,
  type ShapeOf,
  shapeOf,
  type Tensor,
  type ValuesOf,
} from './tensor.js'
