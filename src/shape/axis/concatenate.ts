/** Tensors one after the other along an axis. */

import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import type { Add } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'
import { type Around, axisOf, type FromFront, type Rank } from './axis.js'

const differ = '{} and {} differ on axis {} ({} vs {}); only axis {} may'
const ranks = '{} and {} have different ranks'

/** Axis by axis, where shapes of one rank are not the same at once: an unknown size takes the other's. */
type Walk<A, B, Axis extends number, Out extends unknown[], A0, B0> = [[A, B]] extends [
  [[infer a extends Dim, ...infer RA], [infer b extends Dim, ...infer RB]],
]
  ? Out['length'] extends Axis
    ? Walk<RA, RB, Axis, [...Out, Add<a, b>], A0, B0>
    : [[a, b]] extends [[b, a]]
      ? Walk<RA, RB, Axis, [...Out, a], A0, B0>
      : number extends a
        ? Walk<RA, RB, Axis, [...Out, b], A0, B0>
        : number extends b
          ? Walk<RA, RB, Axis, [...Out, a], A0, B0>
          : Say<typeof differ, [Show<A0>, Show<B0>, Out['length'], a, b, Axis]>
  : [Out]

/** Both shapes around the axis: the same dims on both sides, also generic ones, or axis by axis. */
type Rule<A, B, Axis extends number> = [[A, B]] extends [[string, unknown] | [unknown, string]]
  ? string
  : Around<A, Axis> extends [infer H extends unknown[], infer a extends Dim, infer T extends unknown[]]
    ? Around<B, Axis> extends [infer G extends unknown[], infer b extends Dim, infer U extends unknown[]]
      ? [[H, T, G, U]] extends [[G, U, H, T]]
        ? [[...H, Add<a, b>, ...T]]
        : number extends Rank<A> | Rank<B> | Axis
          ? [Shape]
          : [Rank<A>] extends [Rank<B>]
            ? Walk<A, B, FromFront<A, Axis>, [], A, B>
            : Say<typeof ranks, [Show<A>, Show<B>]>
      : Say<typeof ranks, [Show<A>, Show<B>]>
    : Around<A, Axis>

/**
 * The shape of two tensors one after the other along an axis.
 * @category shape
 */
export type Concat<A, B, Axis extends number> =
  Rule<A, B, Axis> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when they differ elsewhere.
 * @category shape
 */
export type ConcatGuard<Op extends string, A, B, Axis extends number> =
  Rule<A, B, Axis> extends infer Words extends string ? Guard<Op, Words> : unknown

/**
 * The shape of several tensors one after the other along an axis.
 * @category shape
 */
export type ConcatAll<A, Others, Axis extends number> = Others extends [infer B, ...infer More]
  ? ConcatAll<Concat<A, B, Axis>, More, Axis>
  : Others extends []
    ? A
    : Shape

/** The shape of tensors one after the other along an axis; they may differ there only. */
export const concatenateShape = (
  op: string,
  shapes: readonly (readonly number[])[],
  axis: number,
): number[] => {
  const [first, ...rest] = shapes
  if (first === undefined) return refuse(op, 'nothing to concatenate')
  const along = axisOf(op, first, axis)
  for (const other of rest) {
    if (other.length !== first.length) return refuse(op, ranks, show(first), show(other))
    const at = first.findIndex((d, i) => i !== along && d !== other[i])
    if (at >= 0)
      return refuse(op, differ, show(first), show(other), at, first[at] ?? 0, other[at] ?? 0, along)
  }
  return first.map((d, i) => (i === along ? shapes.reduce((total, s) => total + (s[along] ?? 0), 0) : d))
}
