/**
 * Repeated data on wasm. Its kernels of two operands broadcast over at most six axes, and leave the result as it was
 * beyond that; its kernel that repeats data goes element by element, hundreds of times slower than a product with ones.
 */
import { broadcastShapes, show } from '../../shape/index.js'
import { input } from '../../tensor/expression.js'
import type { TensorInfo } from '../device/device.js'
import { general } from './general.js'
import { at, type Kernels, type Launch, type Lowering } from './lowering.js'

const MOST = 6

type Shape = readonly number[]

/** The same two shapes over as few axes as possible: those next to each other that are repeated alike are one. */
const fewest = (a: Shape, b: Shape): readonly [Shape, Shape] => {
  const rank = Math.max(a.length, b.length)
  const full = (shape: Shape): Shape => [...Array.from({ length: rank - shape.length }, () => 1), ...shape]
  const [left, right] = [full(a), full(b)]
  const merged: { left: number; right: number }[] = []
  left.forEach((d, axis) => {
    const e = right[axis] ?? 1
    if (d === 1 && e === 1) return
    const last = merged[merged.length - 1]
    const alike = last !== undefined && (last.left === 1) === (d === 1) && (last.right === 1) === (e === 1)
    if (alike && last !== undefined)
      merged[merged.length - 1] = { left: last.left * d, right: last.right * e }
    else merged.push({ left: d, right: e })
  })
  return [merged.map((axis) => axis.left), merged.map((axis) => axis.right)]
}

/** A kernel of two operands that broadcasts, over few enough axes. */
const broadcasting =
  (name: string) =>
  (_: object, { kernel }: Kernels): Launch => {
    const run = kernel(name)
    return (operands) => {
      const [a, b] = [at(operands, 0), at(operands, 1)]
      if (a.shape.length <= MOST && b.shape.length <= MOST) return run({ a, b })
      const [left, right] = fewest(a.shape, b.shape)
      if (left.length > MOST)
        throw new Error(
          `wasm: ${name} takes operands repeated along at most ${MOST} axes in turn, got ${show(a.shape)} and ${show(b.shape)}`,
        )
      const out = run({ a: { ...a, shape: left }, b: { ...b, shape: right } })
      return { ...out, shape: broadcastShapes(name, a.shape, b.shape) }
    }
  }

/** The kernels of two operands that broadcast over few axes only. */
export const overFewAxes = {
  add: broadcasting('Add'),
  subtract: broadcasting('Sub'),
  multiply: broadcasting('Multiply'),
  divide: broadcasting('RealDiv'),
}

/** Data repeated along new axes and those of size 1, as a product with ones. */
export const repeated: Lowering<'broadcastInDim'> = (node, kernels) => {
  const { dimensions } = node.attributes
  const aligned = node.shape.map((_, axis) => input(node, 0).shape[dimensions.indexOf(axis)] ?? 1)
  const ones = node.shape.map((d, axis) => (aligned[axis] === d ? 1 : d))
  const [narrow, reps] = fewest(aligned, ones)
  if (node.dtype !== 'float32' || narrow.length > MOST) return general.lowerings.broadcastInDim(node, kernels)
  const fill = kernels.kernel('Fill', { shape: reps, value: 1, dtype: 'float32' })
  const multiply = kernels.kernel('Multiply')
  return (operands) => {
    const a: TensorInfo = { ...at(operands, 0), shape: narrow }
    const b = fill({})
    try {
      return multiply({ a, b })
    } finally {
      kernels.dispose(b)
    }
  }
}
