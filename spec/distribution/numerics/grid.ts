/** Grids of numbers: every combination of some lists, and tensors made of it. */
import { type Tensor, vector } from '../../../src/tensor/index.js'

/** Magnitudes from the smallest to the largest that a parameter or a value is to have. */
export const magnitudes: readonly number[] = [1e-30, 1e-10, 1e-3, 0.5, 1, 3, 1e3, 1e10, 1e30]

/** Fewer of them, for what is computed by quadrature. */
export const few: readonly number[] = [1e-30, 1e-3, 0.5, 3, 1e3, 1e30]

/** Both signs of them, and 0. */
export const signed: readonly number[] = [-1e30, -1e10, -1e3, -1, -1e-30, 0, 1e-30, 0.5, 1, 1e3, 1e10, 1e30]

/** Every combination of elements of these lists, the last running fastest. */
export const combinations = (...lists: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  lists.reduce<readonly (readonly number[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  )

/** One column of a grid. */
export const column = (rows: readonly (readonly number[])[], index: number): Tensor<[number]> =>
  vector(rows.map((row) => row[index] ?? Number.NaN))

/** A list over and over, as long as a grid. */
export const cycled = (list: readonly number[], rows: readonly unknown[]): Tensor<[number]> =>
  vector(rows.map((_, i) => list[i % list.length] ?? Number.NaN))

/** A list of numbers, whose length is left to run time. */
export const numbers = (values: readonly number[]): Tensor<[number]> => vector(values)
