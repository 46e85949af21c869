/** Models: an encoder, a decoder, a prior. */
export type { Conditional } from './conditional.js'
export type {
  DecoderGuard,
  LikelihoodFamily,
  PosteriorFamily,
  PosteriorGuard,
  PriorGuard,
} from './fitting.js'
export {
  bernoulliOutput,
  gaussianHead,
  gaussianOutput,
  type HeadOptions,
  type LocScaleParams,
  laplaceHead,
  laplaceOutput,
  type SharedScale,
} from './head.js'
export type { Training } from './training.js'
export { type Vae, vae } from './vae.js'
export type { VaeParams, VaeStatistics, VaeStatisticsArgument, VaeVariables } from './variables.js'
