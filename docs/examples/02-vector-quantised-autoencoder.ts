/**
 * A VQ-VAE for images of 28 × 28: van den Oord, Vinyals and Kavukcuoglu, "Neural discrete representation learning"
 * (2017), with the networks of Keras's example (S. Paul, keras.io/examples/generative/vq_vae) and its numbers of
 * parameters. Each of 7 × 7 places gets the nearest of 64 codewords; gradients pass straight through.
 */
import { function as F } from 'fp-ts'
import {
  add,
  countParameters,
  type Dim,
  equal,
  expandDims,
  key,
  matmul,
  mean,
  min,
  normal,
  read,
  type Shape,
  scale,
  shapeOf,
  square,
  stopGradient,
  sub,
  sum,
  type Tensor,
  toFloat,
  transpose,
  uniform,
  use,
  valueAndGrad,
} from 'reparam'
import { conv2d, convTranspose2d, input, relu } from 'reparam/layer'

const by2 = { kernel: 3, stride: 2 } as const

const encoder = F.pipe(
  input(28, 28, 1),
  conv2d(32, by2),
  relu,
  conv2d(64, by2),
  relu,
  conv2d(16, { kernel: 1 }),
)
const decoder = F.pipe(
  input(7, 7, 16),
  convTranspose2d(64, by2),
  relu,
  convTranspose2d(32, by2),
  relu,
  convTranspose2d(1, { kernel: 3 }),
)

/** The nearest codeword of each vector: a row with a one in its place, times the codebook. */
const nearest = <B extends Dim>(z: Tensor<[B, 7, 7, 16]>, codebook: Tensor<[64, 16]>): typeof z => {
  const similarity = matmul(z, transpose(1, 0)(codebook))
  // |z|² is the same for all codewords
  const distance = sub(sum(-1)(square(codebook)), scale(2)(similarity))
  return matmul(toFloat(equal(distance, expandDims(-1)(min(-1)(distance)))), codebook)
}

const params = {
  encoder: encoder.init(key(0)),
  codebook: normal(64, 16)(key(1)),
  decoder: decoder.init(key(2)),
}
console.assert(countParameters(params.encoder) === 19_856)
console.assert(countParameters(params.decoder) === 28_033)
console.assert(countParameters(params) === 48_913)

// reconstruction, codebook and commitment: equation 3 of the paper, with β = 0.25
const loss = <B extends Dim>(at: typeof params, x: Tensor<[B, 28, 28, 1]>): Tensor<[]> => {
  const z = encoder.apply(at.encoder, x)
  const word = nearest(z, at.codebook)
  const y = decoder.apply(at.decoder, add(z, stopGradient(sub(word, z))))
  const distance = <S extends Shape>(a: Tensor<S>, b: Tensor<S>): Tensor<[]> => mean()(square(sub(a, b)))
  return add(
    distance(y, x),
    add(distance(word, stopGradient(z)), scale(0.25)(distance(z, stopGradient(word)))),
  )
}

await use('wasm')()
const images = uniform(2, 28, 28, 1)(key(3))
const [, gradients] = valueAndGrad((at: typeof params) => loss(at, images))(params)
const [first] = gradients.encoder
console.assert(shapeOf(nearest(encoder.apply(params.encoder, images), params.codebook)).join() === '2,7,7,16')
console.assert((await read(first.kernel)).some((g) => g !== 0))
