/** D3 to D5: 64-128-L-128-64, relu, Bernoulli likelihood, Adam 1e-3, batches of 64, 100 epochs. */
import { either as E, function as F } from 'fp-ts'
import {
  activeUnits,
  adam,
  batches,
  begin,
  bernoulliOutput,
  collapse,
  fit,
  fold,
  Gaussian,
  gaussianHead,
  importanceSampledNll,
  key,
  meanBatch,
  neg,
  permutation,
  read,
  release,
  split,
  step,
  vae,
} from 'reparam'
import { dense, input, relu } from 'reparam/layer'
import { tensorOf } from './digits.mjs'
import { right } from './right.mjs'

const PIXELS = 64
const HIDDEN = 128
const EPOCHS = 100
const BATCH = 64
/** Samples of the posterior for the test ELBO: enough that the error from sampling is far below that from seeds. */
const ELBO_SAMPLES = 50
const NLL_SAMPLES = 500

const modelOf = (latent) =>
  vae(
    F.pipe(input(PIXELS), dense(HIDDEN), relu, gaussianHead(latent, { spread: 'logVariance' })),
    F.pipe(input(latent), dense(HIDDEN), relu, dense(PIXELS), bernoulliOutput),
    Gaussian.standard(latent),
  )

/** Minus the mean over a batch of a bound in nats per example. */
const lossOf = (bound) => (params, x) => (k) => ({ loss: neg(meanBatch(bound(params, x)(k))), metrics: {} })

/** The bounds that are trained here. */
export const elboOf = (model) => (params, x) => (k) => model.elbo()(params, x)(k).elbo
export const betaElboOf = (beta) => (model) => (params, x) => (k) => model.elbo({ beta })(params, x)(k).elbo
export const importanceWeightedOf = (samples) => (model) => model.importanceWeighted(samples)

/** Trains a model with this latent size on this bound, and measures it on the test images. */
export const bernoulli =
  ({ latent, bound }) =>
  async ({ train, test }, seed) => {
    const model = modelOf(latent)
    const [forInit, forTraining, forTest] = split(3)(key(seed))
    const optimizer = adam({ rate: 1e-3 })
    const state = right(
      await fit({
        step: step(optimizer)(lossOf(bound(model))),
        state: begin(optimizer)(model.init(forInit), forTraining),
        from: 0,
        to: EPOCHS,
        batches: (epoch) =>
          F.pipe(
            train,
            batches({ size: BATCH, last: 'keep' })(permutation(key(seed * 2 ** 32 + epoch))(train.count)),
            E.map(tensors),
          ),
      })(),
    )
    const found = await measure(model, state.params, test, forTest)
    release(state)
    return found
  }

function* tensors(cut) {
  for (const batch of cut) yield tensorOf(batch)
}

/** Test −ELBO and NLL in nats per image, and how the latent units are used. */
const measure = async (model, params, test, k) => {
  const [elbo = Number.NaN] = await read(
    meanBatch(model.elbo({ samples: ELBO_SAMPLES })(params, tensorOf(test))(fold(0)(k)).elbo),
  )
  const { kl, collapsed } = await collapse()(model, params, test)
  return {
    'test −ELBO': -elbo,
    'test NLL': await importanceSampledNll({ samples: NLL_SAMPLES })(model, params, test)(fold(1)(k)),
    'active units': await activeUnits()(model, params, test),
    'test KL': kl,
    'collapse diagnosed': Number(collapsed),
  }
}
