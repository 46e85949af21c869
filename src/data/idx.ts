import { either as E } from 'fp-ts'
import { type Failure, invalidFile } from '../failure/index.js'
import { type Element, elementOfCode, elementOfData, elements, type IdxData, UINT8 } from './idx-element.js'

/**
 * An array as an IDX file holds it: its dims, outermost first, and its numbers in row-major order.
 * @category data
 * @since 0.1.0
 */
export interface Idx {
  readonly dims: readonly number[]
  readonly data: IdxData
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

const headerBytes = (rank: number): number => 4 + 4 * rank

const numbersIn = (dims: readonly number[]): number => dims.reduce((product, dim) => product * dim, 1)

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const numbers = (element: Element, bytes: Uint8Array): IdxData => {
  if (element.code === UINT8) return new Uint8Array(bytes)
  const view = viewOf(bytes)
  const data = element.make(bytes.length / element.bytes)
  for (let i = 0; i < data.length; i += 1) data[i] = element.get(view, i * element.bytes)
  return data
}

/**
 * The array in the bytes of an IDX file (not compressed), whose path is for the message only.
 * @law parse and encode are inverse; every other length of the file is refused
 * @failure InvalidFile for another magic number, a cut header, too few bytes or bytes left over
 * @source LeCun, Cortes, Burges: the MNIST database, "the IDX file format"
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { encodeIdx, parseIdx } from 'reparam'
 * const idx = parseIdx('two.idx')(encodeIdx({ dims: [2, 1], data: Uint8Array.of(7, 9) }))
 * console.assert(E.isRight(idx) && idx.right.dims.join() === '2,1' && idx.right.data.join() === '7,9')
 */
export const parseIdx =
  (path: string) =>
  (bytes: Uint8Array): E.Either<Failure, Idx> => {
    const refuse = (expected: string, got: string) => E.left(invalidFile({ path, expected, got }))
    const [zero, nought, code = 0, rank = 0] = bytes
    if (bytes.length < 4) return refuse('an IDX file, which has at least 4 bytes', `${bytes.length} bytes`)
    const element = elementOfCode(code)
    if (zero !== 0 || nought !== 0 || element === undefined) {
      const codes = hex(Uint8Array.from(elements, (known) => known.code))
      const expected = `an IDX file, which begins with the bytes 00 00 and one of ${codes}`
      return refuse(expected, hex(bytes.subarray(0, 4)))
    }
    const header = headerBytes(rank)
    if (bytes.length < header)
      return refuse(`${header} bytes of header for ${rank} dims`, `${bytes.length} bytes in all`)
    const view = viewOf(bytes)
    const dims = Array.from({ length: rank }, (_, axis) => view.getUint32(headerBytes(axis)))
    const length = header + numbersIn(dims) * element.bytes
    if (bytes.length !== length)
      return refuse(`${length} bytes for ${element.name} [${dims.join(', ')}]`, `${bytes.length} bytes`)
    return E.right({ dims, data: numbers(element, bytes.subarray(header)) })
  }

/**
 * The bytes of an IDX file with this array.
 * @failure RangeError for dims that do not multiply to the length of the data, or more than 255 of them
 * @category data
 * @since 0.1.0
 * @example
 * import { encodeIdx } from 'reparam'
 * const bytes = encodeIdx({ dims: [2], data: Uint8Array.of(7, 9) })
 * console.assert(bytes.join() === '0,0,8,1,0,0,0,2,7,9')
 */
export const encodeIdx = ({ dims, data }: Idx): Uint8Array => {
  if (numbersIn(dims) !== data.length || dims.length > 255)
    throw new RangeError(
      `encodeIdx: expected ${numbersIn(dims)} numbers for [${dims.join(', ')}], got ${data.length}`,
    )
  const element = elementOfData(data)
  const header = headerBytes(dims.length)
  const bytes = new Uint8Array(header + data.length * element.bytes)
  const view = viewOf(bytes)
  bytes.set([0, 0, element.code, dims.length])
  dims.forEach((dim, axis) => {
    view.setUint32(headerBytes(axis), dim)
  })
  data.forEach((value, i) => {
    element.set(view, header + i * element.bytes, value)
  })
  return bytes
}
