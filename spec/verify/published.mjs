/**
 * D1: the digits VAE of the JAX AI stack's tutorial (docs.jaxstack.ai, "digits_vae"). Its loss is the mean of the
 * cross-entropy over images and pixels plus 0.1 times the mean of the divergence over images and latent units:
 * 1/64 of a negative ELBO with β = 0.1 · 64 / 8. Full batches of the training images; layers drawn as Flax does,
 * with a variance of 1 / in and biases of zero.
 */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import {
  adam,
  begin,
  bernoulliOutput,
  evaluate,
  fit,
  Gaussian,
  gaussianHead,
  key,
  meanBatch,
  release,
  scale,
  split,
  step,
  vae,
} from 'reparam'
import { dense, input, lecunNormal, relu } from 'reparam/layer'
import { tensorOf } from './digits.mjs'
import { right } from './right.mjs'

const PIXELS = 64
const HIDDEN = 32
const LATENT = 8
const STEPS = 2001
const BETA = (0.1 * PIXELS) / LATENT
const init = lecunNormal

const model = vae(
  F.pipe(input(PIXELS), dense(HIDDEN, { init }), relu, gaussianHead(LATENT, { init, spread: 'logScale' })),
  F.pipe(input(LATENT), dense(HIDDEN, { init }), relu, dense(PIXELS, { init }), bernoulliOutput),
  Gaussian.standard(LATENT),
)

const loss = (params, x) => (k) => {
  const perPixel = scale(-1 / PIXELS)(meanBatch(model.elbo({ beta: BETA })(params, x)(k).elbo))
  return { loss: perPixel, metrics: { loss: perPixel } }
}

/** The training loss before the update of step 0, 500, 1000, 1500 and 2000. */
export const published = async ({ train }, seed) => {
  const [forInit, forTraining] = split(2)(key(seed))
  const optimizer = adam({ rate: 1e-3 })
  const x = evaluate(tensorOf(train))
  const losses = {}
  const training = fit({
    step: step(optimizer)(loss),
    state: begin(optimizer)(model.init(forInit), forTraining),
    from: 0,
    to: STEPS,
    batches: () => E.right([x]),
    onEpoch: ({ epoch, means }) => {
      if ((epoch - 1) % 500 === 0) losses[`loss at step ${epoch - 1}`] = means.loss
      return TE.right(undefined)
    },
  })
  release(right(await training()))
  release(x)
  return losses
}
