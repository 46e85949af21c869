// wrong programs: 31
/**
 * Defects that libraries of variational autoencoders have shipped, as programs: each is refused here. What a type cannot
 * see (a wrong sign, a wrong formula, numbers that overflow) is compared with values elsewhere.
 */
import { function as F } from 'fp-ts'
import {
  add,
  Bernoulli,
  bernoulliOutput,
  bound,
  elbo,
  Gaussian,
  gaussianHead,
  grad,
  Independent,
  importanceWeighted,
  key,
  kl,
  klMonteCarlo,
  Logistic,
  meanBatch,
  meanSamples,
  neg,
  normal,
  ones,
  sgd,
  step,
  sub,
  sum,
  type Tensor,
  vae,
  weightedBound,
  zeros,
} from '../../src/index.js'
import { conv2d, dense, flatten, input, relu, reshape } from '../../src/layer/index.js'

type Batch = Tensor<[128, 784]>
const x = zeros(128, 784)
const apart = Gaussian.make(zeros(128, 20), ones(128, 20))
const q = F.pipe(apart, Independent.make(1))
const prior = Gaussian.standard(20)
const nats = kl(q, prior)
const logits = (_: Batch) => zeros(128, 784)
const pixels = Bernoulli.fromLogits(zeros(128, 784))
const images = F.pipe(pixels, Independent.make(1))
const each = F.pipe(Bernoulli.fromLogits(zeros(5, 128, 784)), Independent.make(1))
const four = F.pipe(Bernoulli.fromLogits(zeros(4, 128, 784)), Independent.make(1))
const fewer = (_: Tensor<[5, 128, 20]>) => four
const five = (_: Tensor<[5, 128, 20]>) => each
const one = (_: Tensor<[128, 20]>) => images
const inMean = elbo({ samples: 5 })
const perPixel = pixels.logProb(x)
const perSample = zeros(5, 128)
const samplesLast = zeros(128, 5)
const encoder = F.pipe(input(784), dense(400), relu, gaussianHead(20))
const decoder = F.pipe(input(20), dense(400), relu, dense(784), bernoulliOutput)
const model = vae(encoder, decoder, prior)
const params = model.init(key(0))
type Params = typeof params
const perExample = (_: Tensor<[128]>): void => {}

// ------------------------------------------------------------------ reductions mixed: the mean over pixels and batch of one
// term beside the sum of the other, so that "β" is another β (AntixK/PyTorch-VAE 11, 35 and 56; keras 6015;
// pytorch/examples 290 and 652)

//! Argument of type 'Tensor<[]>' is not assignable to parameter of type 'Tensor<[128]>'.
bound()(perSample, meanBatch(nats))
bound()(perSample, nats) //=
//! Argument of type 'Tensor<[128]>' is not assignable to parameter of type 'Tensor<[784]>'.
bound()(perPixel, nats)
bound()(perSample, nats) //=
//! Argument of type 'Tensor<[128]>' is not assignable to parameter of type 'Tensor<[]>'.
bound()(meanSamples(perSample), nats)
bound()(perSample, nats) //=
//! grad: a loss has shape [], this one [128]; reduce it first
grad((p: Batch) => add(meanBatch(images.logProb(p)), nats))
grad((p: Batch) => add(meanBatch(images.logProb(p)), meanBatch(nats))) //=
const mixed = (p: Params, b: Batch) => () => ({ loss: neg(model.elbo()(p, b)(key(0)).elbo), metrics: {} })
const reduced = (p: Params, b: Batch) => () => ({
  loss: neg(meanBatch(model.elbo()(p, b)(key(0)).elbo)),
  metrics: {},
})
//! Type '[128]' is not assignable to type '[]'.
step(sgd({ rate: 1 }))(mixed)
step(sgd({ rate: 1 }))(reduced) //=

// ------------------------------------------------------------------ the weight of the divergence under another name, or
// accepted and never applied (lightning-bolts 328): an option that nothing reads does not compile

//! Object literal may only specify known properties, and 'klCoeff' does not exist in type 'Terms & { readonly samples?: 1; }'.
model.elbo({ klCoeff: 0.1 })
model.elbo({ beta: 0.1 }) //=
//! Object literal may only specify known properties, and 'kld_weight' does not exist in type 'Terms & { readonly samples?: 5; }'.
model.training.elbo({ samples: 5, kld_weight: 0.1 })
model.training.elbo({ samples: 5, beta: 0.1 }) //=
//! Object literal may only specify known properties, and 'kl' does not exist in type 'Terms & { readonly samples: 5; }'.
elbo({ samples: 5, kl: 0.1 })
elbo({ samples: 5, beta: 0.1 }) //=
//! Object literal may only specify known properties, and 'weight' does not exist in type 'Terms'.
bound({ weight: 0.1 })
bound({ beta: 0.1 }) //=
//! Argument of type '{ beta: number; }' is not assignable to parameter of type 'number'.
model.importanceWeighted({ beta: 0.1 })
model.importanceWeighted(5) //=

// ------------------------------------------------------------------ the weight of the divergence in training and in
// validation differ (AntixK/PyTorch-VAE): a bound keeps its terms apart, and is no number to compare until one is chosen

const given = model.elbo({ beta: 0.1 })(params, x)(key(0))
//! Argument of type 'Bound<[128]>' is not assignable to parameter of type 'Tensor<[128]>'.
perExample(given)
perExample(given.elbo) //=

