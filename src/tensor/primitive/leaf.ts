/** Leaves: expressions that are given, not computed. */
import { size } from '../../shape/index.js'
import { type DType, type Expression, InternalError, type Values, type Words } from '../expression.js'
import { node } from './node.js'

const dtypeOf = (values: Values): DType =>
  values instanceof Float32Array ? 'float32' : values instanceof Int32Array ? 'int32' : 'bool'

/** Host data in row-major order. The array belongs to the expression from now on: nobody writes into it. */
export const constant = (values: Values, shape: readonly number[]): Expression => {
  if (values.length !== size(shape))
    throw new InternalError(`constant: ${values.length} values for shape [${shape.join(', ')}]`)
  return node('constant', [], { values }, shape, dtypeOf(values))
}

/** A tensor whose elements are all the same number, of no memory. */
export const splat = (value: number, shape: readonly number[], dtype: DType = 'float32'): Expression =>
  node('splat', [], { value: dtype === 'float32' ? Math.fround(value) : value }, shape, dtype)

/** A splat in the shape and type of another expression. */
export const splatLike = (value: number, like: Expression): Expression => splat(value, like.shape, like.dtype)

/** A generator key of known words. */
export const keyOf = (words: Words): Expression => node('key', [], { words }, [], 'key')

/** The trace of parameters that stand for the arguments of no compiled function. */
const unowned = {}

/** The argument at `index` of a function in one of its traces. */
export const parameter = (
  index: number,
  shape: readonly number[],
  dtype: DType,
  trace: object = unowned,
): Expression => node('parameter', [], { index, trace }, shape, dtype)

/** Data that a backend holds under `handle`, which only that backend understands. */
export const buffer = (handle: object, shape: readonly number[], dtype: DType): Expression =>
  node('buffer', [], { handle }, shape, dtype)

/** Whether an expression is a splat of this value. */
export const isSplat = (e: Expression, value: number): boolean =>
  e.op === 'splat' && e.attributes.value === Math.fround(value)
