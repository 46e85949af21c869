/**
 * Draws of counts from their log-probabilities, exact for every mean but for the rounding of float32: by the
 * probabilities above each count where few are expected, else by rejection from a transformed uniform number. Of both
 * as many candidates are drawn side by side as the worst case needs, so that the numbers depend on the key and the shape
 * alone.
 */
import { alongProposals, firstAccepted } from '../../random/first-accepted.js'
import type { Expression } from '../../tensor/expression.js'
import { stopGradient } from '../../tensor/primitive/control.js'
import { draw, foldIn, iota } from '../../tensor/primitive/draw.js'
import {
  abs,
  add,
  and,
  compare,
  convert,
  divide,
  exponential,
  floor,
  log,
  multiply,
  negate,
  plus,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { constant, splatLike } from '../../tensor/primitive/leaf.js'
import { broadcastInDim, cumulativeSum, reduce } from '../../tensor/primitive/reduction.js'
import type { Hat } from './hats.js'

/** The log-probability of counts, one row for each candidate; the parameters are repeated along them. */
export type LogProbability = (k: Expression, along: (parameter: Expression) => Expression) => Expression

/** From this mean on a candidate is taken with a probability of at least 0.7. */
export const manyFrom = 10

/** A mean below that is exceeded thereby in fewer than 1e-12 of the draws. */
const rows = 40

/** Of so many candidates none is taken in fewer than 1e-9 of the draws; then the mode is. */
const proposals = 18

/** The counts 1, 2, … along a first axis, and the logarithms of their factorials. */
export interface Few {
  readonly k: Expression
  readonly logFactorial: Expression
  readonly along: (parameter: Expression) => Expression
}

const logFactorials = Float32Array.from({ length: rows }, (_, i) =>
  Array.from({ length: i + 1 }, (__, j) => Math.log(j + 1)).reduce((sum, v) => sum + v, 0),
)

/**
 * Draws where the mean is below `manyFrom`: how many counts have a probability of being reached that exceeds a uniform
 * number. The log-probabilities may be off by some 1e-5, less than the number of draws could show.
 */
export const drawFew = (
  like: Expression,
  logProbabilities: (few: Few) => Expression,
  key: Expression,
): Expression => {
  const shape = [rows, ...like.shape]
  const along = (x: Expression): Expression => alongProposals(rows, x)
  const k = plus(iota(shape, 0, 'float32'), 1)
  const logFactorial = broadcastInDim(constant(logFactorials, [rows]), shape, [0])
  const reached = cumulativeSum(exponential(logProbabilities({ k, logFactorial, along })), 0, true)
  const u = plus(draw(foldIn(key, 0), 'uniform', like.shape), 2 ** -24)
  return stopGradient(reduce('add', convert(compare('LT')(along(u), reached), 'float32'), [0]))
}

/** Draws where the mean is not below `manyFrom`; the log-probability is −∞ outside of the support. */
export const drawMany = (hat: Hat, logProbability: LogProbability, key: Expression): Expression => {
  const along = (x: Expression): Expression => alongProposals(proposals, x)
  const shape = [proposals, ...hat.mode.shape]
  const u = plus(draw(foldIn(key, 1), 'uniform', shape), -0.5)
  const v = draw(foldIn(key, 2), 'uniform', shape)
  const distance = plus(negate(abs(u)), 0.5)
  const proper = compare('GT')(distance, splatLike(0, u))
  const tail = select(proper, distance, splatLike(0.5, u))
  const [a, b] = [along(hat.a), along(hat.b)]
  const width = add(times(divide(a, tail), 2), b)
  const k = floor(add(multiply(width, u), along(hat.centre)))
  const density = add(divide(a, multiply(tail, tail)), b)
  const height = add(log(divide(v, density)), along(hat.logHeight))
  const taken = and(proper, compare('LE')(height, logProbability(k, along)))
  return stopGradient(add(hat.mode, firstAccepted(taken, subtract(k, along(hat.mode)))))
}

/** A parameter where many are expected, and elsewhere one for which many are: what is drawn there is not used. */
export const whereMany = (many: Expression, x: Expression, otherwise: number): Expression =>
  select(many, x, splatLike(otherwise, x))
