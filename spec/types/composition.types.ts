/** Operations, layers and distributions in code that is generic in a batch or in a whole shape, and in pipe and flow. */
import { function as F, option as O } from 'fp-ts'
import {
  add,
  type Bound,
  bernoulliOutput,
  type Dim,
  Gaussian,
  gaussianHead,
  grad,
  Independent,
  type Key,
  matmul,
  mean,
  mul,
  reshape,
  type Shape,
  sum,
  type Tensor,
  type Tree,
  transpose,
  vae,
  zeros,
  zipTrees,
} from '../../src/index.js'
import {
  andThen,
  batchNorm,
  type ConvParams,
  type ConvTransposeParams,
  concatCondition,
  conv2d,
  convTranspose2d,
  type DenseParams,
  dense,
  dropout,
  flatten,
  groupNorm,
  identity,
  input,
  type Layer,
  layerNorm,
  maxPool2d,
  type NormParams,
  type Params,
  type RunningMoments,
  relu,
  residual as residually,
  reshape as shaped,
  skip,
  type Trained,
  upsample2d,
} from '../../src/layer/index.js'
import type { Claims, Equal } from './equal.js'

// ------------------------------------------------------------------ generic in dims

const affine = <B extends Dim>(
  x: Tensor<[B, 784]>,
  w: Tensor<[784, 400]>,
  b: Tensor<[400]>,
): Tensor<[B, 400]> => add(matmul(x, w), b)

const linear = <B extends Dim, M extends Dim, N extends Dim>(
  x: Tensor<[B, M]>,
  w: Tensor<[M, N]>,
  b: Tensor<[N]>,
): Tensor<[B, N]> => add(matmul(x, w), b)

const perExample = <B extends Dim>(x: Tensor<[B, 784]>): Tensor<[B]> => sum(1)(x)

const swapped = <B extends Dim>(x: Tensor<[B, 7, 3]>): Tensor<[B, 3, 7]> => transpose(0, 2, 1)(x)

// ------------------------------------------------------------------ generic in whole shapes

const fused = <S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<S> => add(mul(x, y), y)

const batched = <B extends Dim, S extends Shape>(
  x: Tensor<[B, ...S]>,
  y: Tensor<[B, ...S]>,
): Tensor<[B, ...S]> => add(mul(x, y), y)

const mixedTrees = <P extends Tree>(a: P, b: P): P => zipTrees(add)(a, b)

const slope = <P extends Tree>(loss: (params: P) => Tensor<[]>): ((params: P) => P) => grad(loss)

declare const named: Tensor<['batch', 784]>
declare const unknown: Tensor<[number, 784]>
declare const rankless: Tensor<Shape>

const residual = <B extends Dim>(x: Tensor<[B, 3]>, y: Tensor<[B, 3]>) => add(x, y)
type Meets<X, Y> = [X, Y] extends Parameters<typeof residual<8>> ? true : false

export type Operations = Claims<
  [
    Equal<ReturnType<typeof affine<32>>, Tensor<[32, 400]>>,
    Equal<ReturnType<typeof linear<'batch', 784, 10>>, Tensor<['batch', 10]>>,
    Equal<ReturnType<typeof perExample<32>>, Tensor<[32]>>,
    Equal<ReturnType<typeof swapped<32>>, Tensor<[32, 3, 7]>>,
    Equal<ReturnType<typeof fused<[2, 3]>>, Tensor<[2, 3]>>,
    Equal<ReturnType<typeof batched<8, [2, 3]>>, Tensor<[8, 2, 3]>>,
    Equal<ReturnType<typeof mixedTrees<{ w: Tensor<[2]> }>>, { w: Tensor<[2]> }>,
    Equal<ReturnType<typeof slope<Tensor<[2]>>>, (params: Tensor<[2]>) => Tensor<[2]>>,
    Meets<Tensor<[8, 3]>, Tensor<[8, 3]>>,
    Equal<Meets<Tensor<[8, 3]>, Tensor<[4, 3]>>, false>,
    Equal<Meets<Tensor<[8, 3]>, Tensor<[number, 3]>>, false>,
  ]
>

