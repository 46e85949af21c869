/**
 * The categorical distribution by logits: one of K classes, by its index. `OneHotCategorical` has the same law over
 * one-hot vectors.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { type AllButLast, type AxisGuard, axisOf, countOf, type Shape } from '../../shape/index.js'
import type { Expression } from '../../tensor/expression.js'
import { stopGradient } from '../../tensor/primitive/control.js'
import { and, compare, convert, exponential, multiply, select } from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { reduce } from '../../tensor/primitive/reduction.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'
import type { Categorical, Formulas } from '../families.js'
import { memberOf } from '../member.js'
import {
  alongClasses,
  entropyOf,
  indexAlong,
  largest,
  lastAxis,
  logSoftmax,
  oneHotAt,
  perturbed,
  pickedOf,
} from './classes.js'
import { logOfProbabilities } from './probability.js'
import { isCount } from './support.js'

export type { Categorical } from '../families.js'

/** How many classes logits have. */
const classesOf = (logits: Expression): number => logits.shape.at(-1) ?? 0

/** 1 at all classes up to each value. */
const upTo = (logits: Expression, x: Expression): Expression => {
  const axis = lastAxis(logits)
  return convert(compare('LE')(indexAlong(logits, axis), alongClasses(x, logits, axis)), 'float32')
}

const formulas: Formulas<'Categorical'> = {
  family: 'Categorical',
  kind: 'discrete',
  reparameterised: false,
  sample: ({ logits }, key) => {
    const e = expression(logits)
    return typed(stopGradient(largest(perturbed(e, lastAxis(e), expression(key)), lastAxis(e))))
  },
  logProb: ({ logits }, x) => {
    const [e, at] = [expression(logits), expression(x)]
    const axis = lastAxis(e)
    const picked = pickedOf(oneHotAt(at, e, axis), logSoftmax(e, axis), axis)
    const inside = and(isCount(at), compare('LT')(at, splatLike(classesOf(e), at)))
    return typed(select(inside, picked, splatLike(Number.NEGATIVE_INFINITY, at)))
  },
  entropy: ({ logits }) => {
    const e = expression(logits)
    return typed(entropyOf(logSoftmax(e, lastAxis(e)), lastAxis(e)))
  },
  mode: ({ logits }) => {
    const e = expression(logits)
    return typed(stopGradient(largest(e, lastAxis(e))))
  },
  cdf: ({ logits }, x) => {
    const [e, at] = [expression(logits), expression(x)]
    const shares = exponential(logSoftmax(e, lastAxis(e)))
    const sum = reduce('add', multiply(shares, upTo(e, at)), [lastAxis(e)])
    const whole = compare('GE')(at, splatLike(classesOf(e) - 1, at))
    return typed(select(whole, splatLike(1, at), sum))
  },
}

const withLogits = <B extends Shape>(logits: Expression): Categorical<B, []> => {
  const axis = axisOf('Categorical', logits.shape, -1)
  countOf('Categorical', logits.shape[axis] ?? 0)
  return memberOf<'Categorical', B, []>(formulas, { logits: typed(logits) }, logits.shape.slice(0, axis), 0)
}

/**
 * Categorical distributions by logits, along the last axis: logarithms of what is proportional to the probabilities.
 * A logit of −∞ makes a class impossible. A value is the index of a class, from 0 to K − 1, as a float; any other has
 * a log-probability of −∞.
 * @shape [...S, K] → batch S, event []
 * @math log p(k) = l_k − log Σ exp l
 * @unit logProb, entropy: nats
 * @grad none through sample; through logProb to the logits
 * @failure `Categorical: axis -1 is out of range for []`
 * @source Maddison, Tarlow and Minka: A* sampling (2014), section 2, for samples by Gumbel noise
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Categorical, read, scalar, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = Categorical.fromLogits(vector([0, Math.log(3)]))
 * const [logProbability = 0] = await read(d.logProb(scalar(1)))
 * console.assert(Math.abs(logProbability - Math.log(0.75)) < 1e-6)
 */
export const fromLogits = <S extends Shape>(
  logits: Tensor<S> & AxisGuard<'Categorical', S, -1>,
): Categorical<AllButLast<S>, []> => withLogits<AllButLast<S>>(expression(logits))

/**
 * Categorical distributions by probabilities, along the last axis, which are divided by their sum. One of 0 counts as
 * 2⁻¹²⁶.
 * @shape [...S, K] → batch S, event []
 * @failure RangeError: `Categorical: expected probabilities between 0 and 1, found -0.5 at [1]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Categorical, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [nats = 0] = await read(Categorical.fromProbabilities(vector([0, 0.5, 0.5])).entropy())
 * console.assert(Math.abs(nats - Math.LN2) < 1e-6)
 */
export const fromProbabilities = <S extends Shape>(
  probabilities: Tensor<S> & AxisGuard<'Categorical', S, -1>,
): Categorical<AllButLast<S>, []> =>
  withLogits<AllButLast<S>>(expression(logOfProbabilities('Categorical', probabilities)))
