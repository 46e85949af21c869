// wrong programs: 12
import { function as F } from 'fp-ts'
import {
  Bernoulli,
  bound,
  elbo,
  Gaussian,
  grad,
  Independent,
  importanceWeighted,
  kl,
  meanBatch,
  meanSamples,
  ones,
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
//! Call signature return types 'Bernoulli<[4, 128], [784]>' and 'Distribution<[5, 128], [784]>' are incompatible.
inMean(q, () => nats, four, x)
inMean(q, () => nats, five, x) //=
//! Type 'Tensor<[5, 128, 20]>' is not assignable to type 'Tensor<[128, 20]>'.
inMean(q, () => nats, single, x)
inMean(q, () => nats, five, x) //=
//! Call signature return types 'Bernoulli<[5, 128, 784], []>' and 'Distribution<[5, 128], []>' are incompatible.
inMean(q, () => nats, flat, x)
inMean(q, () => nats, five, x) //=
//! Call signature return types 'Bernoulli<[4, 128], [784]>' and 'Distribution<[5, 128], [784]>' are incompatible.
importanceWeighted(5)(q, prior, four, x)
importanceWeighted(5)(q, prior, five, x) //=
//! Argument of type 'Tensor<[128, 1]>' is not assignable to parameter of type 'Tensor<[128, 784]>'.
inMean(q, () => nats, five, zeros(128, 1))
inMean(q, () => nats, five, zeros(128, 784)) //=
//! Argument of type 'Gaussian<[], [5]>' is not assignable to parameter of type 'Distribution<[], [20]>'.
importanceWeighted(5)(q, Gaussian.standard(5), five, x)
importanceWeighted(5)(q, Gaussian.standard(20), five, x) //=
