/**
 * Where a backend is known to fall short of the suite: kernels of TensorFlow.js that this package runs as they are,
 * and functions whose formula has no more digits in float32. What such a backend may do instead is said, and it is held
 * to that; the page lists them all. One that is mended is taken out.
 */
import type { BackendName } from '../../src/backend/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { splatLike } from '../../src/tensor/primitive/leaf.js'
import { item } from '../support/reference-value.js'

type Function = (xs: readonly Expression[]) => Expression

/**
 * What a backend may do instead: give, element by element, what one of other functions gives, be off by so much or by
 * so many times the bound, refuse in these words, or, with none of these, give some finite numbers.
 */
export interface Deviation {
  readonly on: readonly BackendName[]
  readonly says: string
  /** Of the arguments of the subject. */
  readonly instead?: readonly Function[]
  /** In absolute terms. */
  readonly within?: number
  /** In units of the bound. */
  readonly times?: number
  readonly refusal?: RegExp
  /** It is so on some devices, and others are right. */
  readonly varies?: true
}

const operand = (xs: readonly Expression[], i: number): Expression => item(xs, i)
/** Where an element is no NaN. */
export const isNumber = (x: Expression): Expression => p.compare('EQ')(x, x)
const where = (condition: Expression, x: Expression, value: number): Expression =>
  p.select(condition, x, splatLike(value, x))

type Binary = (a: Expression, b: Expression) => Expression
type Unary = (x: Expression) => Expression

/** Where the operand is denormal, the operand. */
export const denormalAsItself =
  (f: Unary): Function =>
  (xs) => {
    const x = operand(xs, 0)
    return p.select(p.compare('LT')(p.abs(x), splatLike(2 ** -126, x)), x, f(x))
  }

/** Where the operand is NaN, what the function gives for another number. */
export const nanAs =
  (value: number, f: Unary): Function =>
  (xs) => {
    const x = operand(xs, 0)
    return f(where(isNumber(x), x, value))
  }

/** Where the second operand is NaN, the first one. */
export const secondNanIgnored =
  (f: Binary): Function =>
  (xs) => {
    const [a, b] = [operand(xs, 0), operand(xs, 1)]
    return p.select(isNumber(b), f(a, b), a)
  }

/** Where the result is NaN, another number. */
export const resultNanAs =
  (value: number, f: Unary): Function =>
  (xs) => {
    const y = f(operand(xs, 0))
    return where(isNumber(y), y, value)
  }
