import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { render } from '../../src/failure/index.js'
import { decodeSafetensors, encodeSafetensors, type Named, type Safetensors } from '../../src/train/index.js'
import { root } from '../support/sources.js'

const decode = decodeSafetensors('x.safetensors')

const decoded = (bytes: Uint8Array): Safetensors => {
  const file = decode(bytes)
  if (E.isLeft(file)) throw new Error(render(file.left))
  return file.right
}

/** The bytes of values, so that NaN and −0 are told apart too. */
const bitsOf = ({ values }: Named): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex')

const plain = ({ tensors, metadata }: Safetensors) => ({
  metadata,
  tensors: tensors.map((t) => ({
    name: t.name,
    shape: t.shape,
    type: t.values.constructor.name,
    bits: bitsOf(t),
  })),
})

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

const valuesOf = (length: number): fc.Arbitrary<Named['values']> => {
  const fixed = { minLength: length, maxLength: length }
  return fc.oneof(
    fc.float32Array(fixed),
    fc.int32Array(fixed),
    fc.uint32Array(fixed),
    fc.uint8Array({ ...fixed, max: 1 }),
  )
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 })

const tensor: fc.Arbitrary<Named> = fc
  .record({
    name: text.filter((name) => name !== '__metadata__'),
    shape: fc.array(fc.nat(4), { maxLength: 3 }),
  })
  .chain(({ name, shape }) => valuesOf(size(shape)).map((values) => ({ name, shape, values })))

const file: fc.Arbitrary<Safetensors> = fc.record({
  tensors: fc.uniqueArray(tensor, { maxLength: 5, selector: ({ name }) => name }),
  metadata: fc.dictionary(text, text, { noNullPrototype: true }),
})

/** Two tensors of 8 and 4 bytes behind a header that a spec may get wrong. */
const withHeader = (header: string, data = 12): Uint8Array => {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + data)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}

const entry = (dtype: string, shape: readonly number[], offsets: readonly number[]): string =>
  JSON.stringify({ dtype, shape, data_offsets: offsets })

const complaint = (bytes: Uint8Array): string =>
  E.match(render, () => 'no complaint')(decode(bytes)).replace('checkpoint x.safetensors: ', '')

