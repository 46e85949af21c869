/**
 * Exact arithmetic on natural number types from 0 to 2^53 − 1, digit by digit over lookup tables. Numbers travel as
 * decimal strings; sums, differences and products run from the least significant digit, quotients from the most.
 */
import type { Differences, Products, Quotients, Sums } from './digits.js'

/** The number that a digit string spells. */
type Numeral<S extends string> = S extends `${infer N extends number}` ? N : never

/** The digits in the opposite order, four at a time. */
type Reverse<
  S extends string,
  Acc extends string = '',
> = S extends `${infer a}${infer b}${infer c}${infer d}${infer T}`
  ? Reverse<T, `${d}${c}${b}${a}${Acc}`>
  : S extends `${infer a}${infer b}${infer c}`
    ? c extends ''
      ? `${b}${a}${Acc}`
      : ReverseEnd<c, `${b}${a}${Acc}`>
    : `${S}${Acc}`
type ReverseEnd<S extends string, Acc extends string> = S extends `${infer a}${infer T}`
  ? ReverseEnd<T, `${a}${Acc}`>
  : Acc

/** A digit string without leading zeros. */
type Strip<S extends string> = S extends `0${infer T}` ? (T extends '' ? '0' : Strip<T>) : S

// ------------------------------------------------------------------ sums

/** A + B + carry, both reversed; the result in reading order. */
type SumOf<
  A extends string,
  B extends string,
  Carry extends string,
  Acc extends string,
> = A extends `${infer a}${infer RA}`
  ? B extends `${infer b}${infer RB}`
    ? Sums[`${Carry}${a}${b}`] extends `${infer c}${infer d}`
      ? SumOf<RA, RB, c, `${d}${Acc}`>
      : never
    : Carry extends '0'
      ? `${Reverse<A>}${Acc}`
      : Sums[`1${a}0`] extends `${infer c}${infer d}`
        ? SumOf<RA, '', c, `${d}${Acc}`>
        : never
  : B extends ''
    ? Carry extends '0'
      ? Acc
      : `1${Acc}`
    : SumOf<B, '', Carry, Acc>

type SumStrings<A extends string, B extends string> = SumOf<Reverse<A>, Reverse<B>, '0', ''>

// ------------------------------------------------------------------ differences

/** A − B − borrow, both reversed; never when it would be negative. */
type DifferenceOf<
  A extends string,
  B extends string,
  Borrow extends string,
  Acc extends string,
> = A extends `${infer a}${infer RA}`
  ? B extends `${infer b}${infer RB}`
    ? Differences[`${Borrow}${a}${b}`] extends `${infer c}${infer d}`
      ? DifferenceOf<RA, RB, c, `${d}${Acc}`>
      : never
    : Borrow extends '0'
      ? `${Reverse<A>}${Acc}`
      : Differences[`1${a}0`] extends `${infer c}${infer d}`
        ? DifferenceOf<RA, '', c, `${d}${Acc}`>
        : never
  : B extends ''
    ? Borrow extends '0'
      ? Acc
      : never
    : never

type DifferenceStrings<A extends string, B extends string> = Strip<
  DifferenceOf<Reverse<A>, Reverse<B>, '0', ''>
>

// ------------------------------------------------------------------ products

/** A times one digit plus carry; A reversed, the result reversed. */
type TimesDigit<
  A extends string,
  D extends string,
  Carry extends string,
  Acc extends string,
> = A extends `${infer a}${infer RA}`
  ? Products[`${a}${D}${Carry}`] extends `${infer c}${infer d}`
    ? TimesDigit<RA, D, c, `${Acc}${d}`>
    : never
  : Carry extends '0'
    ? Acc
    : `${Acc}${Carry}`

/** A times B, B's digits from the most significant: the sum so far moves one place up for each. */
type ProductOf<A extends string, B extends string, Acc extends string> = B extends `${infer b}${infer RB}`
  ? ProductOf<A, RB, SumOf<TimesDigit<A, b, '0', ''>, Reverse<`${Acc}0`>, '0', ''>>
  : Acc

type ProductStrings<A extends string, B extends string> = Strip<ProductOf<Reverse<A>, B, ''>>

// ------------------------------------------------------------------ quotients

/** A divided by one digit, from the most significant: [quotient, remainder]. */
type ByDigit<
  A extends string,
  D extends string,
  R extends string,
  Q extends string,
> = A extends `${infer a}${infer RA}`
  ? Quotients[`${D}${R}${a}`] extends `${infer q}${infer r}`
    ? ByDigit<RA, D, r, `${Q}${q}`>
    : never
  : [Q, R]

/** How often D can be taken from R, and what is left: [count, rest]. */
type Take<R extends string, D extends string, Count extends string> = [DifferenceStrings<R, D>] extends [
  never,
]
  ? [Count, R]
  : Take<DifferenceStrings<R, D>, D, SumStrings<Count, '1'>>

/** Long division by a number of several digits. */
type ByNumber<
  A extends string,
  D extends string,
  R extends string,
  Q extends string,
> = A extends `${infer a}${infer RA}`
  ? Take<Strip<`${R}${a}`>, D, '0'> extends [infer q extends string, infer r extends string]
    ? ByNumber<RA, D, r, `${Q}${q}`>
    : never
  : [Q, R]

/** [quotient, remainder]; by zero there is neither. */
type DivisionOf<A extends string, B extends string> = B extends '0'
  ? 'by zero'
  : B extends '1'
    ? [A, '0']
    : B extends `${string}${infer More}`
      ? More extends ''
        ? ByDigit<A, B, '0', ''>
        : ByNumber<A, B, '0', ''>
      : never

// ------------------------------------------------------------------ on number types

/** A + B. */
export type AddN<A extends number, B extends number> = A extends 0
  ? B
  : B extends 0
    ? A
    : Numeral<SumStrings<`${A}`, `${B}`>>

/** A − B, or never when it would be negative. */
export type SubN<A extends number, B extends number> = B extends 0
  ? A
  : Numeral<DifferenceStrings<`${A}`, `${B}`>>

/** A · B. */
export type MulN<A extends number, B extends number> = A extends 1
  ? B
  : B extends 1
    ? A
    : Numeral<ProductStrings<`${A}`, `${B}`>>

/** A divided by B, rounded down. */
export type FloorDivN<A extends number, B extends number> =
  DivisionOf<`${A}`, `${B}`> extends [infer Q extends string, infer _R] ? Numeral<Strip<Q>> : never

/** What is left of A after division by B. */
export type ModN<A extends number, B extends number> =
  DivisionOf<`${A}`, `${B}`> extends [infer _Q, infer R extends string] ? Numeral<Strip<R>> : never

/** A divided by B, rounded up. */
export type CeilDivN<A extends number, B extends number> =
  DivisionOf<`${A}`, `${B}`> extends [infer Q extends string, infer R extends string]
    ? Strip<R> extends '0'
      ? Numeral<Strip<Q>>
      : Numeral<SumStrings<Strip<Q>, '1'>>
    : never
