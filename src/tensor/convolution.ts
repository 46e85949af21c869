/**
 * Convolutions; channels are the last axis, and whatever stands before an image is batch axes. Padding is 'same'
 * unless given otherwise: a size then depends on the stride alone, stride 1 keeps it also where it is generic, and a
 * transposed convolution gives exactly the size back that the convolution had divided.
 */
import {
  type Conv,
  type Conv1d,
  type Conv1dGuard,
  type ConvGuard,
  type ConvT,
  type ConvTGuard,
  type DepthwiseConv,
  type ImagesGuard,
  kernelOf,
  type PerAxis,
  type SeriesGuard,
  type SeriesPadding,
  type Shape,
  type SlidingGuard,
  seriesSlide,
  seriesSlidingOf,
  slides,
  slidingOf,
  type TransposedGuard,
  transposedKernelOf,
  transposedSlides,
  transposedSlidingOf,
  type WindowPadding,
} from '../shape/index.js'
import { convolve, convolveChannels, convolveTransposed } from './primitive/image.js'
import { reshape } from './primitive/structure.js'
import { expression, type Tensor, typed } from './tensor.js'

/**
 * The correlation of images with a kernel that slides over their height and width.
 * @shape [..., H, W, C], [KH, KW, C, F] → [..., H/stride, W/stride, F], rounded up, with padding 'same'
 * @grad both are convolutions again
 * @failure `conv2d: kernel 5 is larger than height 3 of [3, 28, 1]`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { conv2d, ones, shapeOf } from 'reparam'
 * const images = ones(32, 28, 28, 1)
 * const y = conv2d({ stride: 2 })(images, ones(3, 3, 1, 16))
 * console.assert(shapeOf(y).join() === '32,14,14,16')
 */
export const conv2d = <
  const S extends PerAxis = 1,
  const P extends WindowPadding = 'same',
  const D extends PerAxis = 1,
>(
  options?: {
    readonly stride?: S
    readonly padding?: P
    readonly dilation?: D
  } & SlidingGuard<'conv2d', S, P, D>,
) => {
  const sliding = slidingOf('conv2d', options)
  return <X extends Shape, K extends Shape>(
    x: Tensor<X> & ImagesGuard<'conv2d', X>,
    kernel: Tensor<K> & ConvGuard<'conv2d', X, K, S, P, D>,
  ): Tensor<Conv<X, K, S, P, D>> => {
    const [e, k] = [expression(x), expression(kernel)]
    return typed(convolve(e, k, slides('conv2d', e.shape, kernelOf('conv2d', e.shape, k.shape), sliding)))
  }
}

/**
 * The correlation of each channel of images with kernels of its own; channel c gives the channels from c·M on.
 * @shape [..., H, W, C], [KH, KW, C, M] → [..., H/stride, W/stride, C·M], rounded up, with padding 'same'
 * @failure `depthwiseConv2d: channels 3 and 4 of [28, 28, 3] and [5, 5, 4, 2] differ`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { depthwiseConv2d, ones, shapeOf } from 'reparam'
 * const y = depthwiseConv2d({ padding: 'valid' })(ones(2, 8, 8, 3), ones(3, 3, 3, 2))
 * console.assert(shapeOf(y).join() === '2,6,6,6')
 */
export const depthwiseConv2d = <
  const S extends PerAxis = 1,
  const P extends WindowPadding = 'same',
  const D extends PerAxis = 1,
>(
  options?: {
    readonly stride?: S
    readonly padding?: P
    readonly dilation?: D
  } & SlidingGuard<'depthwiseConv2d', S, P, D>,
) => {
  const sliding = slidingOf('depthwiseConv2d', options)
  return <X extends Shape, K extends Shape>(
    x: Tensor<X> & ImagesGuard<'depthwiseConv2d', X>,
    kernel: Tensor<K> & ConvGuard<'depthwiseConv2d', X, K, S, P, D>,
  ): Tensor<DepthwiseConv<X, K, S, P, D>> => {
    const [e, k] = [expression(x), expression(kernel)]
    return typed(
      convolveChannels(
        e,
        k,
        slides('depthwiseConv2d', e.shape, kernelOf('depthwiseConv2d', e.shape, k.shape), sliding),
      ),
    )
  }
}

