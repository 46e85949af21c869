/**
 * What expressions mean, in float64 and by the plainest loops there are: no kernels, no plan, no rewriting. It is
 * the oracle: backends are compared with it, and central differences are taken on it.
 */
import { Handle } from '../../src/backend/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { fold, gumbel, laplace, normal, uniform } from '../../src/tensor/threefry.js'
import { convolution, dotGeneral, reduceWindow } from './reference-contraction.js'
import { binary, comparisons, converted, isBinary, isUnary, unary } from './reference-elementwise.js'
import * as structure from './reference-structure.js'
import { build, count, item, number, type Value } from './reference-value.js'

export { float32Value, type Value } from './reference-value.js'

const fillers = { uniform, normal, laplace, gumbel } as const

/** One operation over values. Leaves read `args`, the values of the parameters. */
export const apply = (e: Expression, inputs: readonly Value[], args: readonly Value[] = []): Value => {
  const x = (i = 0): Value => item(inputs, i)
  if (isUnary(e.op)) return elementwise(e, inputs, unary[e.op])
  if (isBinary(e.op)) return elementwise(e, inputs, binary[e.op])
  switch (e.op) {
    case 'constant':
      return { shape: e.shape, data: Array.from(e.attributes.values) }
    case 'splat': {
      const { value } = e.attributes
      return { shape: e.shape, data: Array.from({ length: count(e.shape) }, () => value) }
    }
    case 'key':
      return { shape: [], data: e.attributes.words }
    case 'parameter':
      return item(args, e.attributes.index)
    case 'buffer':
      return held(e, e.attributes.handle)
    case 'identity':
    case 'stopGradient':
      return x()
    case 'composite': {
      const made = e.attributes.decompose(
        inputs.map(({ shape }, i) => parameter(i, shape, e.inputs[i]?.dtype ?? e.dtype)),
      )
      return reference(made, inputs)
    }
    case 'not':
      return elementwise(e, inputs, (p) => (p === 0 ? 1 : 0))
    case 'and':
      return elementwise(e, inputs, (p, q) => (p !== 0 && q !== 0 ? 1 : 0))
    case 'or':
      return elementwise(e, inputs, (p, q) => (p !== 0 || q !== 0 ? 1 : 0))
    case 'compare': {
      const holds = comparisons[e.attributes.direction]
      return elementwise(e, inputs, (p, q) => (holds(p, q) ? 1 : 0))
    }
    case 'select':
      return { shape: e.shape, data: x(0).data.map((c, i) => number(x(c !== 0 ? 1 : 2).data, i)) }
    case 'convert':
      return elementwise(e, inputs, converted[e.dtype])
    case 'reduce':
      return structure.reduce(x(), e.attributes, e.shape)
    case 'broadcastInDim':
      return structure.broadcastInDim(x(), e.attributes.dimensions, e.shape)
    case 'cumulativeSum':
      return structure.cumulativeSum(x(), e.attributes)
    case 'reshape':
      return { shape: e.shape, data: x().data }
    case 'transpose':
      return structure.transpose(x(), e.attributes.permutation)
    case 'reverse':
      return structure.reverse(x(), e.attributes.axes)
    case 'concatenate':
      return structure.concatenate(inputs, e.attributes.axis, e.shape)
    case 'slice':
      return structure.slice(x(), e.attributes, e.shape)
    case 'pad':
      return structure.pad(x(), e.attributes, e.shape)
    case 'gather':
      return structure.gather(x(), x(1), e.attributes.axis, e.shape)
    case 'scatterAdd':
      return structure.scatterAdd(x(), x(1), e.attributes.axis, e.shape)
    case 'dotGeneral':
      return dotGeneral(x(), x(1), e.attributes, e.shape)
    case 'convolution':
      return convolution(x(), x(1), e.attributes, e.shape)
    case 'reduceWindow':
      return reduceWindow(x(), e.attributes, e.shape)
    case 'iota': {
      const { axis } = e.attributes
      return build(e.shape, (index) => number(index, axis))
    }
    case 'foldIn':
      return { shape: [], data: fold(words(x()), e.attributes.data) }
    case 'draw': {
      const out = new Float32Array(count(e.shape))
      fillers[e.attributes.law](words(x()), out)
      return { shape: e.shape, data: Array.from(out) }
    }
  }
}

const elementwise = (
  e: Expression,
  inputs: readonly Value[],
  f: (...xs: readonly [number, number]) => number,
): Value => {
  const [left, right = left] = [item(inputs, 0).data, inputs[1]?.data]
  const data: number[] = []
  for (let i = 0; i < left.length; i += 1) data.push(f(number(left, i), number(right, i)))
  return { shape: e.shape, data }
}

const words = ({ data }: Value) => [number(data, 0), number(data, 1)] as const

const held = (e: Expression, handle: object): Value => {
  if (!(handle instanceof Handle)) throw new Error('reference: a buffer of unknown origin')
  const { backend, id } = handle.storage
  return { shape: e.shape, data: Array.from(backend.downloadSync?.(id, e.dtype) ?? []) }
}

/** The values of every expression below some roots, each computed once. */
const allValues = (roots: readonly Expression[], args: readonly Value[]): ReadonlyMap<Expression, Value> => {
  const known = new Map<Expression, Value>()
  const stack = [...roots]
  while (stack.length > 0) {
    const e = stack[stack.length - 1]
    if (e === undefined) break
    const waiting = known.has(e) ? [] : e.inputs.filter((input) => !known.has(input))
    stack.push(...waiting)
    if (waiting.length > 0) continue
    stack.pop()
    if (known.has(e)) continue
    const inputs = e.inputs.flatMap((input) => known.get(input) ?? [])
    known.set(e, apply(e, inputs, args))
  }
  return known
}

/** The values of some expressions as functions of parameters. */
export const references = (roots: readonly Expression[], args: readonly Value[] = []): readonly Value[] => {
  const known = allValues(roots, args)
  return roots.flatMap((e) => known.get(e) ?? [])
}

/** The value of an expression as a function of parameters. */
export const reference = (e: Expression, args: readonly Value[] = []): Value => item(references([e], args), 0)

/** The largest finite magnitude met on the way to some values: what float32 rounding is relative to. */
export const largestMagnitude = (roots: readonly Expression[], args: readonly Value[] = []): number =>
  largestOf(allValues(roots, args))

/** Some values, and the largest finite magnitude met on the way to them. */
export const evaluated = (
  roots: readonly Expression[],
  args: readonly Value[] = [],
): { readonly values: readonly Value[]; readonly largest: number } => {
  const known = allValues(roots, args)
  return { values: roots.flatMap((e) => known.get(e) ?? []), largest: largestOf(known) }
}

const largestOf = (known: ReadonlyMap<Expression, Value>): number => {
  let largest = 0
  for (const [e, { data }] of known)
    if (e.dtype === 'float32')
      for (const v of data) if (Number.isFinite(v)) largest = Math.max(largest, Math.abs(v))
  return largest
}
