/** Elementwise arithmetic of two tensors, which broadcast as the types say; and of one tensor with a number. */
import { type Broadcast, type BroadcastGuard, broadcastShapes, type Shape } from '../shape/index.js'
import type { Expression } from './expression.js'
import * as primitive from './primitive/elementwise.js'
import { broadcastTo } from './primitive/reduction.js'
import { expression, type Tensor, typed } from './tensor.js'

/** Both operands at their common shape, then the primitive. */
export const broadcasting = (
  name: string,
  f: (a: Expression, b: Expression) => Expression,
  a: Expression,
  b: Expression,
): Expression => {
  const shape = broadcastShapes(name, a.shape, b.shape)
  return f(broadcastTo(a, shape), broadcastTo(b, shape))
}

/**
 * The sum of two tensors, which broadcast.
 * @shape A, B → broadcast of A and B
 * @grad 1 and 1
 * @failure `add: cannot broadcast [32, 10] with [32, 20] (10 vs 20)`
 * @category arithmetic
 * @since 0.1.0
 * @example
 * import { add, matrix, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(add(matrix([[1, 2], [3, 4]]), vector([10, 20])))).join() === '11,22,13,24')
 */
export const add = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'add', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('add', primitive.add, expression(a), expression(b)))

/**
 * The difference of two tensors, which broadcast.
 * @shape A, B → broadcast of A and B
 * @grad 1 and −1
 * @category arithmetic
 * @since 0.1.0
 */
export const sub = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'sub', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('sub', primitive.subtract, expression(a), expression(b)))

/**
 * The elementwise product of two tensors, which broadcast.
 * @shape A, B → broadcast of A and B
 * @grad b and a
 * @category arithmetic
 * @since 0.1.0
 */
export const mul = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'mul', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('mul', primitive.multiply, expression(a), expression(b)))

/**
 * The elementwise quotient of two tensors, which broadcast.
 * @shape A, B → broadcast of A and B
 * @grad 1/b and −a/b²
 * @category arithmetic
 * @since 0.1.0
 */
export const div = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'div', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('div', primitive.divide, expression(a), expression(b)))

/**
 * The larger of two tensors, element by element; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad to the larger one, half to each at a tie
 * @category arithmetic
 * @since 0.1.0
 */
export const maximum = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'maximum', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('maximum', primitive.maximum, expression(a), expression(b)))

/**
 * The smaller of two tensors, element by element; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad to the smaller one, half to each at a tie
 * @category arithmetic
 * @since 0.1.0
 */
export const minimum = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'minimum', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('minimum', primitive.minimum, expression(a), expression(b)))

/**
 * The first tensor to the power of the second, element by element; they broadcast.
 * @shape A, B → broadcast of A and B
 * @grad finite where the base or the exponent is 0
 * @category arithmetic
 * @since 0.1.0
 * @example
 * import { pow, read, scalar, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(pow(vector([1, 2, 3]), scalar(2)))).join() === '1,4,9')
 */
export const pow = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & BroadcastGuard<'pow', A, B>,
): Tensor<Broadcast<A, B>> => typed(broadcasting('pow', primitive.power, expression(a), expression(b)))

/**
 * Every element times a number.
 * @shape S → S
 * @category arithmetic
 * @since 0.1.0
 */
export const scale =
  (factor: number) =>
  <S>(x: Tensor<S>): Tensor<S> =>
    typed(primitive.times(expression(x), factor))

/**
 * Every element plus a number.
 * @shape S → S
 * @category arithmetic
 * @since 0.1.0
 */
export const shift =
  (term: number) =>
  <S>(x: Tensor<S>): Tensor<S> =>
    typed(primitive.plus(expression(x), term))

/**
 * Every element times one number, which is a tensor: a rate, say, that a program computes.
 * @shape [], S → S
 * @category arithmetic
 * @since 0.1.0
 * @example
 * import { ones, read, scalar, scaleBy, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(scaleBy(scalar(3))(ones(2)))).join() === '3,3')
 */
export const scaleBy =
  (factor: Tensor<[]>) =>
  <S>(x: Tensor<S>): Tensor<S> => {
    const e = expression(x)
    return typed(primitive.multiply(e, broadcastTo(expression(factor), e.shape)))
  }

/**
 * Every element plus one number, which is a tensor.
 * @shape [], S → S
 * @category arithmetic
 * @since 0.1.0
 */
export const shiftBy =
  (term: Tensor<[]>) =>
  <S>(x: Tensor<S>): Tensor<S> => {
    const e = expression(x)
    return typed(primitive.add(e, broadcastTo(expression(term), e.shape)))
  }
