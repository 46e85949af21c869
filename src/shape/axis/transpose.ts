/** Axes in another order. */
import type { Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'

const incomplete = '{} does not name each axis of {} once'

type Pick<S extends unknown[], P, Out extends unknown[]> = P extends [infer H extends number, ...infer T]
  ? Pick<S, T, [...Out, number extends H ? number : S[H]]>
  : Out

/** Whether the entries of P are the axes of S, each once. */
type IsPermutation<S extends unknown[], P extends number[]> = [P['length']] extends [S['length']]
  ? [Exclude<keyof S & `${number}`, `${P[number]}`>] extends [never]
    ? true
    : false
  : false

/** An unknown rank or order is left to run time. */
type Rule<S extends unknown[], P extends number[]> = [[S]] extends [[string]]
  ? string
  : number extends S['length'] | P['length']
    ? [Shape]
    : IsPermutation<S, P> extends true
      ? [Pick<S, P, []>]
      : Say<typeof incomplete, [Show<P>, Show<S>]>

/**
 * A shape with its axes in another order.
 * @category shape
 */
export type Transpose<S extends unknown[], P extends number[]> =
  Rule<S, P> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when an order does not name each axis once.
 * @category shape
 */
export type TransposeGuard<Op extends string, S extends unknown[], P extends number[]> =
  Rule<S, P> extends infer Words extends string ? Guard<Op, Words> : unknown

/** A shape with its axes in another order, which names each once. */
export const transposeShape = (
  op: string,
  shape: readonly number[],
  permutation: readonly number[],
): number[] => {
  const all = permutation.length === shape.length && shape.every((_, axis) => permutation.includes(axis))
  if (!all) return refuse(op, incomplete, show(permutation), show(shape))
  return permutation.map((axis) => shape[axis] ?? 0)
}
