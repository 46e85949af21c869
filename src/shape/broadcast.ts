/** Broadcasting: axes align at the end, and a size of 1 stretches. */
import type { Dim, Guard, Ok, Shape } from './dim.js'
import { ShapeError } from './dim.js'
import { type Show, show } from './show.js'

/** The common size of two dims in a tuple, or '' when there is none; an unknown size may be any, a name's too. */
type Meet<A extends Dim, B extends Dim> = [[A, B]] extends [[B, A]]
  ? [A]
  : [[A]] extends [[1]]
    ? [B]
    : [[B]] extends [[1]]
      ? [A]
      : number extends A
        ? B extends number
          ? [B]
          : [number]
        : number extends B
          ? A extends number
            ? [A]
            : [number]
          : ''

/** Dims joined from the last one on; a shape of unknown rank, which has no last one, is left to run time. */
type Align<
  A extends Shape,
  B extends Shape,
  Acc extends Shape,
  A0 extends Shape,
  B0 extends Shape,
> = A extends [...infer RA extends Shape, infer a extends Dim]
  ? B extends [...infer RB extends Shape, infer b extends Dim]
    ? Meet<a, b> extends [infer d extends Dim]
      ? Align<RA, RB, [d, ...Acc], A0, B0>
      : `cannot broadcast ${Show<A0>} with ${Show<B0>} (${a} vs ${b})`
    : B extends []
      ? [...A, ...Acc]
      : Shape
  : A extends []
    ? [...B, ...Acc]
    : Shape

/** The common shape of two shapes, or the words why there is none. */
export type BroadcastRule<A extends Shape, B extends Shape> = [[A, B]] extends [[B, A]]
  ? A
  : Align<A, B, [], A, B>

/**
 * The common shape of two shapes.
 * @category shape
 */
export type Broadcast<A extends Shape, B extends Shape> = [[A, B]] extends [[B, A]]
  ? A
  : Ok<Align<A, B, [], A, B>>

/**
 * The words when two shapes have no common one.
 * @category shape
 */
export type BroadcastGuard<Op extends string, A extends Shape, B extends Shape> = [[A, B]] extends [[B, A]]
  ? unknown
  : Guard<Op, Align<A, B, [], A, B>>

/** The common shape of two shapes; a pair of sizes that do not meet is refused. */
export const broadcastShapes = (op: string, a: readonly number[], b: readonly number[]): number[] => {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1
    const y = b[b.length - rank + i] ?? 1
    if (x !== y && x !== 1 && y !== 1)
      throw new ShapeError(`${op}: cannot broadcast ${show(a)} with ${show(b)} (${x} vs ${y})`)
    return x === 1 ? y : x
  })
}
