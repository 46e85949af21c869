/**
 * How a failed rule speaks. Each sentence is written once, as a constant with a gap `{}` for each thing that it names;
 * the compiler fills it as a type, the run time as a string, so both say the same.
 */
import { ShapeError } from './dim.js'

/** A sentence with its gaps filled, in order, as a type. */
export type Say<
  Sentence extends string,
  Fillings extends readonly unknown[],
  Said extends string = '',
> = Sentence extends `${infer Before}{}${infer After}`
  ? Fillings extends readonly [infer First, ...infer Rest]
    ? Say<After, Rest, `${Said}${Before}${First & (string | number)}`>
    : never
  : `${Said}${Sentence}`

/** A sentence with its gaps filled, in order. */
export const say = (sentence: string, ...fillings: readonly (string | number)[]): string => {
  const [first = '', ...rest] = sentence.split('{}')
  return rest.reduce((said, part, i) => `${said}${fillings[i]}${part}`, first)
}

/** Stops with a sentence, the operation in front. */
export const refuse = (op: string, sentence: string, ...fillings: readonly (string | number)[]): never => {
  throw new ShapeError(`${op}: ${say(sentence, ...fillings)}`)
}
