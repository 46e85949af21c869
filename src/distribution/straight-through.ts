/** Samples that are hard forward and soft backward. */
import type { Expression } from '../tensor/expression.js'
import { stopGradient } from '../tensor/primitive/control.js'
import { add, subtract } from '../tensor/primitive/elementwise.js'

/** The value of one expression with the derivative of another: a number less itself is 0, and has its derivative. */
export const withSlopeOf = (hard: Expression, soft: Expression): Expression =>
  add(stopGradient(hard), subtract(soft, stopGradient(soft)))
