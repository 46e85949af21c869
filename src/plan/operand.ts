/**
 * What an operation really reads: a reshape is a view of what it reshapes, and kernels that broadcast take the
 * data before it was repeated.
 */
import { broadcastShapes } from '../shape/index.js'
import type { DType, Expression } from '../tensor/expression.js'
import { splat } from '../tensor/primitive/leaf.js'

/** Data seen under a shape. */
export interface View {
  readonly node: Expression
  readonly shape: readonly number[]
}

/** The data behind any number of reshapes. */
export const viewed = (e: Expression): View => {
  let node = e
  while (node.op === 'reshape' && node.inputs[0] !== undefined) node = node.inputs[0]
  return { node, shape: e.shape }
}

/** Operations whose kernels broadcast their operands as NumPy does. */
const broadcasting: ReadonlySet<string> = new Set([
  'add',
  'subtract',
  'multiply',
  'divide',
  'maximum',
  'minimum',
  'power',
  'compare',
])

/** A reader of operands that makes each scalar once. */
export const operandReader = (): ((e: Expression) => readonly View[]) => {
  const scalars = new Map<string, Expression>()
  const scalar = (value: number, dtype: DType): Expression => {
    const key = `${dtype} ${Object.is(value, -0) ? '-0' : value}`
    const known = scalars.get(key) ?? splat(value, [], dtype)
    scalars.set(key, known)
    return known
  }
  /** The data before it was repeated, its axes aligned at the end with size 1 where it was. */
  const narrow = (e: Expression): View => {
    if (e.op === 'splat') return { node: scalar(e.attributes.value, e.dtype), shape: [] }
    const source = e.op === 'broadcastInDim' ? e.inputs[0] : undefined
    if (e.op !== 'broadcastInDim' || source === undefined) return viewed(e)
    const { dimensions } = e.attributes
    const aligned = e.shape.map((_, axis) => source.shape[dimensions.indexOf(axis)] ?? 1)
    const from = aligned.findIndex((d) => d !== 1)
    return { node: viewed(source).node, shape: from < 0 ? [] : aligned.slice(from) }
  }
  return (e) => {
    if (!broadcasting.has(e.op)) return e.inputs.map(viewed)
    const [a, b] = e.inputs
    if (a === undefined || b === undefined) return e.inputs.map(viewed)
    const [x, y] = [narrow(a), narrow(b)]
    // the kernel must still arrive at the whole shape
    return broadcastShapes(e.op, x.shape, y.shape).join() === e.shape.join() ? [x, y] : [viewed(a), y]
  }
}

/** Expressions below the roots in the order in which they can be computed, each once; views are not computed. */
export const inOrder = (
  roots: readonly Expression[],
  operands: (e: Expression) => readonly View[],
): readonly Expression[] => {
  const order: Expression[] = []
  const done = new Set<Expression>()
  const stack = roots.map((e) => viewed(e).node).reverse()
  while (stack.length > 0) {
    const e = stack[stack.length - 1]
    if (e === undefined) break
    const waiting = done.has(e)
      ? []
      : operands(e)
          .map((v) => v.node)
          .filter((x) => !done.has(x))
    if (waiting.length > 0) {
      stack.push(...waiting.reverse())
      continue
    }
    stack.pop()
    if (done.has(e)) continue
    done.add(e)
    order.push(e)
  }
  return order
}
