/** Tensors from numbers. */
import { ShapeError } from '../shape/index.js'
import { iota } from './primitive/draw.js'
import { constant, splat } from './primitive/leaf.js'
import { expression, type IntTensor, type Tensor, typed } from './tensor.js'

/**
 * A tensor of one number everywhere.
 * @shape → S
 * @category creation
 * @since 0.1.0
 * @example
 * import { fill, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(fill(0.5)(2))).join() === '0.5,0.5')
 */
export const fill =
  (value: number) =>
  <const S extends number[]>(...shape: S): Tensor<S> =>
    typed(splat(value, shape))

/**
 * A tensor of zeros.
 * @shape → S
 * @category creation
 * @since 0.1.0
 */
export const zeros = fill(0)

/**
 * A tensor of ones.
 * @shape → S
 * @category creation
 * @since 0.1.0
 */
export const ones = fill(1)

/**
 * Zeros in the shape of another tensor.
 * @shape S → S
 * @category creation
 * @since 0.1.0
 */
export const zerosLike = <S>(x: Tensor<S>): Tensor<S> => typed(splat(0, expression(x).shape))

/**
 * One number as a tensor.
 * @shape → []
 * @category creation
 * @since 0.1.0
 */
export const scalar = (value: number): Tensor<[]> => typed(splat(value, []))

/**
 * Numbers as a tensor of rank 1; the length is in the type.
 * @shape → [N]
 * @category creation
 * @since 0.1.0
 * @example
 * import { read, type Tensor, use, vector } from 'reparam'
 * await use('cpu')()
 * const x: Tensor<[3]> = vector([1, 2, 3])
 * console.assert((await read(x)).join() === '1,2,3')
 */
export const vector = <const A extends readonly number[]>(values: A): Tensor<[A['length']]> =>
  typed(constant(Float32Array.from(values), [values.length]))

/** Every row as long as the first; the message stands at the argument. */
type Ragged<A extends readonly (readonly number[])[]> = [A[number]['length']] extends [
  A[0] extends readonly number[] ? A[0]['length'] : 0,
]
  ? unknown
  : `matrix: rows are not of one length`

/**
 * Rows of numbers as a tensor of rank 2; both sizes are in the type.
 * @shape → [M, N]
 * @failure `matrix: rows are not of one length`
 * @category creation
 * @since 0.1.0
 * @example
 * import { matrix, read, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const x: Tensor<[2, 3]> = matrix([[1, 2, 3], [4, 5, 6]])
 * console.assert((await read(x)).join() === '1,2,3,4,5,6')
 */
export const matrix = <const A extends readonly [readonly number[], ...(readonly (readonly number[])[])]>(
  rows: A & Ragged<A>,
): Tensor<[A['length'], A[0]['length']]> => {
  const given: A = rows
  const columns = given[0].length
  if (given.some((row) => row.length !== columns)) throw new ShapeError('matrix: rows are not of one length')
  return typed(constant(Float32Array.from(given.flat()), [given.length, columns]))
}

/**
 * Whole numbers as a tensor of rank 1: indices for `gather`.
 * @shape → [N]
 * @category creation
 * @since 0.1.0
 */
export const indices = <const A extends readonly number[]>(values: A): IntTensor<[A['length']]> => {
  const bad = values.find((v) => !Number.isInteger(v) || Math.abs(v) > 0x7fffffff)
  if (bad !== undefined) throw new RangeError(`indices: expected whole numbers of 32 bits, found ${bad}`)
  return typed(constant(Int32Array.from(values), [values.length]))
}

/**
 * 0, 1, 2, … as floats.
 * @shape → [N]
 * @category creation
 * @since 0.1.0
 * @example
 * import { range, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(range(4))).join() === '0,1,2,3')
 */
export const range = <N extends number>(count: N): Tensor<[N]> => typed(iota([count], 0, 'float32'))
