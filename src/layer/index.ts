/**
 * Layers: functions with parameters, composed by `pipe`.
 * @module reparam/layer
 */
export { flatten, reshape } from './arrange.js'
export { defineLayer } from './define.js'
export { type DenseParams, dense } from './dense.js'
export { glorotNormal, glorotUniform, heNormal, type Init, lecunNormal } from './init.js'
export { andThen, input, type Layer, type Params } from './layer.js'
export { gelu, pointwise, relu, sigmoid, softplus, tanh } from './pointwise.js'
