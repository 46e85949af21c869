/** Metrics: what is said of a trained model, over a whole set. */
export { activeUnits, type Encodes, unitVariances } from './active-units.js'
export { type Collapse, collapse, type Diverges } from './collapse.js'
export {
  type ImportanceSampling,
  type ImportanceWeighted,
  importanceSampledNll,
  logLikelihoods,
} from './importance-sampled-nll.js'
export { type Bounded, type BoundMeter, type MeanBound, meanBound } from './mean-bound.js'
export type { Batched, Examples } from './minibatches.js'
