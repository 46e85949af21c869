/** What is computed here beside what the collection says, and how its parameters are read. */
import { read } from '../../../src/run/index.js'
import { type AnyTensor, matrix, type Tensor, vector } from '../../../src/tensor/index.js'
import { type Entry, field, flat, list, number } from '../collection.js'

/** What is to be compared: numbers of ours and of the reference. */
export interface Comparison {
  readonly got: readonly number[]
  readonly expected: readonly number[]
}

/** An entry by its id: some are made of the parameters of others. */
export type Others = (id: string) => Entry

/** How the values of one name are computed. */
export type Compute = (entry: Entry, others: Others) => Promise<Comparison>

/** The computations of a chapter, by the name that the collection gives what it describes. */
export type Chapter = Readonly<Record<string, Compute>>

export const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

/** The numbers of a tensor beside those of a value. */
export const compared = async (x: AnyTensor, value: unknown): Promise<Comparison> => ({
  got: await numbers(x),
  expected: flat(value),
})

export const named = (params: unknown, name: string): number => number(field(params, name))

export const vectorAt = (params: unknown, name: string): Tensor<[number]> => vector(flat(field(params, name)))

/** Rows of numbers. */
export const matrixOf = (x: unknown): Tensor<[number, number]> => {
  const [first = [], ...others] = list(x).map(flat)
  return matrix([first, ...others])
}

export const matrixAt = (params: unknown, name: string): Tensor<[number, number]> =>
  matrixOf(field(params, name))

export const logit = (p: number): number => Math.log(p / (1 - p))
