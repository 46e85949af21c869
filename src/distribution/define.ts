/** Distributions of a user's own, from plain functions. */
import type { Shape } from '../shape/index.js'
import type { AnyTensor, Key, Tensor } from '../tensor/index.js'
import { type Ability, asValue, type Can, type Distribution } from './distribution.js'
import { rebuilt } from './rebuilt.js'

/**
 * What a distribution is made of: its functions, without the words for a value of another shape. What it cannot
 * state is left out.
 * @category distribution
 * @since 0.1.0
 */
export interface Definition<Batch extends Shape, Event extends Shape> {
  readonly family: string
  /** Whether it has a density over real numbers, or probabilities of single values. */
  readonly kind: 'continuous' | 'discrete'
  /** Whether a gradient flows through a sample to the parameters. */
  readonly reparameterised: boolean
  readonly sample: (key: Key) => Tensor<[...Batch, ...Event]>
  /** The log-density or log-probability in nats, summed over the axes of an event. */
  readonly logProb: (x: Tensor<[...Batch, ...Event]>) => Tensor<Batch>
  readonly entropy?: () => Tensor<Batch>
  readonly mean?: () => Tensor<[...Batch, ...Event]>
  readonly variance?: () => Tensor<[...Batch, ...Event]>
  readonly mode?: () => Tensor<[...Batch, ...Event]>
  /** The probability of at most x, for each element by itself. */
  readonly cdf?: (x: Tensor<[...Batch, ...Event]>) => Tensor<[...Batch, ...Event]>
  /** The value below which an element lies with probability p. */
  readonly quantile?: (p: Tensor<[...Batch, ...Event]>) => Tensor<[...Batch, ...Event]>
  /** The same with every parameter repeated along a new first axis, as by `repeatFirst`. */
  readonly expand: <L extends number>(count: L) => Distribution<[L, ...Batch], Event>
}

/** What a definition states, and what it gives by `expand` states as well. */
type Stated<D> = D extends { readonly expand: (count: 1) => { readonly can?: Can<infer A> } }
  ? keyof D & Ability & A
  : never

/**
 * The distribution of a definition. It can state what is defined, if what `expand` gives can state it as well.
 * @category distribution
 */
export type Defined<D extends Definition<B, E>, B extends Shape, E extends Shape> = Distribution<
  B,
  E,
  Stated<D>
> & {
  readonly family: D['family']
  readonly kind: D['kind']
  readonly reparameterised: D['reparameterised']
}

/**
 * The distribution with these functions; a value of another shape than batch followed by event is refused, by the
 * compiler and at run time, before a function sees it.
 * @shape a value: [...B, ...E]; logProb, entropy: B
 * @unit logProb, entropy: nats
 * @failure `logProb: value [4] is not batch [3] followed by event []`
 * @category distribution
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import fc from 'fast-check'
 * import { type Ability, abs, add, defineDistribution, type Distribution, div, expm1, Laplace, log, log1p, logSigmoid } from 'reparam'
 * import { mul, neg, read, repeatFirst, type Shape, scale as times, shapeOf, shift, sigmoid, sign } from 'reparam'
 * import { square, sub, type Tensor, use, vector, zerosLike } from 'reparam'
 * import * as laws from 'reparam/laws'
 *
 * const logistic = <S extends Shape>(loc: Tensor<S>, scale: Tensor<S>): Distribution<S, [], Ability> => {
 *   const standard = (x: Tensor<S>): Tensor<S> => div(sub(x, loc), scale)
 *   const noise = Laplace.fromLogScale(zerosLike(loc), zerosLike(loc))
 *   // a Laplace number whose probability of being less is u becomes log u/(1 − u)
 *   const logit = (x: Tensor<S>): Tensor<S> => mul(sign(x), log1p(times(2)(expm1(abs(x)))))
 *   return defineDistribution<S, []>({ batch: shapeOf(loc), event: [] })({
 *     family: 'Logistic',
 *     kind: 'continuous',
 *     reparameterised: true,
 *     sample: (key) => add(loc, mul(scale, logit(noise.sample(key)))),
 *     logProb: (x: Tensor<S>) => {
 *       const z = standard(x)
 *       return sub(add(logSigmoid(z), logSigmoid(neg(z))), log(scale))
 *     },
 *     entropy: () => shift(2)(log(scale)),
 *     mean: () => loc,
 *     variance: () => times(Math.PI ** 2 / 3)(square(scale)),
 *     mode: () => loc,
 *     cdf: (x: Tensor<S>) => sigmoid(standard(x)),
 *     quantile: (p: Tensor<S>) => add(loc, mul(scale, sub(log(p), log1p(neg(p))))),
 *     expand: (count) => logistic(repeatFirst(count)(loc), repeatFirst(count)(scale)),
 *   })
 * }
 *
 * await use('cpu')()
 * const [logDensity = 0] = await read(logistic(vector([0]), vector([1])).logProb(vector([0])))
 * assert.ok(Math.abs(logDensity + Math.log(4)) < 1e-6)
 * const parameters = fc.record({ loc: laws.locs(2), scale: laws.scales(2) })
 * const family = laws.subject(parameters, ({ loc, scale }) => logistic(loc, scale))
 * await assert.doesNotReject(laws.check(laws.densityIntegrates(family)))
 * await assert.doesNotReject(laws.check(laws.samplesFollowCdf(family)))
 */
export const defineDistribution =
  <B extends Shape, E extends Shape>({
    batch,
    event,
  }: {
    /** Sizes of the batch axes: for the shape of a parameter, `shapeOf(loc)`. */
    readonly batch: readonly number[]
    /** Sizes of the event axes, `[]` where each element is a distribution. */
    readonly event: readonly number[]
  }) =>
  <const D extends Definition<B, E>>(definition: D): Defined<D, B, E> => {
    const given: Definition<B, E> = definition
    const { logProb, cdf, quantile } = given
    const value = asValue<[...B, ...E]>(batch, event)
    return rebuilt({
      ...given,
      batch,
      event,
      axes: {},
      logProb: (x: AnyTensor) => logProb(value('logProb', x)),
      ...(cdf && { cdf: (x: AnyTensor) => cdf(value('cdf', x)) }),
      ...(quantile && { quantile: (p: AnyTensor) => quantile(value('quantile', p)) }),
    })
  }
