/** A plan in words: one line a step, for people who want to see what will run. */
import type { Operand, Plan } from './plan.js'

const operand = (o: Operand): string => `%${o.slot}:[${o.shape.join(', ')}]`

/** One line a step: result, operation, operands, and what is freed after it. */
export const explain = (p: Plan): string =>
  [
    ...p.leaves.map((l) => `%${l.slot} = ${l.node.op} ${l.node.dtype}[${l.node.shape.join(', ')}]`),
    ...p.parameters.map((slot, i) =>
      slot === undefined ? `argument ${i} is not used` : `%${slot} = argument ${i}`,
    ),
    ...[...p.once, ...p.steps].map((s) => {
      const name = s.node.op === 'composite' ? s.node.attributes.name : s.node.op
      const freed = s.frees.length === 0 ? '' : `  frees ${s.frees.map((f) => `%${f}`).join(' ')}`
      return `%${s.result}:[${s.node.shape.join(', ')}] = ${name}(${s.operands.map(operand).join(', ')})${freed}`
    }),
    `returns ${p.outputs.map(operand).join(', ')}`,
  ].join('\n')
