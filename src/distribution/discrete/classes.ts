/**
 * What a choice among K classes is made of, along one axis: its log-probabilities, its entropy, its largest. A class may
 * have a log-probability of −∞, which no product may meet: 0 · ∞ is no number.
 */
import type { Expression } from '../../tensor/expression.js'
import { stopGradient } from '../../tensor/primitive/control.js'
import { draw, iota } from '../../tensor/primitive/draw.js'
import {
  add,
  and,
  compare,
  convert,
  exponential,
  log,
  multiply,
  negate,
  select,
  subtract,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { broadcastInDim, reduce } from '../../tensor/primitive/reduction.js'

/** The last axis of an expression. */
export const lastAxis = (x: Expression): number => x.shape.length - 1

/** One number for each choice, repeated along its classes. */
export const alongClasses = (
  x: Expression,
  classes: { readonly shape: readonly number[] },
  axis: number,
): Expression =>
  broadcastInDim(
    x,
    classes.shape,
    classes.shape.map((_, i) => i).filter((i) => i !== axis),
  )

/** The index of its class beside each number. */
export const indexAlong = (x: Expression, axis: number): Expression => iota(x.shape, axis, 'float32')

/** Logits less the largest one, which then is 0: no difference of large numbers is taken later. */
export const belowLargest = (logits: Expression, axis: number): Expression =>
  subtract(logits, alongClasses(stopGradient(reduce('maximum', logits, [axis])), logits, axis))

/** The logarithms of exp l / Σ exp l. */
export const logSoftmax = (logits: Expression, axis: number): Expression => {
  const below = belowLargest(logits, axis)
  return subtract(below, alongClasses(log(reduce('add', exponential(below), [axis])), logits, axis))
}

/** Where a class cannot occur, and the log-probabilities with 0 there. */
const possible = (logProbabilities: Expression): readonly [none: Expression, safe: Expression] => {
  const none = compare('EQ')(logProbabilities, splatLike(Number.NEGATIVE_INFINITY, logProbabilities))
  return [none, select(none, splatLike(0, logProbabilities), logProbabilities)]
}

/** −Σ p log p of log-probabilities; a class of no probability adds nothing. */
export const entropyOf = (logProbabilities: Expression, axis: number): Expression => {
  const [, safe] = possible(logProbabilities)
  return negate(reduce('add', multiply(exponential(logProbabilities), safe), [axis]))
}

/** Σ q (log q − log p) of log-probabilities: a class that q has not adds nothing, one that only q has makes it infinite. */
export const divergenceOf = (logQ: Expression, logP: Expression, axis: number): Expression => {
  const [[noneOfQ, q], [noneOfP, p]] = [possible(logQ), possible(logP)]
  const terms = multiply(exponential(logQ), subtract(q, p))
  const onlyOfQ = select(noneOfP, splatLike(Number.POSITIVE_INFINITY, terms), terms)
  return reduce('add', select(noneOfQ, splatLike(0, terms), onlyOfQ), [axis])
}

/**
 * The log-probability of the class that is 1 among zeros, −∞ with no derivative if it cannot occur. The derivative to the
 * ones and zeros is that of their product with the log-probabilities.
 */
export const pickedOf = (oneHot: Expression, logProbabilities: Expression, axis: number): Expression => {
  const [none, safe] = possible(logProbabilities)
  const lost = reduce('or', and(none, compare('NE')(oneHot, splatLike(0, oneHot))), [axis])
  const sum = reduce('add', multiply(oneHot, safe), [axis])
  return select(lost, splatLike(Number.NEGATIVE_INFINITY, sum), sum)
}

/** The index of the largest number, the first among equals. */
export const largest = (x: Expression, axis: number): Expression => {
  const index = indexAlong(x, axis)
  const top = compare('EQ')(x, alongClasses(reduce('maximum', x, [axis]), x, axis))
  return reduce('minimum', select(top, index, splatLike(x.shape[axis] ?? 0, index)), [axis])
}

/** 1 at the class of an index and 0 at the others. */
export const oneHotAt = (index: Expression, like: Expression, axis: number): Expression =>
  convert(compare('EQ')(indexAlong(like, axis), alongClasses(index, like, axis)), 'float32')

/** Logits less the largest one, with independent Gumbel noise: the largest then is a draw from the softmax. */
export const perturbed = (logits: Expression, axis: number, key: Expression): Expression =>
  add(belowLargest(logits, axis), draw(key, 'gumbel', logits.shape))

/** 1 at a class drawn from the softmax and 0 at the others; a class that cannot occur is never drawn. */
export const drawnAt = (logits: Expression, axis: number, key: Expression): Expression => {
  const noisy = perturbed(logits, axis, key)
  return stopGradient(oneHotAt(largest(noisy, axis), noisy, axis))
}
