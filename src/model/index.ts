/** Models: an encoder, a decoder, a prior. */
export {
  bernoulliOutput,
  type Conditional,
  gaussianHead,
  gaussianOutput,
  type HeadOptions,
  type LocScaleParams,
  laplaceHead,
  laplaceOutput,
  type SharedScale,
} from './conditional.js'
export {
  type DecoderGuard,
  type PosteriorGuard,
  type PriorGuard,
  type Vae,
  type VaeParams,
  vae,
} from './vae.js'
