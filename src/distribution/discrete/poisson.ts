/**
 * The Poisson distribution by rate: how many events there are.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape } from '../../shape/index.js'
import { gammainccOf } from '../../special/incomplete-gamma.js'
import type { Expression } from '../../tensor/expression.js'
import { exp, floor, log, type Tensor } from '../../tensor/index.js'
import { compare, minimum, multiply, plus, select, subtract } from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, positive } from '../checked.js'
import type { Formulas, Poisson } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { member } from '../member.js'
import { drawFew, drawMany, manyFrom, whereMany } from './counting.js'
import { logPoisson } from './counts.js'
import { poissonHat } from './hats.js'
import { cumulative } from './support.js'

export type { Poisson } from '../families.js'

const drawn = (rate: Expression, logRate: Expression, key: Expression): Expression => {
  const many = compare('GE')(rate, splatLike(manyFrom, rate))
  const [high, logHigh] = [whereMany(many, rate, manyFrom), whereMany(many, logRate, Math.log(manyFrom))]
  const candidates = drawMany(poissonHat(high), (k, along) => logPoisson(k, along(high), along(logHigh)), key)
  const few = drawFew(
    rate,
    ({ k, logFactorial, along }) =>
      subtract(subtract(multiply(k, along(logRate)), along(rate)), logFactorial),
    key,
  )
  return select(many, candidates, few)
}

const formulas: Formulas<'Poisson'> = {
  family: 'Poisson',
  kind: 'discrete',
  reparameterised: false,
  sample: ({ rate, logRate }, key) => typed(drawn(expression(rate), expression(logRate), expression(key))),
  logProb: ({ rate, logRate }, x) => typed(logPoisson(expression(x), expression(rate), expression(logRate))),
  mean: ({ rate }) => rate,
  variance: ({ rate }) => rate,
  mode: ({ rate }) => floor(rate),
  // at most k events: the time until one more is longer
  cdf: ({ rate }, x) =>
    typed(
      cumulative(expression(x), (k) =>
        gammainccOf(plus(minimum(k, splatLike(1e30, k)), 1), expression(rate)),
      ),
    ),
}

/**
 * Poisson distributions by rate, which is positive, each element a batch of its own. A value is a number of events: 0,
 * 1, 2, …; any other has a log-probability of −∞. Parameters that are numbers are checked; a network gives
 * `fromLogRate` its logarithms.
 * @shape S → batch S, event []
 * @math log p(k) = k log λ − λ − log k!
 * @unit logProb: nats
 * @grad none through sample; through logProb to the rate
 * @failure RangeError: `Poisson: expected rate above 0, found -1 at [2]`
 * @source Loader: Fast and accurate computation of binomial probabilities (2000); Hörmann: The transformed rejection
 * method for generating Poisson random variables (1993)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Poisson, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = Poisson.make(vector([1, 80]))
 * const [one = 0, eighty = 0] = await read(d.logProb(vector([0, 80])))
 * console.assert(Math.abs(one + 1) < 1e-6 && Math.abs(eighty + 3.1109935) < 1e-6)
 */
export const make = <S extends Shape>(rate: Tensor<S>): Poisson<S, []> =>
  member<'Poisson', S, []>(
    formulas,
    { rate: checked('Poisson', 'rate', positive, rate), logRate: log(rate) },
    0,
  )

/**
 * Poisson distributions by the logarithm of the rate: any number, kept within ±80.
 * @shape S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Poisson, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Poisson.fromLogRate(vector([0])).mean())
 * console.assert(mean === 1)
 */
export const fromLogRate = <S extends Shape>(logRate: Tensor<S>): Poisson<S, []> => {
  const given = boundedLogScale(logRate)
  return member<'Poisson', S, []>(formulas, { rate: exp(given), logRate: given }, 0)
}
