/** A rule of shapes under test: calls to draw, each as it is written in a program and as it runs. */
import type fc from 'fast-check'
import type { Shape } from '../../../src/shape/index.js'
import type { DType } from '../../../src/tensor/expression.js'
import { type AnyTensor, expression, type Tensor } from '../../../src/tensor/tensor.js'

/** A tensor whose shape the compiler does not know: a rule leaves it to run time. */
export type Open = Tensor<Shape>

/** What an operation gives: a tensor, or several. */
export type Result = AnyTensor | readonly AnyTensor[]

/** An operation on operands of these shapes. */
export interface Call {
  readonly operands: readonly (readonly number[])[]
  /** The call in a program, given the text of each operand. */
  readonly text: (...operands: readonly string[]) => string
  /** The same call at run time. */
  readonly run: (...operands: readonly Open[]) => Result
}

/** An operation, and the calls of it that are drawn; sizes are drawn by `dim`. */
export interface Rule {
  readonly name: string
  readonly calls: (dim: fc.Arbitrary<number>) => fc.Arbitrary<Call>
  /**
   * What the backend's data says of the shape, if not all but axes of size 1: `count` where it stays as it is and has
   * no shape of its own, `joined` where a kernel takes some neighbouring axes as one.
   */
  readonly data?: 'count' | 'joined'
  /** Words that speak of the options alone: the compiler says them there, and goes on to the operands. */
  readonly early?: RegExp
  /** Whether it takes everything. */
  readonly total?: true
  /** Whether it is a type with its twin only: nothing to compute. */
  readonly untensored?: true
}

/** One operand of a curried operation: `name(...options)(x)`. */
export const curried = (
  name: string,
  options: readonly unknown[],
  operands: readonly (readonly number[])[],
  run: Call['run'],
): Call => ({
  operands,
  text: (...xs) => `${name}(${options.map(written).join(', ')})(${xs.join(', ')})`,
  run,
})

/** An operation of nothing but operands: `name(x, y)`. */
export const plain = (name: string, operands: readonly (readonly number[])[], run: Call['run']): Call => ({
  operands,
  text: (...xs) => `${name}(${xs.join(', ')})`,
  run,
})

const written = (option: unknown): string => JSON.stringify(option)

const typeNames: Readonly<Record<DType, string>> = {
  float32: 'Tensor',
  int32: 'IntTensor',
  bool: 'BoolTensor',
  key: 'Key',
}

/** The type that a result should have, as an editor shows it. */
export const typeOf = (result: Result): string => {
  if (isList(result)) return `[${result.map(typeOf).join(', ')}]`
  const { shape, dtype } = expression(result)
  return `${typeNames[dtype]}<[${shape.join(', ')}]>`
}

/** The tensors of a result. */
export const tensorsOf = (result: Result): readonly AnyTensor[] => (isList(result) ? result : [result])

const isList = (result: Result): result is readonly AnyTensor[] => Array.isArray(result)
