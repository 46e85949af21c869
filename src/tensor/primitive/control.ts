/** Operations that pass a value on: identity, stopGradient, and composites, which name a value made of others. */
import type { Derivative, Expression } from '../expression.js'
import { node } from './node.js'

/** The same value as a node of its own: what a derivative is taken with respect to. */
export const identity = (x: Expression): Expression =>
  node('identity', [x], {}, x.shape, x.dtype, (_, g) => [g])

/**
 * A value made of other operations, under a name by which a backend may run it as one kernel. Without a
 * derivative of its own it is differentiated through what it is made of.
 */
export const composite = (
  name: string,
  inputs: readonly Expression[],
  decompose: (inputs: readonly Expression[]) => Expression,
  derivative?: Derivative<'composite'>,
  parameters: Readonly<Record<string, unknown>> = {},
): Expression => {
  const { shape, dtype } = decompose(inputs)
  const attributes = { name, parameters, decompose }
  return node('composite', inputs, attributes, shape, dtype, derivative)
}

/** The same value, through which no derivative flows. */
export const stopGradient = (x: Expression): Expression => node('stopGradient', [x], {}, x.shape, x.dtype)
