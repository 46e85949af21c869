/** The convolutional step by reparam's public names. */
import { function as F } from 'fp-ts'
import { adam, bernoulliOutput, Gaussian, gaussianHead, vae } from 'reparam'
import { conv2d, convTranspose2d, dense, flatten, input, relu, reshape } from 'reparam/layer'
import { starting, weightsOf } from '../training.mjs'
import { BATCH, EPSILON, LATENT, RATE, SIDE, SMALL } from './problem.mjs'

const by2 = { kernel: 4, stride: 2 }

const model = vae(
  F.pipe(
    input(SIDE, SIDE, 1),
    conv2d(32, by2),
    relu,
    conv2d(64, by2),
    relu,
    flatten,
    gaussianHead(LATENT, { spread: 'logVariance' }),
  ),
  F.pipe(
    input(LATENT),
    dense(7 * 7 * 64),
    relu,
    reshape(...SMALL),
    convTranspose2d(32, by2),
    relu,
    convTranspose2d(1, by2),
    bernoulliOutput,
  ),
  Gaussian.standard(LATENT),
)

const paramsOf = (weights) => {
  const { first, second, loc, spread, decoder, third, fourth } = weightsOf(weights)
  return { encoder: [first, second, { loc, spread }], decoder: [decoder, third, fourth, []] }
}

export const start = starting({
  model,
  optimizer: adam({ rate: RATE, epsilon: EPSILON }),
  paramsOf,
  shape: [BATCH, SIDE, SIDE, 1],
  noiseShape: [BATCH, LATENT],
})
