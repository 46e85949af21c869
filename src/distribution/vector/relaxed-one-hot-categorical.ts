/**
 * The Concrete (Gumbel–softmax) distribution: a relaxation of the choice among K classes to points of the open simplex,
 * through whose samples a gradient flows.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { type AllButLast, countOf, type LastDim, type Shape } from '../../shape/index.js'
import type { Expression } from '../../tensor/expression.js'
import { type Key, repeatFirst, shapeOf, type Tensor } from '../../tensor/index.js'
import {
  add,
  compare,
  divide,
  exponential,
  log,
  multiply,
  plus,
  select,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { reduce } from '../../tensor/primitive/reduction.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, filling, positive } from '../checked.js'
import { defineDistribution } from '../define.js'
import {
  alongClasses,
  belowLargest,
  largest,
  lastAxis,
  logSoftmax,
  oneHotAt,
  perturbed,
} from '../discrete/classes.js'
import type { Distribution } from '../distribution.js'
import type { Formulas, OneHotCategorical, RelaxedOneHotCategorical } from '../families.js'
import { memberOf } from '../member.js'
import { withSlopeOf } from '../straight-through.js'
import { type TakesGuard, taken, type VectorsGuard, vectorSize } from './beside.js'
import { fromLogits as oneHotFromLogits } from './one-hot-categorical.js'
import { areShares } from './simplex.js'

export type { RelaxedOneHotCategorical } from '../families.js'

const FAMILY = 'RelaxedOneHotCategorical'

/** Logarithms below that are left out of a sum, and a share is not less than exp of that: a normal number. */
const lowest = -80

/** log (n − 1)! */
const logFactorialBelow = (n: number): number =>
  Array.from({ length: n - 1 }, (_, i) => Math.log(i + 1)).reduce((sum, v) => sum + v, 0)

/** exp z/τ over their sum along the last axis; what would underflow is a small number instead. */
const softened = (z: Expression, temperature: Expression): Expression => {
  const axis = lastAxis(z)
  const below = belowLargest(z, axis)
  const tau = alongClasses(temperature, z, axis)
  const far = compare('LT')(below, times(tau, lowest))
  const [zero, least] = [splatLike(0, z), splatLike(Math.exp(lowest), z)]
  const raised = select(far, zero, exponential(divide(select(far, zero, below), tau)))
  return select(far, least, divide(raised, alongClasses(reduce('add', raised, [axis]), z, axis)))
}

const logDensity = (logits: Expression, temperature: Expression, value: Expression): Expression => {
  const [axis, classes] = [lastAxis(value), value.shape.at(-1) ?? 0]
  const inside = areShares('GT', value)
  const x = select(alongClasses(inside, value, axis), value, splatLike(1 / classes, value))
  const logs = log(x)
  const tilted = subtract(logits, multiply(alongClasses(temperature, value, axis), logs))
  const shares = reduce('add', subtract(logSoftmax(tilted, axis), logs), [axis])
  const constant = plus(times(log(temperature), classes - 1), logFactorialBelow(classes))
  return select(inside, add(shares, constant), splatLike(Number.NEGATIVE_INFINITY, shares))
}

const formulas: Formulas<'RelaxedOneHotCategorical'> = {
  family: FAMILY,
  kind: 'continuous',
  reparameterised: true,
  eventRank: 1,
  sample: ({ logits, temperature }, key) => {
    const e = expression(logits)
    return typed(softened(perturbed(e, lastAxis(e), expression(key)), expression(temperature)))
  },
  logProb: ({ logits, temperature }, x) =>
    typed(logDensity(expression(logits), expression(temperature), expression(x))),
}

/**
 * Concrete distributions by logits, along the last axis, and a positive temperature for each vector of them. The closer
 * the temperature is to 0, the closer is a sample to a one-hot vector. A value is a point of the simplex without its
 * faces; any other has a log-density of −∞. Parameters that are numbers are checked.
 * @shape [...B, K], B or one number → batch B, event [K]
 * @math log p(x) = log (K − 1)! + (K − 1) log τ + Σ (log softmax(l − τ log x) − log x)
 * @unit logProb: nats
 * @grad through sample to logits and temperature (reparameterised: softmax((l + Gumbel noise)/τ))
 * @failure `RelaxedOneHotCategorical: logits [2, 3] takes temperature [2], found [3]`
 * @failure RangeError: `RelaxedOneHotCategorical: expected temperature above 0, found 0`
 * @source Maddison, Mnih and Teh: The Concrete distribution (2017), equation 10; Jang, Gu and Poole: Categorical
 * reparameterization with Gumbel-softmax (2017)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { key, read, RelaxedOneHotCategorical, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = RelaxedOneHotCategorical.fromLogits(vector([0, 1, 2]), 0.5)
 * const shares = await read(d.sample(key(0)))
 * console.assert(Math.abs(shares.reduce((sum, x) => sum + x, 0) - 1) < 1e-6)
 */
