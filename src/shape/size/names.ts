/**
 * Sums and products of names, written as strings in one order: `A+B` and `B*T` come out the same whichever operand
 * was first. A sum keeps its number at the end (`T+1`), a product in front (`2*T`). What stands in brackets is left
 * as it is, behind the names.
 */
import type { AddN, SubN } from './arithmetic.js'

type Alphabet = '0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Whether a term stands behind another. */
type Behind<A extends string, B extends string> = B extends `${string}(${string}`
  ? false
  : B extends ''
    ? true
    : A extends `${infer a}${infer RA}`
      ? B extends `${infer b}${infer RB}`
        ? a extends b
          ? Behind<RA, RB>
          : Alphabet extends `${string}${b}${string}${a}${string}`
            ? true
            : false
        : true
      : false

type Insert<
  Sep extends string,
  List extends string,
  Term extends string,
> = List extends `${infer First}${Sep}${infer Rest}`
  ? Behind<Term, First> extends true
    ? `${First}${Sep}${Insert<Sep, Rest, Term>}`
    : `${Term}${Sep}${List}`
  : Behind<Term, List> extends true
    ? `${List}${Sep}${Term}`
    : `${Term}${Sep}${List}`

/** The terms of two lists in one, in order up to the first bracket. */
export type Merge<
  Sep extends string,
  A extends string,
  B extends string,
> = B extends `${infer First}${Sep}${infer Rest}`
  ? First extends `${string}(${string}`
    ? `${A}${Sep}${B}`
    : Merge<Sep, Insert<Sep, A, First>, Rest>
  : B extends `${string}(${string}`
    ? `${A}${Sep}${B}`
    : Insert<Sep, A, B>

/** What follows the bracket that closes. */
type Closed<S extends string> = S extends `${infer Inside})${infer Outside}`
  ? Inside extends `${string}(${infer Deeper}`
    ? Closed<Closed<`${Deeper})${Outside}`>>
    : Outside
  : ''

type HasSign<S extends string> = S extends `${string}${'+' | '-'}${string}` ? true : false

/** Whether a string is a sum or difference outside of brackets. */
type IsSum<S extends string> = S extends `${infer Before}(${infer Inside}`
  ? HasSign<Before> extends true
    ? true
    : IsSum<Closed<Inside>>
  : HasSign<S>

/** A factor: a sum stands in brackets. */
export type Factor<S extends string> = IsSum<S> extends true ? `(${S})` : S

/** A divisor: a sum and a product stand in brackets. */
export type Divisor<S extends string> =
  IsSum<S> extends true ? `(${S})` : S extends `${string}*${string}` ? `(${S})` : S

/** [number, the other factors] of a product. */
export type Coefficient<S extends string> = S extends `${infer N extends number}*${infer Rest}`
  ? [N, Rest]
  : [1, S]

/** A product with its number in front. */
export type Times<N extends number, S extends string> = N extends 0 ? 0 : N extends 1 ? S : `${N}*${S}`

/** The last term of a sum. */
type Last<S extends string, Sep extends string> = S extends `${string}${Sep}${infer Rest}`
  ? Last<Rest, Sep>
  : S

/** [the other terms, what is added, what is taken away] of a sum that ends in a number. */
export type Constant<S extends string> =
  Last<S, '+'> extends `${infer N extends number}`
    ? S extends `${infer Rest}+${N}`
      ? [Rest, N, 0]
      : [S, 0, 0]
    : Last<S, '-'> extends `${infer N extends number}`
      ? S extends `${infer Rest}-${N}`
        ? [Rest, 0, N]
        : [S, 0, 0]
      : [S, 0, 0]

/** A sum with its number at the end: what is added less what is taken away. */
export type Shifted<S extends string, Plus extends number, Minus extends number> = [Plus] extends [Minus]
  ? S
  : [SubN<Plus, Minus>] extends [never]
    ? `${S}-${SubN<Minus, Plus>}`
    : `${S}+${SubN<Plus, Minus>}`

/** The sum of two strings, numbers added up. */
export type SumOfNames<A extends string, B extends string> = [Constant<A>, Constant<B>] extends [
  [infer X extends string, infer P extends number, infer M extends number],
  [infer Y extends string, infer Q extends number, infer N extends number],
]
  ? Shifted<Merge<'+', X, Y>, AddN<P, Q>, AddN<M, N>>
  : never

/** The difference of two strings: a number, or never below 0, where they name the same. */
export type DifferenceOfNames<A extends string, B extends string> = [Constant<A>, Constant<B>] extends [
  [infer X, infer P extends number, infer M extends number],
  [infer Y, infer Q extends number, infer N extends number],
]
  ? [X] extends [Y]
    ? SubN<AddN<P, N>, AddN<M, Q>>
    : `${A}-${Factor<B>}`
  : never
