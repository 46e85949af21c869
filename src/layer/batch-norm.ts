/** Batch normalisation: each channel standardised over the batch in training, by running statistics in evaluation. */
import {
  type ChannelsGuard,
  channelsOf,
  type Dim,
  type LastDim,
  type Shape,
  ShapeError,
  show,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { ones, type Tensor, zeros } from '../tensor/index.js'
import { stopGradient } from '../tensor/primitive/control.js'
import { add, times } from '../tensor/primitive/elementwise.js'
import { reshape } from '../tensor/primitive/structure.js'
import { expression, typed } from '../tensor/tensor.js'
import { andStage, type Layer, type Params } from './layer.js'
import { withStatistics } from './stage.js'
import {
  checkedEpsilon,
  countAlong,
  moments,
  type NormParams,
  normInit,
  rescaled,
  standardised,
} from './standardise.js'

/**
 * The running mean and variance of C channels.
 * @category layer
 * @since 0.1.0
 */
export type RunningMoments<C extends Dim> = {
  readonly mean: Tensor<[C]>
  readonly variance: Tensor<[C]>
}

/**
 * How a batch normalisation is done: how much of the running statistics a step keeps (0.9 unless given; libraries that
 * call the rest momentum say 0.1), and what is added to a variance (1e-5).
 * @category layer
 * @since 0.1.0
 */
export interface BatchNormOptions {
  readonly momentum?: number
  readonly epsilon?: number
}

const allButLast = (x: Expression): readonly number[] => x.shape.slice(1).map((_, axis) => axis)

/** What is kept of the running value, and the rest of the one of this batch. */
const moved = (running: Tensor<[number]>, now: Expression, momentum: number): Tensor<[number]> => {
  const before = expression(running)
  return typed(add(times(before, momentum), times(stopGradient(reshape(now, before.shape)), 1 - momentum)))
}

/**
 * `batchNorm` with a momentum and an epsilon of one's own.
 * @shape [...S, C] → [...S, C]
 * @failure RangeError for a momentum outside [0, 1], or an epsilon that is not above 0
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { batchNormWith, dense, input } from 'reparam/layer'
 * const net = F.pipe(input(4), dense(3), batchNormWith({ momentum: 0.99, epsilon: 1e-3 }))
 * console.assert(net.out.join() === '3')
 */
export const batchNormWith = ({ momentum = 0.9, epsilon = 1e-5 }: BatchNormOptions = {}) => {
  checkedEpsilon('batchNorm', epsilon)
  if (!(momentum >= 0 && momentum <= 1))
    throw new RangeError(`batchNorm: expected a momentum from 0 to 1, found ${momentum}`)
  return <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ChannelsGuard<'batchNorm', M>,
  ): Layer<I, M, [...P, NormParams<LastDim<M>>], [...S, RunningMoments<LastDim<M>>]> => {
    const before: Layer<I, M, P, S> = layer
    const channels = channelsOf('batchNorm', before.out)
    return andStage(
      before,
      withStatistics<NormParams<number>, RunningMoments<number>>({
        out: before.out,
        init: () => normInit(channels),
        statistics: { mean: zeros(channels), variance: ones(channels) },
        apply: (params, { mean, variance }, x) =>
          rescaled(standardised(x, expression(mean), expression(variance), epsilon), params),
        train: (params, running, x) => {
          const axes = allButLast(x)
          const count = countAlong(x.shape, axes)
          if (count < 2)
            throw new ShapeError(
              `batchNorm: expected at least two values of each channel in training, got ${count} in ${show(x.shape)}`,
            )
          const { mean, variance } = moments(x, axes)
          return {
            value: rescaled(standardised(x, mean, variance, epsilon), params),
            statistics: {
              mean: moved(running.mean, mean, momentum),
              variance: moved(running.variance, times(variance, count / (count - 1)), momentum),
            },
          }
        },
      }),
    )
  }
}

/**
 * Each channel (the last axis) less its mean, over its standard deviation, then scaled and shifted by parameters. In
 * training mean and variance are those of the batch, over all other axes, and the running ones move a tenth of the
 * way to them; in evaluation they are the running ones. The running variance is the unbiased one, over n − 1.
 * @shape [...S, C] → [...S, C]
 * @math scale·(x − mean)/√(variance + ε) + shift
 * @grad in training also through mean and variance of the batch
 * @failure at run time: `batchNorm: expected at least two values of each channel in training, got 1 in [1, 32]`
 * @source Ioffe and Szegedy: Batch normalization (2015), algorithms 1 and 2
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, matrix, read, use } from 'reparam'
 * import { batchNorm, input } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(1), batchNorm)
 * const { value, statistics } = net.train(net.init(key(0)), matrix([[1], [3]]), net.statistics)(key(1))
 * console.assert((await read(value)).every((v) => Math.abs(Math.abs(v) - 1) < 1e-4))
 * const [{ mean }] = statistics
 * const [running = 0] = await read(mean)
 * console.assert(Math.abs(running - 0.2) < 1e-6)
 */
export const batchNorm = batchNormWith()
