/** Matrices in the last two axes: whether there are two, whether they are equal, and what is left of them. */
import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'

const few = '{} has fewer than two axes'
const oblong = 'expected square matrices, found {} ({} vs {})'

/** The axes before a matrix and its two sizes, `[Shape, number, number]` where the rank is open, or words. */
type Parts<S extends Shape> = [[S]] extends [[string]]
  ? string
  : [[S]] extends [[[...infer Lead extends Shape, infer M extends Dim, infer N extends Dim]]]
    ? [Lead, M, N]
    : number extends S['length']
      ? [Shape, number, number]
      : Say<typeof few, [Show<S>]>

/** Of sizes that agree, the one that is known. */
type Known<M extends Dim, N extends Dim> = number extends M ? N : M

type SquareParts<S extends Shape> =
  Parts<S> extends [infer Lead extends Shape, infer M extends Dim, infer N extends Dim]
    ? [[M, N]] extends [[N, M]]
      ? [Lead, M]
      : number extends M | N
        ? [Lead, Known<M, N>]
        : Say<typeof oblong, [Show<S>, M, N]>
    : Parts<S>

/**
 * The words when a shape has no matrices in its last two axes.
 * @category shape
 */
export type MatrixGuard<Op extends string, S extends Shape> =
  Parts<S> extends infer Words extends string ? Guard<Op, Words> : unknown

/**
 * The words when the last two axes of a shape are no square matrices.
 * @category shape
 */
export type SquareGuard<Op extends string, S extends Shape> =
  SquareParts<S> extends infer Words extends string ? Guard<Op, Words> : unknown

/**
 * The shape with its last two axes exchanged.
 * @category shape
 */
export type MatrixTranspose<S extends Shape> =
  Parts<S> extends [infer Lead extends Shape, infer M extends Dim, infer N extends Dim]
    ? [...Lead, N, M]
    : Ok<string>

/**
 * The axes before square matrices.
 * @category shape
 */
export type MatrixBatch<S extends Shape> =
  SquareParts<S> extends [infer Lead extends Shape, unknown] ? Lead : Ok<string>

/**
 * The shape of the diagonals of square matrices.
 * @category shape
 */
export type MatrixDiagonal<S extends Shape> =
  SquareParts<S> extends [infer Lead extends Shape, infer N extends Dim] ? [...Lead, N] : Ok<string>

/** The axes before a matrix and its two sizes; a shape with fewer than two axes is refused. */
export const matrixShape = (
  op: string,
  shape: readonly number[],
): readonly [lead: readonly number[], rows: number, columns: number] => {
  if (shape.length < 2) return refuse(op, few, show(shape))
  const [rows = 0, columns = 0] = shape.slice(-2)
  return [shape.slice(0, -2), rows, columns]
}

/** The axes before square matrices and their size; others are refused. */
export const squareShape = (
  op: string,
  shape: readonly number[],
): readonly [lead: readonly number[], size: number] => {
  const [lead, rows, columns] = matrixShape(op, shape)
  return rows === columns ? [lead, rows] : refuse(op, oblong, show(shape), rows, columns)
}
