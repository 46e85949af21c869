/**
 * The categorical distribution over one-hot vectors: one of K classes as a vector that is 1 there and 0 elsewhere.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { type AllButLast, countOf, type LastDim, type Shape } from '../../shape/index.js'
import type { Expression } from '../../tensor/expression.js'
import { stopGradient } from '../../tensor/primitive/control.js'
import {
  and,
  compare,
  convert,
  exponential,
  multiply,
  negate,
  plus,
  select,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { reduce } from '../../tensor/primitive/reduction.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'
import {
  alongClasses,
  drawnAt,
  entropyOf,
  largest,
  lastAxis,
  logSoftmax,
  oneHotAt,
  pickedOf,
} from '../discrete/classes.js'
import { logOfProbabilities } from '../discrete/probability.js'
import type { Formulas, OneHotCategorical } from '../families.js'
import { memberOf } from '../member.js'
import { type VectorsGuard, vectorSize } from './beside.js'

export type { OneHotCategorical } from '../families.js'

/** 1 at the largest along the last axis. */
const oneHotLargest = (x: Expression): Expression =>
  stopGradient(oneHotAt(largest(x, lastAxis(x)), x, lastAxis(x)))

/** Whether vectors have one 1 and zeros. */
const isOneHot = (x: Expression): Expression => {
  const zeros = reduce('add', convert(compare('EQ')(x, splatLike(0, x)), 'float32'), [lastAxis(x)])
  const top = reduce('maximum', x, [lastAxis(x)])
  const others = splatLike((x.shape.at(-1) ?? 0) - 1, zeros)
  return and(compare('EQ')(zeros, others), compare('EQ')(top, splatLike(1, top)))
}

const shares = (logits: Expression): Expression => exponential(logSoftmax(logits, lastAxis(logits)))

const formulas: Formulas<'OneHotCategorical'> = {
  family: 'OneHotCategorical',
  kind: 'discrete',
  reparameterised: false,
  eventRank: 1,
  sample: ({ logits }, key) => {
    const e = expression(logits)
    return typed(drawnAt(e, lastAxis(e), expression(key)))
  },
  logProb: ({ logits }, x) => {
    const [e, at] = [expression(logits), expression(x)]
    const inside = isOneHot(at)
    const safe = select(alongClasses(inside, at, lastAxis(at)), at, splatLike(0, at))
    const picked = pickedOf(safe, logSoftmax(e, lastAxis(e)), lastAxis(e))
    return typed(select(inside, picked, splatLike(Number.NEGATIVE_INFINITY, picked)))
  },
  entropy: ({ logits }) => {
    const e = expression(logits)
    return typed(entropyOf(logSoftmax(e, lastAxis(e)), lastAxis(e)))
  },
  mean: ({ logits }) => typed(shares(expression(logits))),
  variance: ({ logits }) => {
    const p = shares(expression(logits))
    return typed(multiply(p, plus(negate(p), 1)))
  },
  mode: ({ logits }) => typed(oneHotLargest(expression(logits))),
}

const withLogits = <S extends Shape>(logits: Tensor<S>): OneHotCategorical<AllButLast<S>, [LastDim<S>]> => {
  const { shape } = expression(logits)
  countOf('OneHotCategorical', vectorSize('OneHotCategorical', shape))
  return memberOf<'OneHotCategorical', AllButLast<S>, [LastDim<S>]>(
    formulas,
    { logits: typed(expression(logits)) },
    shape,
    1,
  )
}

/**
 * Categorical distributions over one-hot vectors by logits, along the last axis: logarithms of what is proportional to
 * the probabilities. Any other value has a log-probability of −∞. The mean has the probabilities; the mode is the first
 * class of the largest.
 * @shape [...B, K] → batch B, event [K]
 * @math log p(x) = Σ x_k (l_k − log Σ exp l)
 * @unit logProb, entropy: nats
 * @grad none through sample; through logProb to the logits
 * @failure `OneHotCategorical: axis -1 is out of range for []`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { OneHotCategorical, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = OneHotCategorical.fromLogits(vector([0, Math.log(3)]))
 * const [logProbability = 0] = await read(d.logProb(vector([0, 1])))
 * console.assert(Math.abs(logProbability - Math.log(0.75)) < 1e-6)
 */
export const fromLogits = <S extends Shape>(
  logits: Tensor<S> & VectorsGuard<'OneHotCategorical', S>,
): OneHotCategorical<AllButLast<S>, [LastDim<S>]> => withLogits<S>(logits)

/**
 * Categorical distributions over one-hot vectors by probabilities, along the last axis, which are divided by their sum.
 * One of 0 counts as 2⁻¹²⁶.
 * @shape [...B, K] → batch B, event [K]
 * @failure RangeError: `OneHotCategorical: expected probabilities between 0 and 1, found -0.5 at [1]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { OneHotCategorical, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = OneHotCategorical.fromProbabilities(vector([0.25, 0.75]))
 * console.assert((await read(d.mode())).join() === '0,1')
 */
export const fromProbabilities = <S extends Shape>(
  probabilities: Tensor<S> & VectorsGuard<'OneHotCategorical', S>,
): OneHotCategorical<AllButLast<S>, [LastDim<S>]> =>
  withLogits<S>(logOfProbabilities<S>('OneHotCategorical', probabilities))
