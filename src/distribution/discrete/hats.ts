/**
 * What covers the probabilities of a count in a rejection sampler: the density of (2a/(½ − |u|) + b) u + centre, u uniform
 * in (−½, ½), times a height. The constants are Hörmann's, for means of at least 10.
 */
import type { Expression } from '../../tensor/expression.js'
import {
  add,
  divide,
  floor,
  log,
  logistic,
  multiply,
  negate,
  plus,
  sqrt,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { logBinomial } from './counts.js'

/** The place and the width of the cover, the logarithm of its height, and the mode of the law. */
export interface Hat {
  readonly a: Expression
  readonly b: Expression
  readonly centre: Expression
  readonly logHeight: Expression
  readonly mode: Expression
}

/** At rates near 10 the published height is passed by 0.6 %: so much is added, and a little. */
const margin = 0.01

/** The cover of Poisson probabilities. */
export const poissonHat = (rate: Expression): Hat => {
  const b = plus(times(sqrt(rate), 2.53), 0.931)
  const inverse = plus(divide(splatLike(1.1328, b), plus(b, -3.4)), 1.1239)
  return {
    a: plus(times(b, 0.02483), -0.059),
    b,
    centre: plus(rate, 0.43),
    logHeight: plus(log(inverse), margin),
    mode: floor(rate),
  }
}

/** The cover of binomial probabilities, for logits of at most 0. */
export const binomialHat = (count: Expression, logits: Expression): Hat => {
  const [p, q] = [logistic(logits), logistic(negate(logits))]
  const mean = multiply(count, p)
  const deviation = sqrt(multiply(mean, q))
  const b = plus(times(deviation, 2.53), 1.15)
  const mode = floor(multiply(plus(count, 1), p))
  const ratio = plus(divide(splatLike(5.1, b), b), 2.83)
  return {
    a: plus(add(times(b, 0.0248), times(p, 0.01)), -0.0873),
    b,
    centre: plus(mean, 0.5),
    logHeight: add(log(multiply(ratio, deviation)), logBinomial(mode, count, logits)),
    mode,
  }
}
