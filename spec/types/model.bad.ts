// wrong programs: 33
import { function as F } from 'fp-ts'
import {
  adam,
  Bernoulli,
  begin,
  beginWithStatistics,
  bernoulliOutput,
  Gaussian,
  gaussianHead,
  Independent,
  type Key,
  key,
  Laplace,
  laplaceHead,
  MultivariateGaussian,
  meanBatch,
  neg,
  ones,
  step,
  stepWithStatistics,
  type Tensor,
  vae,
  zeros,
} from '../../src/index.js'
import {
  batchNorm,
  conv2d,
  convTranspose2d,
  dense,
  flatten,
  input,
  relu,
  reshape,
} from '../../src/layer/index.js'

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
const outputless = F.pipe(input(20), dense(784))
const headless = F.pipe(input(784), dense(20))
const correlated = MultivariateGaussian.fromTriangle(zeros(20), zeros(210))
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
//! vae: the encoder's latent is [20] but the prior's event is [16]
vae(encoder, decoder, Gaussian.standard(16))
vae(encoder, decoder, Gaussian.standard(20)) //=
//! kl: no closed form for Gaussian from Bernoulli; use klMonteCarlo
vae(encoder, decoder, coins)
vae(encoder, decoder, sparse) //=
//! vae: the prior's elements must be independent; MultivariateGaussian is over vectors
vae(encoder, decoder, correlated)
vae(encoder, decoder, sparse) //=
//! vae: the prior is a batch [20] of distributions; move its axes into one event with Independent.make
vae(encoder, decoder, apart)
vae(encoder, decoder, together) //=
//! vae: the decoder does not end in a distribution; end it with bernoulliOutput, gaussianOutput() or laplaceOutput()
vae(encoder, outputless, prior)
vae(encoder, decoder, prior) //=
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

//! elbo: data [128, 64] does not end in [784] (64 vs 784)
model.elbo()(params, zeros(128, 64))
model.elbo()(params, zeros(128, 784)) //=
//! reconstruct: data [785] does not end in [784] (785 vs 784)
model.reconstruct(params, zeros(785))
model.reconstruct(params, zeros(784)) //=
//! decode: data [128, 128] does not end in [20] (128 vs 20)
model.decode(params, zeros(128, 128))
model.decode(params, zeros(128, 20)) //=
//! Object literal may only specify known properties, and 'klWeight' does not exist in type 'Terms & { readonly samples?: 1; }'.
model.elbo({ klWeight: 4 })
model.elbo({ beta: 4 }) //=

// ------------------------------------------------------------------ images

const down = F.pipe(input(28, 28, 1), conv2d(8, { kernel: 3, stride: 2 }), relu)
const up = F.pipe(
  input(20),
  dense(392),
  relu,
  reshape(7, 7, 8),
  convTranspose2d(8, { kernel: 3, stride: 2 }),
  relu,
)
const seen = F.pipe(down, flatten, gaussianHead(20))
const twice = convTranspose2d(1, { kernel: 3, stride: 2 })
const once = convTranspose2d(1, { kernel: 3 })
const valid = convTranspose2d(1, { kernel: 3, stride: 2, padding: 'valid' })
//! vae: the encoder reads [28, 28, 1] but the decoder writes [14, 14, 1]
vae(seen, F.pipe(up, once, bernoulliOutput), prior)
vae(seen, F.pipe(up, twice, bernoulliOutput), prior) //=
//! vae: the encoder reads [28, 28, 1] but the decoder writes [29, 29, 1]
vae(seen, F.pipe(up, valid, bernoulliOutput), prior)
vae(seen, F.pipe(up, twice, bernoulliOutput), prior) //=
//! gaussianHead: expected [features], got [14, 14, 8]; flatten first
F.pipe(down, gaussianHead(20))
F.pipe(down, flatten, gaussianHead(20)) //=

// ------------------------------------------------------------------ running statistics

