/** Sums of products that are written with a letter for each axis: equal letters meet, those left out are summed. */
import type { Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'
import type { Equation, Letters, ReadEquation } from './equation.js'

const count = 'operand count {} differs from the {} of {}'
const rank = "'{}' and {} differ in rank ({} vs {})"
const size = 'letter {} is {} in {} and {} in {}'

/** The words about the operand behind as many as `Before` has. */
interface Refused<Before extends unknown[], Words> {
  readonly before: Before
  readonly words: Words
}

/*
 * One size of two that agree, in a box: the one that is known. A single question, as in broadcasting: its last slot
 * decides, at once also for type parameters, and the boxes keep a literal from being taken for the unknown size.
 */
type Joined<D, E> = [[[D], [E], [number, number, D, E]]] extends [
  [
    [number] | infer Box,
    [number] | infer Box,
    [D, unknown, unknown, unknown] | [unknown, E, unknown, unknown] | [unknown, unknown, E, D],
  ],
]
  ? Box
  : false

/*
 * What is known of the letters is a record from each to its size and the shape that said so.
 */

type Meet<Known, L extends string, D, S> = L extends keyof Known
  ? Known[L] extends [infer E, infer From]
    ? Joined<E, D> extends [infer F]
      ? Omit<Known, L> & { [_ in L]: [F, number extends E ? S : From] }
      : Say<typeof size, [L, E, Show<From>, D, Show<S>]>
    : never
  : Known & { [_ in L]: [D, S] }

/** The letters of an operand against its dims; an open shape says nothing of its sizes. */
type Bind<Ls, S, Known, Whole> = Ls extends [infer L extends string, ...infer Rest]
  ? [[S]] extends [[[infer D, ...infer Tail]]]
    ? Meet<Known, L, D, Whole> extends infer More
      ? More extends string
        ? More
        : Bind<Rest, Tail, More, Whole>
      : never
    : Bind<Rest, S, L extends keyof Known ? Known : Known & { [_ in L]: [number, Whole] }, Whole>
  : Known

type Operand<Text, S extends unknown[], Known> = number extends S['length']
  ? Bind<Letters<Text>, unknown, Known, S>
  : [S['length']] extends [Letters<Text>['length']]
    ? Bind<Letters<Text>, S, Known, S>
    : Say<typeof rank, [Text, Show<S>, Letters<Text>['length'], S['length']]>

/** What is known of the letters after all operands. */
type Walk<Texts, Shapes, Known, Before extends unknown[]> = Texts extends [infer Text, ...infer Rest]
  ? Shapes extends [infer S extends unknown[], ...infer Others]
    ? [[S]] extends [[string]]
      ? string
      : Operand<Text, S, Known> extends infer More
        ? More extends string
          ? Refused<Before, More>
          : Walk<Rest, Others, More, [...Before, S]>
        : never
    : never
  : Known

type Result<Ls, Known, Found extends unknown[] = []> = Ls extends [infer L extends keyof Known, ...infer Rest]
  ? Known[L] extends [infer D, unknown]
    ? Result<Rest, Known, [...Found, D]>
    : never
  : Found

type Finish<Ls, Known> = Known extends string | Refused<unknown[], unknown> ? Known : [Result<Ls, Known>]

/** The shape of the result in a box, what is refused, or `string` when an operand or the equation had failed before. */
type Rule<Eq extends string, Shapes extends unknown[]> =
  ReadEquation<Eq> extends [infer Texts extends unknown[], infer Out]
    ? number extends Shapes['length']
      ? [Shape]
      : [Shapes['length']] extends [Texts['length']]
        ? Finish<Letters<Out>, Walk<Texts, Shapes, Record<never, never>, []>>
        : Refused<Misplaced<Shapes, Texts>, Say<typeof count, [Shapes['length'], Texts['length'], Eq]>>
    : ReadEquation<Eq> extends string
      ? string
      : [Shape]

/** The operands before the first that is too many, or before the last when there are too few. */
type Misplaced<Shapes, Texts> = Shapes extends [infer S, ...infer Others]
  ? Texts extends [unknown, ...infer Rest]
    ? Others extends []
      ? []
      : [S, ...Misplaced<Others, Rest>]
    : []
  : []

/**
 * The shape of a sum of products.
 * @category shape
 */
export type Einsum<Eq extends string, Shapes extends unknown[]> =
  Rule<Eq, Shapes> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when an operand does not meet its letters, at the operand where this shows.
 * @category shape
 */
export type EinsumGuard<Op extends string, Eq extends string, Shapes extends unknown[], At> =
  Rule<Eq, Shapes> extends Refused<infer Before, infer Words>
    ? At extends `${Before['length']}`
      ? Guard<Op, Words>
      : unknown
    : unknown

/** The shape of a sum of products; operands that do not meet their letters are refused. */
export const einsumShape = (
  op: string,
  { text, operands, result }: Equation,
  shapes: readonly (readonly number[])[],
): number[] => {
  if (operands.length !== shapes.length) return refuse(op, count, shapes.length, operands.length, text)
  const known = new Map<string, { readonly size: number; readonly from: readonly number[] }>()
  for (const [i, shape] of shapes.entries()) {
    const letters = (operands[i] ?? '').split('')
    if (letters.length !== shape.length)
      return refuse(op, rank, letters.join(''), show(shape), letters.length, shape.length)
    for (const [axis, letter] of letters.entries()) {
      const [found, here] = [known.get(letter), shape[axis] ?? 0]
      if (found === undefined) known.set(letter, { size: here, from: shape })
      else if (found.size !== here)
        return refuse(op, size, letter, found.size, show(found.from), here, show(shape))
    }
  }
  return result.split('').map((letter) => known.get(letter)?.size ?? 0)
}
