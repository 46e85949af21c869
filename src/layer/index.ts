/**
 * Layers: functions with parameters, composed by `pipe`.
 * @module reparam/layer
 */
export { flatten, pad, reshape, transpose } from './arrange.js'
export { type BatchNormOptions, batchNorm, batchNormWith, type RunningMoments } from './batch-norm.js'
export {
  addBranches,
  type Beside,
  type Block,
  concatBranches,
  identity,
  residual,
  skip,
} from './branch.js'
export { concatCondition, type Longer } from './condition.js'
export {
  type ConvOptions,
  type ConvParams,
  conv2d,
  type DepthwiseParams,
  depthwiseConv2d,
} from './convolution.js'
export { defineLayer } from './define.js'
export { type DenseParams, dense } from './dense.js'
export { dropout } from './dropout.js'
export { glorotNormal, glorotUniform, heNormal, type Init, lecunNormal } from './init.js'
export { andThen, input, type Layer, type Params, type StatisticsArgument, type Trained } from './layer.js'
export { type MadeOptions, type MadeParams, made } from './masked.js'
export { groupNorm, layerNorm, layerNormWith, type NormOptions } from './norm.js'
export { elu, gelu, leakyRelu, pointwise, relu, sigmoid, silu, softplus, tanh } from './pointwise.js'
export {
  avgPool2d,
  globalAvgPool2d,
  globalMaxPool2d,
  maxPool2d,
  type PoolOptions,
  upsample2d,
} from './pooling.js'
export { type Conv1dOptions, type Conv1dParams, conv1d } from './series.js'
export type { NormParams } from './standardise.js'
export { type ConvTransposeOptions, type ConvTransposeParams, convTranspose2d } from './transposed.js'
