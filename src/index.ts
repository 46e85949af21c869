/**
 * reparam: variational autoencoders as typed, composable pure functions. Names stand in the order in which data
 * flows; layers are in `reparam/layer`, laws in `reparam/laws`, files in `reparam/node`.
 * @module reparam
 */

export * as Bijection from './bijection/index.js'
export {
  type Batch,
  type Batching,
  batchCount,
  batches,
  binarize,
  encodeIdx,
  fromData,
  type Idx,
  type IdxData,
  type ImageSet,
  type Images,
  imageSetFromIdx,
  imageTensor,
  parseDigits,
  parseIdx,
  permutation,
  pixelCount,
  refine,
  refineAll,
  type Sourced,
  type Split,
  split as splitImages,
  take,
} from './data/index.js'
export {
  type Abilities,
  type Ability,
  Bernoulli,
  Beta,
  Binomial,
  Categorical,
  Cauchy,
  ContinuousBernoulli,
  Delta,
  Dirichlet,
  DiscretizedLogistic,
  type Distribution,
  defineDistribution,
  detached,
  Exponential,
  Gamma,
  Gaussian,
  Geometric,
  Gumbel,
  HalfNormal,
  Independent,
  kl,
  klMonteCarlo,
  Laplace,
  Logistic,
  LogNormal,
  LowRankMultivariateGaussian,
  Mixture,
  MultivariateGaussian,
  OneHotCategorical,
  Poisson,
  RelaxedBernoulli,
  RelaxedOneHotCategorical,
  StudentT,
  Transformed,
  Truncated,
  Uniform,
  VonMisesFisher,
} from './distribution/index.js'
export * from './failure/index.js'
export * from './gradient/index.js'
export type { Layer, Params } from './layer/index.js'
export * from './linear/index.js'
export * from './metric/index.js'
export * from './model/index.js'
export * from './objective/index.js'
export * from './optimizer/index.js'
export {
  bernoulli,
  fold,
  gumbel,
  key,
  laplace,
  logStandardGamma,
  noiseLike,
  normal,
  split,
  standardGamma,
  uniform,
} from './random/index.js'
export {
  type Backend,
  type BackendChoice,
  BackendError,
  type BackendName,
  backendNames,
  type Compiled,
  compile,
  type Description,
  describe,
  evaluate,
  liveTensors,
  read,
  readSync,
  release,
  use,
} from './run/index.js'
export * as Schedule from './schedule/index.js'
export type {
  Dim,
  Edges,
  Parts,
  PerAxis,
  Range,
  SeriesPadding,
  Shape,
  WindowPadding,
} from './shape/index.js'
export { ShapeError } from './shape/index.js'
export {
  besselRatio,
  betainc,
  digamma,
  erf,
  erfc,
  erfinv,
  gammainc,
  gammaincc,
  gammaincinv,
  lbeta,
  lgamma,
  log1mexp,
  logAddExp,
  logBesselI,
  logBinomialCoefficient,
  logNormalCdf,
  logNormalizedBesselI,
  logSubExp,
  normalCdf,
  normalQuantile,
  polygamma,
  trigamma,
} from './special/index.js'
export * from './tensor/index.js'
export * from './train/index.js'
export { count as countParameters, map as mapTree, paths, type Tree, zip as zipTrees } from './tree/index.js'
