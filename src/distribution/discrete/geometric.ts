/**
 * The geometric distribution by logits: how many trials fail before the first success.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape } from '../../shape/index.js'
import {
  add,
  div,
  exp,
  expm1,
  floor,
  less,
  maximum,
  minimum,
  mul,
  neg,
  select,
  shift,
  softplus,
  stopGradient,
  type Tensor,
  scale as times,
  zerosLike,
} from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import type { Formulas, Geometric } from '../families.js'
import { member } from '../member.js'
import { exponentialNoise } from '../noise.js'
import { filled, onSupport } from '../support.js'
import { logitsOfProbabilities } from './probability.js'
import { cumulative, isCount } from './support.js'

export type { Geometric } from '../families.js'

/** The largest number of float32, up to its last digits. */
const most = 3.4e38

/** log(1 + exp l) / exp l, which tends to 1 where the probability vanishes. */
const failuresShare = <S extends Shape>(logits: Tensor<S>): Tensor<S> => {
  const rare = less(logits, filled(-12, logits))
  const often = select(rare, zerosLike(logits), logits)
  const odds = exp(select(rare, logits, zerosLike(logits)))
  return select(rare, shift(1)(times(-0.5)(odds)), mul(exp(neg(often)), softplus(often)))
}

const formulas: Formulas<'Geometric'> = {
  family: 'Geometric',
  kind: 'discrete',
  reparameterised: false,
  // the time until an event of this rate, rounded down
  sample: ({ logits }, key) => {
    const time = exponentialNoise(logits)(key)
    const rate = maximum(softplus(logits), filled(1e-37, logits))
    return stopGradient(floor(minimum(div(time, rate), filled(most, logits))))
  },
  logProb: ({ logits }, x) =>
    typed(
      onSupport(isCount(expression(x)), expression(x), 0, (k) =>
        expression(neg(add(mul(typed<typeof x>(k), softplus(logits)), softplus(neg(logits))))),
      ),
    ),
  entropy: ({ logits }) => add(softplus(neg(logits)), failuresShare(logits)),
  mean: ({ logits }) => exp(neg(logits)),
  variance: ({ logits }) => {
    const odds = exp(neg(logits))
    return mul(odds, shift(1)(odds))
  },
  mode: ({ logits }) => zerosLike(logits),
  cdf: ({ logits }, x) =>
    typed(
      cumulative(expression(x), (k) => {
        const trials = minimum(shift(1)(typed<typeof x>(k)), filled(most, x))
        return expression(neg(expm1(neg(mul(trials, softplus(logits))))))
      }),
    ),
}

/**
 * Geometric distributions by the logarithm of the odds of a success, each element a batch of its own. A value is the
 * number of failures before the first success: 0, 1, 2, …; any other has a log-probability of −∞.
 * @shape S → batch S, event []
 * @math log p(k) = −k log(1 + exp l) − log(1 + exp −l)
 * @unit logProb, entropy: nats
 * @grad none through sample; through logProb to the logits
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Geometric, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = Geometric.fromLogits(vector([0, -1]))
 * const [mean = 0] = await read(d.mean())
 * console.assert(mean === 1) // one failure for each success
 */
export const fromLogits = <S extends Shape>(logits: Tensor<S>): Geometric<S, []> =>
  member<'Geometric', S, []>(formulas, { logits }, 0)

/**
 * Geometric distributions by the probability of a success. One of 0 counts as 2⁻¹²⁶.
 * @shape S → batch S, event []
 * @failure RangeError: `Geometric: expected probabilities between 0 and 1, found -0.5 at [1]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Geometric, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Geometric.fromProbabilities(vector([0.2])).mean())
 * console.assert(Math.abs(mean - 4) < 1e-5)
 */
export const fromProbabilities = <S extends Shape>(probabilities: Tensor<S>): Geometric<S, []> =>
  fromLogits(logitsOfProbabilities('Geometric', probabilities))
