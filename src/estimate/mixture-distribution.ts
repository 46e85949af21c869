/** Gaussian mixtures as distributions of rows. */
import { function as F } from 'fp-ts'
import { Gaussian, Independent, Mixture, MultivariateGaussian } from '../distribution/index.js'
import { rebuilt } from '../distribution/rebuilt.js'
import type { Dim } from '../shape/index.js'
import { shapeOf, type Tensor } from '../tensor/index.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Covariance } from './covariance.js'
import type { MixtureParameters } from './mixture-parameters.js'

/**
 * A mixture of Gaussians over D numbers.
 * @category estimate
 * @since 0.1.0
 */
export type GaussianMixture<D extends Dim> = Mixture.Mixture<[], [D], 'mean' | 'variance', 'continuous'>

type Maker = {
  readonly [C in Covariance]: <K extends Dim, D extends Dim>(
    parameters: MixtureParameters<K, D>[C],
  ) => GaussianMixture<D>
}

const ofFactors = <K extends Dim, D extends Dim>(
  logWeights: Tensor<[K]>,
  loc: Tensor<[K, D]>,
  scaleTril: Tensor<[K, D, D]>,
): GaussianMixture<D> =>
  rebuilt(
    Mixture.sameFamily({
      logits: logWeights,
      components: MultivariateGaussian.fromScaleTril(loc, scaleTril),
    }),
  )

/** The mixture of some parameters, by the kind of their covariances. */
export const distributionOf: Maker = {
  full: ({ logWeights, loc, scaleTril }) => ofFactors(logWeights, loc, scaleTril),
  diagonal: ({ logWeights, loc, scale }) =>
    rebuilt(
      Mixture.sameFamily({
        logits: logWeights,
        components: F.pipe(Gaussian.make(loc, scale), Independent.make(1)),
      }),
    ),
  tied: <K extends Dim, D extends Dim>({ logWeights, loc, scaleTril }: MixtureParameters<K, D>['tied']) => {
    const [count = 0] = shapeOf(logWeights)
    const each = broadcastTo(expression(scaleTril), [count, ...shapeOf(scaleTril)])
    return ofFactors(logWeights, loc, typed<Tensor<[K, D, D]>>(each))
  },
}
