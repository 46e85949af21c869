/** Common subexpressions: equal operations over equal inputs become one node. */
import type { Expression } from '../tensor/expression.js'

/** A table that gives, for every expression over interned inputs, the first equal one it has seen. */
export const internTable = (): ((e: Expression) => Expression) => {
  const seen = new Map<string, Expression>()
  const numbers = new Map<object, number>()
  const numberOf = (x: object): number => {
    const known = numbers.get(x)
    if (known !== undefined) return known
    numbers.set(x, numbers.size)
    return numbers.size - 1
  }
  return (e) => {
    const key = `${e.op}|${e.inputs.map(numberOf).join()}|${attributeKey(e, numberOf)}|${e.dtype}|${e.shape.join()}`
    const known = seen.get(key)
    if (known !== undefined) return known
    seen.set(key, e)
    return e
  }
}

/** Attributes as text; those that are objects without a value of their own count by identity. */
const attributeKey = (e: Expression, numberOf: (x: object) => number): string => {
  switch (e.op) {
    case 'constant':
      return `${numberOf(e.attributes.values)}`
    case 'buffer':
      return `${numberOf(e.attributes.handle)}`
    case 'parameter':
      return `${numberOf(e.attributes.trace)} ${e.attributes.index}`
    case 'splat':
      return Object.is(e.attributes.value, -0) ? '-0' : `${e.attributes.value}`
    case 'pad':
      // JSON has no infinity
      return `${JSON.stringify(e.attributes)}${e.attributes.value}`
    case 'composite':
      return `${e.attributes.name} ${JSON.stringify(e.attributes.parameters)}`
    default:
      return JSON.stringify(e.attributes)
  }
}
