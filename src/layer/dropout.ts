/** Dropout: noise that only training adds. */
import type { Shape } from '../shape/index.js'
import { draw } from '../tensor/primitive/draw.js'
import { compare, convert, multiply, times } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression } from '../tensor/tensor.js'
import { andStage, type Layer, type Params } from './layer.js'

/**
 * In training each element is 0 with probability `rate`, and larger by 1 / (1 − rate) otherwise, so that its mean
 * stays; in evaluation elements are as they are. The key of the training step decides.
 * @shape S → S
 * @failure `dropout: expected a rate of at least 0 and below 1, found 1`
 * @source Srivastava et al.: Dropout (2014), section 10, with the scaling in training
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, ones, read, use } from 'reparam'
 * import { dropout, input } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(1000), dropout(0.5))
 * const kept = (await read(net.train([], ones(1000))(key(0)).value)).filter((v) => v === 2).length
 * console.assert(Math.abs(kept - 500) < 5 * Math.sqrt(1000 / 4))
 */
export const dropout = (rate: number) => {
  if (!(rate >= 0 && rate < 1))
    throw new RangeError(`dropout: expected a rate of at least 0 and below 1, found ${rate}`)
  return <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S>,
  ): Layer<I, M, P, S> =>
    andStage(layer, {
      out: layer.out,
      init: [],
      statistics: [],
      apply: (x) => x,
      train: (x, { statistics }, key) => {
        const u = draw(expression(key), 'uniform', x.shape)
        const kept = convert(compare('GE')(u, splatLike(rate, u)), 'float32')
        return { value: times(multiply(x, kept), 1 / (1 - rate)), statistics }
      },
    })
}
