// wrong programs: 15
import { function as F } from 'fp-ts'
import {
  Bernoulli,
  bernoulliOutput,
  Gaussian,
  gaussianHead,
  Independent,
  key,
  Laplace,
  laplaceHead,
  ones,
  vae,
  zeros,
} from '../../src/index.js'
import { dense, flatten, input, relu } from '../../src/layer/index.js'

const encoder = F.pipe(input(784), dense(400), relu, gaussianHead(20))
const binary = F.pipe(input(784), dense(20), bernoulliOutput)
const decoder = F.pipe(input(20), dense(400), relu, dense(784), bernoulliOutput)
const narrow = F.pipe(input(16), dense(784), bernoulliOutput)
const batch = F.pipe(input(128), dense(784), bernoulliOutput)
const small = F.pipe(input(20), dense(64), bernoulliOutput)
const image = F.pipe(input(28, 28, 1), flatten, dense(400), relu, gaussianHead(20))
const coins = F.pipe(Bernoulli.fromLogits(zeros(20)), Independent.make(1))
const prior = Gaussian.standard(20)
const apart = Laplace.make(zeros(20), ones(20))
const together = F.pipe(apart, Independent.make(1))
const headless = F.pipe(input(784), dense(20))
const sparse = Laplace.standard(20)
const model = vae(encoder, decoder, prior)
const params = model.init(key(0))

// ------------------------------------------------------------------ encoder, decoder, prior

//! vae: the encoder's latent is [20] but the decoder takes [16]
vae(encoder, narrow, prior)
vae(encoder, decoder, prior) //=
//! vae: the encoder's latent is [20] but the decoder takes [128]
vae(encoder, batch, prior)
vae(encoder, decoder, prior) //=
//! vae: the encoder reads [784] but the decoder writes [64]
vae(encoder, small, prior)
vae(encoder, decoder, prior) //=
//! vae: the encoder reads [28, 28, 1] but the decoder writes [784]
vae(image, decoder, prior)
vae(encoder, decoder, prior) //=
//! kl: event [20] of Gaussian and [16] of Gaussian differ
vae(encoder, decoder, Gaussian.standard(16))
vae(encoder, decoder, Gaussian.standard(20)) //=
//! kl: no closed form for Gaussian from Bernoulli; use klMonteCarlo
vae(encoder, decoder, coins)
vae(encoder, decoder, sparse) //=
//! vae: the prior is a batch [20] of distributions; move its axes into one event with Independent.make
vae(encoder, decoder, apart)
vae(encoder, decoder, together) //=
//! vae: the encoder does not end in a distribution; end it with gaussianHead(size) or laplaceHead(size)
vae(headless, decoder, prior)
vae(encoder, decoder, prior) //=
//! vae: a Bernoulli posterior is not reparameterised; no gradient reaches it through its samples
vae(binary, decoder, prior)
vae(encoder, decoder, prior) //=

// ------------------------------------------------------------------ heads

//! gaussianHead: expected [features], got [28, 28, 1]; flatten first
F.pipe(input(28, 28, 1), gaussianHead(20))
F.pipe(input(28, 28, 1), flatten, gaussianHead(20)) //=
//! laplaceHead: expected [features], got [8, 8]; flatten first
F.pipe(input(8, 8), laplaceHead(2))
F.pipe(input(64), laplaceHead(2)) //=

// ------------------------------------------------------------------ data and options

//! Argument of type 'Tensor<[128, 64]>' is not assignable to parameter of type 'Tensor<[128, 784]>'.
model.elbo()(params, zeros(128, 64))
model.elbo()(params, zeros(128, 784)) //=
//! Argument of type 'Tensor<[784]>' is not assignable to parameter of type 'Tensor<[Dim, 784]>'.
model.reconstruct(params, zeros(784))
model.reconstruct(params, zeros(1, 784)) //=
//! Argument of type 'Tensor<[128, 128]>' is not assignable to parameter of type 'Tensor<[128, 20]>'.
model.decode(params, zeros(128, 128))
model.decode(params, zeros(128, 20)) //=
//! Object literal may only specify known properties, and 'klWeight' does not exist in type '{ readonly samples?: 1; readonly beta?: number; }'.
model.elbo({ klWeight: 4 })
model.elbo({ beta: 4 }) //=
