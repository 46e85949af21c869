/** The dense (fully connected) layer. */
import { countOf, type Dim, type Shape, type VectorGuard, vectorSize } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { type Key, type Tensor, zeros } from '../tensor/index.js'
import { dotGeneral } from '../tensor/primitive/dot.js'
import { add } from '../tensor/primitive/elementwise.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression } from '../tensor/tensor.js'
import { glorotUniform, type Init } from './init.js'
import { andStage, type Layer, type Params } from './layer.js'
import { parametric } from './stage.js'

/**
 * The parameters of a dense layer from M to N features.
 * @category layer
 * @since 0.1.0
 */
export type DenseParams<M extends Dim, N extends Dim> = {
  readonly kernel: Tensor<[M, N]>
  readonly bias: Tensor<[N]>
}

/** x·kernel + bias over the last axis, whatever leads. */
const affine = (kernel: Expression, bias: Expression, x: Expression): Expression => {
  const y = dotGeneral(x, kernel, {
    lhsBatch: [],
    rhsBatch: [],
    lhsContracting: [x.shape.length - 1],
    rhsContracting: [0],
  })
  return add(y, broadcastTo(bias, y.shape))
}

/** First parameters from M to N features: the kernel by `init`, the bias zero. */
export const denseInit =
  (from: number, to: number, init: Init) =>
  (key: Key): DenseParams<number, number> => ({
    kernel: init(from, to)(from, to)(key),
    bias: zeros(to),
  })

/** A dense layer of these parameters applied to data. */
export const denseApply = <M extends Dim, N extends Dim>(
  { kernel, bias }: DenseParams<M, N>,
  x: Expression,
): Expression => affine(expression(kernel), expression(bias), x)

/**
 * A dense layer of so many units after another layer, whose output is a vector.
 * @shape [M] → [N]
 * @math x·W + b
 * @failure `dense: expected [features], got [14, 14, 32]; flatten first`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, ones, shapeOf } from 'reparam'
 * import { dense, heNormal, input, relu } from 'reparam/layer'
 * const net = F.pipe(input(784), dense(400, { init: heNormal }), relu, dense(20))
 * const y = net.apply(net.init(key(0)), ones(128, 784))
 * console.assert(shapeOf(y).join() === '128,20')
 */
export const dense =
  <const N extends number>(units: N, { init = glorotUniform }: { readonly init?: Init } = {}) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & VectorGuard<'dense', M>,
  ): Layer<I, [N], [...P, DenseParams<M[0], N>], S> => {
    const before: Layer<I, M, P, S> = layer
    const count = countOf('dense', units)
    return andStage(
      before,
      parametric({
        out: [count],
        init: denseInit(vectorSize('dense', before.out), count, init),
        apply: denseApply,
      }),
    )
  }
