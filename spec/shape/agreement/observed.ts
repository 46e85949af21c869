/** The shape that data of a backend really has: that of the kernel's own result, not the one that our node states. */
import { type Backend, Handle, type Storage } from '../../../src/backend/index.js'
import { evaluate, readSync, release } from '../../../src/run/index.js'
import { constant, splat } from '../../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, typed } from '../../../src/tensor/tensor.js'
import type { Open, Rule } from './call.js'

/** Data that came back: how many elements, and the shape that the last kernel gave it, if one made it. */
export interface Observed {
  readonly count: number | undefined
  readonly shape: readonly number[] | undefined
}

/** A backend that remembers the shape which each of its kernels gave to its result. */
export const recording = (backend: Backend) => {
  const shapes = new WeakMap<Storage['id'], readonly number[]>()
  const recorder: Backend = {
    ...backend,
    kernel: (name, attributes) => {
      const run = backend.kernel(name, attributes)
      return (inputs) => {
        const result = run(inputs)
        shapes.set(result.dataId, result.shape)
        return result
      }
    },
  }
  return (x: AnyTensor): Observed => {
    const held = expression(evaluate(x, recorder))
    const handle = held.op === 'buffer' ? held.attributes.handle : undefined
    const id = handle instanceof Handle ? handle.storage.id : undefined
    const count = readSync(typed(held), recorder)?.length
    release(typed<AnyTensor>(held))
    return { count, shape: id && shapes.get(id) }
  }
}

/** An operand of real numbers, none of them neutral to an operation. */
export const filled = (shape: readonly number[]): Open => {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1))
  return typed(
    constant(
      values.map((_, i) => i + 1.5),
      shape,
    ),
  )
}

/** An operand without data: for sizes that fit into no memory. */
export const huge = (shape: readonly number[]): Open => typed(splat(0.5, shape))

/** How many elements lie before each axis, and all of them: axes of size 1 and joined ones leave marks out. */
const marks = (shape: readonly number[]): ReadonlySet<number> => {
  let product = 1
  return new Set([...shape].map((d) => (product *= d)).concat(1))
}

/** What is wrong with the data of a tensor; axes of size 1 make no difference to a kernel. */
export const misplaced = (
  x: AnyTensor,
  { count, shape }: Observed,
  data: Rule['data'],
): string | undefined => {
  const stated = expression(x).shape
  if (count !== stated.reduce((a, b) => a * b, 1)) return `[${stated.join(', ')}] has ${count} elements`
  if (shape === undefined || data === 'count') return undefined
  const [found, expected] = [marks(shape), marks(stated)]
  const fits = (data === 'joined' || found.size === expected.size) && [...found].every((m) => expected.has(m))
  return fits ? undefined : `[${stated.join(', ')}] came back as [${shape.join(', ')}]`
}
