/** Values that the host makes: counting along an axis, keys derived from keys, and random numbers. */
import type { DType, Expression, Law } from '../expression.js'
import { node } from './node.js'

/** The index of each element along an axis. */
export const iota = (shape: readonly number[], axis: number, dtype: DType = 'int32'): Expression =>
  node('iota', [], { axis }, shape, dtype)

/** The key derived from a key and a count. */
export const foldIn = (key: Expression, data: number): Expression =>
  node('foldIn', [key], { data }, [], 'key')

/** Independent numbers of a standard law; the same for the same key on every backend. */
export const draw = (key: Expression, law: Law, shape: readonly number[]): Expression =>
  node('draw', [key], { law }, shape, 'float32')
