/** How much a term counts: a number, or a value that changes with the step. */
import { neg, scale, scaleBy, shift, shiftBy, type Tensor } from '../tensor/index.js'

/**
 * A number that an objective is told: fixed, or a scalar such as a schedule gives for a step.
 * @category objective
 * @since 0.1.0
 */
export type Weight = number | Tensor<[]>

/** A term that counts so much. */
export const weighted =
  (weight: Weight) =>
  <S>(term: Tensor<S>): Tensor<S> =>
    typeof weight === 'number' ? scale(weight)(term) : scaleBy(weight)(term)

/** What a term has beyond so much. */
export const beyond =
  (amount: Weight) =>
  <S>(term: Tensor<S>): Tensor<S> =>
    typeof amount === 'number' ? shift(-amount)(term) : shiftBy(neg(amount))(term)
