/** A case's value and derivatives as expressions, and their central differences on the reference. */

import { grad } from '../../src/gradient/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { add, multiply } from '../../src/tensor/primitive/elementwise.js'
import { constant, splat } from '../../src/tensor/primitive/leaf.js'
import { reduce } from '../../src/tensor/primitive/reduction.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { reference } from '../support/reference.js'
import { item, type Value } from '../support/reference-value.js'
import { spread } from './cases/case.js'

/** A scalar function of expressions. */
export type Loss = (xs: readonly Expression[]) => Expression

const weightSeed = 1_000
const tangentSeed = 2_000

const constantOf = ({ shape, data }: Value): Expression => constant(Float32Array.from(data), shape)

const inner = (a: Expression, b: Expression): Expression =>
  reduce(
    'add',
    multiply(a, b),
    a.shape.map((_, axis) => axis),
  )

/** The fixed weights of the elements of a result. */
export const weights = (shape: readonly number[]): Value => spread(shape, weightSeed)

/** The sum of a function's elements, each with a weight of its own. */
export const weighted =
  (f: Loss): Loss =>
  (xs) => {
    const y = f(xs)
    return inner(y, constantOf(weights(y.shape)))
  }

/** The derivative of a loss with respect to each of its arguments, through the public `grad`. */
export const gradient =
  (loss: Loss) =>
  (xs: readonly Expression[]): readonly Expression[] =>
    grad((tree: readonly AnyTensor[]): Tensor<[]> => typed(loss(tree.map(expression))))(
      xs.map((x) => typed<AnyTensor>(x)),
    ).map(expression)

/** The part of the fixed direction u that belongs to an argument. */
export const direction = (shape: readonly number[], argument: number): Value =>
  spread(shape, tangentSeed + argument)

/** The derivative of a loss along the fixed direction u: its own gradient is the Hessian times u. */
export const along =
  (loss: Loss): Loss =>
  (xs) =>
    gradient(loss)(xs)
      .map((g, i) => inner(g, constantOf(direction(g.shape, i))))
      .reduce(add, splat(0, []))

const step = 1e-5

/** Central differences of a loss in float64, with respect to each element of each argument. */
export const centralDifferences = (loss: Expression, at: readonly Value[]): readonly Value[] =>
  at.map(({ shape, data }, i) => {
    const moved = (k: number, by: number): number =>
      item(
        reference(
          loss,
          at.map((x, j) => (j === i ? { shape, data: data.map((v, m) => (m === k ? v + by : v)) } : x)),
        ).data,
        0,
      )
    return { shape, data: data.map((_, k) => (moved(k, step) - moved(k, -step)) / (2 * step)) }
  })
