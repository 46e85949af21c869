/** Convolution of each channel by itself: [n, h, w, c] by [kh, kw, c, m], of which channel c gives m. */
import { reach } from '../../shape/index.js'
import type { ConvolutionWindow, Expression } from '../expression.js'
import { composite } from './control.js'
import { add, multiply } from './elementwise.js'
import { broadcastInDim } from './reduction.js'
import { pad, reshape, slice } from './structure.js'

/** For each offset in the kernel, what lies under it at all places of the window, times the kernel's elements there. */
const sumOverOffsets = (x: Expression, kernel: Expression, w: ConvolutionWindow): Expression => {
  const [height = 0, width = 0, channels = 0, multiplier = 0] = kernel.shape
  const [[top, bottom], [left, right]] = w.padding
  const padded = pad(x, [0, top, left, 0], [0, bottom, right, 0])
  const places = (axis: 0 | 1): number => {
    const wide = reach(kernel.shape[axis] ?? 0, w.kernelDilation[axis])
    return Math.floor(((padded.shape[axis + 1] ?? 0) - wide) / w.strides[axis]) + 1
  }
  const [n = 0] = x.shape
  const product = [n, places(0), places(1), channels, multiplier]
  const term = (i: number, j: number): Expression => {
    const start = [0, i * w.kernelDilation[0], j * w.kernelDilation[1], 0]
    const strides = [1, w.strides[0], w.strides[1], 1]
    const limit = [n, places(0), places(1), channels].map(
      (d, a) => (start[a] ?? 0) + (d - 1) * (strides[a] ?? 1) + 1,
    )
    const under = broadcastInDim(slice(padded, start, limit, strides), product, [0, 1, 2, 3])
    const element = slice(kernel, [i, j, 0, 0], [i + 1, j + 1, channels, multiplier])
    return multiply(under, broadcastInDim(reshape(element, [channels, multiplier]), product, [3, 4]))
  }
  const terms = Array.from({ length: height * width }, (_, k) => term(Math.floor(k / width), k % width))
  return reshape(terms.reduce(add), [n, places(0), places(1), channels * multiplier])
}

/**
 * A kernel slid over each channel by itself; channel c of the input gives the channels from c·m on. Kernels do not
 * take strides together with dilation.
 */
export const depthwiseConvolution = (
  x: Expression,
  kernel: Expression,
  window: ConvolutionWindow,
): Expression => {
  const { strides, padding, kernelDilation } = window
  const strided = strides.some((s) => s > 1) && kernelDilation.some((d) => d > 1)
  return strided
    ? sumOverOffsets(x, kernel, window)
    : composite(
        'depthwiseConvolution',
        [x, kernel],
        ([e = x, k = kernel]) => sumOverOffsets(e, k, window),
        undefined,
        { strides, padding, kernelDilation },
      )
}
