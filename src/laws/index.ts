/**
 * Laws as properties that a user runs on a distribution of their own, with any runner of tests.
 * @module reparam/laws
 */
export { keys, locs, logits, scales, shapes } from './arbitrary.js'
export { cdfIntegrates, cdfSums } from './cdf.js'
export { LawBroken } from './claim.js'
export { densityIntegrates, entropyExpectation, logProbGradient, probabilitiesSum } from './density.js'
export { expandAgrees } from './expand.js'
export type { Support } from './grid.js'
export { klExpectation, klNonNegative } from './kl.js'
export { type Case, check, type Law, type Runs } from './law.js'
export { sampleGradient, sampleMoments, samplesFollowCdf } from './sample.js'
export { type ParameterRecord, type Subject, subject } from './subject.js'
