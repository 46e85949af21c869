/** Heads: how the output of a layer becomes the parameters of a distribution. */
import { Bernoulli, Gaussian, Laplace, type Member } from '../distribution/index.js'
import { type DenseParams, denseApply, denseInit } from '../layer/dense.js'
import { glorotUniform, type Init, type Layer, type Params } from '../layer/index.js'
import { fold } from '../random/index.js'
import { countOf, type Dim, type Shape, type VectorGuard, vectorSize } from '../shape/index.js'
import { fill, scale, type Tensor } from '../tensor/index.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { type Conditional, withHead } from './conditional.js'

/**
 * The parameters of a head that gives location and spread, each by a dense layer.
 * @category model
 * @since 0.1.0
 */
export type LocScaleParams<M extends Dim, Z extends Dim> = {
  readonly loc: DenseParams<M, Z>
  readonly spread: DenseParams<M, Z>
}

/**
 * How a head is first drawn, and whether the spread that it gives is log σ or log σ²: the same distributions, but
 * a step of the optimizer changes σ twice as fast with the first.
 * @category model
 * @since 0.1.0
 */
export interface HeadOptions {
  readonly init?: Init
  readonly spread?: 'logScale' | 'logVariance'
}

const locScale =
  <F extends 'Gaussian' | 'Laplace'>(
    family: F,
    name: string,
    make: (loc: Tensor<Shape>, logScale: Tensor<Shape>) => Member<F, Shape, []>,
  ) =>
  <const Z extends number>(size: Z, { init = glorotUniform, spread: unit = 'logScale' }: HeadOptions = {}) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & VectorGuard<`${Lowercase<F>}Head`, M>,
  ): Conditional<I, F, [Z], [...P, LocScaleParams<M[0], Z>], S> => {
    const before: Layer<I, M, P, S> = layer
    const from = vectorSize(name, before.out)
    const count = countOf(name, size)
    return withHead<I, M, P, S, F, [Z], [LocScaleParams<M[0], Z>], [...P, LocScaleParams<M[0], Z>]>(before, {
      family,
      event: [count],
      init: [
        (key) => ({
          loc: denseInit(from, count, init)(fold(0)(key)),
          spread: denseInit(from, count, init)(fold(1)(key)),
        }),
      ],
      elements: ([{ loc, spread }], h) => {
        const given: Tensor<Shape> = typed(denseApply<M[0], Z>(spread, h))
        return make(typed(denseApply<M[0], Z>(loc, h)), unit === 'logScale' ? given : scale(0.5)(given))
      },
    })
  }

/**
 * A Gaussian over vectors of this size, its location and spread by a dense layer each: the usual posterior.
 * @shape [M] → event [Z]
 * @failure `gaussianHead: expected [features], got [7, 7, 64]; flatten first`
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013), appendix C.2
 * @category model
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { gaussianHead, key, ones, shapeOf } from 'reparam'
 * import { dense, input, relu } from 'reparam/layer'
 * const encoder = F.pipe(input(784), dense(400), relu, gaussianHead(20))
 * const q = encoder.apply(encoder.init(key(0)), ones(3, 784))
 * console.assert(shapeOf(q.logProb(ones(3, 20))).join() === '3')
 */
export const gaussianHead = locScale('Gaussian', 'gaussianHead', (loc, logScale) =>
  Gaussian.fromLogScale(loc, logScale),
)

/**
 * A Laplace distribution over vectors of this size, its location and spread by a dense layer each.
 * @shape [M] → event [Z]
 * @failure `laplaceHead: expected [features], got [7, 7, 64]; flatten first`
 * @category model
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, laplaceHead, ones, shapeOf } from 'reparam'
 * import { dense, input, relu } from 'reparam/layer'
 * const encoder = F.pipe(input(784), dense(400), relu, laplaceHead(20))
 * const q = encoder.apply(encoder.init(key(0)), ones(3, 784))
 * console.assert(shapeOf(q.logProb(ones(3, 20))).join() === '3')
 */
