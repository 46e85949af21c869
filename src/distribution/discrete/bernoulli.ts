/**
 * The Bernoulli distribution by logits: the likelihood of binary data.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { bernoulli as draw } from '../../random/index.js'
import type { Shape } from '../../shape/index.js'
import {
  add,
  greater,
  greaterEqual,
  mul,
  neg,
  shift,
  sigmoid,
  softplus,
  sub,
  type Tensor,
  toFloat,
  zerosLike,
} from '../../tensor/index.js'
import type { Bernoulli, Formulas } from '../families.js'
import { member } from '../member.js'
import { logitsOfProbabilities } from './probability.js'

export type { Bernoulli } from '../families.js'

const formulas: Formulas<'Bernoulli'> = {
  family: 'Bernoulli',
  kind: 'discrete',
  reparameterised: false,
  sample: ({ logits }, key) => draw(sigmoid(logits))(key),
  logProb: ({ logits }, x) => sub(mul(x, logits), softplus(logits)),
  // both outcomes by themselves: softplus(l) − l·σ(l) would lose all digits of a small entropy
  entropy: ({ logits }) =>
    add(mul(sigmoid(logits), softplus(neg(logits))), mul(sigmoid(neg(logits)), softplus(logits))),
  mean: ({ logits }) => sigmoid(logits),
  variance: ({ logits }) => mul(sigmoid(logits), sigmoid(neg(logits))),
  mode: ({ logits }) => toFloat(greater(logits, zerosLike(logits))),
  // 0 below 0, the probability of 0 from there on, 1 from 1 on
  cdf: ({ logits }, x) => {
    const from = (limit: number) => toFloat(greaterEqual(x, shift(limit)(zerosLike(x))))
    return add(mul(sub(from(0), from(1)), sigmoid(neg(logits))), from(1))
  },
}

/**
 * Bernoulli distributions by the logarithm of the odds, each element a batch of its own. A value between 0 and 1
 * (a grey pixel) counts as the expectation of a binary one. Whether a value is between 0 and 1 is not looked at: beyond,
 * `logProb` goes on as a straight line. As the likelihood of pixels it is computed in every step of a training, and the
 * look at each pixel would take 8 % of such a step.
 * @shape S → batch S, event []
 * @math log p(x) = x·l − log(1 + exp l)
 * @unit logProb, entropy, kl: nats
 * @grad none through sample; through logProb to the logits
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Bernoulli, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [probability = 0] = await read(Bernoulli.fromLogits(scalar(0)).mean())
 * console.assert(probability === 0.5)
 */
export const fromLogits = <S extends Shape>(logits: Tensor<S>): Bernoulli<S, []> =>
  member<'Bernoulli', S, []>(formulas, { logits }, 0)

/**
 * Bernoulli distributions by the probability of a 1. One of 0 or of 1 counts as 2⁻¹²⁶ less or more, so that no logit is
 * infinite: a logit of at most 88.
 * @shape S → batch S, event []
 * @failure RangeError: `Bernoulli: expected probabilities between 0 and 1, found -0.5 at [1]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Bernoulli, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [logProbability = 0] = await read(Bernoulli.fromProbabilities(vector([0.25])).logProb(vector([1])))
 * console.assert(Math.abs(logProbability - Math.log(0.25)) < 1e-6)
 */
export const fromProbabilities = <S extends Shape>(probabilities: Tensor<S>): Bernoulli<S, []> =>
  fromLogits(logitsOfProbabilities('Bernoulli', probabilities))
