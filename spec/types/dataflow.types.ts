/**
 * The path of the data: the type of each value in the order in which a training step makes them, from a batch to the
 * next parameters. Compiled only, never run. The batch B has a name; L = 5 samples, Z = 20, H = 400, X = 784.
 */
import { type either as E, function as F } from 'fp-ts'
import {
  adam,
  applyUpdates,
  Bernoulli,
  type Bound,
  begin,
  bernoulliOutput,
  bound,
  type Failure,
  fromData,
  Gaussian,
  gaussianHead,
  Independent,
  type Key,
  key,
  kl,
  type LocScaleParams,
  meanBatch,
  neg,
  type OptimizerState,
  repeatFirst,
  step,
  type Tensor,
  type TrainState,
  type VaeParams,
  vae,
  valueAndGrad,
} from '../../src/index.js'
import { type DenseParams, dense, input, relu } from '../../src/layer/index.js'
import type { Claims, Equal } from './equal.js'

// ------------------------------------------------------------------ the model

const body = F.pipe(input(784), dense(400), relu)
const toLoc = F.pipe(body, dense(20))
const toLogScale = F.pipe(body, dense(20))
const toLogits = F.pipe(input(20), dense(400), relu, dense(784))
const encoder = F.pipe(body, gaussianHead(20))
const model = vae(encoder, F.pipe(toLogits, bernoulliOutput), Gaussian.standard(20))

type Encoder = [DenseParams<784, 400>, LocScaleParams<400, 20>]
type Decoder = [DenseParams<20, 400>, DenseParams<400, 784>]
type Parameters = VaeParams<Encoder, Decoder>

const start = key(0)
const params = model.init(start)

// ------------------------------------------------------------------ rows 1 to 7, value by value

const fromHost = fromData('B', 784)(new Float32Array(0))
declare const x: Tensor<['B', 784]>
const loc = toLoc.apply(toLoc.init(start), x)
const logScale = toLogScale.apply(toLogScale.init(start), x)
const posterior = F.pipe(Gaussian.fromLogScale(loc, logScale), Independent.make(1))
const latent = posterior.expand(5).sample(start)
const logits = toLogits.apply(toLogits.init(start), latent)
const likelihood = F.pipe(Bernoulli.fromLogits(logits), Independent.make(1))
const logLikelihood = likelihood.logProb(repeatFirst(5)(x))
const divergence = kl(posterior, Gaussian.standard(20))

// ------------------------------------------------------------------ rows 8 to 12

const nats = bound()(logLikelihood, divergence)
const loss = neg(meanBatch(nats.elbo))
const lossOf = (p: Parameters) => neg(meanBatch(model.elbo({ samples: 5 })(p, x)(start).elbo))
const [, gradients] = valueAndGrad(lossOf)(params)
const optimizer = adam({ rate: 1e-3 })
const [updates, moments] = optimizer.update(gradients, optimizer.init(params), params)
const moved = applyUpdates(params, updates)
const next = step(optimizer)((p: Parameters, batch: Tensor<['B', 784]>) => (k: Key) => {
  const { elbo, kl } = model.elbo({ samples: 5 })(p, batch)(k)
  return { loss: neg(meanBatch(elbo)), metrics: { kl: meanBatch(kl) } }
})(begin(optimizer)(params, start), x)

// ------------------------------------------------------------------ the twelve rows

export type Rows = Claims<
  [
    Equal<[1, typeof fromHost], [1, E.Either<Failure, Tensor<['B', 784]>>]>,
    Equal<[2, typeof loc, typeof logScale], [2, Tensor<['B', 20]>, Tensor<['B', 20]>]>,
    Equal<[3, typeof posterior], [3, Gaussian.Gaussian<['B'], [20]>]>,
    Equal<[4, typeof latent], [4, Tensor<[5, 'B', 20]>]>,
    Equal<[5, typeof logits], [5, Tensor<[5, 'B', 784]>]>,
    Equal<[6, typeof likelihood], [6, Bernoulli.Bernoulli<[5, 'B'], [784]>]>,
    Equal<[7, typeof logLikelihood, typeof divergence], [7, Tensor<[5, 'B']>, Tensor<['B']>]>,
    Equal<[8, typeof nats], [8, Bound<['B']>]>,
    Equal<[9, typeof loss], [9, Tensor<[]>]>,
    Equal<[10, typeof gradients], [10, Parameters]>,
    Equal<[11, typeof updates, typeof moments], [11, Parameters, OptimizerState]>,
    Equal<[12, typeof moved, typeof next.state], [12, Parameters, TrainState<Parameters>]>,
  ]
>

// ------------------------------------------------------------------ the model gives the same

const q = model.encode(params, x)
const inModel = model.elbo({ samples: 5 })(params, x)(start)
const p = model.decode(params, q.expand(5).sample(start))

export type InModel = Claims<
  [
    Equal<typeof params, Parameters>,
    Equal<typeof q, typeof posterior>,
    Equal<typeof p, typeof likelihood>,
    Equal<typeof inModel, typeof nats>,
    Equal<typeof next.metrics, { kl: Tensor<[]> }>,
    Equal<typeof next.state.key, Key>,
  ]
>