export const laplaceHead = locScale('Laplace', 'laplaceHead', (loc, logScale) =>
  Laplace.fromLogScale(loc, logScale),
)

/**
 * Bernoulli distributions whose logits are the output of the layer: the likelihood of binary data.
 * @shape M → event M
 * @unit logProb: nats per example
 * @source Kingma and Welling (2013), appendix C.1
 * @category model
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { bernoulliOutput, key, ones, shapeOf } from 'reparam'
 * import { dense, input } from 'reparam/layer'
 * const decoder = F.pipe(input(20), dense(784), bernoulliOutput)
 * const p = decoder.apply(decoder.init(key(0)), ones(5, 3, 20))
 * console.assert(shapeOf(p.logProb(ones(5, 3, 784))).join() === '5,3')
 */
export const bernoulliOutput = <I extends Shape, M extends Shape, P extends Params, S extends Params>(
  layer: Layer<I, M, P, S>,
): Conditional<I, 'Bernoulli', M, P, S> =>
  withHead<I, M, P, S, 'Bernoulli', M, [], P>(layer, {
    family: 'Bernoulli',
    event: layer.out,
    init: [],
    elements: (_, logits) => Bernoulli.fromLogits(typed<Tensor<Shape>>(logits)),
  })

/**
 * The one parameter of a likelihood with a scale that all elements share.
 * @category model
 * @since 0.1.0
 */
export type SharedScale = { readonly logScale: Tensor<[]> }

const sharedScale =
  <F extends 'Gaussian' | 'Laplace'>(
    family: F,
    make: (loc: Tensor<Shape>, logScale: Tensor<Shape>) => Member<F, Shape, []>,
  ) =>
  ({ scale: first = 1 }: { readonly scale?: number } = {}) => {
    if (!(first > 0 && first < Number.POSITIVE_INFINITY))
      throw new RangeError(`${family}: expected a scale above 0, found ${first}`)
    return <I extends Shape, M extends Shape, P extends Params, S extends Params>(
      layer: Layer<I, M, P, S>,
    ): Conditional<I, F, M, [...P, SharedScale], S> =>
      withHead<I, M, P, S, F, M, [SharedScale], [...P, SharedScale]>(layer, {
        family,
        event: layer.out,
        init: [() => ({ logScale: fill(Math.log(first))() })],
        elements: ([{ logScale }], loc) =>
          make(typed(loc), typed(broadcastTo(expression(logScale), loc.shape))),
      })
  }

/**
 * Gaussians whose locations are the output of the layer, with one scale for all elements that is learned from
 * `scale` on: the likelihood of real data.
 * @shape M → event M
 * @unit logProb: nats per example
 * @source Rybkin, Daniilidis and Levine: Simple and effective VAE training with calibrated decoders (2021), section 3
 * @category model
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { gaussianOutput, key, ones, shapeOf } from 'reparam'
 * import { dense, input } from 'reparam/layer'
 * const decoder = F.pipe(input(20), dense(784), gaussianOutput({ scale: 0.3 }))
 * const p = decoder.apply(decoder.init(key(0)), ones(5, 3, 20))
 * console.assert(shapeOf(p.logProb(ones(5, 3, 784))).join() === '5,3')
 */
export const gaussianOutput = sharedScale('Gaussian', (loc, logScale) => Gaussian.fromLogScale(loc, logScale))

/**
 * Laplace distributions whose locations are the output of the layer, with one learned scale for all elements.
 * @shape M → event M
 * @unit logProb: nats per example
 * @category model
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, laplaceOutput, ones, shapeOf } from 'reparam'
 * import { dense, input } from 'reparam/layer'
 * const decoder = F.pipe(input(20), dense(784), laplaceOutput({ scale: 0.3 }))
 * const p = decoder.apply(decoder.init(key(0)), ones(5, 3, 20))
 * console.assert(shapeOf(p.logProb(ones(5, 3, 784))).join() === '5,3')
 */
export const laplaceOutput = sharedScale('Laplace', (loc, logScale) => Laplace.fromLogScale(loc, logScale))
