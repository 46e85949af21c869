/** The step by reparam's public names. */
import { function as F } from 'fp-ts'
import { adam, bernoulliOutput, Gaussian, gaussianHead, vae } from 'reparam'
import { dense, input, relu } from 'reparam/layer'
import { BATCH, EPSILON, HIDDEN, LATENT, PIXELS, RATE } from './problem.mjs'
import { starting, weightsOf } from './training.mjs'

const model = vae(
  F.pipe(input(PIXELS), dense(HIDDEN), relu, gaussianHead(LATENT, { spread: 'logVariance' })),
  F.pipe(input(LATENT), dense(HIDDEN), relu, dense(PIXELS), bernoulliOutput),
  Gaussian.standard(LATENT),
)

const paramsOf = (weights) => {
  const { encoder, loc, spread, decoder, logits } = weightsOf(weights)
  return { encoder: [encoder, { loc, spread }], decoder: [decoder, logits, []] }
}

export const start = starting({
  model,
  optimizer: adam({ rate: RATE, epsilon: EPSILON }),
  paramsOf,
  shape: [BATCH, PIXELS],
  noiseShape: [BATCH, LATENT],
})