/**
 * The transpose of a convolution: a kernel laid under every element of images, `stride` apart, weighted by it. It is
 * the derivative of conv2d with respect to the images; the kernel has the filters before the channels.
 * @shape [..., H, W, C], [KH, KW, F, C] → [..., H·stride, W·stride, F] with padding 'same'
 * @failure `convTranspose2d: output padding 2 is not below stride 2`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { convTranspose2d, ones, shapeOf } from 'reparam'
 * const y = convTranspose2d({ stride: 2 })(ones(32, 7, 7, 64), ones(3, 3, 32, 64))
 * console.assert(shapeOf(y).join() === '32,14,14,32')
 */
export const convTranspose2d = <
  const S extends PerAxis = 1,
  const P extends WindowPadding = 'same',
  const D extends PerAxis = 1,
  const O extends PerAxis = 0,
>(
  options?: {
    readonly stride?: S
    readonly padding?: P
    readonly dilation?: D
    readonly outputPadding?: O
  } & TransposedGuard<'convTranspose2d', S, P, D, O>,
) => {
  const sliding = transposedSlidingOf('convTranspose2d', options)
  return <X extends Shape, K extends Shape>(
    x: Tensor<X> & ImagesGuard<'convTranspose2d', X>,
    kernel: Tensor<K> & ConvTGuard<'convTranspose2d', X, K, S, P, D, O>,
  ): Tensor<ConvT<X, K, S, P, D, O>> => {
    const [e, k] = [expression(x), expression(kernel)]
    const size = transposedKernelOf('convTranspose2d', e.shape, k.shape)
    return typed(convolveTransposed(e, k, transposedSlides('convTranspose2d', e.shape, size, sliding)))
  }
}

/**
 * The correlation of series with a kernel that slides over their length; padding [K − 1, 0] lets it look back only.
 * @shape [..., T, C], [K, C, F] → [..., T/stride, F], rounded up, with padding 'same'
 * @failure `conv1d: kernel 5 is larger than length 3 of [3, 8]`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { conv1d, ones, shapeOf } from 'reparam'
 * const y = conv1d({ padding: [4, 0], dilation: 2 })(ones(2, 100, 8), ones(3, 8, 16))
 * console.assert(shapeOf(y).join() === '2,100,16')
 */
export const conv1d = <
  const S extends number = 1,
  const P extends SeriesPadding = 'same',
  const D extends number = 1,
>(
  options?: {
    readonly stride?: S
    readonly padding?: P
    readonly dilation?: D
  } & SlidingGuard<'conv1d', S, P, D>,
) => {
  const sliding = seriesSlidingOf('conv1d', options)
  return <X extends Shape, K extends Shape>(
    x: Tensor<X> & SeriesGuard<'conv1d', X>,
    kernel: Tensor<K> & Conv1dGuard<'conv1d', X, K, S, P, D>,
  ): Tensor<Conv1d<X, K, S, P, D>> => {
    const [e, k] = [expression(x), expression(kernel)]
    const along = seriesSlide('conv1d', e.shape, k.shape, sliding)
    // a series is an image of height 1
    const [lead, row] = [e.shape.slice(0, -2), e.shape.slice(-2)]
    const y = convolve(reshape(e, [...lead, 1, ...row]), reshape(k, [1, ...k.shape]), {
      kernel: [1, k.shape[0] ?? 0],
      size: [1, along.places],
      window: {
        strides: [1, sliding.stride],
        padding: [[0, 0], along.padding],
        inputDilation: [1, 1],
        kernelDilation: [1, sliding.dilation],
      },
    })
    return typed(reshape(y, [...lead, along.places, ...k.shape.slice(2)]))
  }
}
