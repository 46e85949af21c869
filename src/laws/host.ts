/** Between tensors and numbers on the host. */
import { evaluate, read, release } from '../run/index.js'
import type { AnyTensor, Tensor } from '../tensor/index.js'
import { constant } from '../tensor/primitive/leaf.js'
import { typed } from '../tensor/tensor.js'

/** The numbers of a tensor in row-major order. */
export const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

/** The numbers of several tensors, computed by one program. */
export const numbersOf = async (tensors: readonly AnyTensor[]): Promise<readonly (readonly number[])[]> => {
  const found = evaluate(tensors)
  try {
    return await Promise.all(found.map(numbers))
  } finally {
    release(found)
  }
}

/** Numbers as a tensor whose shape the caller knows to be S. */
export const tensor = <S>(values: ArrayLike<number>, shape: readonly number[]): Tensor<S> =>
  typed(constant(Float32Array.from(values), shape))

/** Rows of so many numbers as their columns. */
export const columns = (values: readonly number[], count: number): readonly (readonly number[])[] =>
  Array.from({ length: count }, (_, column) =>
    Array.from({ length: values.length / count }, (_, row) => values[row * count + column] ?? Number.NaN),
  )
