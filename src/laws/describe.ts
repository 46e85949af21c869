/** Cases in words: tensors as their numbers. */

import { type AnyTensor, shapeOf } from '../tensor/index.js'
import { expression, isTensor } from '../tensor/tensor.js'

/** A value as text, with the numbers of the tensors in it. */
export const describe = (value: unknown): string => {
  if (isTensor(value)) return numbersOf(value)
  if (Array.isArray(value)) return `[${value.map(describe).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{ ${Object.entries(value)
    .map(([name, below]) => `${name}: ${describe(below)}`)
    .join(', ')} }`
}

const numbersOf = (x: AnyTensor): string => {
  const e = expression(x)
  if (e.op === 'constant') return `[${e.attributes.values.join(', ')}]`
  if (e.op === 'splat') return `${e.attributes.value} in [${e.shape.join(', ')}]`
  return `${e.op} of shape [${shapeOf(x).join(', ')}]`
}
