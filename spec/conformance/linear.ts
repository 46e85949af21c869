/** Every function of src/linear, against plain loops and their differences. */
import * as linear from '../../src/linear/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { mul } from '../../src/tensor/index.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { positive } from '../linear/cases.js'
import { build, element, item, number, type Value } from '../support/reference-value.js'
import { differences, type Plain } from './differences.js'
import { factors, logDiagonals, repeated, solutions, turned } from './matrices.js'
import { type Subject, subject } from './subject.js'

/** What `src/linear` exports that no backend computes. */
type Other = 'choleskyFactor'

type Stack = Tensor<[number, number, number]>
type Rows = Tensor<[number, number]>

const stack = (e: Expression): Stack => typed<Stack>(e)
const rows = (e: Expression): Rows => typed<Rows>(e)

/** A function of one argument or two beside the same in plain loops. */
const row = (
  name: string,
  at: readonly Value[],
  f: (x: Expression, y: Expression) => AnyTensor,
  plain: (x: Value, y: Value) => Value,
): Subject => {
  const last = at.length - 1
  const loops: Plain = (xs) => plain(item(xs, 0), item(xs, last))
  return subject(
    { name, at, f: (xs) => expression(f(item(xs, 0), item(xs, last))) },
    { upTo: 'second', oracle: differences(loops, at, 'second') },
  )
}

/** Matrices of which both triangles are filled, with a diagonal of at least 1. */
const filled = (shape: readonly number[], seed: number): Value => {
  const whole = spread(shape, seed)
  return build(shape, (index) => {
    const [i, j] = index.slice(-2)
    return Math.fround(element(whole, index) + (i === j ? 2 : 0))
  })
}

const twiceLogDiagonals = (a: Value): Value => {
  const half = logDiagonals(factors(a))
  return { shape: half.shape, data: half.data.map((v) => 2 * v) }
}

const softplus = (x: number): number => Math.log1p(Math.exp(x))

/** The triangles of three rows from six numbers. */
const triangles =
  (diagonal: (x: number) => number): ((x: Value) => Value) =>
  (x) =>
    build([number(x.shape, 0), 3, 3], ([b = 0, i = 0, j = 0]) => {
      const v = j > i ? 0 : element(x, [b, (i * (i + 1)) / 2 + j])
      return i === j ? diagonal(v) : v
    })

const onDiagonal = (i: number, j: number, v: number): number => (i === j ? v : 0)

const functions: Readonly<Record<Exclude<keyof typeof linear, Other>, readonly Subject[]>> = {
  cholesky: [
    row('of [2, 3, 3]', [positive(2, 3, 1)], (x) => linear.cholesky(stack(x)), factors),
    row('of [3, 1, 1]', [positive(3, 1, 2)], (x) => linear.cholesky(stack(x)), factors),
  ],
  diagonal: [
    row(
      'of [2, 3, 3]',
      [filled([2, 3, 3], 4)],
      (x) => linear.diagonal(stack(x)),
      (x) => build([2, 3], ([b = 0, i = 0]) => element(x, [b, i, i])),
    ),
  ],
  diagonalMatrix: [
    row(
      'of [2, 3]',
      [spread([2, 3], 5)],
      (x) => linear.diagonalMatrix(rows(x)),
      (x) => build([2, 3, 3], ([b = 0, i = 0, j = 0]) => onDiagonal(i, j, element(x, [b, i]))),
    ),
  ],
  fromLowerTriangle: [
    row('by exp', [spread([2, 6], 6)], (x) => linear.fromLowerTriangle(3)(rows(x)), triangles(Math.exp)),
    row(
      'by softplus',
      [spread([2, 6], 7)],
      (x) => linear.fromLowerTriangle(3, 'softplus')(rows(x)),
      triangles(softplus),
    ),
  ],
  identityMatrix: [
    row(
      'times a matrix, element by element',
      [spread([3, 3], 8)],
      (x) => mul(typed<Tensor<[3, 3]>>(x), linear.identityMatrix(3)),
      (x) => build([3, 3], ([i = 0, j = 0]) => onDiagonal(i, j, element(x, [i, j]))),
    ),
  ],
  logDet: [row('of [2, 3, 3]', [positive(2, 3, 9)], (x) => linear.logDet(stack(x)), twiceLogDiagonals)],
  logDetTriangular: [
    row('of [2, 3, 3]', [filled([2, 3, 3], 10)], (x) => linear.logDetTriangular(stack(x)), logDiagonals),
  ],
  lowerTriangle: [
    row(
      'of [2, 3, 4]',
      [spread([2, 3, 4], 11)],
      (x) => linear.lowerTriangle(stack(x)),
      (x) => build([2, 3, 4], ([b = 0, i = 0, j = 0]) => (j > i ? 0 : element(x, [b, i, j]))),
    ),
  ],
  matrixTranspose: [
    row('of [2, 3, 4]', [spread([2, 3, 4], 12)], (x) => linear.matrixTranspose(stack(x)), turned),
  ],
  triangularSolve: [
    row(
      'of lower [2, 3, 3]',
      [filled([2, 3, 3], 13), spread([2, 3, 2], 14)],
      (t, b) => linear.triangularSolve()(stack(t), stack(b)),
      solutions('lower'),
    ),
    row(
      'of upper [2, 3, 3]',
      [filled([2, 3, 3], 15), spread([2, 3, 2], 16)],
      (t, b) => linear.triangularSolve({ triangle: 'upper' })(stack(t), stack(b)),
      solutions('upper'),
    ),
    row(
      'of lower [2, 3, 3], turned',
      [filled([2, 3, 3], 17), spread([2, 3, 2], 18)],
      (t, b) => linear.triangularSolve({ transpose: true })(stack(t), stack(b)),
      (t, b) => solutions('upper')(turned(t), b),
    ),
    row(
      'of one upper [3, 3], turned',
      [filled([3, 3], 19), spread([2, 3, 1], 20)],
      (t, b) => linear.triangularSolve({ triangle: 'upper', transpose: true })(rows(t), stack(b)),
      (t, b) => solutions('lower')(turned(repeated(t, 2)), b),
    ),
  ],
}

/** By function. */
export const linearAlgebra: Readonly<Record<string, readonly Subject[]>> = functions
