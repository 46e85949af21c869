/** Tensors one after the other along an axis. */
import type { AddN } from './arithmetic.js'
import type { Dim, Guard, Ok, Shape } from './dim.js'
import { ShapeError } from './dim.js'
import { type Show, show } from './show.js'

type Sum<A extends Dim, B extends Dim> = A extends number
  ? B extends number
    ? number extends A | B
      ? number
      : AddN<A, B>
    : `${A}+${B}`
  : `${A}+${B}`

type Walk<A, B, Axis extends number, Out extends unknown[], A0, B0> = A extends [
  infer a extends Dim,
  ...infer RA,
]
  ? B extends [infer b extends Dim, ...infer RB]
    ? Out['length'] extends Axis
      ? Walk<RA, RB, Axis, [...Out, Sum<a, b>], A0, B0>
      : [[a, b]] extends [[b, a]]
        ? Walk<RA, RB, Axis, [...Out, a], A0, B0>
        : number extends a
          ? Walk<RA, RB, Axis, [...Out, b], A0, B0>
          : number extends b
            ? Walk<RA, RB, Axis, [...Out, a], A0, B0>
            : `${Show<A0>} and ${Show<B0>} differ on axis ${Out['length'] & number} (${a} vs ${b}); only axis ${Axis} may`
    : `${Show<A0>} and ${Show<B0>} have different ranks`
  : B extends []
    ? [Out]
    : `${Show<A0>} and ${Show<B0>} have different ranks`

type Rank<S> = S extends { readonly length: infer N extends number } ? N : never

/** An unknown rank or axis is left to run time. */
type Rule<A, B, Axis extends number> = [[A, B]] extends [[string, unknown] | [unknown, string]]
  ? string
  : number extends Rank<A> | Rank<B> | Axis
    ? [Shape]
    : `${Axis}` extends keyof A
      ? Walk<A, B, Axis, [], A, B>
      : `axis ${Axis} is out of range for ${Show<A>}`

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

/** The shape of tensors one after the other along an axis; they may differ there only. */
export const concatenateShape = (
  op: string,
  shapes: readonly (readonly number[])[],
  axis: number,
): number[] => {
  const [first, ...rest] = shapes
  if (first === undefined) throw new ShapeError(`${op}: nothing to concatenate`)
  if (!Number.isInteger(axis) || axis < 0 || axis >= first.length)
    throw new ShapeError(`${op}: axis ${axis} is out of range for ${show(first)}`)
  for (const other of rest) {
    if (other.length !== first.length)
      throw new ShapeError(`${op}: ${show(first)} and ${show(other)} have different ranks`)
    const at = first.findIndex((d, i) => i !== axis && d !== other[i])
    if (at >= 0)
      throw new ShapeError(
        `${op}: ${show(first)} and ${show(other)} differ on axis ${at} (${first[at]} vs ${other[at]}); only axis ${axis} may`,
      )
  }
  return first.map((d, i) => (i === axis ? shapes.reduce((total, s) => total + (s[axis] ?? 0), 0) : d))
}
