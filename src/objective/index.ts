/** Objectives: per-example nats, then one named reduction. */
export { type Bound, bound, elbo, importanceWeighted, logWeights, weightedBound } from './elbo.js'
export { logMeanExpSamples, meanBatch, meanSamples } from './reduction.js'
