/**
 * A conditional VAE: Sohn, Lee and Yan, "Learning structured output representation using deep conditional generative
 * models" (2015). Encoder and decoder are told the label; to an encoder of images it is one plane for each class.
 * Layers are made of the label, so the model is a function of it, and its parameters are those of any.
 */
import { function as F } from 'fp-ts'
import {
  adam,
  begin,
  bernoulli,
  bernoulliOutput,
  compile,
  countParameters,
  type Dim,
  evaluate,
  fill,
  Gaussian,
  gaussianHead,
  type IntTensor,
  indices,
  type Key,
  key,
  meanBatch,
  neg,
  oneHot,
  read,
  shapeOf,
  step,
  type Tensor,
  use,
  vae,
} from 'reparam'
import { concatCondition, conv2d, convTranspose2d, dense, flatten, input, relu, reshape } from 'reparam/layer'

const by2 = { kernel: 3, stride: 2 } as const

const conditional = <B extends Dim>(label: Tensor<[B, 10]>) => {
  const encoder = F.pipe(
    input(28, 28, 1),
    concatCondition(label),
    conv2d(16, by2),
    relu,
    conv2d(32, by2),
    relu,
    flatten,
    gaussianHead(8),
  )
  const decoder = F.pipe(
    input(8),
    concatCondition(label),
    dense(1568),
    relu,
    reshape(7, 7, 32),
    convTranspose2d(16, by2),
    relu,
    convTranspose2d(1, by2),
    bernoulliOutput,
  )
  return vae(encoder, decoder, Gaussian.standard(8))
}

/** Images and their classes, one of ten each. */
type Batch<B extends Dim> = { readonly images: Tensor<[B, 28, 28, 1]>; readonly classes: IntTensor<[B]> }

const params = conditional(oneHot(10)(indices([0]))).init(key(0))
// 10 planes more for the encoder and 10 units more for the decoder than without labels
console.assert(countParameters(params.encoder) === 11 * 9 * 16 + 16 + 16 * 9 * 32 + 32 + 2 * (1568 * 8 + 8))
console.assert(countParameters(params.decoder) === 18 * 1568 + 1568 + 32 * 9 * 16 + 16 + 16 * 9 + 1)

const loss =
  <B extends Dim>(at: typeof params, { images, classes }: Batch<B>) =>
  (draw: Key) => {
    const { elbo } = conditional(oneHot(10)(classes)).elbo({ samples: 5 })(at, images)(draw)
    return { loss: neg(meanBatch(elbo)), metrics: {} }
  }

await use('wasm')()
const optimizer = adam({ rate: 1e-3 })
const train = compile(step(optimizer)(loss<3>))
const batch = { images: bernoulli(fill(0.3)(3, 28, 28, 1))(key(1)), classes: indices([3, 1, 4]) }
const first = train(begin(optimizer)(params, key(2)), batch)
const second = train(first.state, batch)
const [before = Number.NaN] = await read(first.loss)
const [after = Number.NaN] = await read(second.loss)
console.assert(after < before)

// a seven, and another one
const sevens: Tensor<[2, 28, 28, 1]> = conditional(oneHot(10)(indices([7, 7]))).sample(2)(params)(key(3))
console.assert(shapeOf(evaluate(sevens)).join() === '2,28,28,1')
