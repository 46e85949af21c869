/** A layer of one's own. */
import type { Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Tree } from '../tree/index.js'
import { fromStages, type Layer } from './layer.js'
import { parametric } from './stage.js'

/**
 * A layer from its sizes, first parameters and function; `andThen` puts it after another.
 * @shape I → O
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, mul, ones } from 'reparam'
 * import { andThen, defineLayer, dense, input } from 'reparam/layer'
 *
 * // one gain for each feature
 * const gain = defineLayer({ in: [3], out: [3], init: () => ones(3), apply: (scale, x) => mul(x, scale) })
 * const net = F.pipe(input(5), dense(3), andThen(gain))
 * console.assert(net.out.join() === '3' && net.init(key(0)).length === 2)
 */
export const defineLayer = <const I extends number[], const O extends number[], Q extends Tree>(parts: {
  readonly in: I
  readonly out: O
  readonly init: (key: Key) => Q
  readonly apply: <Lead extends Shape>(params: Q, x: Tensor<[...Lead, ...I]>) => Tensor<[...Lead, ...O]>
}): Layer<I, O, [Q]> =>
  fromStages(parts.in, [
    parametric<Q>({
      out: parts.out,
      init: parts.init,
      apply: (params, x) => expression(parts.apply<Shape>(params, typed(x))),
    }),
  ])