const coder = F.pipe(input(9), batchNorm, gaussianHead(2))
const normed = vae(coder, F.pipe(input(2), batchNorm, dense(9), bernoulliOutput), Gaussian.standard(2))
const normedParams = normed.init(key(0))
const { statistics } = normed.training
const ready = { ...normedParams, statistics }
const x = zeros(128, 9)
const z = zeros(128, 2)
const fives = zeros(5, 128, 2)
const perSample = (_: Bernoulli.Bernoulli<[5, 128], [9]>): void => {}
//! Property 'statistics' is missing in type 'VaeParams<[NormParams<9>, LocScaleParams<9, 2>], [NormParams<2>, DenseParams<2, 9>]>' but required in type '{ readonly statistics: VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>; }'.
normed.elbo()(normedParams, x)
normed.elbo()(ready, x) //=
//! Property 'statistics' is missing in type 'VaeParams<[NormParams<9>, LocScaleParams<9, 2>], [NormParams<2>, DenseParams<2, 9>]>' but required in type '{ readonly statistics: VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>; }'.
normed.reconstruct(normedParams, x)
normed.reconstruct(ready, x) //=
//! Property 'statistics' is missing in type 'VaeParams<[NormParams<9>, LocScaleParams<9, 2>], [NormParams<2>, DenseParams<2, 9>]>' but required in type '{ readonly statistics: VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>; }'.
normed.decode(normedParams, z)
normed.decode(ready, z) //=
//! Property 'statistics' is missing in type 'VaeParams<[NormParams<9>, LocScaleParams<9, 2>], [NormParams<2>, DenseParams<2, 9>]>' but required in type '{ readonly statistics: VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>; }'.
normed.sample(9)(normedParams)
normed.sample(9)(ready) //=
//! Expected 3 arguments, but got 2.
normed.training.elbo()(normedParams, x)
normed.training.elbo()(normedParams, x, statistics) //=
//! Argument of type '[RunningMoments<9>]' is not assignable to parameter of type 'VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>'.
normed.training.importanceWeighted(5)(normedParams, x, statistics.encoder)
normed.training.importanceWeighted(5)(normedParams, x, statistics) //=
//! Expected 2 arguments, but got 3.
model.training.elbo()(params, zeros(128, 784), statistics)
model.training.elbo()(params, zeros(128, 784)) //=
//! Argument of type 'Bernoulli<[128], [9]>' is not assignable to parameter of type 'Bernoulli<[5, 128], [9]>'.
perSample(normed.decode(ready, z))
perSample(normed.decode(ready, fives)) //=

// ------------------------------------------------------------------ training

type Statistics = typeof statistics
const adapt = adam({ rate: 1e-3 })
const start = normedParams
type Batch = Tensor<[128, 9]>
const bound = (p: typeof start, s: Statistics, b: Batch) => normed.training.elbo()(p, b, s)
const kept = (p: typeof start, s: Statistics, b: Batch) => (draw: Key) => {
  const given = bound(p, s, b)(draw)
  return { loss: neg(meanBatch(given.elbo)), metrics: {}, statistics: given.statistics }
}
const lost = (p: typeof start, s: Statistics, b: Batch) => (draw: Key) => {
  const given = bound(p, s, b)(draw)
  return { loss: neg(meanBatch(given.elbo)), metrics: {}, statistics: given.statistics.encoder }
}
const each = (p: typeof start, s: Statistics, b: Batch) => (draw: Key) => {
  const given = bound(p, s, b)(draw)
  return { loss: neg(given.elbo), metrics: {}, statistics: given.statistics }
}
const run = stepWithStatistics(adapt)(kept)
const without = begin(adapt)(start, key(1))
const first = beginWithStatistics(adapt)(start, statistics, key(1))
//! Target signature provides too few arguments. Expected 3 or more, but got 2.
step(adapt)(kept)
stepWithStatistics(adapt)(kept) //=
//! Type '[RunningMoments<9>]' is not assignable to type 'VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>'.
stepWithStatistics(adapt)(lost)
stepWithStatistics(adapt)(kept) //=
//! Type '[128]' is not assignable to type '[]'.
stepWithStatistics(adapt)(each)
stepWithStatistics(adapt)(kept) //=
//! Type '[]' is not assignable to type 'VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>'.
run(without, x)
run(first, x) //=
//! Type '[RunningMoments<9>]' is not assignable to type 'VaeStatistics<[RunningMoments<9>], [RunningMoments<2>]>'.
run(beginWithStatistics(adapt)(start, statistics.encoder, key(1)), x)
run(beginWithStatistics(adapt)(start, statistics, key(1)), x) //=
