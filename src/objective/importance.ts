/** Bounds by importance weights: many samples of a posterior, each weighed by the density that it should have. */
import {
  type BesideGuard,
  type Distribution,
  haveRatio,
  type Kind,
  type Kinded,
} from '../distribution/index.js'
import { countOf, type Shape } from '../shape/index.js'
import { type AnyTensor, type Key, reciprocal, square, type Tensor } from '../tensor/index.js'
import { bySamples, draw, logWeightsBy, type ObservedGuard, type SampledBound } from './posterior.js'
import { logMeanExpSamples, normalisedWeights, sumSamples } from './reduction.js'

/**
 * The importance-weighted bound of K log-weights.
 * @shape [K, ...B] → B
 * @math log 1/K Σ exp log w
 * @unit nats per example
 * @grad weighted by the normalised weights
 * @source Burda, Grosse and Salakhutdinov: Importance weighted autoencoders (2016), equation 8
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, read, use, weightedBound } from 'reparam'
 * await use('cpu')()
 * const [nats = 0] = await read(weightedBound(matrix([[-90.5], [-88.25], [-93], [-89], [-120]])))
 * console.assert(Math.abs(nats + 89.39796) < 1e-4)
 */
export const weightedBound = <K extends number, B extends Shape>(logWeights: Tensor<[K, ...B]>): Tensor<B> =>
  logMeanExpSamples<K, B>(logWeights)

/**
 * How many samples of equal weight would say as much as K weighted ones: from 1, where one has all the weight, to K.
 * @shape [K, ...B] → B
 * @math 1/Σ w̃², w̃ the normalised weights
 * @unit samples
 * @source Kong: A note on importance sampling using standardized weights (1992)
 * @category objective
 * @since 0.1.0
 * @example
 * import { effectiveSampleSize, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const [samples = 0] = await read(effectiveSampleSize(matrix([[-90.5], [-88.25], [-93], [-89], [-120]])))
 * console.assert(Math.abs(samples - 2.038963) < 1e-5)
 */
export const effectiveSampleSize = <K extends number, B extends Shape>(
  logWeights: Tensor<[K, ...B]>,
): Tensor<B> => reciprocal(sumSamples<K, B>(square(normalisedWeights<K, B>(logWeights))))

/**
 * The logarithms of K importance weights an example: log p(x|z) + log p(z) − log q(z|x). A posterior whose samples carry
 * no gradient has them, too: for measuring, not for following them.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → [K, ...B]
 * @unit nats
 * @grad through the samples of q and through all three densities
 * @failure `logWeights: Bernoulli is discrete and Gaussian continuous; probabilities and densities have no ratio`
 * @source Burda, Grosse and Salakhutdinov (2016), section 3
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, Independent, key, logWeights, ones, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const prior = Gaussian.standard(2)
 * const likelihood = (z: Tensor<[50, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const weights = logWeights(50)(q, prior, likelihood, ones(3, 2))(key(0))
 * console.assert(shapeOf(weights).join() === '50,3')
 */
export const logWeights =
  <const K extends number>(samples: K) =>
  <
    B extends Shape,
    Z extends Shape,
    X extends Shape,
    F extends string = string,
    D extends Kind = Kind,
    P extends string = string,
    E extends Kind = Kind,
    Y extends Shape = Z,
    W extends Shape = [...B, ...X],
  >(
    q: Kinded<F, D, B, Z>,
    prior: Kinded<P, E, [], Y> & BesideGuard<'logWeights', F, D, Z, P, E, Y>,
    likelihood: (z: Tensor<[K, ...B, ...Z]>) => Distribution<[K, ...B], X>,
    x: Tensor<W> & ObservedGuard<'logWeights', W, B, X>,
  ): ((key: Key) => Tensor<[K, ...B]>) => {
    countOf('logWeights', samples)
    haveRatio('logWeights', q, prior)
    return weighing(samples)<B, Z, X, Y>(q, prior, likelihood, x)
  }

/** The same of data whose shape was compared. */
export const weighing =
  <const K extends number>(samples: K) =>
  <B extends Shape, Z extends Shape, X extends Shape, Y extends Shape>(
    q: Distribution<B, Z>,
    prior: Distribution<[], Y>,
    likelihood: (z: Tensor<[K, ...B, ...Z]>) => Distribution<[K, ...B], X>,
    x: AnyTensor,
  ) =>
  (key: Key): Tensor<[K, ...B]> => {
    const drawn = draw<[K]>([samples])(q, prior, likelihood, x)(key)
    return logWeightsBy(drawn, drawn.logPosterior)(drawn.z)
  }

/**
 * The importance-weighted bound of a posterior, a prior and a likelihood, by K samples: at K = 1 the evidence lower
 * bound, and closer to the evidence with every more.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B
 * @unit nats per example
 * @law grows with K, in the mean
 * @grad through the samples of q, weighted by the normalised weights
 * @failure `importanceWeighted: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
 * @source Burda, Grosse and Salakhutdinov (2016), equation 8
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, importanceWeighted, Independent, key, ones, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const prior = Gaussian.standard(2)
 * const likelihood = (z: Tensor<[50, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const nats = importanceWeighted(50)(q, prior, likelihood, ones(3, 2))(key(0))
 * console.assert(shapeOf(nats).join() === '3')
 */
export const importanceWeighted =
  <const K extends number>(samples: K): SampledBound<'importanceWeighted', [K]> =>
  (q, prior, likelihood, x) => {
    bySamples('importanceWeighted', [samples], q, prior)
    const weights = weighing(samples)(q, prior, likelihood, x)
    return (key) => weightedBound(weights(key))
  }
