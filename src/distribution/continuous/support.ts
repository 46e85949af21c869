/** Log-densities that end at a border, and samples that stay inside of it. */
import type { Shape } from '../../shape/index.js'
import {
  and,
  type BoolTensor,
  greater,
  greaterEqual,
  less,
  lessEqual,
  maximum,
  minimum,
  select,
  type Tensor,
} from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { filled, onSupport } from '../support.js'

/** The smallest sample above 0: floats below have fewer digits, and some backends take them for 0. */
export const smallest = 2 ** -125

/** The largest sample below 1. */
const belowOne = 1 - 2 ** -24

/** A log-density where the value is in the support, and −∞ outside, where it is computed at a safe value. */
export const within = <S>(
  inside: BoolTensor<S>,
  x: Tensor<S>,
  safe: number,
  logDensity: (x: Tensor<S>) => Tensor<S>,
): Tensor<S> =>
  typed(
    onSupport(expression(inside), expression(x), safe, (value) =>
      expression(logDensity(typed<Tensor<S>>(value))),
    ),
  )

/** Whether numbers are at least 0. */
export const notNegative = <S extends Shape>(x: Tensor<S>): BoolTensor<S> => greaterEqual(x, filled(0, x))

/** Whether numbers are from 0 to 1. */
export const inUnit = <S extends Shape>(x: Tensor<S>): BoolTensor<S> =>
  and(notNegative(x), lessEqual(x, filled(1, x)))

/** Whether numbers are between 0 and 1, and neither of them. */
export const insideUnit = <S extends Shape>(x: Tensor<S>): BoolTensor<S> =>
  and(greater(x, filled(0, x)), less(x, filled(1, x)))

/** Numbers brought to at least 0: where a cdf is computed for values below the support. */
export const raised = <S extends Shape>(x: Tensor<S>): Tensor<S> => select(notNegative(x), x, filled(0, x))

/** 0 below the middle and 1 from there on: a cdf outside of an interval. */
export const outer = <S extends Shape>(x: Tensor<S>, middle: Tensor<S>): Tensor<S> =>
  select(less(x, middle), filled(0, x), filled(1, x))

/** Numbers brought into [0, 1], without a derivative where they were not inside. */
export const clipped = <S extends Shape>(x: Tensor<S>): Tensor<S> => {
  return select(insideUnit(x), x, outer(x, filled(0.5, x)))
}

/** A cdf between 0 and 1, which is constant outside; there it is computed at ½ and then replaced. */
export const betweenEnds = <S extends Shape>(x: Tensor<S>, cdf: (x: Tensor<S>) => Tensor<S>): Tensor<S> => {
  const half = filled(0.5, x)
  const inside = insideUnit(x)
  return select(inside, cdf(select(inside, x, half)), outer(x, half))
}

/** Samples that underflow, kept above 0. */
export const above0 = <S extends Shape>(x: Tensor<S>): Tensor<S> => maximum(x, filled(smallest, x))

/** Samples that rounding would put on 0 or 1, kept between. */
export const between01 = <S extends Shape>(x: Tensor<S>): Tensor<S> => minimum(above0(x), filled(belowOne, x))
