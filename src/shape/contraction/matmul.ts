/** The product of matrices with leading batch axes. */
import type { BroadcastRule } from '../broadcast.js'
import { broadcastShapes } from '../broadcast.js'
import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'

const short = 'the {} operand {} has fewer than two axes'
const inner = 'inner dimensions {} and {} of {} and {} differ'

type Append<R, M, N> = R extends [infer S extends unknown[]] ? [[...S, M, N]] : R

type TooShort<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? [Shape]
  : A extends [unknown, unknown, ...unknown[]]
    ? Say<typeof short, ['second', Show<B>]>
    : Say<typeof short, ['first', Show<A>]>

/** Double tuples, so that a shape with generic leading axes is taken apart at once. */
type Rule<A extends Shape, B extends Shape> = [[A, B]] extends [[string, unknown] | [unknown, string]]
  ? string
  : [[A, B]] extends [
        [
          [...infer BA, infer M extends Dim, infer K extends Dim],
          [...infer BB, infer L extends Dim, infer N extends Dim],
        ],
      ]
    ? [[K, L]] extends [[L, K]]
      ? Append<BroadcastRule<BA, BB>, M, N>
      : number extends K | L
        ? Append<BroadcastRule<BA, BB>, M, N>
        : Say<typeof inner, [K, L, Show<A>, Show<B>]>
    : TooShort<A, B>

/**
 * The shape of a matrix product.
 * @category shape
 */
export type MatMul<A extends Shape, B extends Shape> =
  Rule<A, B> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when two matrices do not meet.
 * @category shape
 */
export type MatMulGuard<Op extends string, A extends Shape, B extends Shape> =
  Rule<A, B> extends infer Words extends string ? Guard<Op, Words> : unknown

/** The shape of a matrix product; inner sizes that differ are refused. */
export const matmulShape = (op: string, a: readonly number[], b: readonly number[]): number[] => {
  if (a.length < 2) return refuse(op, short, 'first', show(a))
  if (b.length < 2) return refuse(op, short, 'second', show(b))
  const [m = 0, k = 0] = a.slice(-2)
  const [l = 0, n = 0] = b.slice(-2)
  if (k !== l) return refuse(op, inner, k, l, show(a), show(b))
  return [...broadcastShapes(op, a.slice(0, -2), b.slice(0, -2)), m, n]
}
