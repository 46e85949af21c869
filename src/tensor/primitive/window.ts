/** Sums and maxima over a window that slides over [n, h, w, c]: what pooling is made of. */
import { windowShape } from '../../shape/index.js'
import { type Expression, input, type PoolingWindow } from '../expression.js'
import { composite } from './control.js'
import { add, compare, convert, divide, multiply, times } from './elementwise.js'
import { node } from './node.js'
import { pad, slice } from './structure.js'

/** One element for each position of the window; padding is 0 for a sum and −∞ for a maximum. */
export const reduceWindow = (x: Expression, window: PoolingWindow): Expression => {
  const shape = windowShape('reduceWindow', x.shape, window)
  return node('reduceWindow', [x], window, shape, x.dtype, (n, g) => {
    const operand = input(n, 0)
    return [window.reducer === 'add' ? spread(g, operand.shape, window) : shareMaximum(operand, g, window)]
  })
}

const paddings = (
  w: PoolingWindow,
): { readonly low: readonly number[]; readonly high: readonly number[] } => ({
  low: [0, w.padding[0][0], w.padding[1][0], 0],
  high: [0, w.padding[0][1], w.padding[1][1], 0],
})

/** Every offset (i, j) inside the window. */
const offsets = (w: PoolingWindow): readonly (readonly [number, number])[] =>
  Array.from({ length: w.window[0] * w.window[1] }, (_, k) => [Math.floor(k / w.window[1]), k % w.window[1]])

/** Where the elements at one offset of all windows stand in the padded operand. */
const region = (shape: readonly number[], w: PoolingWindow, [i, j]: readonly [number, number]) => {
  const start = [0, i, j, 0]
  const strides = [1, w.strides[0], w.strides[1], 1]
  const limit = shape.map((d, a) => (start[a] ?? 0) + (d - 1) * (strides[a] ?? 1) + 1)
  return { start, limit, strides }
}

/** What each window received, laid back over the padded operand and cut to the operand. */
const layBack = (parts: readonly Expression[], shape: readonly number[], w: PoolingWindow): Expression => {
  const { low, high } = paddings(w)
  const padded = shape.map((d, a) => d + (low[a] ?? 0) + (high[a] ?? 0))
  const laid = parts.map((part, k) => {
    const at = region(part.shape, w, offsets(w)[k] ?? [0, 0])
    return pad(
      part,
      at.start,
      padded.map((d, a) => d - (at.limit[a] ?? 0)),
      at.strides.map((s) => s - 1),
    )
  })
  const whole = laid.reduce(add)
  return pad(
    whole,
    low.map((p) => -p),
    high.map((p) => -p),
  )
}

const spread = (g: Expression, shape: readonly number[], w: PoolingWindow): Expression =>
  layBack(
    offsets(w).map(() => g),
    shape,
    w,
  )

/** The cotangent of each window goes to its maximum, in equal shares among ties. */
const shareMaximum = (x: Expression, g: Expression, w: PoolingWindow): Expression => {
  const { low, high } = paddings(w)
  const padded = pad(x, low, high, undefined, Number.NEGATIVE_INFINITY)
  const top = reduceWindow(x, w)
  const hits = offsets(w).map((offset) => {
    const { start, limit, strides } = region(g.shape, w, offset)
    return convert(compare('EQ')(slice(padded, start, limit, strides), top), 'float32')
  })
  const share = divide(g, hits.reduce(add))
  return layBack(
    hits.map((hit) => multiply(hit, share)),
    x.shape,
    w,
  )
}

/**
 * The same windows by the kernels there are: a maximum without padding, and a sum as the mean times the size of
 * the window. Undefined for the maximum without padding, which is a kernel.
 */
export const asPoolingKernels = (x: Expression, w: PoolingWindow): Expression | undefined => {
  const { low, high } = paddings(w)
  const unpadded = low.every((p) => p === 0) && high.every((p) => p === 0)
  if (unpadded && w.reducer === 'maximum') return undefined
  const bare: PoolingWindow = {
    ...w,
    padding: [
      [0, 0],
      [0, 0],
    ],
  }
  if (!unpadded)
    return reduceWindow(
      pad(x, low, high, undefined, w.reducer === 'add' ? 0 : Number.NEGATIVE_INFINITY),
      bare,
    )
  return times(averagePool(x, w), w.window[0] * w.window[1])
}

/**
 * The mean of each window without padding. A backend that sums windows does so by the kernel of this name; what it
 * is made of says what it means.
 */
export const averagePool = (x: Expression, w: PoolingWindow): Expression =>
  composite(
    'averagePool',
    [x],
    ([operand = x]) => times(reduceWindow(operand, w), 1 / (w.window[0] * w.window[1])),
    undefined,
    { filterSize: w.window, strides: w.strides },
  )
