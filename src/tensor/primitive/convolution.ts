/**
 * Convolution [n, h, w, in] by [kh, kw, in, out], closed under differentiation: with a dilation on each side, both of
 * its derivatives are convolutions, so every order exists. Where kernels for the derivatives take the window, each is
 * a composite that a backend may run as one kernel.
 */
import { convolutionShape, type Pair, reach } from '../../shape/index.js'
import { type ConvolutionWindow, type Expression, input, type Padding } from '../expression.js'
import { composite } from './control.js'
import { node } from './node.js'
import { reverse, transpose } from './structure.js'

const pair = <A>(f: (axis: 0 | 1) => A): Pair<A> => [f(0), f(1)]

/** The correlation of an input with a kernel that slides over its two spatial axes. */
export const convolution = (x: Expression, kernel: Expression, window: ConvolutionWindow): Expression => {
  const shape = convolutionShape('convolution', x.shape, kernel.shape, window)
  return node('convolution', [x, kernel], window, shape, x.dtype, (n, g) => {
    const [a, k] = [input(n, 0), input(n, 1)]
    return [inputGradient(g, k, window, a.shape), kernelGradient(a, g, window, k.shape)]
  })
}

/** Whether kernels for the derivatives take this window: nothing is spread or cut, and the kernel has no gaps. */
const isNative = (w: ConvolutionWindow): boolean =>
  [...w.inputDilation, ...w.kernelDilation].every((d) => d === 1) && w.padding.flat().every((p) => p >= 0)

/** What tells one use of a derivative from another, beside the shapes of its operands. */
const parameters = ({ strides, padding, kernelDilation }: ConvolutionWindow, shape: readonly number[]) => ({
  strides,
  padding,
  kernelDilation,
  shape,
})

const spatial = (shape: readonly number[], axis: 0 | 1, first: 0 | 1): number => shape[axis + first] ?? 0

/**
 * The cotangent of the input, of a shape, of a convolution by a window: each element of the cotangent g lays the
 * kernel, weighted by it, over the input. Linear in both, so its own derivatives are a convolution and the cotangent
 * of a kernel.
 */
export const inputGradient = (
  g: Expression,
  kernel: Expression,
  window: ConvolutionWindow,
  shape: readonly number[],
): Expression =>
  isNative(window)
    ? composite(
        'convolutionInputGradient',
        [g, kernel],
        ([c = g, k = kernel]) => turnedConvolution(c, k, window, shape),
        (n, h) => [convolution(h, input(n, 1), window), kernelGradient(h, input(n, 0), window, kernel.shape)],
        parameters(window, shape),
      )
    : turnedConvolution(g, kernel, window, shape)

/** The cotangent of the kernel, of a shape, of a convolution of x by a window; linear in x and in the cotangent g. */
export const kernelGradient = (
  x: Expression,
  g: Expression,
  window: ConvolutionWindow,
  shape: readonly number[],
): Expression =>
  isNative(window)
    ? composite(
        'convolutionKernelGradient',
        [x, g],
        ([a = x, c = g]) => swappedConvolution(a, c, window, shape),
        (n, h) => [inputGradient(input(n, 1), h, window, x.shape), convolution(input(n, 0), h, window)],
        parameters(window, shape),
      )
    : swappedConvolution(x, g, window, shape)

/** The cotangent of an input as a convolution: over the turned kernel; stride and input dilation change places. */
const turnedConvolution = (
  g: Expression,
  kernel: Expression,
  w: ConvolutionWindow,
  shape: readonly number[],
): Expression => {
  const padding = pair<Padding>((axis) => {
    const k = reach(spatial(kernel.shape, axis, 0), w.kernelDilation[axis])
    const low = k - 1 - w.padding[axis][0]
    const wanted = reach(spatial(shape, axis, 1), w.inputDilation[axis]) + k - 1
    return [low, wanted - reach(spatial(g.shape, axis, 1), w.strides[axis]) - low]
  })
  return convolution(g, turned(kernel), {
    strides: w.inputDilation,
    padding,
    inputDilation: w.strides,
    kernelDilation: w.kernelDilation,
  })
}

const turned = (kernel: Expression): Expression => transpose(reverse(kernel, [0, 1]), [0, 1, 3, 2])

/**
 * The cotangent of a kernel as a convolution: the cotangent is the kernel; batch and channels change places, as do
 * stride and kernel dilation.
 */
const swappedConvolution = (
  x: Expression,
  g: Expression,
  w: ConvolutionWindow,
  shape: readonly number[],
): Expression => {
  const padding = pair<Padding>((axis) => {
    const low = w.padding[axis][0]
    const wanted =
      reach(spatial(shape, axis, 0), w.kernelDilation[axis]) +
      reach(spatial(g.shape, axis, 1), w.strides[axis]) -
      1
    return [low, wanted - reach(spatial(x.shape, axis, 1), w.inputDilation[axis]) - low]
  })
  const over = convolution(transpose(x, [3, 1, 2, 0]), transpose(g, [1, 2, 0, 3]), {
    strides: w.kernelDilation,
    padding,
    inputDilation: w.inputDilation,
    kernelDilation: w.strides,
  })
  return transpose(over, [1, 2, 0, 3])
}

/**
 * The kernel laid under every element of x, weighted by it: what `window`, of stride 1, gives over the turned kernel.
 * It is the cotangent of the input of the convolution that would take the result to x, if there is one.
 */
export const transposedConvolution = (
  x: Expression,
  kernel: Expression,
  window: ConvolutionWindow,
): Expression => {
  const over = turned(kernel)
  const shape = convolutionShape('convolution', x.shape, over.shape, window)
  const back: ConvolutionWindow = {
    strides: window.inputDilation,
    padding: pair<Padding>((axis) => {
      const k = reach(spatial(kernel.shape, axis, 0), window.kernelDilation[axis])
      const low = k - 1 - window.padding[axis][0]
      const covered = reach(spatial(x.shape, axis, 1), window.inputDilation[axis]) + k - 1
      // elements that no kernel covers at the end, fewer than a stride, need no padding
      return [low, Math.max(covered - spatial(shape, axis, 1) - low, 0)]
    }),
    inputDilation: window.strides,
    kernelDilation: window.kernelDilation,
  }
  const undone =
    isNative(back) && convolutionShape('convolution', shape, kernel.shape, back).join() === x.shape.join()
  return undone ? inputGradient(x, kernel, back, shape) : convolution(x, over, window)
}
