// wrong programs: 24
import { function as F } from 'fp-ts'
import {
  Bernoulli,
  bound,
  doublyReparameterised,
  elbo,
  Gaussian,
  grad,
  Independent,
  importanceWeighted,
  kl,
  logWeights,
  meanBatch,
  meanSamples,
  multiplyWeighted,
  ones,
  renyi,
  slicedWasserstein,
  stickingTheLanding,
  type Tensor,
  weightedBound,
  zeros,
} from '../../src/index.js'

const x = zeros(128, 784)
const q = F.pipe(Gaussian.make(zeros(128, 20), ones(128, 20)), Independent.make(1))
const prior = Gaussian.standard(20)
const nats = kl(q, prior)
const pixels = Bernoulli.fromLogits(zeros(5, 128, 784))
const five = (_: Tensor<[5, 128, 20]>) => Independent.make(1)(pixels)
const four = (_: Tensor<[5, 128, 20]>) => Independent.make(1)(Bernoulli.fromLogits(zeros(4, 128, 784)))
const single = (_: Tensor<[128, 20]>) => Independent.make(1)(pixels)
const flat = (_: Tensor<[5, 128, 20]>) => pixels
const perExample = (bound: Tensor<[128]>): Tensor<[128]> => bound
const samplesFirst = zeros(5, 128)
const samplesLast = zeros(128, 5)
const inMean = elbo({ samples: 5 })

// ------------------------------------------------------------------ nats per example until the one reduction

//! Argument of type 'Tensor<[]>' is not assignable to parameter of type 'Tensor<[128]>'.
bound()(zeros(5, 128), meanBatch(nats))
bound()(zeros(5, 128), nats) //=
//! Argument of type 'Tensor<[128]>' is not assignable to parameter of type 'Tensor<[128, 784]>'.
bound()(zeros(5, 128, 784), nats)
bound()(zeros(5, 128), nats) //=
//! Type 'Tensor<[]>' is not assignable to type 'Tensor<[128]>'.
inMean(q, () => meanBatch(nats), five, x)
inMean(q, () => perExample(nats), five, x) //=
//! grad: a loss has shape [], this one [128]; reduce it first
grad((each: Tensor<[5, 128]>) => meanSamples(each))
grad((each: Tensor<[5, 128]>) => meanBatch(each)) //=

// ------------------------------------------------------------------ samples and importance weights

//! Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Tensor<[128]>'.
perExample(weightedBound(samplesLast))
perExample(weightedBound(samplesFirst)) //=
//! Argument of type 'Tensor<[]>' is not assignable to parameter of type 'Tensor<[number, ...Dim[]]>'.
weightedBound(meanBatch(nats))
weightedBound(nats) //=
//! Argument of type '(_: Tensor<[5, 128, 20]>) => Bernoulli.Bernoulli<[4, 128], [784]>' is not assignable to parameter of type '(z: Tensor<[5, 128, 20]>) => Distribution<[5, 128], [784]>'.
inMean(q, () => nats, four, x)
inMean(q, () => nats, five, x) //=
//! Type 'Tensor<[5, 128, 20]>' is not assignable to type 'Tensor<[128, 20]>'.
inMean(q, () => nats, single, x)
inMean(q, () => nats, five, x) //=
//! Argument of type '(_: Tensor<[5, 128, 20]>) => Bernoulli.Bernoulli<[5, 128, 784], []>' is not assignable to parameter of type '(z: Tensor<[5, 128, 20]>) => Distribution<[5, 128], []>'.
inMean(q, () => nats, flat, x)
inMean(q, () => nats, five, x) //=
//! Argument of type '(_: Tensor<[5, 128, 20]>) => Bernoulli.Bernoulli<[4, 128], [784]>' is not assignable to parameter of type '(z: Tensor<[5, 128, 20]>) => Distribution<[5, 128], [784]>'.
importanceWeighted(5)(q, prior, four, x)
importanceWeighted(5)(q, prior, five, x) //=
//! elbo: data [128, 1] is not batch [128] followed by event [784]
inMean(q, () => nats, five, zeros(128, 1))
inMean(q, () => nats, five, zeros(128, 784)) //=
//! importanceWeighted: data [128, 783] is not batch [128] followed by event [784]
importanceWeighted(5)(q, prior, (z) => five(z), zeros(128, 783))
importanceWeighted(5)(q, prior, (z) => five(z), zeros(128, 784)) //=
//! importanceWeighted: event [20] of Gaussian and [5] of Gaussian differ
importanceWeighted(5)(q, Gaussian.standard(5), five, x)
importanceWeighted(5)(q, Gaussian.standard(20), five, x) //=

// ------------------------------------------------------------------ a posterior whose samples carry a gradient

const coins = Independent.make(1)(Bernoulli.fromLogits(zeros(128, 20)))
const inGroups = (_: Tensor<[2, 5, 128, 20]>) =>
  Independent.make(1)(Bernoulli.fromLogits(zeros(2, 5, 128, 784)))
const other = (_: Tensor<[2, 4, 128, 20]>) => Independent.make(1)(Bernoulli.fromLogits(zeros(2, 4, 128, 784)))

//! elbo: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample
inMean(coins, () => nats, five, x)
inMean(q, () => nats, five, x) //=
//! importanceWeighted: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample
importanceWeighted(5)(coins, prior, five, x)
importanceWeighted(5)(q, prior, five, x) //=
//! stickingTheLanding: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample
stickingTheLanding({ samples: 5 })(coins, prior, five, x)
stickingTheLanding({ samples: 5 })(q, prior, five, x) //=
//! doublyReparameterised: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample
doublyReparameterised(5)(coins, prior, five, x)
doublyReparameterised(5)(q, prior, five, x) //=
//! renyi: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample
renyi({ samples: 5, alpha: 0.5 })(coins, prior, five, x)
renyi({ samples: 5, alpha: 0.5 })(q, prior, five, x) //=
//! multiplyWeighted: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample
multiplyWeighted({ groups: 2, samples: 5 })(coins, prior, inGroups, x)
multiplyWeighted({ groups: 2, samples: 5 })(q, prior, inGroups, x) //=
//! Type 'Tensor<[2, 5, 128, 20]>' is not assignable to type 'Tensor<[2, 4, 128, 20]>'.
multiplyWeighted({ groups: 2, samples: 5 })(q, prior, other, x)
multiplyWeighted({ groups: 2, samples: 5 })(q, prior, inGroups, x) //=

// ------------------------------------------------------------------ densities beside densities, probabilities beside probabilities

const coin = Independent.make(1)(Bernoulli.fromLogits(zeros(20)))
//! logWeights: Bernoulli is discrete and Gaussian continuous; probabilities and densities have no ratio
logWeights(5)(coins, prior, five, x)
logWeights(5)(coins, coin, five, x) //=
//! importanceWeighted: Gaussian is continuous and Bernoulli discrete; probabilities and densities have no ratio
importanceWeighted(5)(q, coin, five, x)
importanceWeighted(5)(q, prior, five, x) //=
//! stickingTheLanding: Gaussian is continuous and Bernoulli discrete; probabilities and densities have no ratio
stickingTheLanding({ samples: 5 })(q, coin, five, x)
stickingTheLanding({ samples: 5 })(q, prior, five, x) //=

// ------------------------------------------------------------------ samples that pair off

//! slicedWasserstein: samples [128, 20] and [64, 20] differ; each point is paired with one
slicedWasserstein({ directions: 5 })(zeros(128, 20), zeros(64, 20))
slicedWasserstein({ directions: 5 })(zeros(128, 20), zeros(128, 20)) //=
