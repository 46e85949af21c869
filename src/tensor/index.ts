/** Tensors and their operations. */
export { gelu, logSigmoid, relu, softplus } from './activation.js'
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
export { fill, indices, matrix, ones, range, scalar, vector, zeros, zerosLike } from './create.js'
export {
  abs,
  ceil,
  cos,
  erf,
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
export { InternalError } from './expression.js'
export { concat, cumulativeSum, gather, repeatFirst, reshape, rows, transpose } from './rearrange.js'
export { all, any, logMeanExp, logSumExp, max, mean, min, softmax, sum } from './reduce.js'
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
