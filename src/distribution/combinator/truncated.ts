/**
 * Distributions of numbers cut off at both ends: given that a number is in an interval.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape, Show } from '../../shape/index.js'
import { ShapeError, show } from '../../shape/index.js'
import { logAddExpOf, logSubExpOf } from '../../special/log-exp.js'
import { logSumExpOf } from '../../tensor/exponential.js'
import type { Expression } from '../../tensor/expression.js'
import type { AnyTensor, Key } from '../../tensor/index.js'
import { clamped } from '../../tensor/primitive/bounded.js'
import { draw } from '../../tensor/primitive/draw.js'
import {
  add,
  and,
  compare,
  exponential,
  log,
  logPlusOne,
  minimum,
  negate,
  or,
  plus,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splat, splatLike } from '../../tensor/primitive/leaf.js'
import { concatenate, reshape } from '../../tensor/primitive/structure.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'
import { type Ability, asValue, type Can, type Distribution } from '../distribution.js'
import { rebuilt } from '../rebuilt.js'
import { tailsOf } from './tails.js'

/**
 * A distribution given that its numbers are in an interval: with the cdf and the quantile of that, and samples through
 * which a gradient flows.
 * @category distribution
 * @since 0.1.0
 */
export type Truncated<B extends Shape> = Distribution<B, [], 'cdf' | 'quantile'> & {
  readonly family: 'Truncated'
  readonly kind: 'continuous'
  readonly reparameterised: true
}

/** Where to cut: from `low` to `high`, −∞ and ∞ for an end that stays. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The words when a distribution cannot be cut. */
type CutGuard<Name extends string, K extends string, E extends Shape, A extends Ability> = E extends []
  ? [K] extends ['continuous']
    ? ['cdf' | 'quantile'] extends [A]
      ? unknown
      : `Truncated: ${Name} has no cdf and quantile in closed form`
    : `Truncated: ${Name} is discrete; only a density can be cut`
  : `Truncated: event ${Show<E>} of ${Name} is no number; cut its elements, then use Independent`

type Base = Distribution<Shape, [], 'cdf' | 'quantile'>

/** What is on one side of the interval, for the side that is the smaller one: so no digits of a far tail are lost. */
interface Mass {
  /** Whether probabilities are counted from above. */
  readonly right: Expression
  /** The log-probability beyond the interval on that side. */
  readonly beyond: Expression
  readonly logMass: Expression
  /** Whether the interval is so narrow that the density hardly changes in it. */
  readonly narrow: Expression
}

const NOTHING = Number.NEGATIVE_INFINITY

/** A share of a tail that is smaller than this is no difference of tails, but density times width. */
const slight = 1e-3

const massOf = (d: Base, { low, high }: Interval): Mass => {
  const tails = tailsOf(d)
  const at = (value: number): Expression => splat(value, d.batch)
  const of = (f: (x: Expression) => Expression, end: number, instead: number): Expression =>
    Number.isFinite(end) ? f(at(end)) : at(instead)
  const [belowLow, belowHigh] = [of(tails.logBelow, low, NOTHING), of(tails.logBelow, high, 0)]
  const [aboveLow, aboveHigh] = [of(tails.logAbove, low, 0), of(tails.logAbove, high, NOTHING)]
  const right = compare('LT')(aboveLow, belowHigh)
  const whole = select(right, aboveLow, belowHigh)
  const beyond = select(right, aboveHigh, belowLow)
  const cut = Number.isFinite(low) && Number.isFinite(high)
  const share = compare('LT')(subtract(whole, plus(beyond, slight)), at(0))
  const narrow = cut ? share : compare('LT')(at(0), at(0))
  const safe = select(narrow, at(-1), whole)
  const difference = logSubExpOf(safe, select(narrow, at(-2), beyond))
  return {
    right,
    beyond,
    logMass: cut ? select(narrow, narrowMass(d, { low, high }), difference) : difference,
    narrow,
  }
}

/** log ∫ p over a narrow interval, by Gauss and Legendre's rule of two points. */
const narrowMass = (d: Base, { low, high }: Interval): Expression => {
  const half = (high - low) / 2
  const logs = [-1, 1].map((sign) => {
    const x = low + half * (1 + sign / Math.sqrt(3))
    return reshape(expression(d.logProb(typed<Tensor<Shape>>(splat(x, d.batch)))), [...d.batch, 1])
  })
  return plus(logSumExpOf(concatenate(logs, d.batch.length), [d.batch.length]), Math.log(half))
}

