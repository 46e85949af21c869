/** Broadcasting: axes align at the end, and a size of 1 stretches. */
import type { Dim, Guard, Ok, Shape } from './dim.js'
import { type Show, show } from './show.js'
import { refuse, type Say } from './words.js'

const apart = 'cannot broadcast {} with {} ({} vs {})'

/*
 * Where one of a pair is the unit (1 among dims, [] among shapes) or both are the same, the other one is their common
 * value. Each rule below asks all of this in a single conditional: its last slot decides, at once also for type
 * parameters, and only then `infer` reads from the first two what is not the unit. Asked one after the other, the
 * first question would wait for a type parameter although the next one has an answer.
 */

type Align<A extends unknown[], B extends unknown[], Done extends unknown[], A0, B0> = [
  [A, B, [A, B]],
] extends [
  [
    [] | (infer S extends unknown[]),
    [] | (infer S extends unknown[]),
    [[], unknown] | [unknown, []] | [B, A],
  ],
]
  ? [Done extends [] ? S : [...S, ...Done]]
  : [[A, B]] extends [[[...infer RA, infer X extends Dim], [...infer RB, infer Y extends Dim]]]
    ? [[X, Y, [X, Y]]] extends [[1 | infer D, 1 | infer D, [1, unknown] | [unknown, 1] | [Y, X]]]
      ? Align<RA, RB, [D, ...Done], A0, B0>
      : number extends X
        ? Align<RA, RB, [Y extends number ? Y : number, ...Done], A0, B0>
        : number extends Y
          ? Align<RA, RB, [X extends number ? X : number, ...Done], A0, B0>
          : Say<typeof apart, [Show<A0>, Show<B0>, X, Y]>
    : number extends A['length'] | B['length']
      ? [Shape]
      : never

/** The common shape of two shapes in a box, or the words why there is none. An open shape is left to run time. */
export type BroadcastRule<A extends unknown[], B extends unknown[]> = Align<A, B, [], A, B>

/**
 * The common shape of two shapes.
 * @category shape
 */
export type Broadcast<A extends Shape, B extends Shape> =
  BroadcastRule<A, B> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when two shapes have no common one.
 * @category shape
 */
export type BroadcastGuard<Op extends string, A extends Shape, B extends Shape> =
  BroadcastRule<A, B> extends infer Words extends string ? Guard<Op, Words> : unknown

/** The common shape of two shapes; a pair of sizes that do not meet is refused. */
export const broadcastShapes = (op: string, a: readonly number[], b: readonly number[]): number[] => {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1
    const y = b[b.length - rank + i] ?? 1
    if (x !== y && x !== 1 && y !== 1) return refuse(op, apart, show(a), show(b), x, y)
    return x === 1 ? y : x
  })
}
