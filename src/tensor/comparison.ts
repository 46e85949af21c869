/** Comparison, logic and choice. */
import type { Broadcast, BroadcastGuard, Shape } from '../shape/index.js'
import { broadcasting } from './arithmetic.js'
import * as primitive from './primitive/elementwise.js'
import { type BoolTensor, expression, type IntTensor, type Tensor, typed } from './tensor.js'

/**
 * Whether each element of the first tensor equals that of the second; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad none
 * @category comparison
 * @since 0.1.0
 */
export const equal = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'equal', A, B>,
): BoolTensor<Broadcast<A, B>> =>
  typed(broadcasting('equal', primitive.compare('EQ'), expression(a), expression(b)))

/**
 * Whether each element of the first tensor differs from that of the second; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad none
 * @category comparison
 * @since 0.1.0
 */
export const notEqual = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'notEqual', A, B>,
): BoolTensor<Broadcast<A, B>> =>
  typed(broadcasting('notEqual', primitive.compare('NE'), expression(a), expression(b)))

/**
 * Whether each element of the first tensor is at least that of the second; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad none
 * @category comparison
 * @since 0.1.0
 */
export const greaterEqual = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'greaterEqual', A, B>,
): BoolTensor<Broadcast<A, B>> =>
  typed(broadcasting('greaterEqual', primitive.compare('GE'), expression(a), expression(b)))

/**
 * Whether each element of the first tensor is above that of the second; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad none
 * @category comparison
 * @since 0.1.0
 */
export const greater = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'greater', A, B>,
): BoolTensor<Broadcast<A, B>> =>
  typed(broadcasting('greater', primitive.compare('GT'), expression(a), expression(b)))

/**
 * Whether each element of the first tensor is at most that of the second; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad none
 * @category comparison
 * @since 0.1.0
 */
export const lessEqual = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'lessEqual', A, B>,
): BoolTensor<Broadcast<A, B>> =>
  typed(broadcasting('lessEqual', primitive.compare('LE'), expression(a), expression(b)))

/**
 * Whether each element of the first tensor is below that of the second; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad none
 * @category comparison
 * @since 0.1.0
 */
export const less = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'less', A, B>,
): BoolTensor<Broadcast<A, B>> =>
  typed(broadcasting('less', primitive.compare('LT'), expression(a), expression(b)))

/**
 * The second tensor where the condition holds, the third elsewhere. A gradient flows to the chosen one alone.
 * @shape S, S, S → S
 * @category comparison
 * @since 0.1.0
 * @example
 * import { less, read, select, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * const x = vector([-1, 2])
 * console.assert((await read(select(less(x, zeros(2)), zeros(2), x))).join() === '0,2')
 */
export const select = <S>(condition: BoolTensor<S>, onTrue: Tensor<S>, onFalse: Tensor<S>): Tensor<S> =>
  typed(primitive.select(expression(condition), expression(onTrue), expression(onFalse)))

/**
 * Where the condition does not hold.
 * @shape S → S
 * @category comparison
 * @since 0.1.0
 */
export const not = <S>(x: BoolTensor<S>): BoolTensor<S> => typed(primitive.not(expression(x)))

/**
 * Where both hold.
 * @shape S, S → S
 * @category comparison
 * @since 0.1.0
 */
export const and = <S>(a: BoolTensor<S>, b: BoolTensor<S>): BoolTensor<S> =>
  typed(primitive.and(expression(a), expression(b)))

/**
 * Where at least one holds.
 * @shape S, S → S
 * @category comparison
 * @since 0.1.0
 */
export const or = <S>(a: BoolTensor<S>, b: BoolTensor<S>): BoolTensor<S> =>
  typed(primitive.or(expression(a), expression(b)))

/**
 * The same numbers as floats; true is 1.
 * @shape S → S
 * @grad none, since neither integers nor bools have one
 * @category comparison
 * @since 0.1.0
 */
export const toFloat = <S>(x: IntTensor<S> | BoolTensor<S>): Tensor<S> =>
  typed(primitive.convert(expression(x), 'float32'))
