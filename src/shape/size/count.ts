/** Numbers that count: whole, and at least 1 where nothing can be had none times. */
import type { Guard } from '../dim.js'
import { refuse, type Say } from '../words.js'

const few = 'expected a whole number of at least 1, found {}'

/** Whether literals are whole numbers of at least 0; an unknown number may be one. */
export type Whole<N extends number> = [
  Extract<`${N}`, `-${string}` | `${string}.${string}` | `${string}e-${string}`>,
] extends [never]
  ? true
  : false

/** The words when a literal is no count; never when it may be one. */
export type CountRule<N extends number> = N extends 0
  ? Say<typeof few, [N]>
  : Whole<N> extends true
    ? never
    : Say<typeof few, [N]>

/**
 * The words when a number is no count of at least 1.
 * @category shape
 */
export type CountGuard<Op extends string, N extends number> = [CountRule<N>] extends [never]
  ? unknown
  : Guard<Op, CountRule<N>>

/** A number that counts; any other is refused. */
export const countOf = (op: string, n: number): number =>
  Number.isSafeInteger(n) && n >= 1 ? n : refuse(op, few, n)

interface Few<T> {
  readonly 0: readonly []
  readonly 1: readonly [T]
  readonly 2: readonly [T, T]
  readonly 3: readonly [T, T, T]
  readonly 4: readonly [T, T, T, T]
  readonly 5: readonly [T, T, T, T, T]
  readonly 6: readonly [T, T, T, T, T, T]
  readonly 7: readonly [T, T, T, T, T, T, T]
  readonly 8: readonly [T, T, T, T, T, T, T, T]
  readonly 9: readonly [T, T, T, T, T, T, T, T, T]
}

type Ten<L extends readonly unknown[]> = readonly [...L, ...L, ...L, ...L, ...L, ...L, ...L, ...L, ...L, ...L]

/** As many as the digits say: ten times as many as those before the last one, and those of the last one. */
type Fill<
  Digits extends string,
  T,
  Out extends readonly unknown[] = readonly [],
> = Digits extends `${infer Digit extends keyof Few<T>}${infer More}`
  ? Fill<More, T, readonly [...Ten<Out>, ...Few<T>[Digit]]>
  : Out

/** A list of N times T: a tuple where N is a literal below 1000. */
export type Many<N, T> = N extends number
  ? number extends N
    ? readonly T[]
    : `${N}` extends `${infer _}${infer _}${infer _}${infer Rest}`
      ? Rest extends ''
        ? Fill<`${N}`, T>
        : readonly T[]
      : Fill<`${N}`, T>
  : readonly T[]
