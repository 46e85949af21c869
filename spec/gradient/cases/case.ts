/** A function of float tensors with a point at which it, its first and its second derivative are compared. */
import type { Expression } from '../../../src/tensor/expression.js'
import { seedWords, uniform } from '../../../src/tensor/threefry.js'
import { count, float32Value, item, type Value } from '../../support/reference-value.js'

/** Has a backend hold the value of an expression for the length of a test. */
export type Hold = (e: Expression) => Expression

export interface Case {
  readonly name: string
  readonly at: readonly Value[]
  readonly f: (xs: readonly Expression[], hold: Hold) => Expression
  /** Whether the point is a kink, where there is no second derivative to compare with. */
  readonly kink?: boolean
}

/** The same case at a kink. */
export const atKink = (c: Case): Case => ({ ...c, kink: true })

/** A case of one operand. */
export const one = (name: string, x: Value, f: (x: Expression, hold: Hold) => Expression): Case => ({
  name,
  at: [x],
  f: (xs, hold) => f(item(xs, 0), hold),
})

/** A case of two operands. */
export const two = (
  name: string,
  a: Value,
  b: Value,
  f: (a: Expression, b: Expression) => Expression,
): Case => ({
  name,
  at: [a, b],
  f: (xs) => f(item(xs, 0), item(xs, 1)),
})

/** Fixed numbers spread over [low, high), other ones for another seed. */
export const spread = (shape: readonly number[], seed: number, low = -1, high = 1): Value => {
  const out = new Float32Array(count(shape))
  uniform(seedWords(seed), out)
  return float32Value(
    shape,
    out.map((u) => low + (high - low) * u),
  )
}

/** Numbers as a value of rank 1. */
export const row = (...numbers: readonly number[]): Value => float32Value([numbers.length], numbers)
