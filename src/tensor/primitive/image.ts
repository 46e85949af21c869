/** Convolutions, pools and upsampling of images [..., height, width, channels], whatever axes lead. */
import { type Slides, size } from '../../shape/index.js'
import type { Expression, PoolingWindow } from '../expression.js'
import { convolution, transposedConvolution } from './convolution.js'
import { depthwiseConvolution } from './depthwise.js'
import { multiply, times } from './elementwise.js'
import { constant } from './leaf.js'
import { broadcastInDim, reduce } from './reduction.js'
import { reshape } from './structure.js'
import { averagePool, reduceWindow } from './window.js'

/** A function of [n, h, w, c] for images with any leading axes, which it joins to one. */
export const overImages = (x: Expression, f: (images: Expression) => Expression): Expression => {
  const lead = x.shape.slice(0, -3)
  if (lead.length === 1) return f(x)
  const y = f(reshape(x, [size(lead), ...x.shape.slice(-3)]))
  return reshape(y, [...lead, ...y.shape.slice(1)])
}

/** A kernel [h, w, in, out] slid over images. */
export const convolve = (x: Expression, kernel: Expression, { window }: Slides): Expression =>
  overImages(x, (images) => convolution(images, kernel, window))

/** A kernel [h, w, out, in] laid under every element of images: the turned kernel slid over their elements. */
export const convolveTransposed = (x: Expression, kernel: Expression, { window }: Slides): Expression =>
  overImages(x, (images) => transposedConvolution(images, kernel, window))

/** A kernel [h, w, c, m] slid over each channel of images by itself: [..., h, w, c·m]. */
export const convolveChannels = (x: Expression, kernel: Expression, { window }: Slides): Expression =>
  overImages(x, (images) => depthwiseConvolution(images, kernel, window))

const poolingOf = (reducer: 'add' | 'maximum', { kernel, window }: Slides): PoolingWindow => ({
  reducer,
  window: kernel,
  strides: window.strides,
  padding: window.padding,
})

/** The largest element of each window; padding counts for nothing. */
export const maximumPool = (x: Expression, slides: Slides): Expression =>
  overImages(x, (images) => reduceWindow(images, poolingOf('maximum', slides)))

/** For each place of a window on one axis, how many of its elements are no padding. */
const counts = ({ kernel, size, window }: Slides, length: number, axis: 0 | 1): readonly number[] =>
  Array.from({ length: size[axis] }, (_, i) => {
    const from = i * window.strides[axis] - window.padding[axis][0]
    return Math.min(from + kernel[axis], length) - Math.max(from, 0)
  })

/** The mean of each window; padding does not count. */
export const meanPool = (x: Expression, slides: Slides): Expression =>
  overImages(x, (images) => {
    const pooling = poolingOf('add', slides)
    if (pooling.padding.flat().every((edge) => edge === 0)) return averagePool(images, pooling)
    const total = reduceWindow(images, pooling)
    const [, height = 0, width = 0] = images.shape
    const across = counts(slides, width, 1)
    const shares = counts(slides, height, 0).flatMap((rows) => across.map((columns) => 1 / (rows * columns)))
    const share = constant(Float32Array.from(shares), slides.size)
    return multiply(total, broadcastInDim(share, total.shape, [1, 2]))
  })

/** The mean, or the largest element, of each channel of each image. */
export const poolGlobally = (x: Expression, reducer: 'add' | 'maximum'): Expression => {
  const [height = 0, width = 0] = x.shape.slice(-3)
  const rank = x.shape.length
  const reduced = reduce(reducer, x, [rank - 3, rank - 2])
  return reducer === 'add' ? times(reduced, 1 / (height * width)) : reduced
}

/** Each slice along an axis of [n, h, w, c] repeated so often. */
const repeatAlong = (x: Expression, axis: 1 | 2, count: number): Expression => {
  if (count === 1) return x
  const [before, after] = [x.shape.slice(0, axis + 1), x.shape.slice(axis + 1)]
  const spread = [...before, count, ...after]
  const apart = spread.map((_, i) => i).filter((i) => i !== axis + 1)
  return reshape(
    broadcastInDim(x, spread, apart),
    x.shape.map((d, i) => (i === axis ? d * count : d)),
  )
}

/** Each element of images repeated so often along height and width. */
export const upsample = (x: Expression, [tall, wide]: readonly [number, number]): Expression =>
  overImages(x, (images) => repeatAlong(repeatAlong(images, 2, wide), 1, tall))
