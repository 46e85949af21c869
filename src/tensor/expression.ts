/**
 * What a tensor is at run time: an immutable node of a closed set of operations.
 *
 * Names, attributes and meaning follow StableHLO's operations where one exists (written here in camel case),
 * so that a program can be exported without translation. Primitives never broadcast implicitly: shapes of
 * elementwise operands are equal, and `broadcastInDim` is the only way to repeat data.
 */
import type { Words } from './threefry.js'

/** The element types: float32, int32, bool, and `key`, the state of the counter-based generator. */
export type DType = 'float32' | 'int32' | 'bool' | 'key'

/** Host data in row-major order; a bool is a byte. */
export type Values = Float32Array | Int32Array | Uint8Array

export type { Words }

/** The comparison a `compare` makes. */
export type Direction = 'EQ' | 'NE' | 'GE' | 'GT' | 'LE' | 'LT'

/** How a `reduce` combines elements: add, maximum and minimum of numbers, and, or of bools. */
export type Reducer = 'add' | 'maximum' | 'minimum' | 'and' | 'or'

/** The laws from which a `draw` takes its numbers, each in standard form. */
export type Law = 'uniform' | 'normal' | 'laplace' | 'gumbel'

/** Low and high padding of one axis. */
export type Padding = readonly [low: number, high: number]

/** Elementwise operations of one float operand. */
export type UnaryOp =
  | 'negate'
  | 'abs'
  | 'sign'
  | 'exponential'
  | 'exponentialMinusOne'
  | 'log'
  | 'logPlusOne'
  | 'logistic'
  | 'tanh'
  | 'sqrt'
  | 'rsqrt'
  | 'sine'
  | 'cosine'
  | 'floor'
  | 'ceil'
  | 'roundNearestEven'
  | 'erf'

/** Elementwise operations of two numeric operands of equal shape. */
export type BinaryOp = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum' | 'power'

type None = Readonly<Record<never, never>>

/** The closed set: each operation with its attributes. */
export interface Attributes extends Readonly<Record<UnaryOp, None>>, Readonly<Record<BinaryOp, None>> {
  // leaves
  readonly constant: { readonly values: Values }
  readonly splat: { readonly value: number }
  readonly key: { readonly words: Words }
  readonly parameter: { readonly index: number; readonly trace: object }
  readonly buffer: { readonly handle: object }
  // control
  readonly identity: None
  readonly stopGradient: None
  readonly composite: Composite
  // elementwise
  readonly not: None
  readonly and: None
  readonly or: None
  readonly compare: { readonly direction: Direction }
  readonly select: None
  readonly convert: None
  // reductions and their transposes
  readonly reduce: { readonly reducer: Reducer; readonly axes: readonly number[] }
  readonly broadcastInDim: { readonly dimensions: readonly number[] }
  readonly cumulativeSum: { readonly axis: number; readonly reverse: boolean }
  // rearrangement
  readonly reshape: None
  readonly transpose: { readonly permutation: readonly number[] }
  readonly reverse: { readonly axes: readonly number[] }
  readonly concatenate: { readonly axis: number }
  readonly slice: {
    readonly start: readonly number[]
    readonly limit: readonly number[]
    readonly strides: readonly number[]
  }
  readonly pad: {
    readonly low: readonly number[]
    readonly high: readonly number[]
    readonly interior: readonly number[]
    readonly value: number
  }
  readonly gather: { readonly axis: number }
  readonly scatterAdd: { readonly axis: number }
  // contractions
  readonly dotGeneral: DotDimensions
  readonly convolution: ConvolutionWindow
  readonly reduceWindow: PoolingWindow
  // creation
  readonly iota: { readonly axis: number }
  readonly foldIn: { readonly data: number }
  readonly draw: { readonly law: Law }
}

/** The axes that a `dotGeneral` pairs: result axes are batch, then free of lhs, then free of rhs. */
export interface DotDimensions {
  readonly lhsBatch: readonly number[]
  readonly rhsBatch: readonly number[]
  readonly lhsContracting: readonly number[]
  readonly rhsContracting: readonly number[]
}

/** How a kernel [h, w, in, out] slides over an input [n, h, w, in]. */
export interface ConvolutionWindow {
  readonly strides: readonly [number, number]
  readonly padding: readonly [Padding, Padding]
  readonly inputDilation: readonly [number, number]
  readonly kernelDilation: readonly [number, number]
}

/** How a pooling window slides over an input [n, h, w, c]. */
export interface PoolingWindow {
  readonly reducer: 'add' | 'maximum'
  readonly window: readonly [number, number]
  readonly strides: readonly [number, number]
  readonly padding: readonly [Padding, Padding]
}

/** An operation made of others, under a name by which a backend may run it as one kernel. */
export interface Composite {
  readonly name: string
  /** What distinguishes this use of the name from others; JSON. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** The same value, built of other operations over the inputs. */
  readonly decompose: (inputs: readonly Expression[]) => Expression
}

/** The name of an operation. */
export type Op = keyof Attributes

/** Cotangents of a node's inputs, given its own; undefined where nothing flows. */
export type Derivative<O extends Op> = (
  node: Node<O>,
  cotangent: Expression,
) => readonly (Expression | undefined)[]

/** One operation applied to expressions. */
export interface Node<O extends Op> {
  readonly op: O
  readonly inputs: readonly Expression[]
  readonly attributes: Attributes[O]
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly derivative: Derivative<O> | undefined
}

/** Any node: the union over the closed set, so that a test of `op` narrows the attributes. */
export type Expression = { readonly [O in Op]: Node<O> }[Op]

/** The input of a node at an index; an absent one is a broken invariant. */
export const input = (
  node: { readonly op: Op; readonly inputs: readonly Expression[] },
  index: number,
): Expression => {
  const found = node.inputs[index]
  if (found === undefined) throw new InternalError(`${node.op} has no input ${index}`)
  return found
}

/**
 * A broken invariant of this library: never the caller's data, always a fault here.
 * @category failure
 * @since 0.1.0
 */
export class InternalError extends Error {
  override readonly name = 'InternalError'
}