const fromNamed = F.pipe(named, (x) => matmul(x, zeros(784, 400)))
const fromUnknown = F.pipe(unknown, (x) => matmul(x, zeros(784, 400)), mean(1))
const fromRankless = add(rankless, zeros(3))
const met = add(unknown, zeros(4, 784))

export type NamesAndUnknowns = Claims<
  [
    Equal<typeof fromNamed, Tensor<['batch', 400]>>,
    Equal<typeof fromUnknown, Tensor<[number]>>,
    Equal<typeof fromRankless, Tensor<Shape>>,
    Equal<typeof met, Tensor<[4, 784]>>,
  ]
>

// ------------------------------------------------------------------ pipe and flow

const piped = F.pipe(zeros(32, 784), reshape(-1, 28, 28), transpose(0, 2, 1), sum(-1, 1))
const inOption = F.pipe(O.some(zeros(32, 784)), O.map(reshape(32, 28, 28)), O.map(mean(0)))
const block = F.flow(dense(400), relu, dense(400), relu)
const net = F.pipe(input(28, 28, 1), flatten, block, dense(10))
const joined = F.pipe(input(784), block, andThen(F.pipe(input(400), dense(10))))
const deeper = <I extends Shape, P extends Params>(before: Layer<I, [64], P>) =>
  F.pipe(before, dense(32), relu)
const deep = deeper(F.pipe(input(8), dense(64)))

declare const params: ReturnType<(typeof net)['init']>
const inBatch = net.apply(params, zeros(32, 28, 28, 1))
const inSamples = net.apply(params, zeros(5, 32, 28, 28, 1))
const alone = net.apply(params, zeros(28, 28, 1))
const generic = <B extends Dim>(x: Tensor<[B, 28, 28, 1]>): Tensor<[B, 10]> => net.apply(params, x)

const draw = <B extends Dim>(loc: Tensor<[B, 20]>, scale: Tensor<[B, 20]>, key: Key): Tensor<[B, 20]> =>
  F.pipe(Gaussian.make(loc, scale), Independent.make(0)).sample(key)

export type Composed = Claims<
  [
    Equal<typeof piped, Tensor<[32]>>,
    Equal<typeof inOption, O.Option<Tensor<[28, 28]>>>,
    Equal<(typeof net)['in' | 'out'], readonly number[]>,
    Equal<typeof net extends Layer<infer I, infer O, infer _> ? [I, O] : never, [[28, 28, 1], [10]]>,
    Equal<typeof joined extends Layer<infer I, infer O, infer _> ? [I, O] : never, [[784], [10]]>,
    Equal<typeof deep extends Layer<infer I, infer O, infer _> ? [I, O] : never, [[8], [32]]>,
    Equal<typeof inBatch, Tensor<[32, 10]>>,
    Equal<typeof inSamples, Tensor<[5, 32, 10]>>,
    Equal<typeof alone, Tensor<[10]>>,
    Equal<ReturnType<typeof generic<7>>, Tensor<[7, 10]>>,
    Equal<ReturnType<typeof draw<7>>, Tensor<[7, 20]>>,
  ]
>

// ------------------------------------------------------------------ images, statistics and branches

const convolved = <const C extends number>(filters: C) =>
  F.flow(conv2d(filters, { kernel: 3 }), batchNorm, relu)
const halved = <const C extends number>(filters: C) =>
  F.flow(conv2d(filters, { kernel: 3, stride: 2 }), layerNorm, relu)
const doubled = <const C extends number>(filters: C) => convTranspose2d(filters, { kernel: 3, stride: 2 })
const images = F.pipe(input(28, 28, 1), convolved(8), halved(16), residually(convolved(16)), dropout(0.1))
const deepened = <I extends Shape, P extends Params, S extends Params>(
  before: Layer<I, [14, 14, 16], P, S>,
) => F.pipe(before, residually(convolved(16)), maxPool2d({ size: 2 }), upsample2d(3), identity)
const deepest = F.pipe(images, deepened)
const unet = F.pipe(
  input(16, 16, 2),
  skip((level) => F.pipe(level, halved(4), skip(F.flow(halved(8), doubled(4))), doubled(2))),
)
const dynamic = <Z extends number>(size: Z) =>
  F.pipe(input(size), dense(392), shaped(7, 7, 8), groupNorm(4), doubled(1))
