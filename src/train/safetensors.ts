/** The safetensors format: named arrays with shapes behind a JSON header, as other libraries read them. */
import { either as E } from 'fp-ts'
import { type Failure, invalidCheckpoint } from '../failure/index.js'
import type { Values } from '../tensor/expression.js'

/**
 * An array with its shape. Int32, float32 and bytes (bools), and the two 32-bit words of a key.
 * @category train
 * @since 0.1.0
 */
export interface Named {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Values | Uint32Array
}

/**
 * Arrays and text of a safetensors file.
 * @category train
 * @since 0.1.0
 */
export interface Safetensors {
  readonly tensors: readonly Named[]
  readonly metadata: Readonly<Record<string, string>>
}

const LENGTH_BYTES = 8

const codeOf = (values: Named['values']): string =>
  values instanceof Float32Array
    ? 'F32'
    : values instanceof Int32Array
      ? 'I32'
      : values instanceof Uint32Array
        ? 'U32'
        : 'BOOL'

/**
 * The bytes of a safetensors file.
 * @source the format's description in the safetensors repository (2022)
 * @category train
 * @since 0.1.0
 * @example
 * import { encodeSafetensors } from 'reparam'
 * const tensors = [{ name: 'bias', shape: [2], values: Float32Array.of(1, 2) }]
 * const bytes = encodeSafetensors({ tensors, metadata: {} })
 * console.assert(bytes.length % 8 === 0 && bytes[8] === '{'.charCodeAt(0))
 */
export const encodeSafetensors = ({ tensors, metadata }: Safetensors): Uint8Array => {
  let offset = 0
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = offset
    offset += values.byteLength
    return [name, { dtype: codeOf(values), shape, data_offsets: [begin, offset] }] as const
  })
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) })
  const header = new TextEncoder().encode(text)
  // data starts at a multiple of 8; spaces fill up
  const padded = Math.ceil(header.length / 8) * 8
  const bytes = new Uint8Array(LENGTH_BYTES + padded + offset).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true)
  bytes.set(header, LENGTH_BYTES)
  let at = LENGTH_BYTES + padded
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
    at += values.byteLength
  }
  return bytes
}

/** An entry of the header that is well formed. */
interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null && !Array.isArray(x)

const numbers = (x: unknown): readonly number[] | undefined =>
  Array.isArray(x) && x.every((n) => Number.isSafeInteger(n) && n >= 0) ? x : undefined

const entryOf = (x: unknown): Entry | undefined => {
  if (!isRecord(x)) return undefined
  const { dtype } = x
  const shape = numbers(x['shape'])
  const [begin, end, ...more] = numbers(x['data_offsets']) ?? []
  return typeof dtype === 'string' &&
    shape !== undefined &&
    begin !== undefined &&
    end !== undefined &&
    more.length === 0
    ? { dtype, shape, begin, end }
    : undefined
}

/** Entries as their data lies in the file; what has no offsets comes first and is refused there. */
const inOrder = (entries: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] => {
  const at = (raw: unknown): readonly [number, number] => {
    const entry = entryOf(raw)
    return entry === undefined ? [-1, -1] : [entry.begin, entry.end]
  }
  return Object.entries(entries).sort(([, a], [, b]) => {
    const [[beginA, endA], [beginB, endB]] = [at(a), at(b)]
    return beginA - beginB || endA - endB
  })
}

const arrays: Readonly<Record<string, ((bytes: ArrayBuffer) => Named['values']) | undefined>> = {
  F32: (bytes) => new Float32Array(bytes),
  I32: (bytes) => new Int32Array(bytes),
  U32: (bytes) => new Uint32Array(bytes),
  BOOL: (bytes) => new Uint8Array(bytes),
}

/**
 * What a safetensors file holds; `path` is for the message.
 * @law decode and encode are inverse
 * @failure InvalidCheckpoint for a truncated file, a header that is no JSON, data that overlaps or leaves gaps
 * @category train
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { decodeSafetensors, encodeSafetensors } from 'reparam'
 * const tensors = [{ name: 'bias', shape: [2], values: Float32Array.of(1, 2) }]
 * const bytes = encodeSafetensors({ tensors, metadata: {} })
 * const read = decodeSafetensors('bias.safetensors')(bytes)
 * console.assert(E.isRight(read) && read.right.tensors[0]?.values.join() === '1,2')
 */
export const decodeSafetensors =
  (path: string) =>
  (bytes: Uint8Array): E.Either<Failure, Safetensors> => {
    const refuse = (expected: string, got: string) => E.left(invalidCheckpoint({ path, expected, got }))
    if (bytes.length < LENGTH_BYTES) return refuse('a safetensors file', `${bytes.length} bytes`)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const start = LENGTH_BYTES + Number(view.getBigUint64(0, true))
    if (start > bytes.length)
      return refuse(`a header of ${start - LENGTH_BYTES} bytes`, `${bytes.length} bytes in all`)
    const header = E.tryCatch(
      (): unknown => JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start))),
      () => 'something else',
    )
    if (E.isLeft(header) || !isRecord(header.right)) return refuse('a header in JSON', 'something else')
    const { __metadata__: described = {}, ...entries } = header.right
    if (!isRecord(described)) return refuse('__metadata__ that maps text to text', 'something else')
    const metadata = Object.fromEntries(Object.entries(described).map(([k, v]) => [k, String(v)]))
    const tensors: Named[] = []
    let end = 0
    for (const [name, raw] of inOrder(entries)) {
      const entry = entryOf(raw)
      const make = entry === undefined ? undefined : arrays[entry.dtype]
      if (entry === undefined || make === undefined)
        return refuse(`dtype F32, I32, U32 or BOOL, shape and offsets for ${name}`, JSON.stringify(raw))
      const size = entry.shape.reduce((a, b) => a * b, entry.dtype === 'BOOL' ? 1 : 4)
      const given = bytes.subarray(start + entry.begin, start + entry.end)
      if (entry.end - entry.begin !== size || given.length !== size)
        return refuse(`${size} bytes for ${name}`, `${given.length}`)
      if (entry.begin !== end)
        return refuse(`the data of ${name} at byte ${end}, after what comes before`, `${entry.begin}`)
      end = entry.end
      // a copy of its own, aligned for any element type
      tensors.push({ name, shape: entry.shape, values: make(new Uint8Array(given).buffer) })
    }
    if (start + end !== bytes.length)
      return refuse(`${start + end} bytes, as the header says`, `${bytes.length} bytes`)
    return E.right({ tensors, metadata })
  }
