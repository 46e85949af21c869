/** The same values by operations that suit a target, each computed once. */
import type { Expression } from '../tensor/expression.js'
import { withInputs } from '../tensor/primitive/node.js'
import { internTable } from './intern.js'
import { simplify } from './simplify.js'
import type { Target } from './target.js'

const expand = (e: Expression, target: Target): Expression | undefined =>
  e.op === 'composite' && !target.runs(e.attributes.name) ? e.attributes.decompose(e.inputs) : undefined

/** Outputs rewritten for a target until nothing more applies; equal subexpressions are one node. */
export const canonical = (outputs: readonly Expression[], target: Target): readonly Expression[] => {
  const intern = internTable()
  const done = new Map<Expression, Expression>()

  /** Visits what is below first; an explicit stack, since graphs may be deeper than the call stack. */
  const visit = (root: Expression): Expression => {
    const stack: Expression[] = [root]
    while (stack.length > 0) {
      const e = stack[stack.length - 1]
      if (e === undefined) break
      const waiting = done.has(e) ? [] : e.inputs.filter((x) => !done.has(x))
      if (waiting.length > 0) {
        stack.push(...waiting)
        continue
      }
      stack.pop()
      if (!done.has(e)) done.set(e, settle(e))
    }
    return done.get(root) ?? root
  }

  const settle = (e: Expression): Expression => {
    const over = withInputs(
      e,
      e.inputs.map((x) => done.get(x) ?? x),
    )
    const next = simplify(over) ?? target.rewrite(over) ?? expand(over, target)
    if (next === undefined) return intern(over)
    const result = visit(next)
    done.set(result, result)
    return result
  }

  return outputs.map(visit)
}
