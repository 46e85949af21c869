/** Bounds by Rényi's divergence: one family from the importance-weighted bound to the evidence lower bound and on. */
import type { Shape } from '../shape/index.js'
import {
  add,
  type BoolTensor,
  expm1,
  greater,
  log1p,
  scalar,
  scale,
  select,
  stopGradient,
  sub,
  type Tensor,
  zerosLike,
} from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import { weighing } from './importance.js'
import { bySamples, type SampledBound } from './posterior.js'
import { largestSample, logMeanExpSamples, meanSamples, smallestSample } from './reduction.js'

/**
 * The variational Rényi bound of K log-weights: at α = 0 the importance-weighted bound, at α = 1 their mean, which is the
 * evidence lower bound, and lower with every larger α.
 * @shape [K, ...B] → B
 * @math 1/(1 − α) log 1/K Σ w^(1 − α)
 * @unit nats per example
 * @grad weighted by the normalised weights to the power of 1 − α
 * @law never grows with α
 * @failure RangeError: `renyiBound: expected a finite alpha, found Infinity`
 * @source Li and Turner: Rényi divergence variational inference (2016), equation 6
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, read, renyiBound, use } from 'reparam'
 * await use('cpu')()
 * const logWeights = matrix([[-90.5], [-88.25], [-93], [-89], [-120]])
 * const [nats = 0] = await read(renyiBound({ alpha: 0.5 })(logWeights))
 * console.assert(Math.abs(nats + 89.98029) < 1e-4)
 */
export const renyiBound =
  ({ alpha }: { readonly alpha: number }) =>
  <K extends number, B extends Shape>(logWeights: Tensor<[K, ...B]>): Tensor<B> => {
    if (!Number.isFinite(alpha)) throw new RangeError(`renyiBound: expected a finite alpha, found ${alpha}`)
    if (alpha === 1) return meanSamples<K, B>(logWeights)
    const power = 1 - alpha
    // the weight that counts most: no power of a weight's ratio to it is above 1
    const top = stopGradient((power > 0 ? largestSample : smallestSample)<K, B>(logWeights))
    const ratios = typed<Tensor<[K, ...B]>>(
      expression(
        scale(power)(
          sub(typed<Tensor<Shape>>(expression(logWeights)), typed<Tensor<Shape>>(expression(top))),
        ),
      ),
    )
    return add(top, scale(1 / power)(logMeanOfRatios<K, B>(ratios)))
  }

/** log mean exp of numbers of at most 0. Where all are near 0 it keeps the digits that a sum near 1 would lose. */
const logMeanOfRatios = <K extends number, B extends Shape>(x: Tensor<[K, ...B]>): Tensor<B> => {
  const less = meanSamples<K, B>(expm1(x))
  const near: BoolTensor<B> = typed(expression(greater(less, scalar(-0.5))))
  return select(near, log1p(select(near, less, zerosLike(less))), logMeanExpSamples<K, B>(x))
}

/**
 * The variational Rényi bound of a posterior, a prior and a likelihood, by K samples.
 * @shape q: batch B, event Z; prior: batch [], event Z; x: [...B, ...X] → B
 * @unit nats per example
 * @grad through the samples of q, weighted by the normalised weights to the power of 1 − α
 * @failure `renyi: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`
 * @source Li and Turner (2016), equation 6
 * @category objective
 * @since 0.1.0
 * @example
 * import { Bernoulli, Gaussian, Independent, key, ones, renyi, shapeOf, type Tensor, zeros } from 'reparam'
 * const q = Independent.make(1)(Gaussian.make(zeros(3, 2), ones(3, 2)))
 * const likelihood = (z: Tensor<[16, 3, 2]>) => Independent.make(1)(Bernoulli.fromLogits(z))
 * const bound = renyi({ samples: 16, alpha: 0.5 })(q, Gaussian.standard(2), likelihood, ones(3, 2))
 * console.assert(shapeOf(bound(key(0))).join() === '3')
 */
export const renyi =
  <const K extends number>({
    samples,
    alpha,
  }: {
    readonly samples: K
    readonly alpha: number
  }): SampledBound<'renyi', [K]> =>
  (q, prior, likelihood, x) => {
    bySamples('renyi', [samples], q, prior)
    const weights = weighing(samples)(q, prior, likelihood, x)
    return (key) => renyiBound({ alpha })(weights(key))
  }
