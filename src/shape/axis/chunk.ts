/** A tensor in parts along an axis: so many equal ones, or one for each of a list of sizes. */

import type { Dim, Guard, Ok } from '../dim.js'
import { type Show, show } from '../show.js'
import type { FloorDivN, ModN } from '../size/arithmetic.js'
import { type CountRule, countOf, type Many, type Whole } from '../size/count.js'
import type { Add, FloorDiv } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'
import { type Around, axisOf } from './axis.js'

const uneven = 'axis {} of {} does not divide into {} parts'
const total = 'sizes {} add up to {}, but axis {} of {} has {}'
const broken = 'sizes {} are not all whole numbers of at least 0'

/**
 * How many parts, or the size of each.
 * @category shape
 * @since 0.1.0
 */
export type Parts = number | readonly number[]

type Sum<Sizes, Acc extends Dim = 0> = Sizes extends readonly [infer N extends number, ...infer More]
  ? Sum<More, Add<Acc, N>>
  : Sizes extends readonly []
    ? Acc
    : number

/** The size of each part, in a box: literal, or by a name; or the words why not. */
type Equal<S, Axis, D extends Dim, N extends number> = [CountRule<N>] extends [never]
  ? [[D, N]] extends [[infer A extends number, infer B extends number]]
    ? number extends A | B
      ? [Many<N, number>]
      : ModN<A, B> extends 0
        ? [Many<N, FloorDivN<A, B>>]
        : Say<typeof uneven, [Axis, Show<S>, N]>
    : [Many<N, FloorDiv<D, N>>]
  : CountRule<N>

type List<T> = Show<{ -readonly [K in keyof T]: T[K] }>

type Listed<S, Axis, D extends Dim, Sizes extends readonly number[]> =
  Whole<Sizes[number]> extends true
    ? [D, Sum<Sizes>] extends [infer A extends number, infer B extends number]
      ? number extends A | B
        ? [Sizes]
        : [A] extends [B]
          ? [Sizes]
          : Say<typeof total, [List<Sizes>, B, Axis, Show<S>, A]>
      : [Sizes]
    : Say<typeof broken, [List<Sizes>]>

type SizesOf<S, Axis, D extends Dim, P extends Parts> = P extends number
  ? Equal<S, Axis, D, P>
  : P extends readonly number[]
    ? Listed<S, Axis, D, P>
    : never

type Each<Head extends unknown[], Sizes, Tail extends unknown[]> = {
  readonly [K in keyof Sizes]: [...Head, Sizes[K], ...Tail]
}

type Rule<S, Axis extends number, P extends Parts> =
  Around<S, Axis> extends [infer Head extends unknown[], infer D extends Dim, infer Tail extends unknown[]]
    ? SizesOf<S, Axis, D, P> extends [infer Sizes]
      ? [Each<Head, Sizes, Tail>]
      : SizesOf<S, Axis, D, P>
    : Around<S, Axis>

/**
 * The shapes of the parts of a tensor along an axis.
 * @category shape
 */
export type Chunk<S, Axis extends number, P extends Parts> =
  Rule<S, Axis, P> extends [infer Found extends readonly unknown[]] ? Found : Ok<string>

/**
 * The words when an axis does not divide into such parts.
 * @category shape
 */
export type ChunkGuard<Op extends string, S, Axis extends number, P extends Parts> =
  Rule<S, Axis, P> extends infer Words extends string ? Guard<Op, Words> : unknown

/** The sizes of the parts of a shape along an axis. */
export const chunkSizes = (
  op: string,
  shape: readonly number[],
  axis: number,
  parts: Parts,
): readonly number[] => {
  const d = shape[axisOf(op, shape, axis)] ?? 0
  if (typeof parts === 'number') {
    const count = countOf(op, parts)
    if (d % count !== 0) return refuse(op, uneven, axis, show(shape), parts)
    return Array.from({ length: count }, () => d / count)
  }
  if (!parts.every((p) => Number.isInteger(p) && p >= 0)) return refuse(op, broken, show(parts))
  const sum = parts.reduce((a, b) => a + b, 0)
  return sum === d ? parts : refuse(op, total, show(parts), sum, axis, show(shape), d)
}
