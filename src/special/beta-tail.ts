/**
 * The smaller tail of a beta law by quadrature, on the scale of the logit, where the law is smooth for every
 * concentration. As for the gamma law, the tail of concentrations (a + 1, b) is integrated, which the recurrence of
 * the incomplete beta function leads back to (a, b). Upper tails are lower ones of 1 − x.
 */
import type { Expression } from '../tensor/expression.js'
import { stopGradient } from '../tensor/primitive/control.js'
import {
  add,
  compare,
  divide,
  exponential,
  exponentialMinusOne,
  log,
  logPlusOne,
  maximum,
  minimum,
  multiply,
  negate,
  plus,
  select,
  sqrt,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { HALF_LOG_TWO_PI } from './constants.js'
import { logFall, logRatio } from './gamma-ratio.js'
import { digammaExcess } from './gamma-remainder.js'
import { alongNodes, CUTOFF, firstMoment, integral, nodesOf } from './quadrature.js'
import { expm1MinusXSeries, SERIAL, xMinusLog1pSeries } from './remainders.js'
import { stirlingError } from './stirling.js'

/** A point of a beta law: its concentrations, x and 1 − x, and their logarithms. */
export interface BetaPoint {
  readonly a: Expression
  readonly b: Expression
  readonly x: Expression
  readonly y: Expression
  readonly logX: Expression
  readonly logY: Expression
}

/** A point seen from its smaller tail, which is then a lower one, and whether it was one. */
export interface Turned {
  readonly lower: Expression
  readonly point: BetaPoint
}

/** The point itself where x is below the mean, else the mirrored one. */
export const turned = (p: BetaPoint): Turned => {
  const lower = compare('LT')(multiply(p.x, p.b), multiply(p.a, p.y))
  const either = (one: Expression, other: Expression) => select(lower, one, other)
  const point = {
    a: either(p.a, p.b),
    b: either(p.b, p.a),
    x: either(p.x, p.y),
    y: either(p.y, p.x),
    logX: either(p.logX, p.logY),
    logY: either(p.logY, p.logX),
  }
  return { lower, point }
}

/** a − (a + b) x, and the points of two gamma laws of means a and b that stand for x and 1 − x. */
const parts = ({ a, b, x, y, logX, logY }: BetaPoint) => {
  const both = add(a, b)
  const logBoth = log(both)
  return {
    both,
    distance: subtract(multiply(a, y), multiply(b, x)),
    left: { a, z: multiply(x, both), logZ: add(logX, logBoth) },
    right: { a: b, z: multiply(y, both), logZ: add(logY, logBoth) },
  }
}

/** log(xᵃ (1 − x)ᵇ / (a B(a, b))): what the lower tail of the law is a multiple of. */
export const logBetaHeight = (point: BetaPoint): Expression => {
  const { both, distance, left, right } = parts(point)
  const { a, b } = point
  const falls = add(logFall(left, negate(distance)), logFall(right, distance))
  const deficits = subtract(stirlingError(both), add(stirlingError(a), stirlingError(b)))
  const root = times(subtract(subtract(log(b), log(a)), log(both)), 0.5)
  return plus(add(add(falls, deficits), root), -HALF_LOG_TWO_PI)
}

/** From here on the logarithm of 1 + exp(s) is a straight line, before the exponential becomes infinite. */
const overflow = 85

/** How far down the logit the tail has to be followed: the smaller of two bounds. */
const reachOf = ({ a, b, x, y }: BetaPoint, drift: Expression): Expression => {
  const both = plus(add(a, b), 1)
  const slope = add(drift, multiply(both, multiply(x, y)))
  const l = plus(times(drift, -2), CUTOFF)
  const root = sqrt(add(multiply(l, l), times(slope, 8 * CUTOFF)))
  const narrow = divide(splatLike(4 * CUTOFF, l), subtract(root, l))
  const exponent = divide(plus(multiply(b, narrow), CUTOFF), both)
  const most = minimum(exponent, splatLike(60, exponent))
  // 60 and the logarithm of the smallest y: also where the quotient overflows
  const widest = splatLike(146, y)
  return minimum(minimum(narrow, widest), logPlusOne(divide(exponentialMinusOne(most), y)))
}

/** log(1 − x + x exp(−s)) + x s at the nodes s: the second order of a logarithm, to the last digits. */
const curvature = ({ x, y }: BetaPoint, s: Expression): Expression => {
  const inner = minimum(s, splatLike(SERIAL, s))
  const outer = subtract(s, inner)
  const small = compare('LT')(x, splatLike(0.5, x))
  const sides = select(small, splatLike(-1, x), splatLike(1, x))
  const [least, rest] = [select(small, x, y), select(small, y, x)]
  const edge = exponential(times(sides, SERIAL))
  const bottom = add(rest, multiply(least, edge))
  const [side, portion] = [alongNodes(sides), alongNodes(least)]

  const t = multiply(side, inner)
  const remainder = expm1MinusXSeries(t)
  const near = subtract(multiply(portion, remainder), xMinusLog1pSeries(multiply(portion, add(t, remainder))))
  const turn = multiply(side, plus(outer, SERIAL))
  const growth = subtract(exponential(minimum(turn, splatLike(overflow, turn))), alongNodes(edge))
  const beyond = maximum(plus(turn, -overflow), splatLike(0, turn))
  const far = add(logPlusOne(multiply(growth, alongNodes(divide(least, bottom)))), beyond)
  return add(near, subtract(far, multiply(multiply(side, portion), outer)))
}

/** The lower tail at a point below the mean, and how a sample there moves with the concentrations. */
export interface BetaTail {
  /** The lower tail in multiples of exp(logBetaHeight). */
  readonly mass: Expression
  /** d logit / da of a sample, above 0. */
  readonly raise: Expression
  /** −d logit / db of a sample, above 0. */
  readonly sink: Expression
}

/** The lower tail of a beta law at a point below its mean. */
export const betaTail = (point: BetaPoint): BetaTail => {
  const { a, b, x, y } = point
  const { both, distance, left, right } = parts(point)
  const drift = add(distance, y)
  const reach = stopGradient(reachOf(point, drift))
  const s = nodesOf(reach)
  const second = curvature(point, s)
  const exponent = add(multiply(alongNodes(drift), s), multiply(alongNodes(plus(both, 1)), second))
  const density = exponential(negate(exponent))
  const [mass, moment] = [integral(reach, density), firstMoment(reach, density)]
  const curved = integral(reach, multiply(density, second))

  const excess = digammaExcess(both)
  const one = splatLike(1, a)
  const toA = subtract(subtract(digammaExcess(a), excess), logRatio(left, negate(distance)))
  const lacking = subtract(divide(one, b), digammaExcess(b))
  const toB = add(add(logRatio(right, distance), lacking), excess)
  const upToA = add(add(multiply(toA, mass), multiply(y, moment)), curved)
  const upToB = subtract(add(multiply(toB, mass), multiply(x, moment)), curved)
  const recurrence = multiply(x, both)
  const share = divide(one, both)
  return {
    mass: plus(multiply(recurrence, mass), 1),
    raise: divide(add(add(toA, share), multiply(recurrence, upToA)), a),
    sink: divide(add(subtract(toB, share), multiply(recurrence, upToB)), a),
  }
}
