/** Pooling and upsampling of images [..., height, width, channels]. */
import {
  type GlobalPool,
  type ImagesGuard,
  imageOf,
  type PerAxis,
  type Pool,
  type PoolGuard,
  type PoolOptionsGuard,
  poolingOf,
  poolSlides,
  type Shape,
  type Slides,
  type Upsample,
  type UpsampleGuard,
  upsampleFactors,
  type WindowPadding,
} from '../shape/index.js'
import type { Expression } from './expression.js'
import { maximumPool, meanPool, poolGlobally, upsample } from './primitive/image.js'
import { expression, type Tensor, typed } from './tensor.js'

/** A pool over windows of images, under the name by which it refuses. */
const pooling =
  <Op extends string>(op: Op, pool: (x: Expression, along: Slides) => Expression) =>
  <const K extends PerAxis, const S extends PerAxis = K, const P extends WindowPadding = 'valid'>(
    options: {
      readonly size: K
      readonly stride?: S
      readonly padding?: P
    } & PoolOptionsGuard<Op, K, S, P>,
  ) => {
    const given = poolingOf(op, options)
    return <X extends Shape>(x: Tensor<X> & PoolGuard<Op, X, K, S, P>): Tensor<Pool<X, K, S, P>> => {
      const e = expression(x)
      return typed(pool(e, poolSlides(op, e.shape, given)))
    }
  }

/**
 * The largest element under a window that slides over images, by its own size unless a stride is given; padding is
 * 'valid' unless given otherwise, and is never the largest.
 * @shape [..., H, W, C] → [..., H/size, W/size, C], rounded down
 * @grad to the largest, in equal shares among ties
 * @failure `maxPool2d: window 3 is larger than height 2 of [2, 28, 8]`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { maxPool2d, ones, shapeOf } from 'reparam'
 * console.assert(shapeOf(maxPool2d({ size: 2 })(ones(32, 28, 28, 8))).join() === '32,14,14,8')
 */
export const maxPool2d = pooling('maxPool2d', maximumPool)

/**
 * The mean of what is under a window that slides over images, by its own size unless a stride is given; padding is
 * 'valid' unless given otherwise, and does not count.
 * @shape [..., H, W, C] → [..., H/size, W/size, C], rounded down
 * @grad 1/n to each of the n elements under the window
 * @failure `avgPool2d: padding 2 is not below window 2`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { avgPool2d, ones, read, use } from 'reparam'
 * await use('cpu')()
 * const y = avgPool2d({ size: 2, padding: 'same' })(ones(1, 3, 3, 1))
 * console.assert((await read(y)).join() === '1,1,1,1')
 */
export const avgPool2d = pooling('avgPool2d', meanPool)

/**
 * The mean of each channel of images.
 * @shape [..., H, W, C] → [..., C]
 * @failure `globalAvgPool2d: expected [height, width, channels], got [784]`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { globalAvgPool2d, ones, shapeOf } from 'reparam'
 * console.assert(shapeOf(globalAvgPool2d(ones(32, 7, 7, 64))).join() === '32,64')
 */
export const globalAvgPool2d = <X extends Shape>(
  x: Tensor<X> & ImagesGuard<'globalAvgPool2d', X>,
): Tensor<GlobalPool<X>> => {
  const e = expression(x)
  imageOf('globalAvgPool2d', e.shape)
  return typed(poolGlobally(e, 'add'))
}

/**
 * The largest element of each channel of images.
 * @shape [..., H, W, C] → [..., C]
 * @failure `globalMaxPool2d: expected [height, width, channels], got [784]`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { globalMaxPool2d, ones, shapeOf } from 'reparam'
 * console.assert(shapeOf(globalMaxPool2d(ones(32, 7, 7, 64))).join() === '32,64')
 */
export const globalMaxPool2d = <X extends Shape>(
  x: Tensor<X> & ImagesGuard<'globalMaxPool2d', X>,
): Tensor<GlobalPool<X>> => {
  const e = expression(x)
  imageOf('globalMaxPool2d', e.shape)
  return typed(poolGlobally(e, 'maximum'))
}

/**
 * Images whose elements are repeated so often along height and width: the nearest neighbour.
 * @shape [..., H, W, C] → [..., H·factor, W·factor, C]
 * @grad the sum over the repeated
 * @failure `upsample2d: factor 0 is no whole number of at least 1`
 * @category convolution
 * @since 0.1.0
 * @example
 * import { ones, shapeOf, upsample2d } from 'reparam'
 * console.assert(shapeOf(upsample2d([2, 3])(ones(32, 7, 7, 64))).join() === '32,14,21,64')
 */
export const upsample2d =
  <const F extends PerAxis>(factor: F) =>
  <X extends Shape>(x: Tensor<X> & UpsampleGuard<'upsample2d', X, F>): Tensor<Upsample<X, F>> => {
    const e = expression(x)
    return typed(upsample(e, upsampleFactors('upsample2d', e.shape, factor)))
  }
