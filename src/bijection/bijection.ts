/**
 * An invertible map of tensors: a record of pure functions. The last axes of its data are one event, the axes before
 * them are whatever the data brings, and each event has its own log-determinant.
 */
import { type DataGuard, type Lead, leadOf, type Shape } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'

/**
 * What a bijection gives: the value, and log |det| of the derivative of value by data, one for each event.
 * @unit logDet: nats
 * @category bijection
 * @since 0.1.0
 */
export interface Mapped<in out X, in out L> {
  readonly value: Tensor<X>
  readonly logDet: Tensor<L>
}

/**
 * An invertible map of events of shape E, with the logarithm of the volume that it makes of a unit of volume.
 * @law inverse of forward is the identity, and their log-determinants are each other's negative
 * @category bijection
 * @since 0.1.0
 */
export interface Bijection<in out E extends Shape> {
  readonly name: string
  /** Sizes of the axes of an event. */
  readonly event: readonly number[]
  /** The value for data, and log |det ∂value/∂data| of each event, in nats. */
  readonly forward: <X extends Shape>(x: Tensor<X> & DataGuard<'forward', X, E>) => Mapped<X, Lead<X, E>>
  /**
   * The data for a value, and log |det ∂data/∂value| of each event, in nats. A value that is not the value of any data
   * has −∞ there, with no gradient, since no volume comes from nowhere; the data is then some finite one.
   */
  readonly inverse: <X extends Shape>(y: Tensor<X> & DataGuard<'inverse', X, E>) => Mapped<X, Lead<X, E>>
}

/** A value with its log-determinant, as expressions. */
export interface Image {
  readonly value: Expression
  readonly logDet: Expression
}

/** One direction of a map of data that has `lead` axes before those of an event. */
export type Direction = (x: Expression, lead: number) => Image

/** A bijection of expressions: data that does not end in an event is refused before a function sees it. */
export const bijectionOf = <E extends Shape>(
  name: string,
  event: readonly number[],
  forward: Direction,
  inverse: Direction,
): Bijection<E> => {
  const direction = (op: string, map: Direction) => (x: Tensor<Shape>) => {
    const e = expression(x)
    return map(e, leadOf(op, e.shape, event))
  }
  const [forth, back] = [direction('forward', forward), direction('inverse', inverse)]
  return {
    name,
    event,
    forward: (x) => mapped(forth(typed(expression(x)))),
    inverse: (y) => mapped(back(typed(expression(y)))),
  }
}

const mapped = <X, L>({ value, logDet }: Image): Mapped<X, L> => ({
  value: typed(value),
  logDet: typed(logDet),
})

/** What a bijection does with data, of expressions. */
export const forthOf =
  <E extends Shape>(b: Bijection<E>): Direction =>
  (x) =>
    imageOf(b.forward(typed<Tensor<Shape> & DataGuard<'forward', Shape, E>>(x)))

/** What it does with values. */
export const backOf =
  <E extends Shape>(b: Bijection<E>): Direction =>
  (y) =>
    imageOf(b.inverse(typed<Tensor<Shape> & DataGuard<'inverse', Shape, E>>(y)))

/**
 * A bijection of one's own, from its two functions.
 * @shape forward, inverse: [...L, ...E] → value [...L, ...E], logDet L
 * @failure `forward: data [2, 4] does not end in [3] (4 vs 3)`
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, scale, shift, use, vector } from 'reparam'
 *
 * const twice = Bijection.define({
 *   name: 'twice',
 *   event: [],
 *   forward: (x) => ({ value: scale(2)(x), logDet: shift(Math.LN2)(scale(0)(x)) }),
 *   inverse: (y) => ({ value: scale(0.5)(y), logDet: shift(-Math.LN2)(scale(0)(y)) }),
 * })
 * await use('cpu')()
 * console.assert((await read(twice.forward(vector([1, 2])).value)).join() === '2,4')
 */
export const define = <const E extends number[]>(parts: {
  readonly name: string
  readonly event: E
  readonly forward: <L extends Shape>(x: Tensor<[...L, ...E]>) => Mapped<[...L, ...E], L>
  readonly inverse: <L extends Shape>(y: Tensor<[...L, ...E]>) => Mapped<[...L, ...E], L>
}): Bijection<E> =>
  bijectionOf(
    parts.name,
    parts.event,
    (x) => imageOf(parts.forward<Shape>(typed(x))),
    (y) => imageOf(parts.inverse<Shape>(typed(y))),
  )

/** A value and its log-determinant as expressions. */
export const imageOf = <X, L>({ value, logDet }: Mapped<X, L>): Image => ({
  value: expression(value),
  logDet: expression(logDet),
})
