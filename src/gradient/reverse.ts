/** Reverse mode: the cotangents of some expressions, as expressions; so they have derivatives in their turn. */
import type { Expression } from '../tensor/expression.js'
import { add } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { pullback } from '../tensor/primitive/node.js'

/** Where the cotangent of a node goes: to its inputs, or through what a composite is made of. */
const below = (e: Expression, made: Map<Expression, Expression>): readonly Expression[] => {
  if (e.op !== 'composite' || e.derivative !== undefined) return e.derivative === undefined ? [] : e.inputs
  const inside = made.get(e) ?? e.attributes.decompose(e.inputs)
  made.set(e, inside)
  return [inside]
}

/** Nodes below the outputs, inputs before what uses them. */
const topological = (
  outputs: readonly Expression[],
  made: Map<Expression, Expression>,
): readonly Expression[] => {
  const order: Expression[] = []
  const done = new Set<Expression>()
  const stack = [...outputs]
  while (stack.length > 0) {
    const e = stack[stack.length - 1]
    if (e === undefined) break
    const waiting = done.has(e) ? [] : below(e, made).filter((x) => !done.has(x))
    if (waiting.length > 0) {
      stack.push(...waiting)
      continue
    }
    stack.pop()
    if (!done.has(e)) {
      done.add(e)
      order.push(e)
    }
  }
  return order
}

/**
 * The sum over outputs of cotangent times derivative, for each of the inputs; zeros where nothing depends on one.
 */
export const cotangents = (
  outputs: readonly Expression[],
  seeds: readonly Expression[],
  inputs: readonly Expression[],
): readonly Expression[] => {
  const made = new Map<Expression, Expression>()
  const order = topological(outputs, made)
  const needed = new Set<Expression>(inputs)
  for (const e of order) if (below(e, made).some((x) => needed.has(x))) needed.add(e)

  const arrived = new Map<Expression, Expression>()
  const arrive = (at: Expression, g: Expression): void => {
    const before = arrived.get(at)
    arrived.set(at, before === undefined ? g : add(before, g))
  }
  outputs.forEach((e, i) => {
    const seed = seeds[i]
    if (seed !== undefined && needed.has(e)) arrive(e, seed)
  })
  for (const e of [...order].reverse()) {
    const g = arrived.get(e)
    if (g === undefined || !needed.has(e)) continue
    const inside = made.get(e)
    if (inside !== undefined) {
      arrive(inside, g)
      continue
    }
    const given = pullback(e, g)
    e.inputs.forEach((x, i) => {
      const part = given?.[i]
      if (part !== undefined && needed.has(x)) arrive(x, part)
    })
  }
  return inputs.map((x) => arrived.get(x) ?? splatLike(0, x))
}
