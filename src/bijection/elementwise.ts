/**
 * Maps of every element by itself, onto an interval. Their log-determinant is the sum over the event of the logarithms
 * of the slopes.
 */
import { countOf } from '../shape/index.js'
import { softplusOf } from '../tensor/activation.js'
import type { Expression } from '../tensor/expression.js'
import { clamped } from '../tensor/primitive/bounded.js'
import * as primitive from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { type Bijection, bijectionOf, type Direction } from './bijection.js'
import { sumEvent } from './events.js'

const { add, exponential, exponentialMinusOne, log, logistic, logPlusOne, negate, subtract, times } =
  primitive

/** The value of every element and the logarithm of the slope there. */
export interface Elementwise {
  readonly value: Expression
  readonly logSlope: Expression
}

/** A map of every element as a map of events. */
export const eachElement =
  (map: (x: Expression) => Elementwise): Direction =>
  (x, lead) => {
    const { value, logSlope } = map(x)
    return { value, logDet: sumEvent(logSlope, lead) }
  }

/** An open interval, and a number in it. */
interface Interval {
  readonly low: number
  readonly inside: number
  readonly high: number
}

/**
 * An inverse on an interval. An element outside is given the number inside instead before anything is computed of it,
 * so that no derivative comes from there, and its slope is 0.
 */
const within =
  ({ low, inside, high }: Interval, inverse: (y: Expression) => Elementwise) =>
  (y: Expression): Elementwise => {
    const outside = primitive.or(
      primitive.compare('LE')(y, splatLike(low, y)),
      primitive.compare('GE')(y, splatLike(high, y)),
    )
    const { value, logSlope } = inverse(primitive.select(outside, splatLike(inside, y), y))
    return { value, logSlope: primitive.select(outside, splatLike(Number.NEGATIVE_INFINITY, y), logSlope) }
  }

const elementwise =
  (
    name: string,
    interval: Interval,
    forward: (x: Expression) => Elementwise,
    inverse: (y: Expression) => Elementwise,
  ) =>
  <const E extends number[]>(...event: E): Bijection<E> => {
    for (const size of event) countOf(name, size)
    return bijectionOf(name, event, eachElement(forward), eachElement(within(interval, inverse)))
  }

/** exp of less than this is no normal float32, and of more none at all. */
const [leastLog, mostLog] = [-87.33, 88.72]

/**
 * e to the power of every element: the positive numbers. A value that float32 does not hold is the nearest that it
 * does.
 * @shape → E
 * @math y = exp x; log |dy/dx| = x
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const { value, logDet } = Bijection.exp(2).inverse(vector([1, Math.E]))
 * const [zero = 1, one = 0] = await read(value)
 * console.assert(zero === 0 && Math.abs(one - 1) < 1e-6)
 * const [nats = 0] = await read(logDet)
 * console.assert(Math.abs(nats + 1) < 1e-6)
 */
export const exp = elementwise(
  'exp',
  { low: 0, inside: 1, high: Number.POSITIVE_INFINITY },
  (x) => ({ value: exponential(clamped(x, leastLog, mostLog)), logSlope: x }),
  (y) => {
    const x = log(y)
    return { value: x, logSlope: negate(x) }
  },
)

/** The logarithm of the sigmoid. */
const logSigmoid = (x: Expression): Expression => negate(softplusOf(negate(x)))

/**
 * log(1 + exp x) of every element: the positive numbers, and for large elements nearly the element itself.
 * @shape → E
 * @math y = log(1 + exp x); log |dy/dx| = log sigmoid(x)
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [x = 0] = await read(Bijection.softplus(1).inverse(vector([100])).value)
 * console.assert(x === 100)
 */
export const softplus = elementwise(
  'softplus',
  { low: 0, inside: 1, high: Number.POSITIVE_INFINITY },
  (x) => ({
    value: softplusOf(primitive.maximum(x, splatLike(leastLog, x))),
    logSlope: logSigmoid(x),
  }),
  (y) => {
    const logRest = log(negate(exponentialMinusOne(negate(y))))
    return { value: add(y, logRest), logSlope: negate(logRest) }
  },
)

/** A sigmoid beyond is 1 in float32. */
const mostLogit = 16

/**
 * 1/(1 + exp(−x)) of every element: the numbers between 0 and 1. A value that float32 does not hold is the nearest
 * that it does, so neither 0 nor 1 is ever a value.
 * @shape → E
 * @math y = 1/(1 + exp(−x)); log |dy/dx| = log y + log(1 − y)
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const { value, logDet } = Bijection.sigmoid(1).forward(vector([0]))
 * console.assert((await read(value))[0] === 0.5)
 * const [nats = 0] = await read(logDet)
 * console.assert(Math.abs(nats - Math.log(0.25)) < 1e-6)
 */
export const sigmoid = elementwise(
  'sigmoid',
  { low: 0, inside: 0.5, high: 1 },
  (x) => ({
    value: logistic(clamped(x, leastLog, mostLogit)),
    logSlope: add(logSigmoid(x), logSigmoid(negate(x))),
  }),
  (y) => {
    const [logY, logRest] = [log(y), logPlusOne(negate(y))]
    return { value: subtract(logY, logRest), logSlope: negate(add(logY, logRest)) }
  },
)

/** A tanh beyond is 1 in float32. */
const mostTanh = 8

/** log(1 − tanh² x) = 2 (log 2 − x − log(1 + exp(−2x))): smooth, and right however large x is. */
const logSechSquared = (x: Expression): Expression =>
  times(primitive.plus(negate(add(x, softplusOf(times(x, -2)))), Math.LN2), 2)

/**
 * The hyperbolic tangent of every element: the numbers between −1 and 1, neither of which is ever a value.
 * @shape → E
 * @math y = tanh x; log |dy/dx| = log(1 − y²)
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [nats = 0] = await read(Bijection.tanh(1).forward(vector([30])).logDet)
 * console.assert(Math.abs(nats - 2 * (Math.LN2 - 30)) < 1e-4)
 */
export const tanh = elementwise(
  'tanh',
  { low: -1, inside: 0, high: 1 },
  (x) => ({ value: primitive.tanh(clamped(x, -mostTanh, mostTanh)), logSlope: logSechSquared(x) }),
  (y) => {
    const [above, below] = [logPlusOne(y), logPlusOne(negate(y))]
    return { value: times(subtract(above, below), 0.5), logSlope: negate(add(above, below)) }
  },
)

/**
 * The data as it is.
 * @shape → E
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const { value, logDet } = Bijection.identity(2).forward(vector([3, 4]))
 * console.assert((await read(value)).join() === '3,4' && (await read(logDet)).join() === '0')
 */
export const identity = <const E extends number[]>(...event: E): Bijection<E> => {
  for (const size of event) countOf('identity', size)
  const same: Direction = eachElement((x) => ({ value: x, logSlope: splatLike(0, x) }))
  return bijectionOf('identity', event, same, same)
}
