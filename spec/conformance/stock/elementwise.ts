/** Elementwise operations of TensorFlow.js, by the name of ours. */
import * as tf from '@tensorflow/tfjs-core'
import type { BinaryOp, Direction, UnaryOp } from '../../../src/tensor/expression.js'

type Unary = (x: tf.Tensor) => tf.Tensor
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor

export const unary: Readonly<Record<UnaryOp, Unary>> = {
  negate: tf.neg,
  abs: tf.abs,
  sign: tf.sign,
  exponential: tf.exp,
  exponentialMinusOne: tf.expm1,
  log: tf.log,
  logPlusOne: tf.log1p,
  logistic: tf.sigmoid,
  tanh: tf.tanh,
  sqrt: tf.sqrt,
  rsqrt: tf.rsqrt,
  sine: tf.sin,
  cosine: tf.cos,
  floor: tf.floor,
  ceil: tf.ceil,
  roundNearestEven: tf.round,
  erf: tf.erf,
}

export const binary: Readonly<Record<BinaryOp, Binary>> = {
  add: tf.add,
  subtract: tf.sub,
  multiply: tf.mul,
  divide: tf.div,
  maximum: tf.maximum,
  minimum: tf.minimum,
  power: tf.pow,
}

export const comparisons: Readonly<Record<Direction, Binary>> = {
  EQ: tf.equal,
  NE: tf.notEqual,
  GE: tf.greaterEqual,
  GT: tf.greater,
  LE: tf.lessEqual,
  LT: tf.less,
}

/**
 * An operation whose result has no derivative. TensorFlow.js stops at one between an argument and the value, so
 * where another operation is looked at, what it is compared by is told apart this way.
 */
export const withoutDerivative =
  (f: (...xs: readonly tf.Tensor[]) => tf.Tensor) =>
  (...xs: readonly tf.Tensor[]): tf.Tensor =>
    tf.customGrad((...given: (tf.Tensor | tf.GradSaveFunc)[]) => {
      const operands = given.filter((x): x is tf.Tensor => x instanceof tf.Tensor)
      return { value: f(...operands), gradFunc: () => operands.map((x) => tf.zerosLike(x)) }
    })(...xs)
