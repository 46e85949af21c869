/**
 * Arithmetic on dims: exact on literals, written out on names (`A+B`, `2*T`, `ceil(H/2)`), and `number` where a size
 * is unknown. What changes nothing (adding 0, times 1, divided by 1) gives the other operand back, also a generic one.
 */

import type { Dim } from '../dim.js'
import type { AddN, CeilDivN, FloorDivN, ModN, MulN, SubN } from './arithmetic.js'
import type {
  Coefficient,
  Constant,
  DifferenceOfNames,
  Divisor,
  Factor,
  Merge,
  Shifted,
  SumOfNames,
  Times,
} from './names.js'

/**
 * A + B.
 * @category shape
 */
export type Add<A extends Dim, B extends Dim> = [[A, B, [A, B]]] extends [
  [0 | (infer D extends Dim), 0 | (infer D extends Dim), [0, unknown] | [unknown, 0]],
]
  ? D
  : number extends A | B
    ? number
    : A extends number
      ? B extends number
        ? AddN<A, B>
        : Add<B, A>
      : B extends number
        ? Constant<A & string> extends [
            infer S extends string,
            infer P extends number,
            infer M extends number,
          ]
          ? Shifted<S, AddN<P, B>, M>
          : never
        : SumOfNames<A & string, B & string>

/**
 * A − B; never when literals would give less than 0.
 * @category shape
 */
export type Sub<A extends Dim, B extends Dim> = [[B]] extends [[0]]
  ? A
  : number extends A | B
    ? number
    : [[A, B]] extends [[B, A]]
      ? 0
      : A extends number
        ? B extends number
          ? SubN<A, B>
          : `${A}-${Factor<B & string>}`
        : B extends number
          ? Constant<A & string> extends [
              infer S extends string,
              infer P extends number,
              infer M extends number,
            ]
            ? Shifted<S, P, AddN<M, B>>
            : never
          : DifferenceOfNames<A & string, B & string>

/**
 * A · B.
 * @category shape
 */
export type Mul<A extends Dim, B extends Dim> = [[A, B, [A, B]]] extends [
  [1 | (infer D extends Dim), 1 | (infer D extends Dim), [1, unknown] | [unknown, 1]],
]
  ? D
  : number extends A | B
    ? number
    : A extends number
      ? B extends number
        ? MulN<A, B>
        : Coefficient<Factor<B & string>> extends [infer N extends number, infer S extends string]
          ? Times<MulN<A, N>, S>
          : never
      : B extends number
        ? Mul<B, A>
        : [Coefficient<Factor<A & string>>, Coefficient<Factor<B & string>>] extends [
              [infer M extends number, infer S extends string],
              [infer N extends number, infer T extends string],
            ]
          ? Times<MulN<M, N>, Merge<'*', S, T>>
          : never

/** A divided by a literal or a name, written as a rounding of the quotient: that of a quotient is one quotient. */
type Quotient<Rounding extends string, A extends string, B extends Dim> = B extends number
  ? Coefficient<Factor<A>> extends [infer N extends number, infer S extends string]
    ? ModN<N, B> extends 0
      ? Times<FloorDivN<N, B>, S>
      : A extends `${Rounding}(${infer Whole}/${infer C extends number})`
        ? `${Rounding}(${Whole}/${MulN<C, B>})`
        : `${Rounding}(${Factor<A>}/${B})`
    : never
  : `${Rounding}(${Factor<A>}/${Divisor<B & string>})`

/**
 * A divided by B, rounded up.
 * @category shape
 */
export type CeilDiv<A extends Dim, B extends Dim> = [[B]] extends [[1]]
  ? A
  : number extends A | B
    ? number
    : [[A, B]] extends [[B, A]]
      ? 1
      : [A, B] extends [infer M extends number, infer N extends number]
        ? CeilDivN<M, N>
        : Quotient<'ceil', `${A}`, B>

/**
 * A divided by B, rounded down.
 * @category shape
 */
export type FloorDiv<A extends Dim, B extends Dim> = [[B]] extends [[1]]
  ? A
  : number extends A | B
    ? number
    : [[A, B]] extends [[B, A]]
      ? 1
      : [A, B] extends [infer M extends number, infer N extends number]
        ? FloorDivN<M, N>
        : Quotient<'floor', `${A}`, B>
