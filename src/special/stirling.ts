/**
 * Stirling's formula for the gamma function: what it lacks as a series in 1/y for y of at least 4, and the recurrence that
 * leads smaller arguments up there.
 */
import type { Expression } from '../tensor/expression.js'
import {
  abs,
  add,
  divide,
  log,
  logPlusOne,
  minimum,
  multiply,
  plus,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { polynomial } from './polynomial.js'
import { wholePower } from './whole-power.js'

/** From here on four terms of the series are exact to 1e-8; smaller arguments are shifted by as much. */
export const shift = 4

/** Above this what the recurrence adds is below the rounding of a logarithm; products of four stay finite. */
export const large = 1e9

/** (x + 1)(x + 2)(x + 3) */
export const nextThree = (x: Expression): Expression => polynomial([6, 11, 6, 1], x)

/** x(x + 1)(x + 2)(x + 3), below 0 where x is. */
export const rising = (x: Expression): Expression => multiply(x, abs(nextThree(x)))

/** The error of Stirling's formula, log Γ(y) − ((y − ½) log y − y + ½ log 2π), for y of at least 4. */
export const stirlingSeries = (y: Expression): Expression => {
  const r = divide(splatLike(1, y), y)
  return multiply(r, polynomial([1 / 12, -1 / 360, 1 / 1260, -1 / 1680], multiply(r, r)))
}

/** The error of Stirling's formula for any argument above 0. */
export const stirlingError = (a: Expression): Expression => {
  const m = minimum(a, splatLike(large, a))
  const quotient = log(divide(wholePower(plus(m, shift), shift), rising(m)))
  const moved = multiply(plus(a, -0.5), logPlusOne(divide(splatLike(shift, a), a)))
  return add(plus(add(moved, quotient), -shift), stirlingSeries(plus(a, shift)))
}

/** ψ(y) − log y, for y of at least 4. */
export const digammaSeries = (y: Expression): Expression => {
  const r = divide(splatLike(1, y), y)
  const w = multiply(r, r)
  const series = polynomial([-1 / 12, 1 / 120, -1 / 252, 1 / 240], w)
  return add(times(r, -0.5), multiply(w, series))
}
