/**
 * What is left of the exponential and of the logarithm after their linear parts, to the last digits: near 0 the difference
 * itself would lose them.
 */
import type { Expression } from '../tensor/expression.js'
import {
  abs,
  compare,
  divide,
  exponentialMinusOne,
  logPlusOne,
  multiply,
  plus,
  select,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { polynomial } from './polynomial.js'

/** Up to this distance from 0 the series have all digits. */
export const SERIAL = 0.5

/** exp t − 1 − t for |t| ≤ ½, by its series. */
export const expm1MinusXSeries = (t: Expression): Expression =>
  multiply(multiply(t, t), polynomial([1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320], t))

/** y − log(1 + y) for |y| ≤ ½, by the series of the inverse hyperbolic tangent of y / (2 + y). */
export const xMinusLog1pSeries = (y: Expression): Expression => {
  const r = divide(y, plus(y, 2))
  const w = multiply(r, r)
  const cubes = multiply(multiply(r, w), polynomial([1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13], w))
  return subtract(multiply(y, r), times(cubes, 2))
}

/** The series near 0, which sees 0 elsewhere, and the plain formula there. */
const joined = (
  x: Expression,
  series: (x: Expression) => Expression,
  plain: (x: Expression) => Expression,
): Expression => {
  const near = compare('LT')(abs(x), splatLike(SERIAL, x))
  return select(near, series(select(near, x, splatLike(0, x))), plain(x))
}

/** exp t − 1 − t of any number; never below 0. */
export const expm1MinusX = (t: Expression): Expression =>
  joined(t, expm1MinusXSeries, (x) => subtract(exponentialMinusOne(x), x))

/** y − log(1 + y) of numbers from −1; never below 0. */
export const xMinusLog1p = (y: Expression): Expression =>
  joined(y, xMinusLog1pSeries, (x) => subtract(x, logPlusOne(x)))
