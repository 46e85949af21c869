/**
 * The uniform distribution on an interval.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike } from '../../random/index.js'
import type { Same, Shape, Show } from '../../shape/index.js'
import {
  add,
  and,
  div,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  mul,
  neg,
  ones,
  select,
  square,
  sub,
  type Tensor,
  scale as times,
  zeros,
} from '../../tensor/index.js'
import { checkedEnds } from '../checked.js'
import type { Formulas, Uniform } from '../families.js'
import { beside, member } from '../member.js'
import { filled } from '../support.js'
import { outer } from './support.js'

export type { Uniform } from '../families.js'

/** low + u (high − low), which rounding may put above high. */
const at = <S extends Shape>(low: Tensor<S>, high: Tensor<S>, u: Tensor<S>): Tensor<S> => {
  const x = add(low, mul(u, sub(high, low)))
  return select(less(high, x), high, x)
}

const formulas: Formulas<'Uniform'> = {
  family: 'Uniform',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ low, high }, key) => at(low, high, noiseLike('uniform')(low)(key)),
  logProb: ({ low, high }, x) => {
    const inside = and(greaterEqual(x, low), lessEqual(x, high))
    const width = select(inside, sub(high, low), filled(1, x))
    return select(inside, neg(log(width)), filled(Number.NEGATIVE_INFINITY, x))
  },
  entropy: ({ low, high }) => log(sub(high, low)),
  mean: ({ low, high }) => add(low, times(0.5)(sub(high, low))),
  variance: ({ low, high }) => times(1 / 12)(square(sub(high, low))),
  // every value has the same density
  mode: ({ low, high }) => add(low, times(0.5)(sub(high, low))),
  cdf: ({ low, high }, x) => {
    const inside = and(greater(x, low), less(x, high))
    const middle = add(low, times(0.5)(sub(high, low)))
    const share = div(sub(select(inside, x, low), low), sub(high, low))
    return select(inside, share, outer(x, middle))
  },
  quantile: ({ low, high }, u) => at(low, high, u),
}

/** Between these ends, which are checked; the last axes of their shape belong to an event. */
const of = <B extends Shape, E extends Shape>(
  low: Tensor<[...B, ...E]>,
  high: Tensor<[...B, ...E]>,
  eventRank: number,
): Uniform<B, E> => {
  checkedEnds('Uniform', low, high)
  return member<'Uniform', B, E>(formulas, { low, high }, eventRank)
}

/**
 * Uniform distributions from `low` to `high`, which has to be greater, each element a batch of its own. Both ends
 * belong to the support; outside, the log-density is −∞ and has no gradient. Every value is a mode: the middle is
 * given. Parameters that are numbers are checked.
 * @shape S, S → batch S, event []
 * @math log p(x) = −log(b − a); mean (a + b)/2, variance (b − a)²/12
 * @unit logProb, entropy, kl: nats
 * @grad through sample to both ends
 * @failure `Uniform: low [3] and high [4] differ`
 * @failure RangeError: `Uniform: expected low below high, found 2 and 1 at [0]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { read, scalar, Uniform, use } from 'reparam'
 * await use('cpu')()
 * const d = Uniform.make(scalar(1), scalar(3))
 * const [inside = 0, outside = 0] = [...(await read(d.logProb(scalar(3)))), ...(await read(d.logProb(scalar(4))))]
 * console.assert(Math.abs(inside + Math.LN2) < 1e-6 && outside === -Infinity)
 */
export const make = <S extends Shape, T extends Shape>(
  low: Tensor<S>,
  high: Tensor<T> & Same<S, T, `Uniform: low ${Show<S>} and high ${Show<T>} differ`>,
): Uniform<S, []> => of<S, []>(low, beside('Uniform', 'low', low, 'high', high), 0)

/**
 * The uniform distribution on [0, 1] over an event of this shape.
 * @shape → batch [], event S
 * @category distribution
 * @since 0.1.0
 * @example
 * import { shapeOf, Uniform, zeros } from 'reparam'
 * const prior = Uniform.standard(20)
 * console.assert(shapeOf(prior.logProb(zeros(20))).join() === '')
 */
export const standard = <const S extends number[]>(...event: S): Uniform<[], S> =>
  member<'Uniform', [], S>(formulas, { low: zeros(...event), high: ones(...event) }, event.length)

/**
 * The uniform distribution between two given numbers over an event of this shape.
 * @shape → batch [], event S
 * @failure RangeError: `Uniform: expected low below high, found 2 and 1`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { read, Uniform, use } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Uniform.between(-1, 3)().mean())
 * console.assert(mean === 1)
 */
export const between =
  (low: number, high: number) =>
  <const S extends number[]>(...event: S): Uniform<[], S> => {
    const like = zeros(...event)
    return of<[], S>(filled(low, like), filled(high, like), event.length)
  }
