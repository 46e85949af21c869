/**
 * The same training on any backend: keys, order of the digits and optimizer are fixed, so that what is left to differ
 * is rounding.
 */
import { either as E, function as F } from 'fp-ts'
import {
  adam,
  type Backend,
  batches,
  begin,
  bernoulliOutput,
  compile,
  evaluate,
  fold,
  fromData,
  Gaussian,
  gaussianHead,
  type ImageSet,
  type Images,
  type Key,
  key,
  type Loss,
  type Metrics,
  meanBatch,
  neg,
  permutation,
  read,
  release,
  render,
  step,
  type Tensor,
  type Tree,
  vae,
} from 'reparam'
import { conv2d, convTranspose2d, dense, flatten, input, relu, reshape } from 'reparam/layer'

/** The steps of a run. */
export const steps = 100

const latent = Gaussian.standard(2)

const perceptron = vae(
  F.pipe(input(64), dense(32), relu, gaussianHead(2)),
  F.pipe(input(2), dense(32), relu, dense(64), bernoulliOutput),
  latent,
)

const by2 = { kernel: 3, stride: 2 } as const

const convolutional = vae(
  F.pipe(input(8, 8, 1), conv2d(8, by2), relu, conv2d(16, by2), relu, flatten, gaussianHead(2)),
  F.pipe(
    input(2),
    dense(64),
    relu,
    reshape(2, 2, 16),
    convTranspose2d(8, by2),
    relu,
    convTranspose2d(1, by2),
    bernoulliOutput,
  ),
  latent,
)

const optimizer = adam({ rate: 2e-3 })

/** The loss of each step on a backend, over some digits. */
export type Run = (backend: Backend, set: ImageSet) => Promise<readonly number[]>

/** Losses stay on the device until the last step is done. */
const losses = async <P extends Tree, B extends Tree>(
  backend: Backend,
  loss: Loss<P, B, Metrics>,
  params: P,
  data: readonly B[],
): Promise<readonly number[]> => {
  const train = compile(step(optimizer)(loss), backend)
  let state = evaluate(begin(optimizer)(params, key(2)), backend)
  const found: Tensor<[]>[] = []
  for (const batch of data) {
    const { state: next, loss: value, metrics } = train(state, batch)
    release([state, metrics])
    state = next
    found.push(value)
  }
  const numbers: number[] = []
  for (const value of found) numbers.push((await read(value, backend))[0] ?? Number.NaN)
  release([state, found])
  train.release()
  return numbers
}

const shuffled = (set: ImageSet): readonly Images[] => {
  const epochs = [0, 1, 2].map((epoch) =>
    batches({ size: 32, last: 'drop' })(permutation(fold(epoch)(key(1)))(set.count))(set),
  )
  return epochs
    .flatMap((cut) => {
      if (E.isLeft(cut)) throw new Error(render(cut.left))
      return [...cut.right]
    })
    .slice(0, steps)
}

const shaped = <S extends readonly number[]>(set: ImageSet, ...shape: S): readonly Tensor<[...S]>[] =>
  shuffled(set).map((batch) => {
    const tensor = fromData(...shape)(batch.images)
    if (E.isLeft(tensor)) throw new Error(render(tensor.left))
    return tensor.right
  })

/** The runs by name. */
export const runs: Readonly<Record<string, Run>> = {
  'MLP VAE': (backend, set) =>
    losses(
      backend,
      (params: ReturnType<typeof perceptron.init>, x: Tensor<[32, 64]>) => (draw: Key) => ({
        loss: neg(meanBatch(perceptron.elbo()(params, x)(draw).elbo)),
        metrics: {},
      }),
      perceptron.init(key(0)),
      shaped(set, 32, 64),
    ),
  'conv VAE': (backend, set) =>
    losses(
      backend,
      (params: ReturnType<typeof convolutional.init>, x: Tensor<[32, 8, 8, 1]>) => (draw: Key) => ({
        loss: neg(meanBatch(convolutional.elbo()(params, x)(draw).elbo)),
        metrics: {},
      }),
      convolutional.init(key(0)),
      shaped(set, 32, 8, 8, 1),
    ),
}
