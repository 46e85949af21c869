/** Elementwise operations: batches, operands that broadcast, axes of size 1, points near and far from 0. */

import { gelu, silu } from '../../../src/tensor/activation.js'
import type { BinaryOp, Expression, UnaryOp } from '../../../src/tensor/expression.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { splatLike } from '../../../src/tensor/primitive/leaf.js'
import { broadcastTo } from '../../../src/tensor/primitive/reduction.js'
import { expression, type Tensor, typed } from '../../../src/tensor/tensor.js'
import type { Value } from '../../support/reference-value.js'
import { atKink, type Case, one, row, spread, two } from './case.js'

type Unary = (x: Expression) => Expression
type Binary = (a: Expression, b: Expression) => Expression

/** A function where it is defined: over a batch, over a single element, and of its own square. */
const everywhere = (f: Unary, low: number, high: number, ...more: readonly Case[]): readonly Case[] => [
  one(`of [3, 4] in ${low} to ${high}`, spread([3, 4], 1, low, high), f),
  one('of a scalar', spread([], 2, low, high), f),
  one('of [2, 1, 3], multiplied by itself', spread([2, 1, 3], 3, low, high), (x) => p.multiply(f(x), f(x))),
  ...more,
]

export const unary: Readonly<Record<UnaryOp, readonly Case[]>> = {
  negate: everywhere(p.negate, -2, 2),
  abs: everywhere(p.abs, -2, 2),
  sign: everywhere(p.sign, -2, 2),
  exponential: everywhere(
    p.exponential,
    -2,
    2,
    one('of exp(x) + x², where tfjs has 2', row(0.5, 1), (x) => p.add(p.exponential(x), p.multiply(x, x))),
  ),
  exponentialMinusOne: everywhere(
    p.exponentialMinusOne,
    -2,
    2,
    one('near 0', row(1e-6, -1e-4, 0), p.exponentialMinusOne),
  ),
  log: everywhere(p.log, 0.3, 3),
  logPlusOne: everywhere(p.logPlusOne, -0.7, 3, one('near 0', row(1e-6, -1e-4, 0), p.logPlusOne)),
  logistic: everywhere(
    p.logistic,
    -3,
    3,
    one('far from 0', row(-30, -12, 12, 30), p.logistic),
    one('silu', spread([3, 4], 7, -3, 3), (x) => expression(silu(typed<Tensor<number[]>>(x)))),
  ),
  tanh: everywhere(p.tanh, -3, 3, one('far from 0', row(-30, -12, 12, 30), p.tanh)),
  sqrt: everywhere(p.sqrt, 0.3, 3),
  rsqrt: everywhere(p.rsqrt, 0.3, 3),
  sine: everywhere(p.sine, -4, 4),
  cosine: everywhere(p.cosine, -4, 4),
  floor: everywhere(p.floor, -2, 2),
  ceil: everywhere(p.ceil, -2, 2),
  roundNearestEven: everywhere(p.roundNearestEven, -3, 3),
  erf: everywhere(
    p.erf,
    -3,
    3,
    one('gelu', spread([3, 4], 5, -3, 3), (x) => expression(gelu(typed<Tensor<number[]>>(x)))),
  ),
}

/** Operands of equal shape and broadcast ones: a row, a column, a scalar, both ways. */
const pairs = (
  f: Binary,
  left: readonly [number, number],
  right: readonly [number, number],
): readonly Case[] => {
  const cases: readonly (readonly [readonly number[], readonly number[], readonly number[]])[] = [
    [
      [2, 3],
      [2, 3],
      [2, 3],
    ],
    [
      [2, 3, 4],
      [3, 1],
      [2, 3, 4],
    ],
    [
      [1, 4],
      [3, 1],
      [3, 4],
    ],
    [[], [2, 3], [2, 3]],
    [[5], [1], [5]],
  ]
  return cases.map(([a, b, whole]) =>
    two(`of [${a}] and [${b}]`, spread(a, 4, ...left), spread(b, 5, ...right), (x, y) =>
      f(broadcastTo(x, whole), broadcastTo(y, whole)),
    ),
  )
}

const twice = (name: string, x: Value, f: Binary): Case => one(name, x, (e) => f(e, e))

export const binary: Readonly<Record<BinaryOp, readonly Case[]>> = {
  add: [...pairs(p.add, [-2, 2], [-2, 2]), twice('of x and x', spread([3], 6), p.add)],
  subtract: [...pairs(p.subtract, [-2, 2], [-2, 2]), twice('of x and x', spread([3], 6), p.subtract)],
  multiply: [...pairs(p.multiply, [-2, 2], [-2, 2]), twice('of x and x', spread([3], 6), p.multiply)],
  divide: [
    ...pairs(p.divide, [-2, 2], [0.4, 2]),
    one('of 1 and x', spread([2, 3], 6, -2, -0.5), (x) => p.divide(splatLike(1, x), x)),
  ],
  maximum: [
    ...pairs(p.maximum, [-2, 2], [-2, 2]),
    twice('of x and x, a tie', spread([3], 6), p.maximum),
    two('of products', spread([3], 7), spread([3], 8), (a, b) =>
      p.maximum(p.multiply(a, b), p.multiply(b, b)),
    ),
  ],
  minimum: [
    ...pairs(p.minimum, [-2, 2], [-2, 2]),
    twice('of x and x, a tie', spread([3], 6), p.minimum),
    two('of products', spread([3], 7), spread([3], 8), (a, b) =>
      p.minimum(p.multiply(a, b), p.multiply(b, b)),
    ),
  ],
  power: [
    ...pairs(p.power, [0.4, 2], [-2, 2]),
    one('of negative bases to the 3', row(-2, -0.5, 0.5, 2), (x) => p.power(x, splatLike(3, x))),
    one('of bases around 0 to the 2', row(-1, 0, 1), (x) => p.power(x, splatLike(2, x))),
    atKink(two('of bases at 0, the derivative by the exponent is 0', row(0, 0.5), row(2, 3), p.power)),
    one('of 2 to exponents around 0', row(-1, 0, 1), (x) => p.power(splatLike(2, x), x)),
  ],
}
