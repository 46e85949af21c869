/** Numbers of tensors on a backend, and how near they are to what they should be. */
import { expect } from 'vitest'
import { type Backend, read } from '../../src/run/index.js'
import type { AnyTensor } from '../../src/tensor/tensor.js'
import { leaves, type Tree } from '../../src/tree/index.js'

/** The numbers of a tensor, row by row. */
export const numbersOf = async (x: AnyTensor, backend?: Backend): Promise<readonly number[]> =>
  Array.from(await read(x, backend))

/** The numbers of every leaf of a tree, one leaf after the other. */
export const numbersOfTree = async (
  tree: Tree,
  backend?: Backend,
): Promise<readonly (readonly number[])[]> => {
  const found: (readonly number[])[] = []
  for (const leaf of leaves(tree)) found.push(await numbersOf(leaf, backend))
  return found
}

/** The one number of a tensor of shape []. */
export const numberOf = async (x: AnyTensor, backend?: Backend): Promise<number> => {
  const [first = Number.NaN, ...rest] = await numbersOf(x, backend)
  expect(rest).toEqual([])
  return first
}

/** Every number within `tolerance` · max(1, |wanted|) of the wanted one; NaN is near nothing. */
export const expectNear = (got: readonly number[], wanted: readonly number[], tolerance: number): void => {
  expect(got.length).toBe(wanted.length)
  const far = wanted.flatMap((want, i) => {
    const found = got[i] ?? Number.NaN
    return Math.abs(found - want) <= tolerance * Math.max(1, Math.abs(want)) ? [] : [{ i, found, want }]
  })
  expect(far).toEqual([])
}

/** The mean of some numbers and its standard error. */
export const meanAndError = (
  values: readonly number[],
): { readonly mean: number; readonly error: number } => {
  const n = values.length
  const mean = values.reduce((a, b) => a + b, 0) / n
  const squares = values.reduce((total, v) => total + (v - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (n - 1) / n) }
}
