/**
 * A denoising autoencoder for images of 28 × 28: Keras's example "Convolutional autoencoder for image denoising"
 * (S. L. Valdarrama, keras.io/examples/vision/autoencoder) with its 28,353 parameters. The likelihood reads the noisy
 * image and is asked about the clean one; each step draws other noise.
 */
import { function as F } from 'fp-ts'
import {
  adam,
  add,
  begin,
  bernoulli,
  bernoulliOutput,
  compile,
  countParameters,
  fill,
  type Key,
  key,
  maximum,
  meanBatch,
  minimum,
  neg,
  noiseLike,
  read,
  scalar,
  scale,
  step,
  type Tensor,
  use,
} from 'reparam'
import { conv2d, convTranspose2d, input, maxPool2d, relu } from 'reparam/layer'

const window = { kernel: 3 } as const
const by2 = { kernel: 3, stride: 2 } as const
const pooled = { size: 2, padding: 'same' } as const

// 28 × 28 × 1 → 14 × 14 × 32 → 7 × 7 × 32 → 14 × 14 × 32 → 28 × 28 × 32 → the logits of 28 × 28 × 1 pixels
const denoise = F.pipe(
  input(28, 28, 1),
  conv2d(32, window),
  relu,
  maxPool2d(pooled),
  conv2d(32, window),
  relu,
  maxPool2d(pooled),
  convTranspose2d(32, by2),
  relu,
  convTranspose2d(32, by2),
  relu,
  conv2d(1, window),
  bernoulliOutput,
)

const params = denoise.init(key(0))
console.assert(countParameters(params) === 28_353)

type Images = Tensor<[4, 28, 28, 1]>

/** Images with Gaussian noise, cut off at black and white. */
const noisy = (x: Images, draw: Key): Images =>
  minimum(scalar(1), maximum(scalar(0), add(x, scale(0.4)(noiseLike('normal')(x)(draw)))))

// minus the log-likelihood: Keras's binary cross-entropy, summed over the pixels of an image
const loss = (at: typeof params, x: Images) => (draw: Key) => ({
  loss: neg(meanBatch(denoise.apply(at, noisy(x, draw)).logProb(x))),
  metrics: {},
})

await use('wasm')()
const optimizer = adam({ rate: 1e-3 })
const train = compile(step(optimizer)(loss))
const images = bernoulli(fill(0.2)(4, 28, 28, 1))(key(1))
const first = train(begin(optimizer)(params, key(2)), images)
const second = train(first.state, images)
const [before = Number.NaN] = await read(first.loss)
const [after = Number.NaN] = await read(second.loss)
console.assert(after < before)
