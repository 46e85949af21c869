/** Rewrites that hold on every backend: operations that no kernel runs, by operations that kernels run. */
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { asMatrixProduct, isMatrixProduct } from '../../tensor/primitive/dot.js'
import { abs, add, compare, divide, log, plus, select, subtract } from '../../tensor/primitive/elementwise.js'
import { scatterAdd } from '../../tensor/primitive/gather.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { asPlainConvolution, isPlainConvolution } from '../../tensor/primitive/plain-convolution.js'
import { forwardsCumulativeSum } from '../../tensor/primitive/reduction.js'
import { pad, reshape, slice, transpose } from '../../tensor/primitive/structure.js'
import { asPoolingKernels } from '../../tensor/primitive/window.js'
import type { RewriteTable } from './lowering.js'

/** log(1 + x) without the loss of digits that rounding 1 + x brings: log u + (x − (u − 1)) / u. */
export const accurateLogPlusOne = (x: Expression): Expression => {
  const u = plus(x, 1)
  const lost = subtract(x, plus(u, -1))
  return add(log(u), divide(lost, u))
}

/** What every backend rewrites before it looks for kernels. */
export const rewrites: RewriteTable = {
  // a cast to bool takes the lowest byte on some backends: a half would be false
  convert: (node) => {
    const x = input(node, 0)
    return node.dtype === 'bool' ? compare('NE')(x, splatLike(0, x)) : undefined
  },
  logPlusOne: (node) => {
    const x = input(node, 0)
    const near = compare('LT')(abs(x), splatLike(0.5, x))
    const inside = select(near, x, splatLike(0, x))
    return select(near, accurateLogPlusOne(inside), log(plus(x, 1)))
  },
  dotGeneral: (node) => {
    const [a, b] = [input(node, 0), input(node, 1)]
    return isMatrixProduct(a, b, node.attributes)
      ? undefined
      : asMatrixProduct(a, b, node.attributes, node.shape)
  },
  convolution: (node) =>
    isPlainConvolution(node.attributes)
      ? undefined
      : asPlainConvolution(input(node, 0), input(node, 1), node.attributes),
  reduceWindow: (node) => asPoolingKernels(input(node, 0), node.attributes),
  cumulativeSum: (node) =>
    node.attributes.reverse ? forwardsCumulativeSum(input(node, 0), node.attributes.axis) : undefined,
  pad: (node) => plainPad(input(node, 0), node.attributes),
  scatterAdd: (node) => {
    const { axis } = node.attributes
    if (axis === 0) return undefined
    const [updates, indices] = [input(node, 0), input(node, 1)]
    const inner = indices.shape.length
    const axes = updates.shape.map((_, i) => i)
    const front = axes.slice(axis, axis + inner)
    const rest = axes.filter((i) => !front.includes(i))
    const shape = [node.shape[axis] ?? 0, ...node.shape.filter((_, i) => i !== axis)]
    const added = scatterAdd(transpose(updates, [...front, ...rest]), indices, 0, shape)
    return transpose(
      added,
      node.shape.map((_, i) => (i === axis ? 0 : i < axis ? i + 1 : i)),
    )
  },
}

/** Padding by kernels that only add edges: gaps by reshaping, cuts by slicing. */
const plainPad = (
  x: Expression,
  {
    low,
    high,
    interior,
    value,
  }: {
    readonly low: readonly number[]
    readonly high: readonly number[]
    readonly interior: readonly number[]
    readonly value: number
  },
): Expression | undefined => {
  const none = low.map(() => 0)
  const axis = interior.findIndex((gap) => gap > 0)
  if (axis >= 0) {
    // [.., n, ..] → [.., n, 1 + gap, ..] → [.., n(1 + gap), ..], the gap after the last element taken from the high edge
    const gap = interior[axis] ?? 0
    const [before, n, after] = [x.shape.slice(0, axis), x.shape[axis] ?? 0, x.shape.slice(axis + 1)]
    const column = reshape(x, [...before, n, 1, ...after])
    const zeros = column.shape.map(() => 0)
    const spread = pad(
      column,
      zeros,
      zeros.map((z, i) => (i === axis + 1 ? gap : z)),
      zeros,
      value,
    )
    const flat = reshape(spread, [...before, n * (1 + gap), ...after])
    return pad(
      flat,
      low,
      high.map((h, i) => (i === axis ? h - gap : h)),
      interior.map((g, i) => (i === axis ? 0 : g)),
      value,
    )
  }
  if ([...low, ...high].some((p) => p < 0)) {
    const edges =
      (sign: number) =>
      (p: number): number =>
        Math.max(sign * p, 0)
    const cut = (e: Expression): Expression =>
      slice(
        e,
        low.map(edges(-1)),
        e.shape.map((d, i) => d - edges(-1)(high[i] ?? 0)),
      )
    const edged = (e: Expression): Expression => pad(e, low.map(edges(1)), high.map(edges(1)), none, value)
    // a cut that goes beyond the data goes into the edge of the other side, so that has to be there first
    const beyond = x.shape.some((d, i) => edges(-1)(low[i] ?? 0) + edges(-1)(high[i] ?? 0) > d)
    return beyond ? cut(edged(x)) : edged(cut(x))
  }
  return [...low, ...high].every((p) => p === 0) ? x : undefined
}
