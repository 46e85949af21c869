/**
 * Laws as properties that a user runs on a distribution of their own, with any runner of tests.
 * @module reparam/laws
 */
export {
  between,
  concentrations,
  counts,
  degreesOfFreedom,
  intervals,
  keys,
  locs,
  logits,
  probabilities,
  rates,
  scales,
  shapes,
  temperatures,
} from './arbitrary.js'
export { lowerTriangles, simplexPoints, unitVectors } from './arbitrary-vector.js'
export { bijectionInverts, logDetIsJacobian, type MapSubject } from './bijection.js'
export { cdfIntegrates, cdfSums } from './cdf.js'
export { LawBroken } from './claim.js'
export { densityIntegrates, entropyExpectation, logProbGradient, probabilitiesSum } from './density.js'
export { every, type NamedLaw } from './every.js'
export {
  type LinearCase,
  type LinearGaussian,
  linearCases,
  linearGaussian,
  type PosteriorParameters,
} from './evidence.js'
export { expandAgrees } from './expand.js'
export { families } from './families.js'
export type { Support } from './grid.js'
export { implicitGradient } from './implicit.js'
export { klExpectation, klNonNegative } from './kl.js'
export { type Case, check, type Law, type Runs } from './law.js'
export { type LayerSubject, layerByExample, layerGradient } from './layer.js'
export { meanGradient } from './mean-gradient.js'
export { modeIsMaximum } from './mode.js'
export { type BoundOf, boundBelowEvidence, boundIsTight, boundsRise, gradientsAgree } from './objective.js'
export { quantileInverts } from './quantile.js'
export { sampleGradient, sampleMoments, samplesFollowCdf } from './sample.js'
export { type Known, type ParameterRecord, type Subject, subject, type Value } from './subject.js'
export { outsideSupport } from './support.js'
export { type LawName, type LawRow, lawTable } from './table.js'
