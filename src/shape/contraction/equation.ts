/** The equations of `einsum`: a letter for each axis of each operand, an arrow, the letters of the result. */
import { refuse, type Say } from '../words.js'

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const noArrow = '{} has no arrow; write the letters of the result behind ->'
const dots = '{} leaves axes out by ...; give each axis a letter'
const noLetter = "'{}' in {} is no letter"
const twice = 'letter {} stands twice in the result of {}'
const nowhere = 'letter {} of the result is in no operand of {}'

/** The letters of a text one by one. */
export type Letters<Text, Found extends unknown[] = []> = Text extends `${infer L}${infer Rest}`
  ? Letters<Rest, [...Found, L]>
  : Found

type Letter = Letters<typeof alphabet>[number]

type Split<Text, Found extends unknown[] = []> = Text extends `${infer First},${infer Rest}`
  ? Split<Rest, [...Found, First]>
  : [...Found, Text]

/** The first character that may not stand in a text; never when all may. */
type Stranger<Text, Allowed> = Text extends `${infer C}${infer Rest}`
  ? C extends Allowed
    ? Stranger<Rest, Allowed>
    : C
  : never

/** The words about a character that may not stand where it does. */
type Strange<C, Equation> = Equation extends `${string}...${string}`
  ? Say<typeof dots, [Equation]>
  : Say<typeof noLetter, [C, Equation]>

/** The words about the first letter of the result that stands there twice or in no operand. */
type Result<Out, Given, Seen, Equation> = Out extends `${infer L}${infer Rest}`
  ? L extends Seen
    ? Say<typeof twice, [L, Equation]>
    : L extends Given
      ? Result<Rest, Given, Seen | L, Equation>
      : Say<typeof nowhere, [L, Equation]>
  : never

/** The first of two findings that there is. */
type First<A, B> = [A] extends [never] ? B : A

type Fault<In, Out, Equation> = [First<Stranger<In, Letter | ','>, Stranger<Out, Letter>>] extends [
  infer C extends string,
]
  ? [C] extends [never]
    ? Result<Out, Letters<In>[number], never, Equation>
    : Strange<C, Equation>
  : never

type Read<Equation, In, Out> = [Fault<In, Out, Equation>] extends [never]
  ? [Split<In>, Out]
  : Fault<In, Out, Equation>

/**
 * An equation as the texts of its operands and that of its result, or the words what is the matter with it; [] when
 * it is known only at run time.
 */
export type ReadEquation<Equation extends string> =
  Record<never, never> extends Record<Equation, unknown>
    ? []
    : Equation extends `${infer In}->${infer Out}`
      ? Read<Equation, In, Out>
      : Say<typeof noArrow, [Equation]>

/**
 * The equation itself, or the words what is the matter with it.
 * @category shape
 */
export type EquationGuard<Op extends string, Equation extends string> =
  ReadEquation<Equation> extends infer Words extends string ? `${Op}: ${Words}` : Equation

/** An equation with the letters of each operand and of the result. */
export interface Equation {
  readonly text: string
  readonly operands: readonly string[]
  readonly result: string
}

/** The letters of an equation; one that is malformed is refused. */
export const readEquation = (op: string, equation: string): Equation => {
  const arrow = equation.indexOf('->')
  if (arrow < 0) return refuse(op, noArrow, equation)
  const [given, result] = [equation.slice(0, arrow), equation.slice(arrow + 2)]
  const stranger =
    given.split('').find((c) => !`${alphabet},`.includes(c)) ??
    result.split('').find((c) => !alphabet.includes(c))
  if (stranger !== undefined)
    return equation.includes('...') ? refuse(op, dots, equation) : refuse(op, noLetter, stranger, equation)
  for (const [i, letter] of result.split('').entries()) {
    if (result.indexOf(letter) < i) return refuse(op, twice, letter, equation)
    if (!given.includes(letter)) return refuse(op, nowhere, letter, equation)
  }
  return { text: equation, operands: given.split(','), result }
}
