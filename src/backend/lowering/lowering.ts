/** How an operation becomes kernels: a table from operations to launches, and one from operations to rewrites. */
import type { Attributes, Expression, Node, Op } from '../../tensor/expression.js'
import type { Kernel, TensorInfo } from '../device/device.js'

/** Gives the kernel of a TensorFlow.js name under attributes, and frees what only existed between two kernels. */
export interface Kernels {
  readonly kernel: (name: string, attributes?: object) => Kernel
  readonly dispose: (info: TensorInfo) => void
}

/** Runs one operation over its operands. */
export type Launch = (operands: readonly TensorInfo[]) => TensorInfo

/** Prepares the launch of one node. */
export type Lowering<O extends Op> = (node: Node<O>, kernels: Kernels) => Launch

/** The kernels of operations; those that are missing are rewritten, run on the host, or are leaves. */
export type LoweringTable = { readonly [O in Op]?: Lowering<O> }

/** The kernels of named composites. */
export type CompositeTable = Readonly<Record<string, Lowering<'composite'>>>

/** The same value by operations that suit the backend; undefined when the operation already does. */
export type Rewrite<O extends Op> = (node: Node<O>) => Expression | undefined

/** The rewrites of a backend. */
export type RewriteTable = { readonly [O in Op]?: Rewrite<O> }

/** All that makes a backend different from others. */
export interface BackendTable {
  readonly lowerings: LoweringTable
  readonly composites: CompositeTable
  readonly rewrites: RewriteTable
}

/** The lowering that a table has for a node: the table's types tie operation and node together. */
export const loweringOf = (
  table: LoweringTable,
  e: Expression,
): ((kernels: Kernels) => Launch) | undefined => {
  const lowering = table[e.op] as Lowering<keyof Attributes> | undefined
  return lowering === undefined ? undefined : (kernels) => lowering(e as never, kernels)
}

/** What a table of rewrites makes of a node. */
export const rewriteOf = (table: RewriteTable, e: Expression): Expression | undefined => {
  const rewrite = table[e.op] as Rewrite<keyof Attributes> | undefined
  return rewrite?.(e as never)
}

/** The operand at an index; a missing one would be a fault of the planner. */
export const at = (operands: readonly TensorInfo[], index: number): TensorInfo => {
  const found = operands[index]
  if (found === undefined) throw new Error(`a kernel has no operand ${index}`)
  return found
}

/** One kernel of a chain. */
export type Step = (x: TensorInfo) => TensorInfo

/** Kernels one after the other; what lies between two is freed. */
export const chained =
  (steps: readonly Step[], { dispose }: Kernels): Launch =>
  (operands) =>
    steps.reduce(
      (x, step, i) => {
        try {
          return step(x)
        } finally {
          if (i > 0) dispose(x)
        }
      },
      at(operands, 0),
    )
