/** Layers without parameters that make images smaller or larger. */

import {
  type ConvDim,
  type ExampleGuard,
  type FactorGuard,
  imageExample,
  type Mul,
  type On,
  type PaddingOn,
  type PerAxis,
  type PoolImageGuard,
  type PoolOptionsGuard,
  poolSlides,
  type Shape,
  type Slides,
  upsampleFactors,
  type WindowPadding,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { maximumPool, meanPool, poolGlobally, upsample } from '../tensor/primitive/image.js'
import { andStage, type Layer, type Params } from './layer.js'
import { fixed } from './stage.js'

/**
 * How a pooling window slides: without a stride, by its own size.
 * @category layer
 * @since 0.1.0
 */
export interface PoolOptions<K extends PerAxis, S extends PerAxis, Pad extends WindowPadding> {
  /** The size of the window. */
  readonly size: K
  readonly stride?: S
  readonly padding?: Pad
}

/** A pool over windows of images, under the name by which it refuses. */
const pooling =
  <Op extends string>(op: Op, pool: (x: Expression, slides: Slides) => Expression) =>
  <const K extends PerAxis, const T extends PerAxis = K, const Pad extends WindowPadding = 'valid'>(
    options: PoolOptions<K, T, Pad> & PoolOptionsGuard<Op, K, T, Pad>,
  ) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & PoolImageGuard<Op, M, K, T, Pad>,
  ): Layer<
    I,
    [
      ConvDim<M[0], On<K, 0>, On<T, 0>, PaddingOn<Pad, 0>>,
      ConvDim<M[1], On<K, 1>, On<T, 1>, PaddingOn<Pad, 1>>,
      M[2],
    ],
    P,
    S
  > => {
    const before: Layer<I, M, P, S> = layer
    const given: PoolOptions<PerAxis, PerAxis, WindowPadding> = options
    const { size, stride = size, padding = 'valid' } = given
    const sliding = { size, stride, padding }
    const [, , channels] = imageExample(op, before.out)
    return andStage(
      before,
      fixed([...poolSlides(op, before.out, sliding).size, channels], (x) =>
        pool(x, poolSlides(op, x.shape, sliding)),
      ),
    )
  }

/** A pool over whole images, under the name by which it refuses. */
const poolingAll =
  <Op extends string>(op: Op, reducer: 'add' | 'maximum') =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ExampleGuard<Op, M>,
  ): Layer<I, [M[2]], P, S> => {
    const before: Layer<I, M, P, S> = layer
    const [, , channels] = imageExample(op, before.out)
    return andStage(
      before,
      fixed([channels], (x) => poolGlobally(x, reducer)),
    )
  }

/**
 * The largest element of each window, channel by channel.
 * @shape [H, W, C] → [H', W', C]; without options beside the size: ⌊H / size⌋
 * @failure `maxPool2d: window 5 is larger than height 3 of [3, 28, 1]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { input, maxPool2d } from 'reparam/layer'
 * console.assert(F.pipe(input(28, 28, 3), maxPool2d({ size: 2 })).out.join() === '14,14,3')
 */
export const maxPool2d = pooling('maxPool2d', maximumPool)

/**
 * The mean of each window, channel by channel; padding does not count.
 * @shape [H, W, C] → [H', W', C]; without options beside the size: ⌊H / size⌋
 * @failure `avgPool2d: window 5 is larger than height 3 of [3, 28, 1]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { avgPool2d, input } from 'reparam/layer'
 * console.assert(F.pipe(input(28, 28, 3), avgPool2d({ size: [2, 4] })).out.join() === '14,7,3')
 */
export const avgPool2d = pooling('avgPool2d', meanPool)

/**
 * The mean of each channel of an image.
 * @shape [H, W, C] → [C]
 * @failure `globalAvgPool2d: expected [height, width, channels], got [784]`
 * @source Lin, Chen and Yan: Network in network (2014), section 3.2
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { globalAvgPool2d, input } from 'reparam/layer'
 * console.assert(F.pipe(input(7, 7, 64), globalAvgPool2d).out.join() === '64')
 */
export const globalAvgPool2d = poolingAll('globalAvgPool2d', 'add')

/**
 * The largest element of each channel of an image.
 * @shape [H, W, C] → [C]
 * @failure `globalMaxPool2d: expected [height, width, channels], got [784]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { globalMaxPool2d, input } from 'reparam/layer'
 * console.assert(F.pipe(input(7, 7, 64), globalMaxPool2d).out.join() === '64')
 */
export const globalMaxPool2d = poolingAll('globalMaxPool2d', 'maximum')

/** The words when a factor is no number of repetitions, or one example is no image. */
type Enlarged<M extends Shape, K> = [FactorGuard<'upsample2d', K>] extends [infer Words extends string]
  ? Words
  : ExampleGuard<'upsample2d', M>

/**
 * Every element repeated along height and width: the nearest neighbour.
 * @shape [H, W, C] → [H·factor, W·factor, C]
 * @grad the sum over the repetitions
 * @failure `upsample2d: expected [height, width, channels], got [784]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { conv2d, input, upsample2d } from 'reparam/layer'
 * const net = F.pipe(input(7, 7, 64), upsample2d(2), conv2d(32, { kernel: 3 }))
 * console.assert(net.out.join() === '14,14,32')
 */
export const upsample2d =
  <const K extends PerAxis>(factor: K) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & Enlarged<M, K>,
  ): Layer<I, [Mul<M[0], On<K, 0>>, Mul<M[1], On<K, 1>>, M[2]], P, S> => {
    const before: Layer<I, M, P, S> = layer
    const [height, width, channels] = imageExample('upsample2d', before.out)
    const factors = upsampleFactors('upsample2d', before.out, factor)
    return andStage(
      before,
      fixed([height * factors[0], width * factors[1], channels], (x) => upsample(x, factors)),
    )
  }
