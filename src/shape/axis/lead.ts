/** The axes that lead a shape: what stands before those of one example. */
import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'
import type { Rank } from './axis.js'

const apart = 'data {} does not end in {} ({} vs {})'
const short = 'data {} has fewer axes than {}'

type Walk<X, I, X0, I0> = [[I]] extends [[[...infer RI, infer i]]]
  ? [[X]] extends [[[...infer RX, infer x]]]
    ? [[x, i]] extends [[i, x]]
      ? Walk<RX, RI, X0, I0>
      : number extends x | i
        ? Walk<RX, RI, X0, I0>
        : Say<typeof apart, [Show<X0>, Show<I0>, x, i]>
    : number extends Rank<X>
      ? [Shape]
      : Say<typeof short, [Show<X0>, Show<I0>]>
  : X extends Shape
    ? [X]
    : string

/**
 * What leads, in a box, or the words why the end is another one. A batch, and samples of a batch, are patterns of
 * their own: they also hold where the shape of an example is a type parameter.
 */
type Rule<X, I extends unknown[]> = [[X]] extends [[string]]
  ? string
  : [[X]] extends [[[infer B extends Dim, ...I]]]
    ? [[B]]
    : [[X]] extends [[[infer L extends Dim, infer B extends Dim, ...I]]]
      ? [[L, B]]
      : [[X]] extends [[[...infer Lead extends Shape, ...I]]]
        ? [Lead]
        : Walk<X, I, X, I>

/**
 * The axes of X before those of one example I.
 * @category shape
 */
export type Lead<X, I extends Shape> = Rule<X, I> extends [infer Found extends Shape] ? Found : Ok<string>

/**
 * The shape of data X in which each example I has become an O.
 * @category shape
 */
export type Along<X, I extends Shape, O extends Shape> =
  Rule<X, I> extends [infer Found extends Shape] ? [...Found, ...O] : Ok<string>

/**
 * The words when data does not end in the shape of an example.
 * @category shape
 */
export type DataGuard<Op extends string, X, I extends Shape> =
  Rule<X, I> extends infer Words extends string ? Guard<Op, Words> : unknown

/** How many axes stand before those of one example. */
export const leadOf = (op: string, shape: readonly number[], example: readonly number[]): number => {
  const lead = shape.length - example.length
  if (lead < 0) return refuse(op, short, show(shape), show(example))
  const at = example.reduce((last, d, i) => (shape[lead + i] === d ? last : i), -1)
  return at < 0
    ? lead
    : refuse(op, apart, show(shape), show(example), shape[lead + at] ?? 0, example[at] ?? 0)
}
