/**
 * How far a sample of a von Mises–Fisher distribution on the sphere of D dimensions is from its location: v = 1 − cos θ,
 * θ the angle between them, whose density is that of exp(κ cos θ) sin θ to the D − 2. In v, since all digits of cos θ are
 * lost where the distribution is narrow.
 */
import { alongProposals, firstAccepted } from '../../random/first-accepted.js'
import { arctanOf } from '../../special/arctangent.js'
import { besselShortfallOf } from '../../special/bessel-scaled.js'
import { alongNodes, CUTOFF, integral, nodesOf } from '../../special/quadrature.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { clamped } from '../../tensor/primitive/bounded.js'
import { composite, stopGradient } from '../../tensor/primitive/control.js'
import { draw, foldIn } from '../../tensor/primitive/draw.js'
import {
  add,
  compare,
  cosine,
  divide,
  exponential,
  log,
  logPlusOne,
  maximum,
  minimum,
  multiply,
  negate,
  plus,
  select,
  sine,
  sqrt,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splat, splatLike } from '../../tensor/primitive/leaf.js'

/** Of the proposals 0.65 are accepted at worst, for a narrow law on the circle: none of twenty in 8e-10 of the draws. */
const proposals = 20

/** A distance below this has no square root's square that is a normal float. */
const least = 1e-36

/** √(x² + c²) of an expression of at least 0 without overflow. */
const hypotenuse = (x: Expression, c: number): Expression => {
  const longer = maximum(x, splatLike(c, x))
  const [p, q] = [divide(x, longer), divide(splatLike(c, x), longer)]
  return multiply(longer, sqrt(add(multiply(p, p), multiply(q, q))))
}

/** Uniform numbers, none of which is 0 or 1. */
const inside = (key: Expression, shape: readonly number[]): Expression =>
  plus(draw(key, 'uniform', shape), 2 ** -24)

/** (1 + t)/2 for a coordinate t of points uniform on the sphere: a beta law of two equal shapes (D − 1)/2. */
const halfCoordinate = (d: number, key: Expression, shape: readonly number[]): Expression => {
  const angle = sine(times(plus(draw(foldIn(key, 0), 'uniform', shape), 2 ** -24 - 0.5), Math.PI))
  const square = multiply(angle, angle)
  if (d === 2) return square
  const q = exponential(times(log(inside(foldIn(key, 1), shape)), 2 / (d - 2)))
  const radius = sqrt(maximum(plus(negate(q), 1), splatLike(0, q)))
  return add(divide(q, times(plus(radius, 1), 2)), multiply(radius, square))
}

/** The distance of one sample for each concentration, by Wood's proposals, side by side. */
const proposed = (d: number, concentration: Expression, key: Expression): Expression => {
  const m = d - 1
  const shape = [proposals, ...concentration.shape]
  const wide = hypotenuse(times(concentration, 2), m)
  const ratio = divide(splatLike(m, concentration), add(times(concentration, 2), wide))
  const [b, k] = [ratio, concentration].map((e) => alongProposals(proposals, e))
  if (b === undefined || k === undefined) return concentration
  const z = halfCoordinate(d, foldIn(key, 0), shape)
  const v = divide(multiply(times(b, 2), z), plus(negate(multiply(plus(negate(b), 1), z)), 1))
  // κ(cos θ − x₀) + m log((1 − x₀ cos θ)/(1 − x₀²)), x₀ = (1 − b)/(1 + b)
  const sum = plus(b, 1)
  const [gap, centre] = [divide(times(b, 2), sum), divide(plus(negate(b), 1), sum)]
  const rest = divide(multiply(add(gap, multiply(centre, v)), multiply(sum, sum)), times(b, 4))
  const chance = add(multiply(k, subtract(gap, v)), times(log(rest), m))
  const u = inside(foldIn(key, 1), shape)
  return firstAccepted(compare('GE')(chance, log(u)), v)
}