export const fromLogits = <S extends Shape, T extends Shape>(
  logits: Tensor<S> & VectorsGuard<'RelaxedOneHotCategorical', S>,
  temperature:
    | number
    | (Tensor<T> & TakesGuard<'RelaxedOneHotCategorical', 'logits', S, 'temperature', AllButLast<S>, T>),
): RelaxedOneHotCategorical<AllButLast<S>, [LastDim<S>]> => {
  const shape = shapeOf(logits)
  countOf(FAMILY, vectorSize(FAMILY, shape))
  const batch = shape.slice(0, -1)
  const found = taken<AllButLast<S>>(
    FAMILY,
    'logits',
    logits,
    'temperature',
    batch,
    filling(batch, temperature),
  )
  return memberOf<'RelaxedOneHotCategorical', AllButLast<S>, [LastDim<S>]>(
    formulas,
    {
      logits: typed(expression(logits)),
      temperature: typed(expression(checked(FAMILY, 'temperature', positive, found))),
    },
    shape,
    1,
  )
}

/**
 * One-hot vectors with the gradient of their relaxation.
 * @category distribution
 */
export interface StraightThrough<B extends Shape, E extends Shape>
  extends Distribution<B, E, 'entropy' | 'mean' | 'variance' | 'mode'> {
  readonly family: 'StraightThroughOneHotCategorical'
  readonly kind: 'discrete'
  readonly reparameterised: true
}

/** A one-hot sample, whose derivative is that of the soft one. */
const hardened = (z: Expression, temperature: Expression): Expression => {
  const soft = softened(z, temperature)
  return withSlopeOf(oneHotAt(largest(z, lastAxis(z)), z, lastAxis(z)), soft)
}

const through = <B extends Shape, E extends Shape>(
  choice: OneHotCategorical<B, E>,
  temperature: Tensor<B>,
): StraightThrough<B, E> => {
  const logits = expression(choice.parameters.logits)
  return defineDistribution<B, E>(choice)({
    family: 'StraightThroughOneHotCategorical',
    kind: 'discrete',
    reparameterised: true,
    sample: (key: Key) =>
      typed(hardened(perturbed(logits, lastAxis(logits), expression(key)), expression(temperature))),
    logProb: (x) => choice.logProb(x),
    entropy: () => choice.entropy(),
    mean: () => choice.mean(),
    variance: () => choice.variance(),
    mode: () => choice.mode(),
    expand: (count) => through(choice.expand(count), repeatFirst(count)(temperature)),
  })
}

/**
 * Categorical distributions over one-hot vectors, drawn as `OneHotCategorical` draws them from the same key; the
 * gradient that flows through a sample is that of the Concrete sample of the same noise, so it is biased, the less the
 * lower the temperature. `logProb`, entropy and moments are those of the one-hot vectors.
 * @shape [...B, K], B or one number → batch B, event [K]
 * @unit logProb, entropy: nats
 * @grad through sample to logits and temperature as if the sample were soft; through logProb to the logits
 * @failure `RelaxedOneHotCategorical: logits [2, 3] takes temperature [2], found [3]`
 * @source Jang, Gu and Poole: Categorical reparameterization with Gumbel-softmax (2017), section 2.2
 * @category distribution
 * @since 0.1.0
 * @example
 * import { key, read, RelaxedOneHotCategorical, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = RelaxedOneHotCategorical.straightThrough(vector([0, 1, 2]), 0.5)
 * const classes = await read(d.sample(key(0)))
 * console.assert([...classes].sort().join() === '0,0,1')
 */
export const straightThrough = <S extends Shape, T extends Shape>(
  logits: Tensor<S> & VectorsGuard<'RelaxedOneHotCategorical', S>,
  temperature:
    | number
    | (Tensor<T> & TakesGuard<'RelaxedOneHotCategorical', 'logits', S, 'temperature', AllButLast<S>, T>),
): StraightThrough<AllButLast<S>, [LastDim<S>]> => {
  const { parameters } = fromLogits<S, T>(logits, temperature)
  return through(oneHot<S>(logits), typed(expression(parameters.temperature)))
}

const oneHot = <S extends Shape>(logits: Tensor<S>): OneHotCategorical<AllButLast<S>, [LastDim<S>]> =>
  oneHotFromLogits<S>(typed(expression(logits)))
