/**
 * A convolutional VAE for images of 28 × 28 with binary pixels: the model of Keras's example "Variational AutoEncoder"
 * (F. Chollet, keras.io/examples/generative/vae), with its numbers of parameters. One training step.
 */
import { function as F } from 'fp-ts'
import {
  adam,
  begin,
  bernoulli,
  bernoulliOutput,
  compile,
  countParameters,
  fill,
  Gaussian,
  gaussianHead,
  type Key,
  key,
  meanBatch,
  neg,
  read,
  step,
  type Tensor,
  use,
  vae,
} from 'reparam'
import { conv2d, convTranspose2d, dense, flatten, input, relu, reshape } from 'reparam/layer'

const by2 = { kernel: 3, stride: 2 } as const

// q(z|x): 28 × 28 × 1 → 14 × 14 × 32 → 7 × 7 × 64 → 16 → 2
const encoder = F.pipe(
  input(28, 28, 1),
  conv2d(32, by2),
  relu,
  conv2d(64, by2),
  relu,
  flatten,
  dense(16),
  relu,
  gaussianHead(2, { spread: 'logVariance' }),
)

// p(x|z): 2 → 7 × 7 × 64 → 14 × 14 × 64 → 28 × 28 × 32 → 28 × 28 × 1
const decoder = F.pipe(
  input(2),
  dense(3136),
  relu,
  reshape(7, 7, 64),
  convTranspose2d(64, by2),
  relu,
  convTranspose2d(32, by2),
  relu,
  convTranspose2d(1, { kernel: 3 }),
  bernoulliOutput,
)

const model = vae(encoder, decoder, Gaussian.standard(2))
const params = model.init(key(0))
console.assert(countParameters(params.encoder) === 69_076)
console.assert(countParameters(params.decoder) === 65_089)

// minus the ELBO, with 3 samples of the latent for each image: the decoder runs over [3, 4, 2]
const loss = (at: typeof params, x: Tensor<[4, 28, 28, 1]>) => (draw: Key) => {
  const { elbo, kl } = model.elbo({ samples: 3 })(at, x)(draw)
  return { loss: neg(meanBatch(elbo)), metrics: { kl: meanBatch(kl) } }
}

await use('wasm')()
const optimizer = adam({ rate: 1e-3 })
const train = compile(step(optimizer)(loss))
const images = bernoulli(fill(0.3)(4, 28, 28, 1))(key(1))
const first = train(begin(optimizer)(params, key(2)), images)
const second = train(first.state, images)
const [before = Number.NaN] = await read(first.loss)
const [after = Number.NaN] = await read(second.loss)
console.assert(after < before)
