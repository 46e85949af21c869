/** Convolutions that kernels run directly, and how any other becomes one. */
import type { Pair } from '../../shape/index.js'
import type { ConvolutionWindow, Expression, Padding } from '../expression.js'
import { convolution } from './convolution.js'
import { pad } from './structure.js'

/** Whether kernels run this window directly: nothing is spread or cut before the kernel slides. */
export const isPlainConvolution = (w: ConvolutionWindow): boolean =>
  w.inputDilation.every((d) => d === 1) && w.padding.every(([low, high]) => low >= 0 && high >= 0)

const pair = <A>(f: (axis: 0 | 1) => A): Pair<A> => [f(0), f(1)]

/** Any convolution as a plain one over an input that is spread and cut first. */
export const asPlainConvolution = (x: Expression, kernel: Expression, w: ConvolutionWindow): Expression => {
  const gaps = pair((axis) => w.inputDilation[axis] - 1)
  const cut = ([low, high]: Padding): number => Math.max(-low, 0) + Math.max(-high, 0)
  const beyond = pair((axis) => cut(w.padding[axis]) > (x.shape[axis + 1] ?? 0))
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
