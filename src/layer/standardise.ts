/** Standardising: elements less their mean, over their standard deviation, then scaled and shifted channel by channel. */
import type { Dim } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { ones, type Tensor, zeros } from '../tensor/index.js'
import { positive } from '../tensor/positive.js'
import { add, multiply, plus, rsqrt, subtract, times } from '../tensor/primitive/elementwise.js'
import { broadcastTo, reduceKeeping } from '../tensor/primitive/reduction.js'
import { expression } from '../tensor/tensor.js'

/**
 * The parameters of a normalisation over C channels.
 * @category layer
 * @since 0.1.0
 */
export type NormParams<C extends Dim> = { readonly scale: Tensor<[C]>; readonly shift: Tensor<[C]> }

/** First parameters: the standardised elements as they are. */
export const normInit = (channels: number): NormParams<number> => ({
  scale: ones(channels),
  shift: zeros(channels),
})

/** An epsilon above 0: without it a channel without spread would be divided by 0. */
export const checkedEpsilon = (op: string, epsilon: number): number => positive(op, 'an epsilon', epsilon)

/** How many elements stand along some axes. */
export const countAlong = (shape: readonly number[], axes: readonly number[]): number =>
  axes.reduce((count, axis) => count * (shape[axis] ?? 1), 1)

/** Mean and variance along some axes, which stay with size 1. */
export const moments = (
  x: Expression,
  axes: readonly number[],
): { readonly mean: Expression; readonly variance: Expression } => {
  const share = 1 / countAlong(x.shape, axes)
  const mean = times(reduceKeeping('add', x, axes), share)
  const distance = subtract(x, broadcastTo(mean, x.shape))
  return { mean, variance: times(reduceKeeping('add', multiply(distance, distance), axes), share) }
}

/** (x − mean) / √(variance + ε). */
export const standardised = (
  x: Expression,
  mean: Expression,
  variance: Expression,
  epsilon: number,
): Expression =>
  multiply(subtract(x, broadcastTo(mean, x.shape)), broadcastTo(rsqrt(plus(variance, epsilon)), x.shape))

/** Scaled and shifted along the last axis. */
export const rescaled = (x: Expression, { scale, shift }: NormParams<number>): Expression =>
  add(multiply(x, broadcastTo(expression(scale), x.shape)), broadcastTo(expression(shift), x.shape))
