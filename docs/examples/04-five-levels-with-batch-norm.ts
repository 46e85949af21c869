/**
 * A VAE of five levels for photographs of 64 × 64: the "vanilla VAE" of AntixK/PyTorch-VAE (models/vanilla_vae.py),
 * convolutions of stride 2 with batch normalisation and leaky relu. The numbers of parameters and of running
 * statistics are what PyTorch 2.15 counts of the same modules. One training step moves both.
 */
import { function as F } from 'fp-ts'
import {
  adam,
  beginWithStatistics,
  compile,
  countParameters,
  Gaussian,
  gaussianHead,
  gaussianOutput,
  type Key,
  key,
  meanBatch,
  neg,
  normal,
  read,
  stepWithStatistics,
  type Tensor,
  tanh as tanhOf,
  use,
  vae,
} from 'reparam'
import {
  batchNorm,
  conv2d,
  convTranspose2d,
  dense,
  flatten,
  input,
  leakyRelu,
  reshape,
  tanh,
} from 'reparam/layer'

const by2 = { kernel: 3, stride: 2, padding: 1 } as const
const down = <C extends number>(channels: C) => F.flow(conv2d(channels, by2), batchNorm, leakyRelu())
const up = <C extends number>(channels: C) =>
  F.flow(convTranspose2d(channels, { ...by2, outputPadding: 1 }), batchNorm, leakyRelu())

// 64 × 64 × 3 → 32 × 32 × 32 → 16 × 16 × 64 → 8 × 8 × 128 → 4 × 4 × 256 → 2 × 2 × 512 → 128
const encoder = F.pipe(
  input(64, 64, 3),
  F.flow(down(32), down(64), down(128), down(256), down(512)),
  flatten,
  gaussianHead(128, { spread: 'logVariance' }),
)
const decoder = F.pipe(
  input(128),
  dense(2048),
  reshape(2, 2, 512),
  F.flow(up(256), up(128), up(64), up(32), up(32)),
  conv2d(3, { kernel: 3, padding: 1 }),
  tanh,
  gaussianOutput({ scale: 0.5 }),
)
const model = vae(encoder, decoder, Gaussian.standard(128))
const params = model.init(key(0))
const statistics = model.training.statistics
console.assert(countParameters(params.encoder) === 2_095_104 && countParameters(statistics.encoder) === 1984)
// one more than PyTorch's: the scale of the likelihood, which is learned
console.assert(
  countParameters(params.decoder) === 1_842_531 + 1 && countParameters(statistics.decoder) === 1024,
)

const loss = (at: typeof params, seen: typeof statistics, x: Tensor<[2, 64, 64, 3]>) => (draw: Key) => {
  const { elbo, kl, statistics } = model.training.elbo()(at, x, seen)(draw)
  return { loss: neg(meanBatch(elbo)), metrics: { kl: meanBatch(kl) }, statistics }
}

await use('wasm')()
const optimizer = adam({ rate: 1e-3 })
const train = compile(stepWithStatistics(optimizer)(loss))
const images = tanhOf(normal(2, 64, 64, 3)(key(1)))
const first = train(beginWithStatistics(optimizer)(params, statistics, key(2)), images)
const second = train(first.state, images)
const [before = Number.NaN] = await read(first.loss)
const [after = Number.NaN] = await read(second.loss)
console.assert(after < before)
console.assert((await read(second.state.statistics.encoder[0].mean)).some((m) => m !== 0))
// a trained model is evaluated with its running statistics
const trained = { ...second.state.params, statistics: second.state.statistics }
console.assert((await read(model.reconstruct(trained, images))).length === 2 * 64 * 64 * 3)
