/** The Cholesky factor of a matrix of numbers, in float64, which says what is wrong with one that has none. */
import { ShapeError } from '../shape/index.js'
import { constant } from '../tensor/primitive/leaf.js'
import { type Tensor, typed } from '../tensor/tensor.js'
import { asymmetryOf, factorOnHost } from './symmetric.js'

type Rows = readonly [readonly number[], ...(readonly (readonly number[])[])]

/** Each row as long as there are rows; the message stands at the argument. */
type Square<A extends Rows> = [A[number]['length'], A['length']] extends [A['length'], A[number]['length']]
  ? unknown
  : number extends A['length'] | A[number]['length']
    ? unknown
    : 'choleskyFactor: rows are not as long as there are rows'

/** The numbers row after row; rows of other lengths, what is no number and a matrix that is not symmetric are refused. */
const checked = (rows: readonly (readonly number[])[]): readonly number[] => {
  const n = rows.length
  if (rows.some((row) => row.length !== n))
    throw new ShapeError('choleskyFactor: rows are not as long as there are rows')
  const values = rows.flat()
  const wrong = values.findIndex((x) => !Number.isFinite(x))
  if (wrong >= 0)
    throw new RangeError(
      `choleskyFactor: expected numbers, found ${values[wrong]} in row ${Math.floor(wrong / n)}, column ${wrong % n}`,
    )
  const [i, j] = asymmetryOf(values, n) ?? []
  if (i !== undefined && j !== undefined)
    throw new RangeError(
      `choleskyFactor: expected a symmetric matrix, found ${values[i * n + j]} in row ${i}, column ${j} and ${values[j * n + i]} in row ${j}, column ${i}`,
    )
  return values
}

/**
 * The lower triangular L with A = L Lᵀ of a positive definite matrix of numbers, computed in double precision.
 * @shape → [N, N]
 * @failure `choleskyFactor: the matrix is not positive definite: pivot 1 is -3`, as a RangeError
 * @failure `choleskyFactor: rows are not as long as there are rows`
 * @category linear algebra
 * @since 0.1.0
 * @example
 * import { choleskyFactor, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(choleskyFactor([[4, 2], [2, 10]]))).join() === '2,0,1,3')
 */
export const choleskyFactor = <const A extends Rows>(
  rows: A & Square<A>,
): Tensor<[A['length'], A['length']]> => {
  const given: A = rows
  const n = given.length
  const found = factorOnHost(checked(given), n)
  if (!(found instanceof Float64Array))
    throw new RangeError(
      `choleskyFactor: the matrix is not positive definite: pivot ${found.column} is ${found.pivot}`,
    )
  return typed(constant(Float32Array.from(found), [n, n]))
}
