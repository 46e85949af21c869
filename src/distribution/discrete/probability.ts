/** Logits of probabilities. */
import { log, negate, plus, subtract } from '../../tensor/primitive/elementwise.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'
import { checked, probability } from '../checked.js'
import type { Family } from '../traits.js'

/** The least normal number of float32: what a probability of 0 counts as, so that no logit is infinite. */
const least = 2 ** -126

/** log p of probabilities, above −∞. One that is computed, and is none, gives a logarithm that is no number. */
export const logOfProbabilities = <S>(family: Family, probabilities: Tensor<S>): Tensor<S> =>
  typed(log(plus(expression(checked(family, 'probabilities', probability, probabilities)), least)))

/** log p/(1 − p) of probabilities, between −88 and 88. */
export const logitsOfProbabilities = <S>(family: Family, probabilities: Tensor<S>): Tensor<S> => {
  const p = expression(checked(family, 'probabilities', probability, probabilities))
  return typed(subtract(log(plus(p, least)), log(plus(plus(negate(p), 1), least))))
}
