/** Objectives: per-example nats, then one named reduction. */
export { type AggregateOptions, aggregatePosterior } from './aggregate.js'
export { contractive, contractiveByProjections } from './contractive.js'
export { type Corruption, gaussianNoise, maskingNoise, saltAndPepperNoise } from './corruption.js'
export { denoising } from './denoising.js'
export { batchCovariance, type DipWeights, dipI, dipII, dipPenalty } from './dip.js'
export { type Discrepancy, maximumMeanDiscrepancy } from './discrepancy.js'
export { doublyReparameterised } from './doubly-reparameterised.js'
export { type Bound, bound, elbo, type Terms } from './elbo.js'
export { type FreeBits, freeBits } from './free-bits.js'
export {
  combinationBound,
  combinationWeighted,
  type Groups,
  groupedBound,
  multiplyWeighted,
} from './grouped.js'
export { effectiveSampleSize, importanceWeighted, logWeights, weightedBound } from './importance.js'
export { inverseMultiquadratic, type Kernel, radialBasis, sumOfKernels } from './kernel.js'
export { partiallyWeighted } from './partially-weighted.js'
export type { ObservedGuard, SampledBound } from './posterior.js'
export { logMeanExpSamples, meanBatch, meanSamples, normalisedWeights, sumUnits } from './reduction.js'
export { renyi, renyiBound } from './renyi.js'
export { slicedWasserstein } from './sliced-wasserstein.js'
export { l1Penalty, rateDivergence } from './sparse.js'
export { stickingTheLanding } from './sticking-the-landing.js'
export {
  type Decomposition,
  type DecompositionWeights,
  decomposeKl,
  weightedDecomposition,
} from './total-correlation.js'
export type { Weight } from './weight.js'