const truncated = (d: Base, interval: Interval): object => {
  const { batch } = d
  const { low, high } = interval
  const value = asValue<Shape>(batch, [])
  const quantile = (p: Expression): Expression => {
    const { right, beyond, logMass, narrow } = massOf(d, interval)
    const share = select(right, logPlusOne(negate(p)), log(p))
    const inner = minimum(logAddExpOf(beyond, add(share, logMass)), splatLike(-(2 ** -24), p))
    const far = tailsOf(d).at(select(narrow, splatLike(-1, p), inner), right)
    if (!Number.isFinite(high - low)) return clamped(far, low, high)
    return clamped(select(narrow, plus(times(p, high - low), low), far), low, high)
  }
  return {
    batch,
    event: [],
    axes: {},
    family: 'Truncated',
    kind: 'continuous',
    reparameterised: true,
    sample: (key: Key): AnyTensor => typed(quantile(plus(draw(expression(key), 'uniform', batch), 2 ** -24))),
    logProb: (x: AnyTensor): AnyTensor => {
      const e = expression(value('logProb', x))
      const inside = and(compare('GE')(e, splatLike(low, e)), compare('LE')(e, splatLike(high, e)))
      const density = expression(
        d.logProb(typed<Tensor<Shape>>(select(inside, e, splatLike(middle(interval), e)))),
      )
      const some = and(inside, compare('GT')(density, splatLike(NOTHING, density)))
      return typed(select(some, subtract(density, massOf(d, interval).logMass), splatLike(NOTHING, e)))
    },
    cdf: (x: AnyTensor): AnyTensor => {
      const e = clamped(expression(value('cdf', x)), low, high)
      const { right, beyond, logMass, narrow } = massOf(d, interval)
      const { logBelow, logAbove } = tailsOf(d)
      const end = or(compare('EQ')(e, splatLike(low, e)), compare('EQ')(e, splatLike(high, e)))
      const safe = select(end, splatLike(middle(interval), e), e)
      const tail = select(right, logAbove(safe), logBelow(safe))
      const within = subtract(exponential(subtract(tail, logMass)), exponential(subtract(beyond, logMass)))
      const share = select(right, plus(negate(within), 1), within)
      const even = Number.isFinite(high - low) ? times(plus(e, -low), 1 / (high - low)) : share
      const found = clamped(select(narrow, even, share), 0, 1)
      const full = select(compare('EQ')(e, splatLike(high, e)), splatLike(1, e), splatLike(0, e))
      return typed(select(end, full, found))
    },
    quantile: (p: AnyTensor): AnyTensor => typed(quantile(expression(value('quantile', p)))),
    expand: (samples: number): object => truncated(rebuilt(d.expand(samples)), interval),
  }
}

/** Some number inside. */
const middle = ({ low, high }: Interval): number => {
  if (Number.isFinite(low) && Number.isFinite(high)) return low + (high - low) / 2
  return Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0
}

/**
 * Distributions of numbers given that they are from `low` to `high`, where cdf and quantile have a closed form. Gaussian,
 * Laplace and logistic distributions keep their digits in both tails: the logarithm of the mass between is off by some 1e-7
 * of the logarithm of the tail that it is cut from, 40 standard deviations out by 1e-4. Others go by their cdf, and need a mass
 * of 1e-3 for three digits. An interval without any mass, as one beside the support, is a fault that nothing finds.
 * @shape batch B, event [] → batch B, event []
 * @math log p(x) − log(F(high) − F(low)) in the interval, −∞ outside
 * @unit logProb: nats
 * @grad through sample to the parameters, by the inverse of the cdf
 * @failure RangeError: `Truncated: expected low below high, found 2 and 1`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, read, scalar, Truncated, use } from 'reparam'
 * await use('cpu')()
 * const p = Truncated.make({ low: 0, high: Number.POSITIVE_INFINITY })(Gaussian.standard())
 * const [half = 0] = await read(p.logProb(scalar(0)))
 * console.assert(Math.abs(half - Math.log(2 / Math.sqrt(2 * Math.PI))) < 1e-6)
 */
export const make =
  (interval: Interval) =>
  <B extends Shape, E extends Shape, A extends Ability, K extends string, Name extends string>(
    d: Distribution<B, E> & {
      readonly family: Name
      readonly kind: K
      readonly can?: Can<A>
    } & CutGuard<Name, K, E, A>,
  ): Truncated<B> => {
    const { low, high } = interval
    if (!(low < high)) throw new RangeError(`Truncated: expected low below high, found ${low} and ${high}`)
    if (d.event.length > 0)
      throw new ShapeError(
        `Truncated: event ${show(d.event)} of ${d.family} is no number; cut its elements, then use Independent`,
      )
    if (d.kind === 'discrete')
      throw new TypeError(`Truncated: ${d.family} is discrete; only a density can be cut`)
    if (!('cdf' in d && 'quantile' in d))
      throw new TypeError(`Truncated: ${d.family} has no cdf and quantile in closed form`)
    return rebuilt(truncated(rebuilt(d), interval))
  }