// ------------------------------------------------------------------ importance weights normalised over another axis than
// the samples (AntixK/PyTorch-VAE, IWAE, had the weights of a loss: their sign is not in a type)

//! Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Tensor<[128]>'.
perExample(weightedBound(samplesLast))
perExample(weightedBound(perSample)) //=

// ------------------------------------------------------------------ another number of samples than the estimate divides by
// (pythae, get_nll)

//! Argument of type '(_: Tensor<[5, 128, 20]>) => Bernoulli.Bernoulli<[4, 128], [784]>' is not assignable to parameter of type '(z: Tensor<[5, 128, 20]>) => Distribution<[5, 128], [784]>'.
importanceWeighted(5)(q, prior, fewer, x)
importanceWeighted(5)(q, prior, five, x) //=
//! Type 'Tensor<[5, 128, 20]>' is not assignable to type 'Tensor<[128, 20]>'.
inMean(q, () => nats, one, x)
inMean(q, () => nats, five, x) //=

// ------------------------------------------------------------------ the divergence added twice, by the model and by a
// regulariser (tensorflow/probability 1215): a bound is no tensor to add to, and a layer has no loss

//! Argument of type 'Bound<[128]>' is not assignable to parameter of type 'Tensor<Shape>'.
sub(given, nats)
sub(given.reconstruction, nats) //=

// ------------------------------------------------------------------ the axis of an event broadcast in a log-density, which
// gives [128, 784] or a sum that is 784 times too large (TensorFlow Probability's tutorial on shapes)

//! logProb: value [128, 1] is not batch [128] followed by event [784]
images.logProb(zeros(128, 1))
images.logProb(zeros(128, 784)) //=
//! logProb: value [784] is not batch [128] followed by event [784]
images.logProb(zeros(784))
images.logProb(zeros(128, 784)) //=
//! Gaussian: loc [128, 20] and scale [1, 20] differ
Gaussian.make(zeros(128, 20), ones(1, 20))
Gaussian.make(zeros(128, 20), ones(128, 20)) //=
//! Argument of type 'Tensor<[128, 784]>' is not assignable to parameter of type 'Tensor<[128]>'.
perExample(pixels.logProb(x))
perExample(images.logProb(x)) //=
//! kl: event [] of Gaussian and [20] of Gaussian differ
kl(apart, prior)
kl(q, prior) //=

// ------------------------------------------------------------------ a divergence that has no closed form, written down all
// the same (an old torch: Gaussian from Laplace): a wrong formula is found by its values, a missing one here

const logistic = Logistic.standard(20)
//! kl: no closed form for Gaussian from Logistic; use klMonteCarlo
kl(prior, logistic)
klMonteCarlo(9)(prior, logistic) //=

// ------------------------------------------------------------------ a seed of 0 that counts as none (TensorFlow.js,
// randomNormal): there is no seed, but a key

//! Argument of type 'number' is not assignable to parameter of type 'Key'.
normal(128, 20)(0)
normal(128, 20)(key(0)) //=
//! Argument of type 'number' is not assignable to parameter of type 'Key'.
model.sample(9)(params)(0)
model.sample(9)(params)(key(0)) //=

// ------------------------------------------------------------------ a flattened size that holds for images of one size
// (AntixK/PyTorch-VAE 43, 52 and 99)

const halve = conv2d(8, { kernel: 3, stride: 2 })
const at32 = F.pipe(input(32, 32, 3), halve, halve, flatten, dense(20))
const at64 = F.pipe(input(64, 64, 3), halve, halve, flatten, dense(20))
//! reshape: [8, 8, 8] has 512 elements but [2048] has 2048
F.pipe(input(32, 32, 3), halve, halve, reshape(2048), dense(20))
F.pipe(input(32, 32, 3), halve, halve, reshape(512), dense(20)) //=
//! Type '2048' is not assignable to type '512'.
at32.apply(at64.init(key(0)), zeros(128, 32, 32, 3))
at32.apply(at32.init(key(0)), zeros(128, 32, 32, 3)) //=

// ------------------------------------------------------------------ images against vectors, and channels first against last

//! elbo: data [128, 1, 28, 28] does not end in [784] (28 vs 784)
model.elbo()(params, zeros(128, 1, 28, 28))
model.elbo()(params, zeros(128, 784)) //=
//! sub: cannot broadcast [128, 784] with [128, 1, 28, 28] (784 vs 28)
sum(1)(sub(logits(x), zeros(128, 1, 28, 28)))
sum(1)(sub(logits(x), zeros(128, 784))) //=

// ------------------------------------------------------------------ the size of the batch where that of the latent was
// meant, unseen while they are equal (texar-pytorch 251)

const latents = F.pipe(input(128), dense(784), bernoulliOutput)
//! vae: the encoder's latent is [20] but the decoder takes [128]
vae(encoder, latents, prior)
vae(encoder, decoder, prior) //=
//! vae: the encoder's latent is [20] but the prior's event is [128]
vae(encoder, decoder, Gaussian.standard(128))
vae(encoder, decoder, Gaussian.standard(20)) //=
//! decode: data [128, 128] does not end in [20] (128 vs 20)
model.decode(params, zeros(128, 128))
model.decode(params, zeros(128, 20)) //=
//! Argument of type 'Tensor<[]>' is not assignable to parameter of type 'Tensor<[128]>'.
bound()(perSample, kl(prior, prior))
bound()(perSample, kl(q, prior)) //=