const conditioned = <B extends Dim>(label: Tensor<[B, 10]>) =>
  F.pipe(input(16), concatCondition(label), dense(9))

declare const weights: ReturnType<(typeof images)['init']>
const perImage = <B extends Dim>(x: Tensor<[B, 28, 28, 1]>): Tensor<[B, 14, 14, 16]> =>
  images.apply(weights, x, images.statistics)
const perSample = <L extends Dim, B extends Dim>(x: Tensor<[L, B, 28, 28, 1]>): Tensor<[L, B, 14, 14, 16]> =>
  images.apply(weights, x, images.statistics)
const inTraining = <B extends Dim>(x: Tensor<[B, 28, 28, 1]>, key: Key) =>
  images.train(weights, x, images.statistics)(key)

const autoencoder = vae(
  F.pipe(input(28, 28, 1), halved(4), halved(8), flatten, gaussianHead(20)),
  F.pipe(input(20), dense(392), shaped(7, 7, 8), doubled(4), batchNorm, relu, doubled(1), bernoulliOutput),
  Gaussian.standard(20),
)
declare const variables: ReturnType<typeof autoencoder.init> & {
  readonly statistics: typeof autoencoder.training.statistics
}
const boundOf = <B extends Dim>(x: Tensor<[B, 28, 28, 1]>, key: Key): Bound<[B]> =>
  autoencoder.elbo({ samples: 5 })(variables, x)(key)
const samplesOf = <L extends Dim, B extends Dim>(z: Tensor<[L, B, 20]>) =>
  autoencoder.decode(variables, z).mean()

type Shapes<L> = L extends Layer<infer I, infer O, infer _, infer _S> ? [I, O] : never
type Parts<L> = L extends Layer<infer _, infer _O, infer P, infer S> ? [P, S] : never

export type Layers = Claims<
  [
    Equal<Shapes<typeof images>, [[28, 28, 1], [14, 14, 16]]>,
    Equal<
      Parts<typeof images>,
      [
        [
          ConvParams<3, 3, 1, 8>,
          NormParams<8>,
          ConvParams<3, 3, 8, 16>,
          NormParams<16>,
          ConvParams<3, 3, 16, 16>,
          NormParams<16>,
        ],
        [RunningMoments<8>, RunningMoments<16>],
      ]
    >,
    Equal<Shapes<typeof deepest>, [[28, 28, 1], [21, 21, 16]]>,
    Equal<Parts<typeof deepest>[1], [RunningMoments<8>, RunningMoments<16>, RunningMoments<16>]>,
    Equal<Shapes<typeof unet>, [[16, 16, 2], [16, 16, 4]]>,
    Equal<
      Parts<typeof unet>[0],
      [
        ConvParams<3, 3, 2, 4>,
        NormParams<4>,
        ConvParams<3, 3, 4, 8>,
        NormParams<8>,
        ConvTransposeParams<3, 3, 4, 8>,
        ConvTransposeParams<3, 3, 2, 8>,
      ]
    >,
    Equal<Shapes<ReturnType<typeof dynamic<12>>>, [[12], [14, 14, 1]]>,
    Equal<Parts<ReturnType<typeof conditioned<32>>>, [[DenseParams<26, 9>], []]>,
    Equal<ReturnType<typeof perImage<'batch'>>, Tensor<['batch', 14, 14, 16]>>,
    Equal<ReturnType<typeof perSample<5, number>>, Tensor<[5, number, 14, 14, 16]>>,
    Equal<
      ReturnType<typeof inTraining<7>>,
      Trained<[7, 14, 14, 16], [RunningMoments<8>, RunningMoments<16>]>
    >,
    Equal<ReturnType<typeof boundOf<7>>, Bound<[7]>>,
    Equal<ReturnType<typeof samplesOf<5, 7>>, Tensor<[5, 7, 28, 28, 1]>>,
    Equal<(typeof variables)['statistics'], { readonly encoder: []; readonly decoder: [RunningMoments<4>] }>,
  ]
>
