/**
 * Distributions fitted to data by likelihood, in closed form and by expectation maximisation. The data are read once and
 * everything is computed on the host in float64; what comes back are distributions with float32 parameters.
 * @module reparam/estimate
 */
export { fitBernoulli, type PseudoCount } from './bernoulli.js'
export type { Covariance } from './covariance.js'
export type { Estimate } from './estimate.js'
export { fitProbabilisticPca, type PcaFit } from './fit-probabilistic-pca.js'
export { fitGaussian, type VarianceFloor } from './gaussian.js'
export {
  type Climbing,
  fitGaussianMixture,
  fitGaussianMixtureFrom,
  type MixtureFit,
  type MixtureOptions,
} from './gaussian-mixture.js'
export { fitLaplace, type ScaleFloor } from './laplace.js'
export type { GaussianMixture } from './mixture-distribution.js'
export type { MixtureParameters } from './mixture-parameters.js'
export { fitMultivariateGaussian } from './multivariate-gaussian.js'
export { type PcaParameters, type ProbabilisticPca, probabilisticPca } from './probabilistic-pca.js'
