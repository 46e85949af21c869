import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { encodeIdx, type Idx, type IdxData, parseIdx } from '../../src/data/index.js'
import { render } from '../../src/failure/index.js'

const arrays: readonly ((values: readonly number[]) => IdxData)[] = [
  (values) => Uint8Array.from(values),
  (values) => Int8Array.from(values),
  (values) => Int16Array.from(values),
  (values) => Int32Array.from(values),
  (values) => Float32Array.from(values),
  (values) => Float64Array.from(values),
]

const idx: fc.Arbitrary<Idx> = fc
  .tuple(fc.array(fc.nat({ max: 4 }), { minLength: 0, maxLength: 4 }), fc.constantFrom(...arrays))
  .chain(([dims, make]) => {
    const length = dims.reduce((a, b) => a * b, 1)
    return fc
      .array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: length, maxLength: length })
      .map((values) => ({ dims, data: make(values) }))
  })

const message = (bytes: readonly number[] | Uint8Array): string => {
  const parsed = parseIdx('x.idx')(Uint8Array.from(bytes))
  return E.isLeft(parsed) ? render(parsed.left) : 'accepted'
}

const small: Idx = { dims: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) }

describe('IDX', () => {
  it('is written big-endian, with the type and the rank in the third and fourth byte', () => {
    expect([...encodeIdx({ dims: [2], data: Int16Array.of(1, -2) })]).toEqual([
      0, 0, 0x0b, 1, 0, 0, 0, 2, 0, 1, 0xff, 0xfe,
    ])
  })

  it('parse and encode are inverse', () => {
    fc.assert(
      fc.property(idx, (array) => {
        expect(parseIdx('x.idx')(encodeIdx(array))).toStrictEqual(E.right(array))
      }),
    )
  })

  it('is read from a part of a larger buffer', () => {
    const bytes = encodeIdx({ dims: [2], data: Float32Array.of(1.5, -2) })
    const buffer = new Uint8Array(bytes.length + 3)
    buffer.set(bytes, 3)
    expect(parseIdx('x.idx')(buffer.subarray(3))).toStrictEqual(parseIdx('x.idx')(bytes))
  })

  it('every truncation of a valid file is refused', () => {
    fc.assert(
      fc.property(idx, (array) => {
        const bytes = encodeIdx(array)
        for (let length = 0; length < bytes.length; length += 1)
          expect(parseIdx('x.idx')(bytes.subarray(0, length))).toMatchObject({
            left: { _tag: 'InvalidFile' },
          })
      }),
    )
  })

  it('every byte too many is refused', () => {
    fc.assert(
      fc.property(idx, fc.uint8Array({ minLength: 1, maxLength: 9 }), (array, more) => {
        expect(E.isLeft(parseIdx('x.idx')(Uint8Array.of(...encodeIdx(array), ...more)))).toBe(true)
      }),
    )
  })

  it('says what it expected and what it found', () => {
    expect(message([])).toBe('x.idx: expected an IDX file, which has at least 4 bytes; found 0 bytes')
    expect(message([0x89, 0x50, 0x4e, 0x47, 0x0d])).toBe(
      'x.idx: expected an IDX file, which begins with the bytes 00 00 and one of 08 09 0b 0c 0d 0e; found 89 50 4e 47',
    )
    expect(message([1, 0, 8, 0, 0])).toContain('found 01 00 08 00')
    expect(message([0, 1, 8, 0, 0])).toContain('found 00 01 08 00')
    expect(message([0, 0, 0x0a, 0])).toBe(
      'x.idx: expected an IDX file, which begins with the bytes 00 00 and one of 08 09 0b 0c 0d 0e; found 00 00 0a 00',
    )
    expect(message(encodeIdx(small).subarray(0, 11))).toBe(
      'x.idx: expected 12 bytes of header for 2 dims; found 11 bytes in all',
    )
    expect(message(encodeIdx(small).subarray(0, 17))).toBe(
      'x.idx: expected 18 bytes for uint8 [2, 3]; found 17 bytes',
    )
    expect(message([...encodeIdx(small), 0])).toBe(
      'x.idx: expected 18 bytes for uint8 [2, 3]; found 19 bytes',
    )
  })

  it('refuses dims whose product is beyond any file', () => {
    expect(message([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255])).toContain('found 12 bytes')
  })

  it('does not encode data that its dims do not hold', () => {
    expect(() => encodeIdx({ ...small, dims: [2, 2] })).toThrow(
      'encodeIdx: expected 4 numbers for [2, 2], got 6',
    )
    expect(parseIdx('x.idx')(encodeIdx(small))).toEqual(E.right(small))
  })
})
