/** The two tails of a distribution of numbers by their logarithms, and where they have a given one. */
import type { Shape } from '../../shape/index.js'
import { logNormalCdfOf } from '../../special/error-normal.js'
import { logOneMinusExpOf } from '../../special/log-exp.js'
import { normalLogQuantileOf } from '../../special/normal-log-quantile.js'
import { softplusOf } from '../../tensor/activation.js'
import type { Expression } from '../../tensor/expression.js'
import type { AnyTensor } from '../../tensor/index.js'
import {
  abs,
  add,
  compare,
  divide,
  exponential,
  exponentialMinusOne,
  log,
  logPlusOne,
  multiply,
  negate,
  plus,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'
import type { Distribution } from '../distribution.js'
import { isMember } from '../member.js'

/** The logarithms of the probabilities below and above a number, and their inverses, on one side or the other. */
export interface Tails {
  readonly logBelow: (x: Expression) => Expression
  readonly logAbove: (x: Expression) => Expression
  /** The number above which (where `right`) or below which there is this log-probability. */
  readonly at: (logProbability: Expression, right: Expression) => Expression
}

/** A law that is symmetric around 0: the logarithm of its cdf, and the inverse of that. */
interface Symmetric {
  readonly logCdf: (z: Expression) => Expression
  readonly logQuantile: (l: Expression) => Expression
}

const below = (x: Expression, limit: number): Expression => compare('LT')(x, splatLike(limit, x))

const standard: Readonly<Record<string, Symmetric>> = {
  Gaussian: { logCdf: logNormalCdfOf, logQuantile: normalLogQuantileOf },
  Logistic: {
    logCdf: (z) => negate(softplusOf(negate(z))),
    logQuantile: (l) => subtract(l, logOneMinusExpOf(l)),
  },
  Laplace: {
    logCdf: (z) => {
      const inner = logPlusOne(times(exponential(negate(abs(z))), -0.5))
      return select(below(z, 0), plus(z, -Math.LN2), inner)
    },
    logQuantile: (l) =>
      select(below(l, -Math.LN2), plus(l, Math.LN2), negate(plus(logOneMinusExpOf(l), Math.LN2))),
  },
}

const symmetric = ({ logCdf, logQuantile }: Symmetric, loc: Expression, scale: Expression): Tails => {
  const standardised = (x: Expression): Expression => divide(subtract(x, loc), scale)
  return {
    logBelow: (x) => logCdf(standardised(x)),
    logAbove: (x) => logCdf(negate(standardised(x))),
    at: (l, right) => {
      const z = logQuantile(l)
      return add(loc, multiply(scale, select(right, negate(z), z)))
    },
  }
}

/** log p of a probability, −∞ with no derivative where it is 0. */
const logOf = (p: Expression): Expression => {
  const some = compare('GT')(p, splatLike(0, p))
  return select(some, log(select(some, p, splatLike(1, p))), splatLike(Number.NEGATIVE_INFINITY, p))
}

/** By cdf and quantile: the tail above has the digits that a probability near 1 has. */
const byCdf = (d: Distribution<Shape, [], 'cdf' | 'quantile'>): Tails => {
  const of = (x: Expression): Tensor<Shape> => typed(x)
  const cdf = (x: Expression): Expression => expression(d.cdf(of(x)))
  return {
    logBelow: (x) => logOf(cdf(x)),
    logAbove: (x) => logOf(plus(negate(cdf(x)), 1)),
    at: (l, right) => {
      const p = select(right, negate(exponentialMinusOne(l)), exponential(l))
      return expression(d.quantile(of(p)))
    },
  }
}

/** The tails of a distribution, with all their digits where its family has them. */
export const tailsOf = (d: Distribution<Shape, [], 'cdf' | 'quantile'>): Tails => {
  const law = standard[d.family]
  if (law === undefined || !isMember(d)) return byCdf(d)
  const parameters: Readonly<Record<string, AnyTensor>> = { ...d.parameters }
  const { loc, scale } = parameters
  return loc === undefined || scale === undefined
    ? byCdf(d)
    : symmetric(law, expression(loc), expression(scale))
}
