/** Leaves, what the host makes, and operations that pass a value on. */

import { elu, leakyRelu, logSigmoid, relu, softplus } from '../../../src/tensor/activation.js'
import { logMeanExp, logSumExp } from '../../../src/tensor/exponential.js'
import type { Expression, Law } from '../../../src/tensor/expression.js'
import { identity, stopGradient } from '../../../src/tensor/primitive/control.js'
import { draw, foldIn, iota } from '../../../src/tensor/primitive/draw.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { constant, keyOf, splat, splatLike } from '../../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../../src/tensor/tensor.js'
import { type Case, one, spread } from './case.js'

const on =
  (f: (x: Tensor<number[]>) => AnyTensor) =>
  (x: Expression): Expression =>
    expression(f(typed<Tensor<number[]>>(x)))

const x23 = spread([2, 3], 1)
const key = keyOf([0, 42])
const laws: readonly Law[] = ['uniform', 'normal', 'laplace', 'gumbel']
const squareTimes = (x: Expression, e: Expression): Expression => p.multiply(p.multiply(x, x), e)

export const leaves: Readonly<
  Record<
    | 'constant'
    | 'splat'
    | 'key'
    | 'parameter'
    | 'buffer'
    | 'identity'
    | 'stopGradient'
    | 'iota'
    | 'foldIn'
    | 'draw',
    readonly Case[]
  >
> = {
  constant: [
    one('as a factor', x23, (x) => squareTimes(x, constant(Float32Array.of(1, -2, 3, -4, 5, -6), [2, 3]))),
  ],
  splat: [
    one('as a factor', x23, (x) => squareTimes(x, splat(2.5, [2, 3]))),
    one('under functions', x23, (x) => squareTimes(x, p.exponential(p.negate(splatLike(0.5, x))))),
    one('alone', x23, (x) => p.add(p.multiply(x, splatLike(0, x)), splatLike(3, x))),
  ],
  key: [one('drawn from', x23, (x) => squareTimes(x, draw(keyOf([1, 2]), 'uniform', [2, 3])))],
  parameter: [one('squared', x23, (x) => p.multiply(x, x)), one('itself', x23, (x) => x)],
  buffer: [
    one('as a factor', x23, (x, hold) =>
      squareTimes(x, hold(constant(Float32Array.of(1, -2, 3, -4, 5, -6), [2, 3]))),
    ),
  ],
  identity: [one('of a square', x23, (x) => p.multiply(identity(p.multiply(x, x)), x))],
  stopGradient: [one('of a constant factor', x23, (x) => squareTimes(x, stopGradient(splat(3, [2, 3]))))],
  iota: [
    one('along the first axis', x23, (x) => squareTimes(x, iota([2, 3], 0, 'float32'))),
    one('along the last axis, integers', x23, (x) => squareTimes(x, p.convert(iota([2, 3], 1), 'float32'))),
  ],
  foldIn: [one('drawn from', x23, (x) => squareTimes(x, draw(foldIn(foldIn(key, 7), 0), 'normal', [2, 3])))],
  draw: laws.map((law) => one(law, x23, (x) => squareTimes(x, draw(key, law, [2, 3])))),
}

/** Composites and functions made of them. */
export const composites: readonly Case[] = [
  one('relu', spread([3, 4], 1), on(relu)),
  one('relu, squared', spread([3, 4], 2), (x) => p.multiply(on(relu)(x), on(relu)(x))),
  one('leakyRelu', spread([3, 4], 8), on(leakyRelu(0.2))),
  one('elu', spread([3, 4], 6, -3, 3), on(elu)),
  one('softplus', spread([3, 4], 3, -4, 4), on(softplus)),
  one('logSigmoid', spread([3, 4], 4, -4, 4), on(logSigmoid)),
  ...[0, 1, 2].map((axis) =>
    one(
      `logSumExp along ${axis}`,
      spread([2, 3, 2], 6, -3, 3),
      on((x) => logSumExp(axis)(x)),
    ),
  ),
  one(
    'logSumExp of everything',
    spread([2, 3], 8, -3, 3),
    on((x) => logSumExp()(x)),
  ),
  one(
    'logSumExp along two axes',
    spread([2, 3, 2], 9, -3, 3),
    on((x) => logSumExp(0, 2)(x)),
  ),
  one(
    'logMeanExp along the first axis',
    spread([3, 2], 10, -3, 3),
    on((x) => logMeanExp(0)(x)),
  ),
]
