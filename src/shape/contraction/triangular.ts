/** Systems of equations with triangular matrices, and triangles as lists of numbers. */
import type { BroadcastRule } from '../broadcast.js'
import { broadcastShapes } from '../broadcast.js'
import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import type { CountRule } from '../size/count.js'
import type { Add, FloorDiv, Mul } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'
import { type MatrixGuard, matrixShape, type SquareGuard, squareShape } from './square.js'

const rows = '{} has {} rows, but the matrix {} has {}'
const count = 'a triangle of {} rows takes {} numbers, found {} in {}'
const none = 'a triangle of {} rows takes {} numbers, found a scalar'

type Append<R, M, N> = R extends [infer S extends unknown[]] ? [[...S, M, N]] : R

/** The shape of the solution in a box, or the words why the right-hand side does not fit a square matrix. */
type Rule<A extends Shape, B extends Shape> = [[A, B]] extends [[string, unknown] | [unknown, string]]
  ? string
  : [[A, B]] extends [
        [
          [...infer BA, infer M extends Dim, infer N extends Dim],
          [...infer BB, infer R extends Dim, infer K extends Dim],
        ],
      ]
    ? [[N, R]] extends [[R, N]]
      ? Append<BroadcastRule<BA, BB>, R, K>
      : number extends N
        ? Append<BroadcastRule<BA, BB>, number extends R ? M : R, K>
        : number extends R
          ? Append<BroadcastRule<BA, BB>, N, K>
          : Say<typeof rows, [Show<B>, R, Show<A>, N]>
    : [Shape]

/**
 * The shape of the solution of a system of equations.
 * @category shape
 */
export type Solution<A extends Shape, B extends Shape> =
  Rule<A, B> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a right-hand side does not fit the matrix of a system of equations.
 * @category shape
 */
export type SolutionGuard<Op extends string, A extends Shape, B extends Shape> =
  unknown extends MatrixGuard<Op, B>
    ? unknown extends SquareGuard<Op, A>
      ? Rule<A, B> extends infer Words extends string
        ? Guard<Op, Words>
        : unknown
      : unknown
    : MatrixGuard<Op, B>

/** How many numbers a triangle of N rows takes. */
type TriangleSize<N extends number> = FloorDiv<Mul<N, Add<N, 1>>, 2>

type TriangleRule<S extends Shape, N extends number> = [[S]] extends [[string]]
  ? string
  : number extends N
    ? [Shape]
    : [[S]] extends [[[...infer Lead extends Shape, infer D extends Dim]]]
      ? number extends D
        ? [Lead]
        : [D] extends [TriangleSize<N>]
          ? [Lead]
          : Say<typeof count, [N, TriangleSize<N>, D, Show<S>]>
      : number extends S['length']
        ? [Shape]
        : Say<typeof none, [N, TriangleSize<N>]>

/**
 * The shape of matrices whose lower triangles are listed in the last axis of S.
 * @category shape
 */
export type FromTriangle<S extends Shape, N extends number> =
  TriangleRule<S, N> extends [infer Lead extends Shape] ? [...Lead, N, N] : Ok<string>

/**
 * The words when the last axis of S is no list of the numbers of a triangle of N rows.
 * @category shape
 */
export type TriangleGuard<Op extends string, S extends Shape, N extends number> = [CountRule<N>] extends [
  never,
]
  ? TriangleRule<S, N> extends infer Words extends string
    ? Guard<Op, Words>
    : unknown
  : Guard<Op, CountRule<N>>

/** The shape of the solution of a system of equations; a right-hand side that does not fit is refused. */
export const solutionShape = (op: string, a: readonly number[], b: readonly number[]): number[] => {
  const [lead, n] = squareShape(op, a)
  const [over, r, k] = matrixShape(op, b)
  if (n !== r) return refuse(op, rows, show(b), r, show(a), n)
  return [...broadcastShapes(op, lead, over), n, k]
}

/** The axes before the numbers of triangles of n rows; too few or too many are refused. */
export const triangleShape = (op: string, shape: readonly number[], n: number): readonly number[] => {
  const wanted = (n * (n + 1)) / 2
  const found = shape.at(-1)
  if (found === undefined) return refuse(op, none, n, wanted)
  return found === wanted ? shape.slice(0, -1) : refuse(op, count, n, wanted, found, show(shape))
}
