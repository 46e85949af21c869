/**
 * The relaxed Bernoulli (binary Concrete) distribution: a coin whose tosses are numbers between 0 and 1, through which a
 * gradient flows.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Same, Shape, Show } from '../../shape/index.js'
import {
  type AnyTensor,
  add,
  div,
  greater,
  log,
  log1p,
  mul,
  neg,
  repeatFirst,
  shapeOf,
  sigmoid,
  softplus,
  sub,
  type Tensor,
  toFloat,
} from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, filling, positive } from '../checked.js'
import { defineDistribution } from '../define.js'
import { fromLogits as bernoulliFromLogits } from '../discrete/bernoulli.js'
import type { Distribution } from '../distribution.js'
import type { Formulas, RelaxedBernoulli } from '../families.js'
import { beside, member } from '../member.js'
import { logisticNoise } from '../noise.js'
import { withSlopeOf } from '../straight-through.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'
import { between01, betweenEnds, insideUnit, within } from './support.js'

export type { RelaxedBernoulli } from '../families.js'

const logit = <S extends Shape>(x: Tensor<S>): Tensor<S> => sub(log(x), log1p(neg(x)))

const formulas: Formulas<'RelaxedBernoulli'> = {
  family: 'RelaxedBernoulli',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ logits, temperature }, key) =>
    between01(sigmoid(div(add(logits, logisticNoise(logits)(key)), temperature))),
  logProb: ({ logits, temperature }, x) =>
    within(insideUnit(x), x, 0.5, (value) => {
      const [low, high] = [log(value), log1p(neg(value))]
      const z = sub(mul(temperature, sub(low, high)), logits)
      return sub(sub(log(temperature), add(softplus(z), softplus(neg(z)))), add(low, high))
    }),
  cdf: ({ logits, temperature }, x) =>
    betweenEnds(x, (value) => sigmoid(sub(mul(temperature, logit(value)), logits))),
  quantile: ({ logits, temperature }, u) => sigmoid(div(add(logits, logit(u)), temperature)),
}

const parametersOf = <S extends Shape>(
  logits: Tensor<S>,
  temperature: number | AnyTensor,
): Parameters<'RelaxedBernoulli', S> => {
  const each = filling(shapeOf(logits), temperature)
  const found = beside('RelaxedBernoulli', 'logits', logits, 'temperature', each)
  return { logits, temperature: checked('RelaxedBernoulli', 'temperature', positive, found) }
}

/**
 * Relaxed Bernoulli distributions by logits and temperature, which is above 0, each element a batch of its own. A
 * sample is strictly between 0 and 1, and near one of them for a low temperature; it is above ½ with the probability of
 * a 1 in the Bernoulli distribution of the same logits. At 0, at 1 and outside, the log-density is −∞ and has no
 * gradient. Parameters that are numbers are checked.
 * @shape S, S or one number → batch S, event []
 * @math log p(x) = log τ − softplus(z) − softplus(−z) − log x(1 − x), z = τ log x/(1 − x) − l
 * @unit logProb: nats
 * @grad through sample to logits and temperature
 * @failure `RelaxedBernoulli: logits [3] and temperature [4] differ`
 * @failure RangeError: `RelaxedBernoulli: expected temperature above 0, found 0`
 * @source Maddison, Mnih and Teh: The Concrete distribution (2017), appendix B; Jang, Gu and Poole: Categorical
 *   reparameterization with Gumbel-softmax (2017)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { read, RelaxedBernoulli, scalar, use } from 'reparam'
 * await use('cpu')()
 * // at temperature 1 and logits 0 it is uniform on (0, 1)
 * const [logDensity = 1] = await read(RelaxedBernoulli.fromLogits(scalar(0), 1).logProb(scalar(0.3)))
 * console.assert(Math.abs(logDensity) < 1e-6)
 */
export const fromLogits = <S extends Shape, T extends Shape>(
  logits: Tensor<S>,
  temperature:
    | number
    | (Tensor<T> & Same<S, T, `RelaxedBernoulli: logits ${Show<S>} and temperature ${Show<T>} differ`>),
): RelaxedBernoulli<S, []> =>
  member<'RelaxedBernoulli', S, []>(formulas, parametersOf(logits, temperature), 0)

/**
 * Zeros and ones with the gradient of their relaxation.
 * @category distribution
 */
export interface StraightThrough<B extends Shape, E extends Shape>
  extends Distribution<B, E, 'entropy' | 'mean' | 'variance' | 'mode' | 'cdf'> {
  readonly family: 'StraightThroughBernoulli'
  readonly kind: 'discrete'
  readonly reparameterised: true
}

const through = <S extends Shape>(parameters: Parameters<'RelaxedBernoulli', S>): StraightThrough<S, []> => {
  const { logits, temperature } = parameters
  const choice = bernoulliFromLogits(logits)
  return defineDistribution<S, []>(choice)({
    family: 'StraightThroughBernoulli',
    kind: 'discrete',
    reparameterised: true,
    sample: (key) => {
      const soft = formulas.sample(parameters, key)
      const hard = toFloat(greater(soft, filled(0.5, soft)))
      return typed(withSlopeOf(expression(hard), expression(soft)))
    },
    logProb: (x) => choice.logProb(x),
    entropy: () => choice.entropy(),
    mean: () => choice.mean(),
    variance: () => choice.variance(),
    mode: () => choice.mode(),
    cdf: (x) => choice.cdf(x),
    expand: (count) => {
      const repeated = repeatFirst(count)
      return through({ logits: repeated(logits), temperature: repeated(temperature) })
    },
  })
}

/**
 * Bernoulli distributions of the same logits, whose samples are 1 where the relaxed sample of the same key is above ½;
 * the gradient that flows through a sample is that of the relaxed one, so it is biased, the less the lower the
 * temperature. `logProb`, entropy, moments and `cdf` are those of the Bernoulli distributions.
 * @shape S, S or one number → batch S, event []
 * @unit logProb, entropy: nats
 * @grad through sample to logits and temperature as if the sample were soft; through logProb to the logits
 * @failure `RelaxedBernoulli: logits [3] and temperature [4] differ`
 * @source Jang, Gu and Poole: Categorical reparameterization with Gumbel-softmax (2017), section 2.2
 * @category distribution
 * @since 0.1.0
 * @example
 * import { key, read, RelaxedBernoulli, use, zeros } from 'reparam'
 * await use('cpu')()
 * const drawn = await read(RelaxedBernoulli.straightThrough(zeros(100), 0.5).sample(key(0)))
 * console.assert(drawn.every((x) => x === 0 || x === 1))
 */
export const straightThrough = <S extends Shape, T extends Shape>(
  logits: Tensor<S>,
  temperature:
    | number
    | (Tensor<T> & Same<S, T, `RelaxedBernoulli: logits ${Show<S>} and temperature ${Show<T>} differ`>),
): StraightThrough<S, []> => through(parametersOf(logits, temperature))
