/** What the host computes for a program: keys, random numbers and counts. */
import { size } from '../../shape/index.js'
import type { DType, Law, Values, Words } from '../../tensor/expression.js'
import { gumbel, laplace, normal, uniform } from '../../tensor/threefry.js'

const fillers = { uniform, normal, laplace, gumbel } as const

/** So many independent numbers of a standard law. */
export const drawn = (key: Words, law: Law, shape: readonly number[]): Float32Array => {
  const out = new Float32Array(size(shape))
  fillers[law](key, out)
  return out
}

/** The index of each element along an axis. */
export const counted = (shape: readonly number[], axis: number, dtype: DType): Values => {
  const inner = size(shape.slice(axis + 1))
  const length = shape[axis] ?? 1
  const out = dtype === 'int32' ? new Int32Array(size(shape)) : new Float32Array(size(shape))
  for (let i = 0; i < out.length; i += 1) out[i] = Math.floor(i / inner) % length
  return out
}
