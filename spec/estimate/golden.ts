/** The reference values of fits, and data as tensors. */
import { readFileSync } from 'node:fs'
import { either as E, type taskEither as TE } from 'fp-ts'
import { expect } from 'vitest'
import { type Failure, render } from '../../src/failure/index.js'
import type { AnyTensor } from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import { field, flat, number } from '../golden/collection.js'

const file: unknown = JSON.parse(readFileSync(new URL('../golden/estimate.json', import.meta.url), 'utf8'))

/** What stands at a path of names in the file. */
export const golden = (...names: readonly string[]): unknown => names.reduce(field, file)

/** The numbers there, in order. */
export const numbersAt = (...names: readonly string[]): readonly number[] => flat(golden(...names))

/** The number there. */
export const numberAt = (...names: readonly string[]): number => number(golden(...names))

/** Numbers as a float32 tensor whose shape the caller names. */
export const given = <T extends AnyTensor>(values: Iterable<number>, ...shape: readonly number[]): T =>
  typed<T>(constant(Float32Array.from(values), shape))

/** What a fit found; a failure fails the test in its own words. */
export const found = async <A>(fit: TE.TaskEither<Failure, A>): Promise<A> => {
  const result = await fit()
  if (E.isLeft(result)) throw new Error(render(result.left))
  return result.right
}

/** Whether a fit fails in these words. */
export const expectRefusal = async <A>(fit: TE.TaskEither<Failure, A>, words: string): Promise<void> => {
  const result = await fit()
  expect(E.isLeft(result) ? render(result.left) : 'a fit').toBe(words)
}
