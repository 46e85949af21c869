/** The elementwise operations on float64 numbers. */
import type { BinaryOp, Direction, DType, Op, UnaryOp } from '../../src/tensor/expression.js'

const SERIES_END = 2.5

/** The error function to about 15 digits: its Maclaurin series, and the continued fraction of erfc beyond 2.5. */
export const erf = (x: number): number => {
  const a = Math.abs(x)
  if (Number.isNaN(x)) return x
  if (a > 6) return Math.sign(x)
  if (a > SERIES_END) {
    let tail = 0
    for (let k = 60; k > 0; k -= 1) tail = k / 2 / (a + tail)
    return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + tail)))
  }
  let [term, sum] = [x, x]
  for (let n = 1; n < 80; n += 1) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

const roundNearestEven = (x: number): number =>
  Math.abs(x - Math.trunc(x)) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)

export const unary: Readonly<Record<UnaryOp, (x: number) => number>> = {
  negate: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  exponential: Math.exp,
  exponentialMinusOne: Math.expm1,
  log: Math.log,
  logPlusOne: Math.log1p,
  logistic: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  sine: Math.sin,
  cosine: Math.cos,
  floor: Math.floor,
  ceil: Math.ceil,
  roundNearestEven,
  erf,
}

export const binary: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  power: Math.pow,
}

export const comparisons: Readonly<Record<Direction, (a: number, b: number) => boolean>> = {
  EQ: (a, b) => a === b,
  NE: (a, b) => a !== b,
  GE: (a, b) => a >= b,
  GT: (a, b) => a > b,
  LE: (a, b) => a <= b,
  LT: (a, b) => a < b,
}

/** Numbers as another element type holds them. */
export const converted: Readonly<Record<DType, (x: number) => number>> = {
  float32: (x) => x,
  int32: Math.trunc,
  bool: (x) => (x === 0 ? 0 : 1),
  key: (x) => x,
}

export const isUnary = (op: Op): op is UnaryOp => Object.hasOwn(unary, op)
export const isBinary = (op: Op): op is BinaryOp => Object.hasOwn(binary, op)
