/**
 * One's own names and functions over shapes: an alias for an image, a model generic in the size of its latent,
 * functions generic in batch and axes, and sizes that are known at run time only, which `refine` gives a name.
 */
import { either as E, function as F } from 'fp-ts'
import {
  add,
  bernoulliOutput,
  countParameters,
  type Dim,
  fill,
  Gaussian,
  gaussianHead,
  key,
  matmul,
  mean,
  normal,
  ones,
  read,
  refine,
  refineAll,
  render,
  type Shape,
  square,
  sub,
  sum,
  type Tensor,
  use,
  vae,
} from 'reparam'
import { conv2d, convTranspose2d, dense, flatten, input, relu, reshape } from 'reparam/layer'

type Image = [28, 28, 1]
const by2 = { kernel: 3, stride: 2 } as const

const model = <Z extends number>(latent: Z) => {
  const encoder = F.pipe(input(28, 28, 1), conv2d(8, by2), relu, flatten, gaussianHead(latent))
  const decoder = F.pipe(
    input(latent),
    dense(1568),
    relu,
    reshape(14, 14, 8),
    convTranspose2d(1, by2),
    bernoulliOutput,
  )
  return vae(encoder, decoder, Gaussian.standard(latent))
}

const small = model(2)
const params = small.init(key(0))

/** The squared error of a reconstruction, image by image. */
const errors = <B extends Dim>(at: typeof params, x: Tensor<[B, ...Image]>): Tensor<[B]> =>
  sum(1, 2, 3)(square(sub(small.reconstruct(at, x), x)))

/** Images less the mean over their batch. */
const centred = <B extends Dim>(x: Tensor<[B, ...Image]>): Tensor<[B, ...Image]> => sub(x, mean(0)(x))

/** Four scores for each step, behind any leading axes. */
const scores = <S extends Shape, T extends Dim>(
  x: Tensor<[...S, T, 16]>,
  weight: Tensor<[16, 4]>,
  bias: Tensor<[4]>,
): Tensor<[...S, T, 4]> => add(matmul(x, weight), bias)

// a file, say, tells how many there are and how long
const count: number = 3
const length: number = 5
const found = refineAll(['batch', 28, 28, 1], ['batch', 'time', 16])(
  fill(0.5)(count, 28, 28, 1),
  normal(count, length, 16)(key(1)),
)
if (E.isLeft(found)) throw new Error(render(found.left))
const [images, sequences] = found.right
const ofImages: Tensor<['batch']> = errors(params, centred(images))
const ofSteps: Tensor<['batch', 'time', 4]> = scores(sequences, ones(16, 4), ones(4))
// both have one number for each of the same batch, which the compiler knows by its name
const both: Tensor<['batch']> = add(ofImages, mean(1, 2)(ofSteps))

await use('cpu')()
console.assert((await read(both)).length === 3)
console.assert(countParameters(params.encoder) === 80 + 2 * (14 * 14 * 8 * 2 + 2))
console.assert(countParameters(model(20).init(key(0)).decoder) === 20 * 1568 + 1568 + 73)
const wrong = refine('batch', 32, 32, 1)(fill(0)(count, length, length, 1))
console.assert(
  E.isLeft(wrong) && render(wrong.left) === 'refine: expected shape [batch, 32, 32, 1]; found [3, 5, 5, 1]',
)
