/**
 * A plan: what to compute in which order, where each result stands, and when it is needed for the last time.
 * A slot is a place for data; reshaped views share the slot of what they view.
 */
import type { DType, Expression, Node } from '../tensor/expression.js'
import { InternalError } from '../tensor/expression.js'
import { canonical } from './canonical.js'
import { inOrder, operandReader, type View, viewed } from './operand.js'
import type { Target } from './target.js'

/** Data of a slot, seen under a shape. */
export interface Operand {
  readonly slot: number
  readonly shape: readonly number[]
  readonly dtype: DType
}

/** One operation to run, and the slots that nothing reads after it. */
export interface Step {
  readonly node: Expression
  readonly operands: readonly Operand[]
  readonly result: number
  readonly frees: readonly number[]
}

/** Data that is there before the first step. */
export interface Leaf {
  readonly node: Node<'constant'> | Node<'splat'> | Node<'key'> | Node<'buffer'>
  readonly slot: number
}

/** What a target runs to make the outputs of a traced function. */
export interface Plan {
  readonly slots: number
  /** The slot of each parameter; undefined where no output depends on it. */
  readonly parameters: readonly (number | undefined)[]
  readonly leaves: readonly Leaf[]
  /** Steps that depend on constants only: run once, their results kept. */
  readonly once: readonly Step[]
  readonly steps: readonly Step[]
  readonly outputs: readonly Operand[]
}

const untraced =
  'a tensor inside a function that is being compiled has no numbers yet: read or evaluate what the function returns'

/** The plan of some outputs as functions of so many parameters. */
export const plan = (outputs: readonly Expression[], parameters: number, target: Target): Plan => {
  const roots = canonical(outputs, target)
  const read = operandReader()
  const order = inOrder(roots, read)
  const slotOf = new Map<Expression, number>()
  const slot = (e: Expression): number => {
    const at = slotOf.get(e)
    if (at === undefined) throw new InternalError(`plan: ${e.op} is used before it is computed`)
    return at
  }
  const place = ({ node, shape }: View): Operand => ({ slot: slot(node), shape, dtype: node.dtype })

  const leaves: Leaf[] = []
  const parameterSlots: (number | undefined)[] = Array.from({ length: parameters }, () => undefined)
  const constantSlots = new Set<number>()
  const todo: {
    readonly node: Expression
    readonly operands: readonly Operand[]
    readonly result: number
  }[] = []
  let slots = 0
  for (const e of order) {
    const at = slots
    slots += 1
    slotOf.set(e, at)
    switch (e.op) {
      case 'constant':
      case 'splat':
        constantSlots.add(at)
        leaves.push({ node: e, slot: at })
        break
      case 'key':
      case 'buffer':
        leaves.push({ node: e, slot: at })
        break
      case 'parameter':
        if (e.attributes.index >= parameters) throw new Error(untraced)
        parameterSlots[e.attributes.index] = at
        break
      default: {
        const operands = read(e).map(place)
        if (operands.every((o) => constantSlots.has(o.slot))) constantSlots.add(at)
        todo.push({ node: e, operands, result: at })
      }
    }
  }
  const results = roots.map((e) => {
    const { node, shape } = viewed(e)
    return { slot: slot(node), shape, dtype: e.dtype }
  })

  const kept = new Set(results.map((o) => o.slot))
  // what was given is freed by those who gave it; constants stay for the next run if a step of the run reads them
  for (const { slot: at } of leaves) if (!constantSlots.has(at)) kept.add(at)
  for (const s of todo)
    if (!constantSlots.has(s.result))
      for (const o of s.operands) if (constantSlots.has(o.slot)) kept.add(o.slot)
  for (const at of parameterSlots) if (at !== undefined) kept.add(at)
  const last = new Map<number, number>()
  todo.forEach((s, i) => {
    last.set(s.result, i)
    for (const o of s.operands) last.set(o.slot, i)
  })
  const frees = todo.map((): number[] => [])
  for (const [at, i] of last) if (!kept.has(at)) frees[i]?.push(at)
  const steps = todo.map((s, i): Step => ({ ...s, frees: frees[i] ?? [] }))
  return {
    slots,
    parameters: parameterSlots,
    leaves,
    once: steps.filter((s) => constantSlots.has(s.result)),
    steps: steps.filter((s) => !constantSlots.has(s.result)),
    outputs: results,
  }
}
