/**
 * The arrays that an IDX file can hold.
 * @category data
 * @since 0.1.0
 */
export type IdxData = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array

/** One of the element types of IDX: its code in the third byte, its width, and how it reads and writes big-endian. */
export interface Element {
  readonly code: number
  readonly name: string
  readonly bytes: number
  readonly make: (length: number) => IdxData
  readonly get: (view: DataView, at: number) => number
  readonly set: (view: DataView, at: number, value: number) => void
}

/** The code of bytes, of which all but a few IDX files are made. */
export const UINT8 = 0x08

const uint8: Element = {
  code: UINT8,
  name: 'uint8',
  bytes: 1,
  make: (length) => new Uint8Array(length),
  get: (view, at) => view.getUint8(at),
  set: (view, at, value) => view.setUint8(at, value),
}

const int8: Element = {
  code: 0x09,
  name: 'int8',
  bytes: 1,
  make: (length) => new Int8Array(length),
  get: (view, at) => view.getInt8(at),
  set: (view, at, value) => view.setInt8(at, value),
}

const int16: Element = {
  code: 0x0b,
  name: 'int16',
  bytes: 2,
  make: (length) => new Int16Array(length),
  get: (view, at) => view.getInt16(at),
  set: (view, at, value) => view.setInt16(at, value),
}

const int32: Element = {
  code: 0x0c,
  name: 'int32',
  bytes: 4,
  make: (length) => new Int32Array(length),
  get: (view, at) => view.getInt32(at),
  set: (view, at, value) => view.setInt32(at, value),
}

const float32: Element = {
  code: 0x0d,
  name: 'float32',
  bytes: 4,
  make: (length) => new Float32Array(length),
  get: (view, at) => view.getFloat32(at),
  set: (view, at, value) => view.setFloat32(at, value),
}

const float64: Element = {
  code: 0x0e,
  name: 'float64',
  bytes: 8,
  make: (length) => new Float64Array(length),
  get: (view, at) => view.getFloat64(at),
  set: (view, at, value) => view.setFloat64(at, value),
}

/** The element types of IDX, by their code. */
export const elements: readonly Element[] = [uint8, int8, int16, int32, float32, float64]

/** The element type of a code, if it is one. */
export const elementOfCode = (code: number): Element | undefined =>
  elements.find((known) => known.code === code)

/** The element type of an array. */
export const elementOfData = (data: IdxData): Element => {
  if (data instanceof Uint8Array) return uint8
  if (data instanceof Int8Array) return int8
  if (data instanceof Int16Array) return int16
  if (data instanceof Int32Array) return int32
  if (data instanceof Float32Array) return float32
  return float64
}
