/** Batch normalisation as a map of its own: each element standardised by statistics that are given. */
import {
  type DataGuard,
  leadOf,
  type Same,
  type Shape,
  ShapeError,
  type Show,
  show,
  size,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { positive } from '../tensor/positive.js'
import { bounded } from '../tensor/primitive/bounded.js'
import { stopGradient } from '../tensor/primitive/control.js'
import { add, log, multiply, plus, subtract, times } from '../tensor/primitive/elementwise.js'
import { broadcastTo, reduce } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { scaledAndShifted, scaledAndShiftedBack } from './affine.js'
import { type Bijection, bijectionOf } from './bijection.js'
import { eachElement } from './elementwise.js'
import { beside } from './events.js'

/**
 * The mean and the variance of each element of an event.
 * @category bijection
 * @since 0.1.0
 */
export type Moments<E extends Shape> = {
  readonly mean: Tensor<E>
  readonly variance: Tensor<E>
}

/**
 * Each element less its mean, over its standard deviation, then scaled and shifted: what `batchNorm` of `reparam/layer`
 * does, as a bijection. By the running statistics it is for evaluation; by those of a batch, as `batchMoments` gives
 * them, for training. The statistics count as constants in the log-determinant, though gradients flow through them.
 * @shape each: E → E
 * @math y = exp(logScale) (x − mean)/√(variance + ε) + loc; log |det| = Σ logScale − ½ log(variance + ε)
 * @failure `batchNorm: mean [3] and logScale [4] differ`; RangeError for an epsilon that is not above 0
 * @source Dinh, Sohl-Dickstein and Bengio: Density estimation using real NVP (2017), appendix E
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * const seen = { mean: vector([1]), variance: vector([4]), loc: zeros(1), logScale: zeros(1) }
 * const [y = 0] = await read(Bijection.batchNorm(seen).forward(vector([5])).value)
 * console.assert(Math.abs(y - 2) < 1e-4)
 */
export const batchNorm = <E extends Shape, V extends Shape, B extends Shape, S extends Shape>(
  given: {
    readonly mean: Tensor<E>
    readonly variance: Tensor<V> & Same<E, V, `batchNorm: mean ${Show<E>} and variance ${Show<V>} differ`>
    readonly loc: Tensor<B> & Same<E, B, `batchNorm: mean ${Show<E>} and loc ${Show<B>} differ`>
    readonly logScale: Tensor<S> & Same<E, S, `batchNorm: mean ${Show<E>} and logScale ${Show<S>} differ`>
  },
  { epsilon = 1e-5 }: { readonly epsilon?: number } = {},
): Bijection<E> => {
  const mean = expression(given.mean)
  const one = (name: 'variance' | 'loc' | 'logScale'): Expression => {
    const e = expression(given[name])
    if (e.shape.join() === mean.shape.join()) return e
    throw new ShapeError(`batchNorm: mean ${show(mean.shape)} and ${name} ${show(e.shape)} differ`)
  }
  const logDeviation = times(log(plus(one('variance'), positive('batchNorm', 'an epsilon', epsilon))), 0.5)
  const logScale = subtract(bounded(one('logScale'), 40), logDeviation)
  const loc = one('loc')
  const own = (name: string, e: Expression, x: Expression) => beside('batchNorm', name, e, x.shape)
  const rescaling = (x: Expression) => ({ shift: own('loc', loc, x), logScale: own('logScale', logScale, x) })
  return bijectionOf(
    'batchNorm',
    mean.shape,
    eachElement((x) => scaledAndShifted(subtract(x, own('mean', mean, x)), rescaling(x))),
    eachElement((y) => {
      const { value, logSlope } = scaledAndShiftedBack(y, rescaling(y))
      return { value: add(value, own('mean', mean, y)), logSlope }
    }),
  )
}

/**
 * Mean and variance of a batch, over all axes in front of the event, and the running ones a step on: a tenth of the way
 * towards them, with the unbiased variance, as in `batchNorm` of `reparam/layer`; no gradient flows into them.
 * @shape x: [...L, ...E], running: E → E
 * @failure RangeError: `batchMoments: expected at least two events, found 1`; so for a momentum outside [0, 1]
 * @source Ioffe and Szegedy: Batch normalization (2015), algorithms 1 and 2
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, matrix, ones, read, use, zeros } from 'reparam'
 * await use('cpu')()
 * const running = { mean: zeros(1), variance: ones(1) }
 * const { batch, statistics } = Bijection.batchMoments()(running, matrix([[1], [3]]))
 * console.assert((await read(batch.mean)).join() === '2' && (await read(batch.variance)).join() === '1')
 * const [moved = 0] = await read(statistics.mean)
 * console.assert(Math.abs(moved - 0.2) < 1e-6)
 */
export const batchMoments =
  ({ momentum = 0.9 }: { readonly momentum?: number } = {}) =>
  <E extends Shape, X extends Shape>(
    running: Moments<E>,
    x: Tensor<X> & DataGuard<'batchMoments', X, E>,
  ): { readonly batch: Moments<E>; readonly statistics: Moments<E> } => {
    if (!(momentum >= 0 && momentum <= 1))
      throw new RangeError(`batchMoments: expected a momentum from 0 to 1, found ${momentum}`)
    const [data, before] = [expression(x), expression(running.mean)]
    const lead = leadOf('batchMoments', data.shape, before.shape)
    const axes = data.shape.slice(0, lead).map((_, axis) => axis)
    const count = size(data.shape.slice(0, lead))
    if (count < 2) throw new RangeError(`batchMoments: expected at least two events, found ${count}`)
    const mean = times(reduce('add', data, axes), 1 / count)
    const distance = subtract(data, broadcastTo(mean, data.shape))
    const variance = times(reduce('add', multiply(distance, distance), axes), 1 / count)
    const moved = (from: Tensor<E>, to: Expression): Tensor<E> =>
      typed(add(times(expression(from), momentum), times(stopGradient(to), 1 - momentum)))
    return {
      batch: { mean: typed(mean), variance: typed(variance) },
      statistics: {
        mean: moved(running.mean, mean),
        variance: moved(running.variance, times(variance, count / (count - 1))),
      },
    }
  }
