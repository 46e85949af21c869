/** Runs a plan on the reference, slot by slot, and refuses what a backend could not do: reading what is not there. */
import type { Operand, Plan, Step } from '../../src/plan/index.js'
import { apply } from '../support/reference.js'
import { isBinary } from '../support/reference-elementwise.js'
import { broadcastTo } from '../support/reference-structure.js'
import { count, item, type Value } from '../support/reference-value.js'

/** Operands as a kernel that broadcasts takes them: their own shapes have to make the shape of the result. */
const together = (operands: readonly Value[], shape: readonly number[]): readonly Value[] => {
  const made = shape.map((_, i) =>
    Math.max(1, ...operands.map((x) => x.shape[i - shape.length + x.shape.length] ?? 1)),
  )
  if (made.join() !== shape.join()) throw new Error(`operands make [${made}] where [${shape}] is promised`)
  return operands.map((x) => broadcastTo(x, shape))
}

/** The outputs of a plan for these arguments, and the slots that still hold something of the plan's own making. */
export interface Outcome {
  readonly outputs: readonly Value[]
  readonly left: readonly number[]
}

export const interpret = (plan: Plan, args: readonly Value[]): Outcome => {
  const slots = new Map<number, Value>()
  const fill = (slot: number, value: Value): void => {
    if (slots.has(slot)) throw new Error(`slot ${slot} is written twice`)
    if (slot < 0 || slot >= plan.slots) throw new Error(`slot ${slot} is not among ${plan.slots}`)
    slots.set(slot, value)
  }
  const read = ({ slot, shape }: Operand): Value => {
    const held = slots.get(slot)
    if (held === undefined) throw new Error(`slot ${slot} is read but holds nothing`)
    if (held.data.length !== count(shape))
      throw new Error(`slot ${slot} of [${held.shape}] is seen as [${shape}]`)
    return { shape, data: held.data }
  }
  const run = ({ node, operands, result, frees }: Step): void => {
    const given = operands.map(read)
    const broadcasts = isBinary(node.op) || node.op === 'compare'
    fill(result, apply(node, broadcasts ? together(given, node.shape) : given))
    for (const slot of frees)
      if (!slots.delete(slot)) throw new Error(`slot ${slot} is freed but holds nothing`)
  }
  for (const { node, slot } of plan.leaves) fill(slot, apply(node, []))
  for (const step of plan.once) run(step)
  const before = new Set(slots.keys())
  plan.parameters.forEach((slot, i) => {
    if (slot === undefined) return
    fill(slot, item(args, i))
    before.add(slot)
  })
  for (const step of plan.steps) run(step)
  const outputs = plan.outputs.map(read)
  const returned = new Set(plan.outputs.map(({ slot }) => slot))
  return { outputs, left: [...slots.keys()].filter((slot) => !before.has(slot) && !returned.has(slot)) }
}
