/** Data on the host: read once, in float64 from then on, each number looked at. */
import { either as E, type taskEither as TE } from 'fp-ts'
import { type Failure, invalidData, shapeMismatch } from '../failure/index.js'
import { BackendError, read } from '../run/index.js'
import { type AnyTensor, shapeOf } from '../tensor/index.js'

/** Examples, one a row. */
export interface Rows {
  readonly count: number
  readonly width: number
  /** Row after row. */
  readonly values: Float64Array
}

/** The numbers of some tensors on the host, each list checked to hold finite numbers only. */
export const finiteNumbers =
  (op: string) =>
  (
    tensors: Readonly<Record<string, AnyTensor>>,
  ): TE.TaskEither<Failure, Readonly<Record<string, Float64Array>>> =>
  async () => {
    const found: Record<string, Float64Array> = {}
    for (const [name, x] of Object.entries(tensors)) {
      const values = await onHost(x)
      if (E.isLeft(values)) return values
      const at = values.right.findIndex((v) => !Number.isFinite(v))
      if (at >= 0) {
        const got = `${values.right[at]} in ${name} at ${place(at, shapeOf(x))}`
        return E.left(invalidData({ op, expected: 'finite numbers', got }))
      }
      found[name] = values.right
    }
    return E.right(found)
  }

const onHost = async (x: AnyTensor): Promise<E.Either<Failure, Float64Array>> => {
  try {
    return E.right(Float64Array.from(await read(x)))
  } catch (thrown) {
    if (thrown instanceof BackendError) return E.left(thrown.failure)
    throw thrown
  }
}

/** Where the element at an offset stands: by row and column in a matrix, both from 0. */
const place = (at: number, shape: readonly number[]): string => {
  const [, width = 1] = shape
  return shape.length === 2 ? `row ${Math.floor(at / width)}, column ${at % width}` : `offset ${at}`
}

/** The rows of a matrix of data, of which there have to be so many. */
export const rowsOf =
  (op: string, least = 1) =>
  (data: AnyTensor): TE.TaskEither<Failure, Rows> =>
  async () => {
    const shape = shapeOf(data)
    const [count = 0, width = 0] = shape
    if (shape.length !== 2 || width === 0)
      return E.left(shapeMismatch({ op, expected: ['N', 'D'], got: shape, bound: {} }))
    if (count < least)
      return E.left(
        invalidData({ op, expected: `at least ${least} ${least === 1 ? 'row' : 'rows'}`, got: `${count}` }),
      )
    const read = await finiteNumbers(op)({ data })()
    return E.isLeft(read) ? read : E.right({ count, width, values: read.right['data'] ?? new Float64Array() })
  }

/** The values of one column, from top to bottom. */
export const columnOf = ({ count, width, values }: Rows, column: number): Float64Array =>
  Float64Array.from({ length: count }, (_, row) => values[row * width + column] ?? Number.NaN)
