/** The same number of elements under another shape. */
import type { FloorDivN, ModN, MulN } from './arithmetic.js'
import type { Dim, Guard, Ok, Shape } from './dim.js'
import { ShapeError } from './dim.js'
import { type Show, show } from './show.js'

/** [product of literals, names joined by *], or 'unknown' when some size is. Axes of −1 are passed over. */
type Product<S, C extends number, Names extends string> = S extends [infer H, ...infer T]
  ? H extends -1
    ? Product<T, C, Names>
    : H extends number
      ? number extends H
        ? 'unknown'
        : Product<T, MulN<C, H>, Names>
      : H extends string
        ? Product<T, C, Names extends '' ? H : `${Names}*${H}`>
        : 'unknown'
  : S extends []
    ? [C, Names]
    : 'unknown'

type Written<P> = P extends [infer C extends number, infer Names extends string]
  ? Names extends ''
    ? C
    : C extends 1
      ? Names
      : `${C}*${Names}`
  : number

/**
 * The number of elements of a shape: a literal, an expression of its names, or number.
 * @category shape
 */
export type Size<S> = S extends [infer D extends Dim] ? D : Written<Product<S, 1, ''>>

/** How many sizes are −1: none, 'one' or 'more'. */
type Open<S, Found extends 'none' | 'one' = 'none'> = S extends [infer H, ...infer T]
  ? H extends -1
    ? Found extends 'one'
      ? 'more'
      : Open<T, 'one'>
    : Open<T, Found>
  : Found

type Replace<S, D> = S extends [infer H, ...infer T] ? [H extends -1 ? D : H, ...Replace<T, D>] : []

/** The size that −1 stands for, or the words that the others do not divide. */
type Infer<A, B extends unknown[]> = [Product<A, 1, ''>, Product<B, 1, ''>] extends [
  [infer C extends number, infer N],
  [infer D extends number, infer M],
]
  ? [N] extends [M]
    ? [D extends 0 ? never : ModN<C, D>] extends [infer R]
      ? [R] extends [never]
        ? Undivided<A, C, B>
        : R extends 0
          ? [Replace<B, FloorDivN<C, D>>]
          : Undivided<A, C, B>
      : never
    : [Replace<B, number>]
  : [Replace<B, number>]

type Undivided<A, C extends number, B> = `${Show<A>} has ${C} elements, which ${Show<B>} does not divide`

/** A first size of −1 is the first size of A, even a generic one, when what follows has equally many elements. */
type Kept<A, B extends unknown[]> = [[A, B]] extends [[[infer H, ...infer T], [-1, ...infer R]]]
  ? [Product<T, 1, ''>, Product<R, 1, ''>] extends [[infer C, infer N], [infer D, infer M]]
    ? [C, N] extends [D, M]
      ? [[H, ...R]]
      : Infer<A, B>
    : Infer<A, B>
  : Infer<A, B>

type Equal<A, B extends unknown[]> = [Product<A, 1, ''>, Product<B, 1, ''>] extends [infer P, infer Q]
  ? P extends 'unknown'
    ? [B]
    : Q extends 'unknown'
      ? [B]
      : [P] extends [Q]
        ? [B]
        : `${Show<A>} has ${Written<P>} elements but ${Show<B>} has ${Written<Q>}`
  : never

type Rule<A, B extends unknown[]> = [[A]] extends [[string]]
  ? string
  : Open<B> extends 'more'
    ? `${Show<B>} leaves more than one size open`
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

/**
 * The words when a layer needs a vector for one example.
 * @category shape
 */
export type VectorGuard<Op extends string, S extends Shape> = number extends S['length']
  ? unknown
  : S['length'] extends 1
    ? unknown
    : `${Op}: expected [features], got ${Show<S>}; flatten first`

/** The number of elements of a shape. */
export const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** The shape after a reshape; at most one −1 is inferred, and sizes that differ are refused. */
export const reshapeShape = (op: string, from: readonly number[], to: readonly number[]): number[] => {
  const total = size(from)
  const open = to.filter((d) => d === -1).length
  if (to.some((d) => d < -1 || !Number.isInteger(d)))
    throw new ShapeError(`${op}: ${show(to)} has a size that is no whole number of at least 0`)
  if (open > 1) throw new ShapeError(`${op}: ${show(to)} leaves more than one size open`)
  const known = size(to.filter((d) => d !== -1))
  if (open === 1 && (known === 0 || total % known !== 0))
    throw new ShapeError(`${op}: ${show(from)} has ${total} elements, which ${show(to)} does not divide`)
  const shape = to.map((d) => (d === -1 ? total / known : d))
  if (size(shape) !== total)
    throw new ShapeError(`${op}: ${show(from)} has ${total} elements but ${show(to)} has ${size(shape)}`)
  return shape
}