/**
 * dv/dκ of a sample v that keeps its place in the cdf: minus the derivative of the cdf over the density, an integral over
 * the side of the sample that is the smaller one, of one sign. In the angle r from the sample, the density falls off there
 * as exp(−E(r)), E = ∓2κ sin(r/2) sin(θ ∓ r/2) − (D − 2) log(sin(θ ∓ r)/sin θ).
 */
const slopeOf = (d: number, concentration: Expression, v: Expression): Expression => {
  const m = d - 2
  const excess = subtract(besselShortfallOf(d / 2 - 1)(concentration), v)
  const lower = compare('GT')(excess, splatLike(0, v))
  const side = select(lower, splatLike(1, v), splatLike(-1, v))
  const [near, far] = [sqrt(times(v, 0.5)), sqrt(plus(times(v, -0.5), 1))]
  const opening = select(lower, near, far)
  const whole = times(arctanOf(divide(opening, plus(select(lower, far, near), 1))), 4)
  const sn = times(multiply(near, far), 2)
  const cs = plus(negate(v), 1)
  const cotangent = divide(cs, sn)

  const slope = multiply(side, subtract(times(cotangent, m), multiply(concentration, sn)))
  const bend = add(divide(splatLike(m, v), multiply(sn, sn)), multiply(concentration, cs))
  const curve = maximum(bend, splatLike(1e-3, v))
  const root = sqrt(add(multiply(slope, slope), times(curve, 2 * CUTOFF)))
  const first = minimum(divide(splatLike(2 * CUTOFF, v), add(slope, root)), whole)

  /** 2 sin(r/2) sin(θ ∓ r/2), and E. */
  const fall = (r: Expression, each: (x: Expression) => Expression) => {
    const half = times(r, 0.5)
    const [sh, ch] = [sine(half), cosine(half)]
    const [s, c, turn] = [each(sn), each(cs), each(side)]
    const drop = multiply(times(sh, 2), subtract(multiply(s, ch), multiply(turn, multiply(c, sh))))
    const shrink = add(
      times(multiply(sh, sh), 2),
      multiply(multiply(turn, each(cotangent)), times(multiply(sh, ch), 2)),
    )
    const height = logPlusOne(negate(minimum(shrink, splat(1 - 2 ** -23, r.shape))))
    const energy = add(multiply(multiply(turn, each(concentration)), drop), times(height, m))
    return { drop, energy: negate(energy) }
  }
  // above the mean the density may fall off less than its first two derivatives say
  const reached = maximum(fall(first, (x) => x).energy, splatLike(CUTOFF / 4, v))
  const longer = maximum(divide(splatLike(CUTOFF, v), reached), splatLike(1, v))
  const reach = stopGradient(select(lower, first, minimum(multiply(first, longer), whole)))
  const r = nodesOf(reach)
  const { drop, energy } = fall(r, alongNodes)
  const turn = alongNodes(side)
  const deviation = add(multiply(turn, drop), alongNodes(excess))
  const moment = integral(reach, multiply(multiply(turn, deviation), exponential(negate(energy))))
  return negate(multiply(sn, moment))
}

/** A sample's distance as a function of the concentration: the derivative is the implicit one, of every order. */
export const implicitDistance = (d: number, concentration: Expression, v: Expression): Expression =>
  composite(
    'vonMisesFisherDistance',
    [concentration, v],
    ([, e = v]) => e,
    (n, g) => {
      const [k, sample] = [input(n, 0), input(n, 1)]
      return [multiply(g, slopeOf(d, k, implicitDistance(d, k, sample)))]
    },
    { d },
  )

/** 1 − cos of the angle between a location and a sample on the sphere of D dimensions, for each concentration. */
export const distanceSample = (d: number, concentration: Expression, key: Expression): Expression => {
  const v = stopGradient(proposed(d, concentration, key))
  return implicitDistance(d, concentration, clamped(v, least, 2))
}
