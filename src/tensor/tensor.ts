/**
 * The shape-typed view of expressions. At run time a Tensor is an expression node; the shape stands in the type.
 */
import type { Dim, Shape } from '../shape/index.js'
import type { Expression, Values } from './expression.js'
import { isExpression } from './primitive/node.js'

declare const shapeTag: unique symbol
declare const dtypeTag: unique symbol

/**
 * Any tensor, of whatever shape and element type: the leaf of a parameter tree.
 * @category tensor
 * @since 0.1.0
 */
export interface AnyTensor {
  readonly [dtypeTag]: string
}

/**
 * An immutable float32 tensor of shape S: host data, a buffer that a backend holds, or an operation applied to
 * tensors. Invariant in S: otherwise batches of 8 and 4 would meet as "8 or 4".
 * @category tensor
 * @since 0.1.0
 */
export interface Tensor<in out S> extends AnyTensor {
  readonly [shapeTag]: S
  readonly [dtypeTag]: 'float32'
}

/**
 * An immutable int32 tensor of shape S: indices and counts.
 * @category tensor
 * @since 0.1.0
 */
export interface IntTensor<in out S> extends AnyTensor {
  readonly [shapeTag]: S
  readonly [dtypeTag]: 'int32'
}

/**
 * An immutable bool tensor of shape S: what comparisons give and `select` takes.
 * @category tensor
 * @since 0.1.0
 */
export interface BoolTensor<in out S> extends AnyTensor {
  readonly [shapeTag]: S
  readonly [dtypeTag]: 'bool'
}

/**
 * A key of the counter-based generator: a value like any other, so it stands in trees and in arguments.
 * @category random
 * @since 0.1.0
 */
export interface Key extends AnyTensor {
  readonly [dtypeTag]: 'key'
}

/** A tensor of the element types that have a shape. */
export type Shaped<S> = Tensor<S> | IntTensor<S> | BoolTensor<S>

/**
 * The shape in the type of a tensor.
 * @category tensor
 * @since 0.1.0
 */
export type ShapeOf<T> = T extends Shaped<infer S> ? S : never

/**
 * The host data of a tensor: floats, integers, or a byte for each bool.
 * @category tensor
 * @since 0.1.0
 */
export type ValuesOf<T extends AnyTensor> = T extends { readonly [dtypeTag]: 'float32' }
  ? Float32Array
  : T extends { readonly [dtypeTag]: 'int32' }
    ? Int32Array
    : T extends { readonly [dtypeTag]: 'bool' }
      ? Uint8Array
      : Values

/** The data that a backend gave for a tensor has the type of its elements. */
export const valuesOf = <T extends AnyTensor>(_: T, values: Values): ValuesOf<T> => values as ValuesOf<T>

/** The expression behind a tensor. */
export const expression = (x: AnyTensor): Expression => x as unknown as Expression

/** An expression whose shape and type the caller has derived by a rule of `shape`. */
export const typed = <T extends AnyTensor>(e: Expression): T => e as unknown as T

/** Several expressions, likewise. */
export const typedEach = <T>(es: readonly Expression[]): T => es as unknown as T

/** Whether a value is a tensor (or a key). */
export const isTensor = (x: unknown): x is AnyTensor => isExpression(x)

/**
 * The sizes of a tensor's axes, as known at run time.
 * @category tensor
 * @since 0.1.0
 * @example
 * import { shapeOf, zeros } from 'reparam'
 * console.assert(shapeOf(zeros(2, 3)).join() === '2,3')
 */
export const shapeOf = (x: AnyTensor): readonly number[] => expression(x).shape

/** Sizes that a caller wrote as dims; a name has no size of its own, so it is refused by the type. */
export type Sizes = number[]

export type { Dim, Shape }
