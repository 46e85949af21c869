/** What a network is told beside its data: the condition of a conditional model. */
import {
  type Add,
  type ChannelsGuard,
  channelsOf,
  type Dim,
  refuse,
  type Shape,
  show,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { concatenate } from '../tensor/primitive/structure.js'
import { expression } from '../tensor/tensor.js'
import { andStage, type Layer, type Params } from './layer.js'
import { fixed } from './stage.js'

const unlike = 'condition {} does not go with data {}, of which the last {} axes are one example'

/**
 * A shape whose last axis is longer by C.
 * @category layer
 * @since 0.1.0
 */
export type Longer<M extends Shape, C extends Dim> = [[M]] extends [
  [[...infer R extends Shape, infer D extends Dim]],
]
  ? [...R, Add<D, C>]
  : Shape

/** A condition repeated over the samples that lead the data, and over all but the last axis of an example. */
const repeated = (condition: Expression, x: Expression, lead: number): Expression => {
  const batch = condition.shape.slice(0, -1)
  const from = lead - batch.length
  if (from < 0 || x.shape.slice(from, lead).join() !== batch.join())
    return refuse('concatCondition', unlike, show(condition.shape), show(x.shape), x.shape.length - lead)
  return broadcastInDim(
    condition,
    [...x.shape.slice(0, -1), channelsOf('concatCondition', condition.shape)],
    [...batch.map((_, i) => from + i), x.shape.length - 1],
  )
}

/**
 * The data with a condition behind it along the last axis: labels or attributes, one vector for each example. The
 * same vector goes to every sample of an example and to every place of an image. The layer is made of the condition,
 * so a conditional model is a function of it.
 * @shape condition [...B, C]; [...M, D] → [...M, D + C]
 * @failure `concatCondition: condition [32, 10] does not go with data [64, 16], of which the last 1 axes are one example`
 * @source Sohn, Lee and Yan: Learning structured output representation using deep conditional generative models (2015)
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, ones, shapeOf, type Dim, type Tensor } from 'reparam'
 * import { concatCondition, dense, input } from 'reparam/layer'
 * const decoder = <B extends Dim>(label: Tensor<[B, 10]>) => F.pipe(input(16), concatCondition(label), dense(784))
 * const net = decoder(ones(32, 10))
 * console.assert(shapeOf(net.apply(net.init(key(0)), ones(5, 32, 16))).join() === '5,32,784')
 */
export const concatCondition =
  <B extends Shape, C extends Dim>(condition: Tensor<[...B, C]>) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ChannelsGuard<'concatCondition', M>,
  ): Layer<I, Longer<M, C>, P, S> => {
    const before: Layer<I, M, P, S> = layer
    const e = expression(condition)
    const longer = channelsOf('concatCondition', before.out) + channelsOf('concatCondition', e.shape)
    return andStage(
      before,
      fixed([...before.out.slice(0, -1), longer], (x, lead) =>
        concatenate([x, repeated(e, x, lead)], x.shape.length - 1),
      ),
    )
  }
