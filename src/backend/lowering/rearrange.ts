/**
 * Transposes and slices over as few axes as possible. The kernels of wasm have loops for few axes; with more, they
 * compute a place for each element by itself.
 */
import { size } from '../../shape/index.js'
import type { Expression } from '../../tensor/expression.js'
import { reshape, slice, transpose } from '../../tensor/primitive/structure.js'

/** Axes that the kernel has loops for, beside one in front that stays in front. */
const LOOPS = 4

/** Axes of the operand that stay together, in the order of the result; those of size 1 do not count. */
const runs = (shape: readonly number[], permutation: readonly number[]): readonly (readonly number[])[] => {
  const order = shape.map((_, axis) => axis).filter((axis) => shape[axis] !== 1)
  const found: number[][] = []
  for (const axis of permutation.filter((p) => shape[p] !== 1)) {
    const last = found[found.length - 1]
    const before = last?.[last.length - 1]
    if (last !== undefined && before !== undefined && order.indexOf(axis) === order.indexOf(before) + 1)
      last.push(axis)
    else found.push([axis])
  }
  return found
}

/** The same transpose with axes that stay together as one, one step after another where they are still too many. */
export const asFewAxes = (x: Expression, permutation: readonly number[]): Expression | undefined => {
  const found = runs(x.shape, permutation)
  const sorted = [...found].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  const sizes = sorted.map((run) => size(run.map((axis) => x.shape[axis] ?? 1)))
  const order = found.map((run) => sorted.indexOf(run))
  const shape = permutation.map((p) => x.shape[p] ?? 1)
  const stays = order[0] === 0 ? 1 : 0
  if (order.length - stays > LOOPS) {
    // the next axis of the result comes to the front; then the others change places behind it
    const next = order[stays] ?? 0
    const sizeOf = (from: number, to?: number): number => size(sizes.slice(from, to))
    const apart = [sizeOf(0, stays), sizeOf(stays, next), sizes[next] ?? 1, sizeOf(next + 1)]
    const front = transpose(reshape(x, apart), [0, 2, 1, 3])
    const behind = sizes.map((_, i) => i).filter((i) => i >= stays && i !== next)
    const whole = reshape(front, [sizeOf(0, stays) * (sizes[next] ?? 1), ...behind.map((i) => sizes[i] ?? 1)])
    return reshape(transpose(whole, [0, ...order.slice(stays + 1).map((i) => behind.indexOf(i) + 1)]), shape)
  }
  return found.length === x.shape.length ? undefined : reshape(transpose(reshape(x, sizes), order), shape)
}

/** The same block of consecutive elements, with an axis that is taken whole joined to the one before it. */
export const asFewRuns = (
  x: Expression,
  start: readonly number[],
  limit: readonly number[],
  shape: readonly number[],
): Expression | undefined => {
  const sizes: number[] = []
  const from: number[] = []
  const to: number[] = []
  x.shape.forEach((d, axis) => {
    const [low, high] = [start[axis] ?? 0, limit[axis] ?? d]
    if (axis > 0 && low === 0 && high === d)
      for (const list of [sizes, from, to]) list.push((list.pop() ?? 1) * d)
    else {
      sizes.push(d)
      from.push(low)
      to.push(high)
    }
  })
  return sizes.length === x.shape.length ? undefined : reshape(slice(reshape(x, sizes), from, to), shape)
}