describe('a safetensors file', () => {
  it('comes back as it was written, bit for bit', () => {
    fc.assert(
      fc.property(file, (written) => {
        const read = plain(decoded(encodeSafetensors(written)))
        const named = (x: { readonly tensors: readonly { readonly name: string }[] }) =>
          new Map(x.tensors.map((t) => [t.name, t]))
        expect(named(read)).toEqual(named(plain(written)))
        expect(Object.entries(read.metadata)).toEqual(Object.entries(written.metadata))
      }),
    )
  })

  it('is read wherever its bytes stand: in a part of a larger buffer, as a Buffer of Node', () => {
    const written = {
      tensors: [{ name: 'a', shape: [2], values: Float32Array.of(1.5, -2) }],
      metadata: {},
    }
    const bytes = encodeSafetensors(written)
    const larger = new Uint8Array(bytes.length + 8).fill(255)
    larger.set(bytes, 3)
    for (const part of [larger.subarray(3, 3 + bytes.length), Buffer.from(bytes)])
      expect(plain(decoded(part))).toEqual(plain(written))
  })

  it('has what the format says where the format says it', () => {
    const bytes = encodeSafetensors({
      tensors: [
        { name: 'b', shape: [2, 1], values: Float32Array.of(1, -2) },
        { name: 'a', shape: [], values: Int32Array.of(-7) },
        { name: 'k', shape: [2], values: Uint32Array.of(1, 0xffffffff) },
        { name: 'm', shape: [3], values: Uint8Array.of(1, 0, 1) },
      ],
      metadata: { config: '{"epochs":1}' },
    })
    const view = new DataView(bytes.buffer)
    const length = view.getUint32(0, true)
    expect(view.getUint32(4, true)).toBe(0)
    // the format wants a header that begins with { and allows spaces after it; ours fills up to a multiple of 8
    expect(bytes[8]).toBe('{'.charCodeAt(0))
    expect((8 + length) % 8).toBe(0)
    const header: unknown = JSON.parse(Buffer.from(bytes).toString('utf8', 8, 8 + length))
    expect(header).toEqual({
      __metadata__: { config: '{"epochs":1}' },
      b: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
      a: { dtype: 'I32', shape: [], data_offsets: [8, 12] },
      k: { dtype: 'U32', shape: [2], data_offsets: [12, 20] },
      m: { dtype: 'BOOL', shape: [3], data_offsets: [20, 23] },
    })
    const data = 8 + length
    expect(bytes.length).toBe(data + 23)
    expect([view.getFloat32(data, true), view.getFloat32(data + 4, true)]).toEqual([1, -2])
    expect(view.getInt32(data + 8, true)).toBe(-7)
    expect(view.getUint32(data + 16, true)).toBe(0xffffffff)
    expect([...bytes.subarray(data + 20)]).toEqual([1, 0, 1])
  })

  it("that Python's safetensors package wrote is read to the bit", () => {
    const { tensors, metadata } = decoded(readFileSync(join(root, 'spec/golden/python.safetensors')))
    expect(metadata).toEqual({ 'made by': 'Python', größe: '8 × 8' })
    expect(Object.fromEntries(tensors.map(({ name, ...rest }) => [name, rest]))).toEqual({
      'encoder.0.kernel': {
        shape: [2, 3],
        values: Float32Array.of(0.1, -2.5, 3e38, 1e-45, -0, Number.POSITIVE_INFINITY),
      },
      count: { shape: [], values: Int32Array.of(7) },
      labels: { shape: [3], values: Int32Array.of(-2147483648, 2147483647, 0) },
      key: { shape: [2], values: Uint32Array.of(0, 4294967295) },
      mask: { shape: [3], values: Uint8Array.of(1, 0, 1) },
      nothing: { shape: [2, 0], values: new Float32Array(0) },
    })
  })

  it('is refused at every length but its own', () => {
    fc.assert(
      fc.property(file, (written) => {
        const bytes = encodeSafetensors(written)
        const longer = new Uint8Array(bytes.length + 1)
        longer.set(bytes)
        const lengths = Array.from({ length: bytes.length }, (_, n) => n)
        expect(lengths.filter((n) => E.isRight(decode(bytes.subarray(0, n))))).toEqual([])
        expect(E.isLeft(decode(longer))).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['nothing', new Uint8Array(0), 'expected a safetensors file; found 0 bytes'],
    [
      'a header longer than a number can say',
      new Uint8Array(16).fill(255),
      'expected a header of 18446744073709552000 bytes; found 16 bytes in all',
    ],
    ['no JSON', withHeader('{"a":'), 'expected a header in JSON; found something else'],
    ['a list', withHeader('[]'), 'expected a header in JSON; found something else'],
    [
      'metadata that is a list',
      withHeader('{"__metadata__":[]}', 0),
      'expected __metadata__ that maps text to text; found something else',
    ],
    [
      'another type of numbers',
      withHeader(`{"a":${entry('F64', [1], [0, 8])}}`, 8),
      'expected dtype F32, I32, U32 or BOOL, shape and offsets for a; found {"dtype":"F64","shape":[1],"data_offsets":[0,8]}',
    ],
    [
      'no offsets',
      withHeader('{"a":{"dtype":"F32","shape":[3]}}'),
      'expected dtype F32, I32, U32 or BOOL, shape and offsets for a; found {"dtype":"F32","shape":[3]}',
    ],
    [
      'a shape of other size',
      withHeader(`{"a":${entry('F32', [2], [0, 12])}}`),
      'expected 8 bytes for a; found 12',
    ],
    [
      'data beyond the end',
      withHeader(`{"a":${entry('F32', [4], [0, 16])}}`),
      'expected 16 bytes for a; found 12',
    ],
    [
      'tensors that overlap',
      withHeader(`{"a":${entry('F32', [2], [0, 8])},"b":${entry('F32', [2], [4, 12])}}`),
      'expected the data of b at byte 8, after what comes before; found 4',
    ],
    [
      'a gap',
      withHeader(`{"a":${entry('F32', [1], [0, 4])},"b":${entry('F32', [1], [8, 12])}}`),
      'expected the data of b at byte 4, after what comes before; found 8',
    ],
  ])('with %s is refused in one clear line', (_, bytes, line) => {
    expect(complaint(bytes)).toBe(line)
  })
})
