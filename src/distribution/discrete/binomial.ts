/**
 * The binomial distribution by logits: how many of so many trials succeed.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Same, Shape, Show } from '../../shape/index.js'
import { betaincOf } from '../../special/incomplete-beta.js'
import { softplusOf } from '../../tensor/activation.js'
import type { Expression } from '../../tensor/expression.js'
import {
  floor,
  maximum,
  minimum,
  mul,
  neg,
  shift,
  sigmoid,
  type Tensor,
  zerosLike,
} from '../../tensor/index.js'
import {
  abs,
  add,
  compare,
  log,
  logistic,
  maximum as maximumOf,
  minimum as minimumOf,
  multiply,
  negate,
  plus,
  select,
  subtract,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { cumulativeSum } from '../../tensor/primitive/reduction.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, whole } from '../checked.js'
import type { Binomial, Formulas } from '../families.js'
import { beside, member } from '../member.js'
import { drawFew, drawMany, manyFrom, whereMany } from './counting.js'
import { logBinomial } from './counts.js'
import { binomialHat } from './hats.js'
import { logitsOfProbabilities } from './probability.js'
import { cumulative } from './support.js'

export type { Binomial } from '../families.js'

/** Draws of the rarer outcome, turned back at the end. */
const drawn = (count: Expression, logits: Expression, key: Expression): Expression => {
  const rarer = negate(abs(logits))
  const many = compare('GE')(multiply(count, logistic(rarer)), splatLike(manyFrom, count))
  const [high, even] = [whereMany(many, count, 4 * manyFrom), whereMany(many, rarer, 0)]
  const candidates = drawMany(
    binomialHat(high, even),
    (k, along) => logBinomial(k, along(high), along(even)),
    key,
  )
  const few = drawFew(
    count,
    ({ k, logFactorial, along }) => {
      // n (n − 1) … (n − k + 1), which is 0 where k is above n
      const left = plus(negate(subtract(k, along(count))), 1)
      const falling = cumulativeSum(log(maximumOf(left, splatLike(0, left))), 0)
      const odds = subtract(multiply(k, along(rarer)), along(multiply(count, softplusOf(rarer))))
      return add(subtract(falling, logFactorial), odds)
    },
    key,
  )
  const rare = select(many, candidates, few)
  return select(compare('GT')(logits, splatLike(0, logits)), subtract(count, rare), rare)
}

/** At most k of n: by the tail of the rarer outcome, which keeps its digits. */
const atMost = (k: Expression, count: Expression, logits: Expression): Expression => {
  const one = splatLike(1, k)
  const all = compare('GE')(k, count)
  const [n, some] = [maximumOf(count, one), minimumOf(k, plus(maximumOf(count, one), -1))]
  const rare = compare('LT')(logits, splatLike(0, logits))
  const [above, rest] = [plus(some, 1), subtract(n, some)]
  const tail = betaincOf(select(rare, above, rest), select(rare, rest, above), logistic(negate(abs(logits))))
  return select(all, one, select(rare, subtract(one, tail), tail))
}

const formulas: Formulas<'Binomial'> = {
  family: 'Binomial',
  kind: 'discrete',
  reparameterised: false,
  sample: ({ count, logits }, key) => typed(drawn(expression(count), expression(logits), expression(key))),
  logProb: ({ count, logits }, x) => typed(logBinomial(expression(x), expression(count), expression(logits))),
  mean: ({ count, logits }) => mul(count, sigmoid(logits)),
  variance: ({ count, logits }) => mul(count, mul(sigmoid(logits), sigmoid(neg(logits)))),
  mode: ({ count, logits }) =>
    minimum(maximum(floor(mul(shift(1)(count), sigmoid(logits))), zerosLike(count)), count),
  cdf: ({ count, logits }, x) =>
    typed(cumulative(expression(x), (k) => atMost(k, expression(count), expression(logits)))),
}

const of = <S extends Shape>(count: Tensor<S>, logits: Tensor<S>): Binomial<S, []> =>
  member<'Binomial', S, []>(formulas, { count: checked('Binomial', 'count', whole, count), logits }, 0)

/**
 * Binomial distributions by the number of trials and the logarithm of the odds of a success, each element a batch of
 * its own. The numbers of trials are whole and at least 0; a value is a number of successes, from 0 to that; any other
 * has a log-probability of −∞. Parameters that are numbers are checked.
 * @shape S, S → batch S, event []
 * @math log p(k) = log n!/(k! (n − k)!) + k l − n log(1 + exp l)
 * @unit logProb: nats
 * @grad none through sample; through logProb to the logits
 * @failure `Binomial: count [3] and logits [4] differ`
 * @failure RangeError: `Binomial: expected count whole and at least 0, found 2.5 at [0]`
 * @source Loader: Fast and accurate computation of binomial probabilities (2000); Hörmann: The generation of binomial
 * random variates (1993)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Binomial, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = Binomial.fromLogits(vector([5]), vector([0]))
 * const [logProbability = 0] = await read(d.logProb(vector([2])))
 * console.assert(Math.abs(logProbability - Math.log(10 / 32)) < 1e-6)
 */
export const fromLogits = <S extends Shape, T extends Shape>(
  count: Tensor<S>,
  logits: Tensor<T> & Same<S, T, `Binomial: count ${Show<S>} and logits ${Show<T>} differ`>,
): Binomial<S, []> => of(count, beside('Binomial', 'count', count, 'logits', logits))

/**
 * Binomial distributions by the number of trials and the probability of a success. One of 0 counts as 2⁻¹²⁶.
 * @shape S, S → batch S, event []
 * @failure RangeError: `Binomial: expected probabilities between 0 and 1, found -0.5 at [1]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Binomial, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Binomial.fromProbabilities(vector([5]), vector([0.4])).mean())
 * console.assert(Math.abs(mean - 2) < 1e-5)
 */
export const fromProbabilities = <S extends Shape, T extends Shape>(
  count: Tensor<S>,
  probabilities: Tensor<T> & Same<S, T, `Binomial: count ${Show<S>} and probabilities ${Show<T>} differ`>,
): Binomial<S, []> => {
  const given = beside('Binomial', 'count', count, 'probabilities', probabilities)
  return of(count, logitsOfProbabilities('Binomial', given))
}
