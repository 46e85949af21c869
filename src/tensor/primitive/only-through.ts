/** Expressions rebuilt so that derivatives take one way only. */
import type { Expression } from '../expression.js'
import { stopGradient } from './control.js'
import { withInputs } from './node.js'

/** Expressions made of one another, each after what it is made of. */
const inOrder = (roots: readonly Expression[]): readonly Expression[] => {
  const seen = new Set<Expression>()
  const order: Expression[] = []
  const stack = roots.map((e) => ({ e, next: 0 }))
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const input = top.e.inputs[top.next]
    top.next += 1
    if (input === undefined || seen.has(top.e)) {
      stack.pop()
      if (!seen.has(top.e)) order.push(top.e)
      seen.add(top.e)
    } else if (!seen.has(input)) stack.push({ e: input, next: 0 })
  }
  return order
}

/** Only floats have a derivative that could be stopped. */
const stopped = (e: Expression): Expression => (e.dtype === 'float32' ? stopGradient(e) : e)

/**
 * The same values, whose derivatives flow by way of x only: whatever does not depend on x enters what does through a
 * stop. So also the parameters stand still that a function has closed over, which nobody can name from outside.
 */
export const onlyThrough = (x: Expression, roots: readonly Expression[]): readonly Expression[] => {
  const rebuilt = new Map<Expression, Expression>([[x, x]])
  for (const e of inOrder(roots)) {
    if (e === x || !e.inputs.some((input) => rebuilt.has(input))) continue
    rebuilt.set(
      e,
      withInputs(
        e,
        e.inputs.map((input) => rebuilt.get(input) ?? stopped(input)),
      ),
    )
  }
  return roots.map((e) => rebuilt.get(e) ?? stopped(e))
}
