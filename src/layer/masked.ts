/** Masked dense layers: a network whose outputs for an element see only the elements before it. */

import { fold } from '../random/index.js'
import { countOf, type Shape, ShapeError, type VectorGuard, vectorSize } from '../shape/index.js'
import { reluOf } from '../tensor/activation.js'
import type { Expression } from '../tensor/expression.js'
import { type Tensor, zeros } from '../tensor/index.js'
import { multiply } from '../tensor/primitive/elementwise.js'
import { constant } from '../tensor/primitive/leaf.js'
import { reshape } from '../tensor/primitive/structure.js'
import { expression, typed } from '../tensor/tensor.js'
import { type DenseParams, denseApply, denseInit } from './dense.js'
import { glorotUniform, type Init } from './init.js'
import { andStage, type Layer, type Params } from './layer.js'
import { parametric } from './stage.js'

/**
 * How a masked network is made: the units of its hidden layers, how many numbers it puts out for each element, what
 * stands behind each hidden layer (relu unless given), and how its kernels are first drawn.
 * @category layer
 * @since 0.1.0
 */
export interface MadeOptions<R extends number> {
  readonly hidden: readonly number[]
  readonly outputs: R
  /** What stands after each hidden layer; relu if nothing is said. */
  readonly activation?: <S>(x: Tensor<S>) => Tensor<S>
  readonly init?: Init
}

/**
 * The parameters of a masked network: those of its dense layers, in order.
 * @category layer
 * @since 0.1.0
 */
export type MadeParams = readonly DenseParams<number, number>[]

/** What a unit may know: of elements 1 to its degree. Degrees of hidden units go round through 1 … D − 1. */
const hiddenDegrees = (size: number, units: number): readonly number[] =>
  Array.from({ length: units }, (_, unit) => (size === 1 ? 0 : 1 + (unit % (size - 1))))

/** 1 where a unit may see one of the layer before. */
const mask = (
  from: readonly number[],
  to: readonly number[],
  sees: (to: number, from: number) => boolean,
): Expression =>
  constant(Float32Array.from(from.flatMap((f) => to.map((t) => (sees(t, f) ? 1 : 0)))), [
    from.length,
    to.length,
  ])

const notLess = (to: number, from: number): boolean => to >= from
const above = (to: number, from: number): boolean => to > from

/**
 * A network of masked dense layers over a vector: what it puts out for element i depends on the elements before i only.
 * Its last layer starts at 0, so that a flow of it starts as the identity.
 * @shape [D] → [R, D], R numbers for each element
 * @failure `made: expected [features], got [14, 14]; flatten first`
 * @source Germain, Gregor, Murray and Larochelle: MADE: masked autoencoder for distribution estimation (2015), section 4
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, shapeOf, zeros } from 'reparam'
 * import { input, made } from 'reparam/layer'
 * const net = F.pipe(input(5), made({ hidden: [32, 32], outputs: 2 }))
 * console.assert(shapeOf(net.apply(net.init(key(0)), zeros(64, 5))).join() === '64,2,5')
 */
export const made =
  <const R extends number>({ hidden, outputs, activation, init = glorotUniform }: MadeOptions<R>) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & VectorGuard<'made', M>,
  ): Layer<I, [R, M[0]], [...P, MadeParams], S> => {
    const before: Layer<I, M, P, S> = layer
    const size = vectorSize('made', before.out)
    const each = countOf('made', outputs)
    const elements = Array.from({ length: size }, (_, i) => i + 1)
    const degrees = [elements, ...hidden.map((units) => hiddenDegrees(size, countOf('made', units)))]
    const seen = degrees.at(-1) ?? elements
    const masks = [
      ...degrees.slice(1).map((to, i) => mask(degrees[i] ?? [], to, notLess)),
      mask(seen, Array.from({ length: each }, () => elements).flat(), above),
    ]
    const activate = (x: Expression): Expression =>
      activation === undefined ? reluOf(x) : expression(activation(typed<Tensor<Shape>>(x)))
    const last = masks.length - 1
    return andStage(
      before,
      parametric<MadeParams>({
        out: [each, size],
        init: (key) =>
          masks.map(({ shape: [from = 0, to = 0] }, i) =>
            i < last ? denseInit(from, to, init)(fold(i)(key)) : { kernel: zeros(from, to), bias: zeros(to) },
          ),
        apply: (params, x) => {
          if (params.length !== masks.length)
            throw new ShapeError(
              `made: expected parameters of ${masks.length} layers, found ${params.length}`,
            )
          const out = params.reduce((h, own, i) => {
            const by = masks[i]
            const y = by === undefined ? h : denseApply(behind(own, by), h)
            return i < last ? activate(y) : y
          }, x)
          return reshape(out, [...out.shape.slice(0, -1), each, size])
        },
      }),
    )
  }

/** A dense layer with the part of its kernel that a mask lets through. */
const behind = (
  { kernel, bias }: DenseParams<number, number>,
  mask: Expression,
): DenseParams<number, number> => ({
  kernel: typed(multiply(expression(kernel), mask)),
  bias,
})
