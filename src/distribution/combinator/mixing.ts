/** How components become a mixture, whatever they are: a sum over their axis, weighted by a softmax of logits. */

import { split } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import { logSumExpOf, softmaxOf } from '../../tensor/exponential.js'
import type { Expression } from '../../tensor/expression.js'
import { type AnyTensor, type Key, repeatFirst, type Tensor } from '../../tensor/index.js'
import { stopGradient } from '../../tensor/primitive/control.js'
import { add, compare, multiply, select, subtract } from '../../tensor/primitive/elementwise.js'
import { alongLast } from '../../tensor/primitive/last-axis.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { broadcastInDim, reduce } from '../../tensor/primitive/reduction.js'
import { expression, typed } from '../../tensor/tensor.js'
import { drawnAt } from '../discrete/classes.js'
import { asValue } from '../distribution.js'

/** What components give side by side: their axis stands between those of the batch and those of an event. */
export interface Components {
  /** [...B, K] for a value [...B, ...E]. */
  readonly logProb: (x: AnyTensor) => Expression
  /** [...B, K, ...E], as all below. */
  readonly sample: (key: Key) => Expression
  readonly mean?: () => Expression
  readonly variance?: () => Expression
  readonly cdf?: (x: AnyTensor) => Expression
  readonly expand: (count: number) => Components
}

/** Whose sum they are: the axes of one draw, and whether it has a density. */
export interface Whole {
  readonly batch: readonly number[]
  readonly event: readonly number[]
  readonly kind: 'continuous' | 'discrete'
}

/** A value [...B, ...E] once for each component: [...B, K, ...E]. */
export const forEach = (x: Expression, lead: number, count: number): Expression =>
  broadcastInDim(
    x,
    [...x.shape.slice(0, lead), count, ...x.shape.slice(lead)],
    x.shape.map((_, axis) => (axis < lead ? axis : axis + 1)),
  )

/** One number for each component, [...B, K], beside what they give, [...B, K, ...E]. */
const beside = (weight: Expression, like: Expression): Expression => alongLast(weight, like.shape)

/** The functions of a mixture. */
export const mixed = (logits: Expression, whole: Whole, components: Components): object => {
  const { batch, event } = whole
  const axis = batch.length
  const count = logits.shape[axis] ?? 0
  const value = asValue<Shape>(batch, event)
  const total = (x: Expression): Expression => reduce('add', x, [axis])
  const weighted = (x: Expression): Expression => total(multiply(beside(softmaxOf(logits, [axis]), x), x))
  const { mean, variance, cdf } = components
  const meanOf = (of: () => Expression): Expression => weighted(of())
  return {
    ...whole,
    family: 'Mixture',
    reparameterised: false,
    axes: {},
    sample: (key: Key): AnyTensor => {
      const [which, draws] = split(2)(key)
      const all = components.sample(draws)
      const one = beside(drawnAt(logits, axis, expression(which)), all)
      const taken = select(compare('GT')(one, splatLike(0.5, one)), all, splatLike(0, all))
      return typed(stopGradient(total(taken)))
    },
    logProb: (x: AnyTensor): AnyTensor => {
      const logWeights = subtract(logits, forEach(logSumExpOf(logits, [axis]), axis, count))
      return typed(logSumExpOf(add(logWeights, components.logProb(value('logProb', x))), [axis]))
    },
    ...(mean && { mean: (): AnyTensor => typed(meanOf(mean)) }),
    ...(mean &&
      variance && {
        variance: (): AnyTensor => {
          const middle = mean()
          const distance = subtract(middle, forEach(meanOf(mean), axis, count))
          return typed(weighted(add(variance(), multiply(distance, distance))))
        },
      }),
    ...(cdf && { cdf: (x: AnyTensor): AnyTensor => typed(weighted(cdf(value('cdf', x)))) }),
    expand: (samples: number): object => {
      const repeated: Tensor<[number, ...Shape]> = repeatFirst(samples)(typed<Tensor<Shape>>(logits))
      return mixed(expression(repeated), { ...whole, batch: [samples, ...batch] }, components.expand(samples))
    },
  }
}
