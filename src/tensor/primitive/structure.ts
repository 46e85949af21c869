/** Primitives that rearrange elements: reshape, transpose, reverse, concatenate; and slice with its transpose, pad. */
import { concatenateShape, padShape, reshapeShape, sliceShape, transposeShape } from '../../shape/index.js'
import type { Expression } from '../expression.js'
import { node } from './node.js'

/** The same elements, in row-major order, under another shape of equal size. */
export const reshape = (x: Expression, shape: readonly number[]): Expression =>
  node('reshape', [x], {}, reshapeShape('reshape', x.shape, shape), x.dtype, (_, g) => [reshape(g, x.shape)])

const inverse = (permutation: readonly number[]): readonly number[] =>
  permutation.map((_, axis) => permutation.indexOf(axis))

/** Axes in another order: axis i of the result is axis `permutation[i]` of the operand. */
export const transpose = (x: Expression, permutation: readonly number[]): Expression =>
  node(
    'transpose',
    [x],
    { permutation },
    transposeShape('transpose', x.shape, permutation),
    x.dtype,
    (n, g) => [transpose(g, inverse(n.attributes.permutation))],
  )

/** The elements of some axes in the opposite order. */
export const reverse = (x: Expression, axes: readonly number[]): Expression =>
  node('reverse', [x], { axes }, x.shape, x.dtype, (n, g) => [reverse(g, n.attributes.axes)])

/** Operands one after the other along an axis. */
export const concatenate = (operands: readonly Expression[], axis: number): Expression =>
  node(
    'concatenate',
    operands,
    { axis },
    concatenateShape(
      'concatenate',
      operands.map((x) => x.shape),
      axis,
    ),
    operands[0]?.dtype ?? 'float32',
    (n, g) => {
      let from = 0
      return n.inputs.map((x) => {
        const to = from + (x.shape[axis] ?? 0)
        const part = slice(
          g,
          g.shape.map((_, i) => (i === axis ? from : 0)),
          g.shape.map((d, i) => (i === axis ? to : d)),
        )
        from = to
        return part
      })
    },
  )

/** The elements from `start` up to `limit`, every `strides`-th one. */
export const slice = (
  x: Expression,
  start: readonly number[],
  limit: readonly number[],
  strides: readonly number[] = start.map(() => 1),
): Expression => {
  const shape = sliceShape('slice', x.shape, start, limit, strides)
  return node('slice', [x], { start, limit, strides }, shape, x.dtype, (n, g) => {
    const { start: low, strides: step } = n.attributes
    const interior = step.map((s) => s - 1)
    const reach = shape.map((d, i) => (low[i] ?? 0) + (d === 0 ? 0 : (d - 1) * (step[i] ?? 1) + 1))
    return [
      pad(
        g,
        low,
        x.shape.map((d, i) => d - (reach[i] ?? 0)),
        interior,
      ),
    ]
  })
}

/** Elements spread by `interior` gaps, then edged by `low` and `high` (cut where negative); gaps hold `value`. */
export const pad = (
  x: Expression,
  low: readonly number[],
  high: readonly number[],
  interior: readonly number[] = low.map(() => 0),
  value = 0,
): Expression => {
  const shape = padShape('pad', x.shape, low, high, interior)
  return node('pad', [x], { low, high, interior, value }, shape, x.dtype, (n, g) => {
    const { low: below, high: above, interior: gap } = n.attributes
    const whole = pad(
      g,
      below.map((p) => -p),
      above.map((p) => -p),
    )
    return [
      gap.every((i) => i === 0)
        ? whole
        : slice(
            whole,
            whole.shape.map(() => 0),
            whole.shape,
            gap.map((i) => i + 1),
          ),
    ]
  })
}
