/** The same number of elements under another shape. */

import type { Around } from './axis/axis.js'
import type { Dim, Guard, Ok, Shape } from './dim.js'
import { type Show, show } from './show.js'
import type { FloorDivN, ModN } from './size/arithmetic.js'
import type { Mul } from './size/dim-arithmetic.js'
import type { Coefficient, Times } from './size/names.js'
import { refuse, type Say } from './words.js'

const ambiguous = '{} leaves more than one size open'
const undivided = '{} has {} elements, which {} does not divide'
const unequal = '{} has {} elements but {} has {}'
const negative = '{} has a size that is no whole number of at least 0'
const ranked = 'expected [features], got {}; flatten first'

/** The product of all sizes but those of −1, which are passed over; number when one is unknown. */
type Product<S, P extends Dim = 1> = S extends [infer H, ...infer T]
  ? H extends -1
    ? Product<T, P>
    : H extends Dim
      ? Product<T, Mul<P, H>>
      : number
  : S extends []
    ? P
    : number

/**
 * The number of elements of a shape: a literal, an expression of its names, or number.
 * @category shape
 */
export type Size<S> = S extends [infer D extends Dim] ? D : Product<S>

/** How many sizes are −1: none, 'one' or 'more'. */
type Open<S, Found extends 'none' | 'one' = 'none'> = S extends [infer H, ...infer T]
  ? H extends -1
    ? Found extends 'one'
      ? 'more'
      : Open<T, 'one'>
    : Open<T, Found>
  : Found

type Replace<S, D> = S extends [infer H, ...infer T] ? [H extends -1 ? D : H, ...Replace<T, D>] : []

/** [number, names] of a product. */
type Parted<P> = P extends string ? Coefficient<P> : [P, '']

/** The size that −1 stands for, or the words that the others do not divide. */
type Infer<A, B extends unknown[], P = Product<A>, Q = Product<B>> = number extends P | Q
  ? [Replace<B, number>]
  : [Parted<P>, Parted<Q>] extends [[infer C extends number, infer N], [infer D extends number, infer M]]
    ? [N] extends [M]
      ? [D extends 0 ? never : ModN<C, D>] extends [0]
        ? [D] extends [0]
          ? Say<typeof undivided, [Show<A>, P, Show<B>]>
          : [Replace<B, FloorDivN<C, D>>]
        : Say<typeof undivided, [Show<A>, P, Show<B>]>
      : [
          Replace<
            B,
            [M, D extends 0 ? 1 : ModN<C, D>] extends ['', 0] ? Times<FloorDivN<C, D>, N & string> : number
          >,
        ]
    : never

/** A first size of −1 is the first size of A, even a generic one, when what follows has equally many elements. */
type Kept<A, B extends unknown[]> = [[A, B]] extends [[[infer H, ...infer T], [-1, ...infer R]]]
  ? [Product<T>, Product<R>] extends [infer P, infer Q]
    ? number extends P | Q
      ? Infer<A, B>
      : [P] extends [Q]
        ? [[H, ...R]]
        : Infer<A, B>
    : never
  : Infer<A, B>

type Equal<A, B extends unknown[], P = Product<A>, Q = Product<B>> = number extends P | Q
  ? [B]
  : [P] extends [Q]
    ? [B]
    : Say<typeof unequal, [Show<A>, P, Show<B>, Q]>

type Rule<A, B extends unknown[]> = [[A]] extends [[string]]
  ? string
  : Open<B> extends 'more'
    ? Say<typeof ambiguous, [Show<B>]>
    : Open<B> extends 'one'
      ? Kept<A, B>
      : Equal<A, B>

type Given<R> = R extends [infer S] ? S : Ok<string>

/**
 * The shape after a reshape; −1 is inferred.
 * @category shape
 */
export type Reshape<A, B extends unknown[]> = Given<Rule<A, B>>

/**
 * The words when sizes differ.
 * @category shape
 */
export type ReshapeGuard<Op extends string, A, B extends unknown[]> =
  Rule<A, B> extends infer Words extends string ? Guard<Op, Words> : unknown

type Flat<S, Axis extends number> =
  Around<S, Axis> extends [infer Head extends unknown[], infer D extends Dim, infer Tail extends unknown[]]
    ? [[...Head, Size<[D, ...Tail]>]]
    : Around<S, Axis>

/**
 * The shape with an axis and all behind it in one.
 * @category shape
 */
export type FlattenFrom<S, Axis extends number> =
  Flat<S, Axis> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a layer needs a vector for one example.
 * @category shape
 */
export type VectorGuard<Op extends string, S extends Shape> = number extends S['length']
  ? unknown
  : S['length'] extends 1
    ? unknown
    : Guard<Op, Say<typeof ranked, [Show<S>]>>

/** The size of the only axis of a vector; another shape is refused. */
export const vectorSize = (op: string, shape: readonly number[]): number => {
  const [features, ...more] = shape
  return features === undefined || more.length > 0 ? refuse(op, ranked, show(shape)) : features
}

/** The number of elements of a shape. */
export const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** The shape after a reshape; at most one −1 is inferred, and sizes that differ are refused. */
export const reshapeShape = (op: string, from: readonly number[], to: readonly number[]): number[] => {
  const total = size(from)
  const open = to.filter((d) => d === -1).length
  if (to.some((d) => d < -1 || !Number.isInteger(d))) return refuse(op, negative, show(to))
  if (open > 1) return refuse(op, ambiguous, show(to))
  const known = size(to.filter((d) => d !== -1))
  const [first] = from
  // a first size of −1 is the first size when what follows has equally many elements, be it none
  const kept = to[0] === -1 && size(from.slice(1)) === known ? first : undefined
  if (open === 1 && kept === undefined && (known === 0 || total % known !== 0))
    return refuse(op, undivided, show(from), total, show(to))
  const shape = to.map((d) => (d === -1 ? (kept ?? total / known) : d))
  if (size(shape) !== total) return refuse(op, unequal, show(from), total, show(to), size(shape))
  return shape
}
