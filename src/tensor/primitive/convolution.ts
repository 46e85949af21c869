/**
 * Convolution [n, h, w, in] by [kh, kw, in, out], closed under differentiation: with a dilation on each side,
 * both of its derivatives are convolutions, so every order exists.
 */
import { convolutionShape, type Pair, reach } from '../../shape/index.js'
import { type ConvolutionWindow, type Expression, input, type Padding } from '../expression.js'
import { node } from './node.js'
import { pad, reverse, transpose } from './structure.js'

const pair = <A>(f: (axis: 0 | 1) => A): Pair<A> => [f(0), f(1)]

/** The correlation of an input with a kernel that slides over its two spatial axes. */
export const convolution = (x: Expression, kernel: Expression, window: ConvolutionWindow): Expression => {
  const shape = convolutionShape('convolution', x.shape, kernel.shape, window)
  return node('convolution', [x, kernel], window, shape, x.dtype, (n, g) => [
    inputCotangent(input(n, 0), input(n, 1), g, window),
    kernelCotangent(input(n, 0), input(n, 1), g, window),
  ])
}

const spatial = (x: Expression, axis: 0 | 1, first: 0 | 1): number => x.shape[axis + first] ?? 0

/** The cotangent slides over the kernel turned round; stride and input dilation change places. */
const inputCotangent = (
  x: Expression,
  kernel: Expression,
  g: Expression,
  w: ConvolutionWindow,
): Expression => {
  const padding = pair<Padding>((axis) => {
    const k = reach(spatial(kernel, axis, 0), w.kernelDilation[axis])
    const low = k - 1 - w.padding[axis][0]
    const wanted = reach(spatial(x, axis, 1), w.inputDilation[axis]) + k - 1
    return [low, wanted - reach(spatial(g, axis, 1), w.strides[axis]) - low]
  })
  const turned = transpose(reverse(kernel, [0, 1]), [0, 1, 3, 2])
  return convolution(g, turned, {
    strides: w.inputDilation,
    padding,
    inputDilation: w.strides,
    kernelDilation: w.kernelDilation,
  })
}

/** The cotangent is the kernel; batch and channels change places, as do stride and kernel dilation. */
const kernelCotangent = (
  x: Expression,
  kernel: Expression,
  g: Expression,
  w: ConvolutionWindow,
): Expression => {
  const padding = pair<Padding>((axis) => {
    const low = w.padding[axis][0]
    const wanted =
      reach(spatial(kernel, axis, 0), w.kernelDilation[axis]) +
      reach(spatial(g, axis, 1), w.strides[axis]) -
      1
    return [low, wanted - reach(spatial(x, axis, 1), w.inputDilation[axis]) - low]
  })
  const over = convolution(transpose(x, [3, 1, 2, 0]), transpose(g, [1, 2, 0, 3]), {
    strides: w.kernelDilation,
    padding,
    inputDilation: w.inputDilation,
    kernelDilation: w.strides,
  })
  return transpose(over, [1, 2, 0, 3])
}

/** Whether kernels run this window directly: nothing is spread or cut before the kernel slides. */
export const isPlainConvolution = (w: ConvolutionWindow): boolean =>
  w.inputDilation.every((d) => d === 1) && w.padding.every(([low, high]) => low >= 0 && high >= 0)

/** Any convolution as a plain one over an input that is spread and cut first. */
export const asPlainConvolution = (x: Expression, kernel: Expression, w: ConvolutionWindow): Expression => {
  const gaps = pair((axis) => w.inputDilation[axis] - 1)
  const cut = ([low, high]: Padding): number => Math.max(-low, 0) + Math.max(-high, 0)
  const beyond = pair((axis) => cut(w.padding[axis]) > spatial(x, axis, 1))
  const spread = [...beyond, ...gaps.map((gap) => gap > 0)].some((given) => given)
  // an input that is spread, or cut beyond its end, takes its whole padding at once; otherwise only what is to be cut
  const before = pair<Padding>((axis) => {
    const [low, high] = w.padding[axis]
    return spread ? [low, high] : [Math.min(low, 0), Math.min(high, 0)]
  })
  const after = pair<Padding>((axis) => {
    const [low, high] = w.padding[axis]
    return spread ? [0, 0] : [Math.max(low, 0), Math.max(high, 0)]
  })
  const low = [0, before[0][0], before[1][0], 0]
  const high = [0, before[0][1], before[1][1], 0]
  return convolution(pad(x, low, high, [0, ...gaps, 0]), kernel, {
    ...w,
    padding: after,
    inputDilation: [1, 1],
  })
}
