/**
 * The two tails of a gamma law by quadrature, on the scale u = log t, where the law is smooth for every shape.
 *
 * Seen from the point v = log z its density falls off on both sides: as exp(−E(s)) with
 * E(s) = z (exp ±s − 1) ∓ a s. The rule spans the s up to which E stays below a limit. Below a the law of shape a + 1
 * is integrated instead, which the recurrence of the incomplete gamma function leads back to a: so no plateau as
 * wide as 1 / a has to be crossed, and the integrands have one sign.
 */
import type { Expression } from '../tensor/expression.js'
import { stopGradient } from '../tensor/primitive/control.js'
import {
  add,
  compare,
  convert,
  divide,
  exponential,
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
import { type GammaPoint, logRatio } from './gamma-ratio.js'
import { digammaExcess } from './gamma-remainder.js'
import { alongNodes, CUTOFF, firstMoment, integral, nodesOf } from './quadrature.js'
import { expm1MinusXSeries, SERIAL } from './remainders.js'

/** A tail of the law at a point: which one, and its integral in multiples of the density there. */
export interface GammaTail {
  /** Whether it is the lower one. */
  readonly lower: Expression
  /** ∫ exp(−E) ds, of the shape a + 1 for a lower tail. */
  readonly mass: Expression
  /** d log z / da of a sample log z: minus the derivative of the cdf over the density. */
  readonly slope: Expression
}

/** The positive root of x²/2 + d x = l, for l above 0. */
const width = (d: Expression, l: Expression): Expression =>
  divide(times(l, 2), add(d, sqrt(add(multiply(d, d), times(l, 2)))))

/** How far down a lower tail of shape α has to be followed: where (α − z) s + z s² / (2 + s) meets the limit. */
const reachBelow = (shape: Expression, z: Expression): Expression => {
  const l = divide(splatLike(CUTOFF, shape), shape)
  const b = subtract(times(divide(subtract(shape, z), shape), 2), l)
  return divide(times(l, 4), add(b, sqrt(add(multiply(b, b), times(l, 8)))))
}

/** How far up an upper tail has to be followed: the smaller of two bounds, one for narrow and one for wide laws. */
const reachAbove = (a: Expression, z: Expression): Expression => {
  const d = maximum(divide(subtract(z, a), z), splatLike(0, z))
  const narrow = width(d, divide(splatLike(CUTOFF, z), z))
  return minimum(narrow, logPlusOne(divide(plus(multiply(a, narrow), CUTOFF), z)))
}

/** A point whose slopes of both orders are float32 numbers: below, they stay what they are at these numbers. */
const bounded = ({ a, z, logZ }: GammaPoint): GammaPoint => {
  const least = (x: Expression, bound: number) =>
    select(compare('GT')(x, splatLike(bound, x)), x, splatLike(bound, x))
  return { a: least(a, 1e-12), z, logZ: least(logZ, -1e14) }
}

/** The tail of a gamma law on the side of its point where it is the smaller one, nearly. */
export const gammaTail = (at: GammaPoint): GammaTail => {
  const point = bounded(at)
  const { a, z, logZ } = point
  const least = splatLike(0.5, a)
  const lower = compare('LT')(z, maximum(a, least))
  const below = convert(lower, 'float32')
  const side = plus(times(below, -2), 1)
  const shape = add(a, below)

  const reach = stopGradient(select(lower, reachBelow(plus(a, 1), z), reachAbove(a, maximum(z, least))))
  const s = nodesOf(reach)
  const inner = minimum(s, splatLike(SERIAL, s))
  const outer = subtract(s, inner)
  const [sign, edge] = [alongNodes(side), alongNodes(add(logZ, times(side, SERIAL)))]
  const slope = alongNodes(multiply(side, subtract(subtract(z, a), below)))
  const near = add(multiply(slope, inner), multiply(alongNodes(z), expm1MinusXSeries(multiply(sign, inner))))
  const growth = subtract(exponential(add(edge, multiply(sign, outer))), exponential(edge))
  const far = subtract(growth, multiply(alongNodes(multiply(side, shape)), outer))
  const density = exponential(negate(add(near, far)))

  const mass = integral(reach, density)
  const deviation = subtract(digammaExcess(a), logRatio(point))
  const reciprocal = divide(splatLike(1, a), a)
  const distance = select(lower, deviation, subtract(reciprocal, deviation))
  const moment = add(firstMoment(reach, density), multiply(distance, mass))
  const raised = divide(add(distance, multiply(z, moment)), a)
  return { lower, mass, slope: select(lower, raised, moment) }
}
