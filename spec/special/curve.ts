/** A function of one variable and its first two derivatives on a backend, and how far they are from a table. */
import type { Backend } from '../../src/backend/index.js'
import { grad } from '../../src/gradient/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { reduce } from '../../src/tensor/primitive/reduction.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { valuesOn } from '../support/backends.js'
import { float32Value } from '../support/reference-value.js'

/** The derivative of a function of every element. */
export const slopeOf =
  (f: (x: Expression) => Expression) =>
  (x: Expression): Expression =>
    expression(
      grad((at: AnyTensor): Tensor<[]> => typed(reduce('add', f(expression(at)), [0])))(typed<AnyTensor>(x)),
    )

/** The function and its first two derivatives at some points. */
export const measured = async (
  backend: Backend,
  f: (x: Expression) => Expression,
  at: readonly number[],
): Promise<readonly (readonly number[])[]> => {
  const found = await valuesOn(
    backend,
    (given) => given.flatMap((x) => [f(x), slopeOf(f)(x), slopeOf(slopeOf(f))(x)]),
    [float32Value([at.length], at)],
  )
  return found.map(({ data }) => data)
}

const SMALLEST_NORMAL = 2 ** -126
const LARGEST = 3.4028e38

/**
 * What is further from a table than a relative tolerance: below the smallest normal float a backend may give 0, and
 * beyond the largest one it has to give an infinity, or all but. What is a difference of other numbers may be off by their
 * rounding, too: those stand beside it.
 */
export const beyond = (
  at: readonly number[],
  got: readonly number[],
  wanted: readonly (number | undefined)[],
  tolerance: number,
  beside: readonly (number | undefined)[] = [],
): readonly string[] =>
  at.flatMap((x, i) => {
    const [found = Number.NaN, want] = [got[i], wanted[i]]
    const right =
      want === undefined
        ? Math.abs(found) > LARGEST
        : Math.abs(found - want) <= tolerance * (Math.abs(want) + Math.abs(beside[i] ?? 0)) + SMALLEST_NORMAL
    return right ? [] : [`at ${x}: ${found} for ${want}, ${want === undefined ? '' : found / want - 1}`]
  })
