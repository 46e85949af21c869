/**
 * A logistic law whose numbers are rounded to bins of equal width: the mass of each bin is a difference of two values
 * of the cdf, which would cancel far from the location, so it is written as a product.
 */

import { logOneMinusExpOf } from '../../special/log-exp.js'
import { softplusOf } from '../../tensor/activation.js'
import type { Expression } from '../../tensor/expression.js'
import { clamped } from '../../tensor/primitive/bounded.js'
import { stopGradient } from '../../tensor/primitive/control.js'
import { iota } from '../../tensor/primitive/draw.js'
import {
  add,
  and,
  compare,
  exponential,
  floor,
  logistic,
  multiply,
  negate,
  plus,
  roundNearestEven,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { reduce } from '../../tensor/primitive/reduction.js'
import { onSupport } from '../support.js'
import { alongClasses, entropyOf, largest } from './classes.js'

/** Where the centres of the first and last bin are, and how many bins there are. */
export interface Bins {
  readonly low: number
  readonly high: number
  readonly count: number
}

/** A location and the logarithm of a scale. */
export interface Law {
  readonly loc: Expression
  readonly logScale: Expression
}

const widthOf = ({ low, high, count }: Bins): number => (high - low) / (count - 1)

/** The part of a bin by which rounding may move a number. */
const slack = 0.01

/** The inverse of the scale: a product with it has a derivative also where a quotient would be ∞/∞. */
const inverseScale = ({ logScale }: Law): Expression => exponential(negate(logScale))

/** log(1 − exp −δ) of the width δ of a bin in scales, by its series where δ may underflow. */
const logShare = (width: number, law: Law): Expression => {
  const delta = times(inverseScale(law), width)
  const small = compare('LT')(delta, splatLike(1e-3, delta))
  const wide = select(small, splatLike(1, delta), delta)
  const series = subtract(plus(negate(law.logScale), Math.log(width)), times(delta, 0.5))
  return select(small, series, logOneMinusExpOf(negate(wide)))
}

/**
 * The logarithm of the mass of the bin around a number, σ(a) − σ(b) = σ(a) σ(−b) (1 − exp(b − a)) at its edges a and b;
 * the first and the last bin reach to infinity. −∞ outside of the bins.
 */
export const logProbOf = (bins: Bins, law: Law, value: Expression): Expression => {
  const width = widthOf(bins)
  const within = and(
    compare('GE')(value, splatLike(bins.low - slack * width, value)),
    compare('LE')(value, splatLike(bins.high + slack * width, value)),
  )
  return onSupport(within, value, bins.low, (x) => {
    const inverse = inverseScale(law)
    const centre = clamped(multiply(subtract(x, law.loc), inverse), -1e30, 1e30)
    const half = times(inverse, width / 2)
    const below = negate(softplusOf(negate(add(centre, half))))
    const above = negate(softplusOf(subtract(centre, half)))
    const between = add(add(below, above), logShare(width, law))
    const first = compare('LT')(x, splatLike(bins.low + width / 2, x))
    const last = compare('GT')(x, splatLike(bins.high - width / 2, x))
    return select(first, below, select(last, above, between))
  })
}

/** The centres of all bins along a first axis, beside one law each. */
const centres = (bins: Bins, { loc }: Law): Expression =>
  plus(times(iota([bins.count, ...loc.shape], 0, 'float32'), widthOf(bins)), bins.low)

/** The log-probabilities of all bins, along a first axis. */
const table = (bins: Bins, law: Law): Expression => {
  const at = centres(bins, law)
  const along = (x: Expression): Expression => alongClasses(x, at, 0)
  return logProbOf(bins, { loc: along(law.loc), logScale: along(law.logScale) }, at)
}

export const entropyOfBins = (bins: Bins, law: Law): Expression => entropyOf(table(bins, law), 0)

export const meanOf = (bins: Bins, law: Law): Expression =>
  reduce('add', multiply(exponential(table(bins, law)), centres(bins, law)), [0])

export const varianceOf = (bins: Bins, law: Law): Expression => {
  const at = centres(bins, law)
  const apart = subtract(at, alongClasses(meanOf(bins, law), at, 0))
  return reduce('add', multiply(exponential(table(bins, law)), multiply(apart, apart)), [0])
}

export const modeOf = (bins: Bins, law: Law): Expression =>
  stopGradient(plus(times(largest(table(bins, law), 0), widthOf(bins)), bins.low))

/** The probability of at most a number; one that rounding has put just below a centre counts as it. */
export const cdfOf = (bins: Bins, law: Law, x: Expression): Expression => {
  const width = widthOf(bins)
  const index = floor(plus(times(plus(clamped(x, -3e38, 3e38), -bins.low), 1 / width), slack))
  const edge = plus(times(clamped(index, 0, bins.count), width), bins.low + width / 2)
  const inside = logistic(clamped(multiply(subtract(edge, law.loc), inverseScale(law)), -1e30, 1e30))
  const [zero, one] = [splatLike(0, x), splatLike(1, x)]
  const last = compare('GE')(index, splatLike(bins.count - 1, index))
  return select(compare('LT')(index, zero), zero, select(last, one, inside))
}

/** A logistic number rounded to a bin, from one of the standard law. */
export const drawnOf = (bins: Bins, law: Law, noise: Expression): Expression => {
  const number = add(law.loc, multiply(exponential(law.logScale), noise))
  const index = roundNearestEven(
    times(plus(clamped(number, bins.low, bins.high), -bins.low), 1 / widthOf(bins)),
  )
  return stopGradient(plus(times(index, widthOf(bins)), bins.low))
}
