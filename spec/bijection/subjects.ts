/** Every bijection over vectors of three elements, with parameters that were drawn at random. */
import { function as F } from 'fp-ts'
import { type Bijection, backOf, type Direction, forthOf } from '../../src/bijection/bijection.js'
import * as Bijections from '../../src/bijection/index.js'
import { dense, input, made, tanh } from '../../src/layer/index.js'
import type { Shape } from '../../src/shape/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { chunk, softplus as softplusOf, tanh as tanhOf, unstack } from '../../src/tensor/index.js'
import { type Tensor, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { item, type Value } from '../support/reference-value.js'

/** The directions of a bijection, over expressions. */
export interface Directions {
  readonly forward: Direction
  readonly inverse: Direction
}

export interface Subject {
  readonly name: string
  /** Whether its parameters go through a network, or through several maps. */
  readonly composed: boolean
  readonly parameters: readonly Value[]
  readonly make: (parameters: readonly Expression[]) => Directions
}

const directions = <E extends Shape>(b: Bijection<E>): Directions => ({
  forward: forthOf(b),
  inverse: backOf(b),
})

/** A bijection whose parameters have these shapes. */
const subject = <E extends Shape>(
  name: string,
  shapes: readonly (readonly number[])[],
  make: (at: <S extends Shape>(i: number) => Tensor<S>) => Bijection<E>,
): Subject => ({
  name,
  composed: ['coupling', 'maf', 'iaf', 'chain of all sorts'].includes(name),
  parameters: shapes.map((shape, i) => spread(shape, 17 * name.length + i)),
  make: (parameters) => directions(make((i) => typed(item(parameters, i)))),
})

const network = F.pipe(input(1), dense(4), tanh, dense(4))
const masked = F.pipe(input(3), made({ hidden: [5, 4], outputs: 2, activation: tanhOf }))

type At = <S extends Shape>(i: number) => Tensor<S>

const conditioner =
  (at: At): Bijections.Conditioner<3, 3> =>
  (x) => {
    const layers = [0, 2, 4].map((i) => ({ kernel: at<[number, number]>(i), bias: at<[number]>(i + 1) }))
    const [shift, logScale] = unstack(-2)(masked.apply([layers], x))
    return { shift, logScale }
  }

const maskedShapes = [[3, 5], [5], [5, 4], [4], [4, 6], [6]]

const affine = (at: At, from: number): Bijection<[3]> =>
  Bijections.affine({ loc: at<[3]>(from), logScale: at<[3]>(from + 1) })

const turned = Bijections.permutation([2, 0, 1])

export const subjects: readonly Subject[] = [
  subject('identity', [], () => Bijections.identity(3)),
  subject('exp', [], () => Bijections.exp(3)),
  subject('softplus', [], () => Bijections.softplus(3)),
  subject('sigmoid', [], () => Bijections.sigmoid(3)),
  subject('tanh', [], () => Bijections.tanh(3)),
  subject('affine', [[3], [3]], (at) => affine(at, 0)),
  subject('permutation', [], () => turned),
  subject('reverse', [], () => Bijections.reverse(3)),
  subject('planar', [[3], [3], []], (at) =>
    Bijections.planar({ u: at<[3]>(0), w: at<[3]>(1), b: at<[]>(2) }),
  ),
  subject('radial', [[3], [], []], (at) =>
    Bijections.radial({ loc: at<[3]>(0), logAlpha: at<[]>(1), beta: at<[]>(2) }),
  ),
  subject('coupling', [[1, 4], [4], [4, 4], [4]], (at) =>
    Bijections.coupling({ kept: 1, moved: 2 })((first) => {
      const params: ReturnType<typeof network.init> = [
        { kernel: at<[1, 4]>(0), bias: at<[4]>(1) },
        { kernel: at<[4, 4]>(2), bias: at<[4]>(3) },
      ]
      const [shift, logScale] = chunk(2, -1)(network.apply(params, first))
      return { shift, logScale }
    }),
  ),
  subject('maf', maskedShapes, (at) => Bijections.maf({ size: 3 })(conditioner(at))),
  subject('iaf', maskedShapes, (at) => Bijections.iaf({ size: 3 })(conditioner(at))),
  subject(
    'spline',
    [
      [3, 5],
      [3, 5],
      [3, 4],
    ],
    (at) =>
      Bijections.rationalQuadraticSpline({
        widths: at<[3, 5]>(0),
        heights: at<[3, 5]>(1),
        derivatives: at<[3, 4]>(2),
        bound: 1.75,
      }),
  ),
  subject('batchNorm', [[3], [3], [3]], (at) =>
    Bijections.batchNorm({
      mean: at<[3]>(0),
      variance: softplusOf(at<[3]>(1)),
      loc: at<[3]>(2),
      logScale: at<[3]>(1),
    }),
  ),
  subject('chain of all sorts', [[3], [3], [3], [3], []], (at) =>
    Bijections.chain(
      affine(at, 0),
      Bijections.planar({ u: at<[3]>(2), w: at<[3]>(3), b: at<[]>(4) }),
      turned,
      Bijections.inverse(affine(at, 2)),
      Bijections.sigmoid(3),
    ),
  ),
]
