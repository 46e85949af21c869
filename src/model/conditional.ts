/**
 * A layer that ends in a distribution: a stochastic map x ↦ p(·|x). Encoders and decoders both are one, so a model is
 * two of them and a prior.
 */

import type { Elementwise } from '../distribution/index.js'
import {
  Bernoulli,
  type Families,
  type Family,
  Gaussian,
  Independent,
  Laplace,
} from '../distribution/index.js'
import { type DenseParams, denseApply, denseInit, features } from '../layer/dense.js'
import { glorotUniform, type Init, type Layer, type Params } from '../layer/index.js'
import { fold } from '../random/index.js'
import type { Dim, Shape, VectorGuard } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { fill, type Key, scale, type Tensor } from '../tensor/index.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Tree } from '../tree/index.js'

/**
 * A distribution of family F over events of shape E for each example of shape I, with parameters P.
 * @category model
 * @since 0.1.0
 */
export interface Conditional<
  in out I extends Shape,
  F extends Family,
  in out E extends Shape,
  in out P extends Params,
> {
  /** The sizes of one example. */
  readonly in: readonly number[]
  /** The sizes of one event. */
  readonly event: readonly number[]
  /** The name of the family. */
  readonly family: F
  /** First parameters: those of the layer, then those of its head. */
  readonly init: (key: Key) => P
  /** The distribution, for data with any leading axes, which become its batch. */
  readonly apply: <Lead extends Shape>(params: P, x: Tensor<[...Lead, ...I]>) => Families<Lead, E>[F]
}

/** How the output of a layer becomes a distribution whose elements all stand in the batch. */
interface Head<F extends Family, Q extends Tree> {
  readonly family: F
  readonly event: readonly number[]
  readonly init: (key: Key) => Q
  readonly elements: (params: Q, h: Expression) => Elementwise<F, Shape, []>
}

const withHead = <
  I extends Shape,
  M extends Shape,
  P extends Params,
  F extends Family,
  E extends Shape,
  Q extends Tree,
>(
  layer: Layer<I, M, P>,
  head: Head<F, Q>,
): Conditional<I, F, E, [...P, Q]> => {
  const count = layer.stages.filter((s) => s.init !== undefined).length
  return {
    in: layer.in,
    event: head.event,
    family: head.family,
    init: (key) => [...layer.init(key), head.init(fold(count)(key))],
    apply: <Lead extends Shape>(params: [...P, Q], x: Tensor<[...Lead, ...I]>) => {
      const { before, last } = apart<P, Q>(params, count)
      const h = expression(layer.apply<Lead>(before, x))
      return overEvents<F, Lead, E>(Independent.make(head.event.length)(head.elements(last, h)))
    },
  }
}

/** The parameters of the stages and those of the head. */
const apart = <P extends Params, Q>(
  params: readonly unknown[],
  count: number,
): { readonly before: P; readonly last: Q } => ({
  before: params.slice(0, count) as unknown as P,
  last: params[count] as Q,
})

/** The last axes of the batch are the event; what leads is the batch. */
const overEvents = <F extends Family, Lead extends Shape, E extends Shape>(
  d: unknown,
): Families<Lead, E>[F] => d as Families<Lead, E>[F]

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
    make: (loc: Tensor<Shape>, logScale: Tensor<Shape>) => Elementwise<F, Shape, []>,
  ) =>
  <const Z extends number>(size: Z, { init = glorotUniform, spread: unit = 'logScale' }: HeadOptions = {}) =>
  <I extends Shape, M extends Shape, P extends Params>(
    layer: Layer<I, M, P> & VectorGuard<`${Lowercase<F>}Head`, M>,
  ): Conditional<I, F, [Z], [...P, LocScaleParams<M[0], Z>]> => {
    const before: Layer<I, M, P> = layer
    const from = features(name, before.out)
    return withHead<I, M, P, F, [Z], LocScaleParams<M[0], Z>>(before, {
      family,
      event: [size],
      init: (key) =>
        sized({
          loc: denseInit(from, size, init)(fold(0)(key)),
          spread: denseInit(from, size, init)(fold(1)(key)),
        }),
      elements: ({ loc, spread }, h) => {
        const given: Tensor<Shape> = typed(denseApply<M[0], Z>(spread, h))
        return make(typed(denseApply<M[0], Z>(loc, h)), unit === 'logScale' ? given : scale(0.5)(given))
      },
    })
  }

/** Parameters whose run-time sizes were taken from the layer and the argument have those sizes in the type. */
const sized = <M extends Dim, Z extends Dim>(params: LocScaleParams<number, number>): LocScaleParams<M, Z> =>
  params as unknown as LocScaleParams<M, Z>

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
export const bernoulliOutput = <I extends Shape, M extends Shape, P extends Params>(
  layer: Layer<I, M, P>,
): Conditional<I, 'Bernoulli', M, [...P, readonly []]> =>
  withHead<I, M, P, 'Bernoulli', M, readonly []>(layer, {
    family: 'Bernoulli',
    event: layer.out,
    init: () => [],
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
    make: (loc: Tensor<Shape>, logScale: Tensor<Shape>) => Elementwise<F, Shape, []>,
  ) =>
  ({ scale: first = 1 }: { readonly scale?: number } = {}) =>
  <I extends Shape, M extends Shape, P extends Params>(
    layer: Layer<I, M, P>,
  ): Conditional<I, F, M, [...P, SharedScale]> =>
    withHead<I, M, P, F, M, SharedScale>(layer, {
      family,
      event: layer.out,
      init: () => ({ logScale: fill(Math.log(first))() }),
      elements: ({ logScale }, loc) => make(typed(loc), typed(broadcastTo(expression(logScale), loc.shape))),
    })

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
