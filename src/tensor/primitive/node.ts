/**
 * Where an expression is built: the one place that knows that a node of operation O is an Expression.
 */
import { ShapeError, show } from '../../shape/index.js'
import type { Attributes, Derivative, DType, Expression, Node, Op } from '../expression.js'

class Operation<O extends Op> implements Node<O> {
  constructor(
    readonly op: O,
    readonly inputs: readonly Expression[],
    readonly attributes: Attributes[O],
    readonly shape: readonly number[],
    readonly dtype: DType,
    readonly derivative: Derivative<O> | undefined,
  ) {}

  /** One line for a debugger: the operation, its type and its shape. */
  toString(): string {
    return `${this.op}: ${this.dtype}[${this.shape.join(', ')}]`
  }

  /** What Node prints for it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `${this}`
  }
}

/** A node; what it means was checked by the caller, whose shape rule gave `shape`. */
export const node = <O extends Op>(
  op: O,
  inputs: readonly Expression[],
  attributes: Attributes[O],
  shape: readonly number[],
  dtype: DType,
  derivative?: Derivative<O>,
): Expression => {
  if (!shape.every((d) => Number.isSafeInteger(d) && d >= 0))
    throw new ShapeError(`${op}: ${show(shape)} has a size that is no whole number of at least 0`)
  return new Operation(op, inputs, attributes, shape, dtype, derivative) as unknown as Expression
}

/** The same operation over other inputs of the same shapes: how passes rebuild a graph. */
export const withInputs = (e: Expression, inputs: readonly Expression[]): Expression =>
  inputs.every((x, i) => x === e.inputs[i])
    ? e
    : (new Operation(
        e.op,
        inputs,
        e.attributes,
        e.shape,
        e.dtype,
        e.derivative as never,
      ) as unknown as Expression)

/** Cotangents of the inputs of a node; undefined when its operation has none at all. */
export const pullback = (
  e: Expression,
  cotangent: Expression,
): readonly (Expression | undefined)[] | undefined => e.derivative?.(e as never, cotangent)

/** Whether an object is an expression. */
export const isExpression = (x: unknown): x is Expression => x instanceof Operation

/** An elementwise operation under the shape of its new inputs. */
export const withShape = (e: Expression, shape: readonly number[]): Expression =>
  new Operation(e.op, e.inputs, e.attributes, shape, e.dtype, e.derivative as never) as unknown as Expression
