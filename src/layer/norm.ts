/** Normalisations within one example: what the batch holds beside makes no difference. */
import {
  type ChannelsGuard,
  channelsOf,
  type GroupsGuard,
  groupSize,
  type LastDim,
  type Shape,
} from '../shape/index.js'
import { reshape } from '../tensor/primitive/structure.js'
import { andStage, type Layer, type Params } from './layer.js'
import { parametric } from './stage.js'
import { checkedEpsilon, moments, type NormParams, normInit, rescaled, standardised } from './standardise.js'

/**
 * What is added to a variance before its root is taken: 1e-5 unless given.
 * @category layer
 * @since 0.1.0
 */
export interface NormOptions {
  readonly epsilon?: number
}

/**
 * `layerNorm` with an epsilon of one's own.
 * @shape [...S, C] → [...S, C]
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { input, layerNormWith } from 'reparam/layer'
 * console.assert(F.pipe(input(7, 3), layerNormWith({ epsilon: 1e-3 })).out.join() === '7,3')
 */
export const layerNormWith = ({ epsilon = 1e-5 }: NormOptions = {}) => {
  checkedEpsilon('layerNorm', epsilon)
  return <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ChannelsGuard<'layerNorm', M>,
  ): Layer<I, M, [...P, NormParams<LastDim<M>>], S> => {
    const before: Layer<I, M, P, S> = layer
    const channels = channelsOf('layerNorm', before.out)
    return andStage(
      before,
      parametric({
        out: before.out,
        init: () => normInit(channels),
        apply: (params, x) => {
          const { mean, variance } = moments(x, [x.shape.length - 1])
          return rescaled(standardised(x, mean, variance, epsilon), params)
        },
      }),
    )
  }
}

/**
 * The last axis of every example standardised by its own mean and variance, then scaled and shifted by parameters.
 * @shape [...S, C] → [...S, C]
 * @math scale·(x − mean)/√(variance + ε) + shift
 * @source Ba, Kiros and Hinton: Layer normalization (2016), equation 3
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { key, matrix, read, use } from 'reparam'
 * import { input, layerNorm } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(2), layerNorm)
 * const [a = 0, b = 0] = await read(net.apply(net.init(key(0)), matrix([[1, 3]])))
 * console.assert(Math.abs(a + 1) < 1e-4 && Math.abs(b - 1) < 1e-4)
 */
export const layerNorm = layerNormWith()

/**
 * Channels in so many groups, each standardised over its channels and all axes before them of one example, then
 * scaled and shifted channel by channel.
 * @shape [...S, C] → [...S, C], C a multiple of the groups
 * @failure `groupNorm: 8 groups do not divide 12 channels of [7, 7, 12]`
 * @source Wu and He: Group normalization (2018), equations 1, 6 and 7
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { groupNorm, input } from 'reparam/layer'
 * console.assert(F.pipe(input(7, 7, 32), groupNorm(8)).out.join() === '7,7,32')
 */
export const groupNorm = <const G extends number>(groups: G, { epsilon = 1e-5 }: NormOptions = {}) => {
  checkedEpsilon('groupNorm', epsilon)
  return <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & GroupsGuard<'groupNorm', M, G>,
  ): Layer<I, M, [...P, NormParams<LastDim<M>>], S> => {
    const before: Layer<I, M, P, S> = layer
    const each = groupSize('groupNorm', before.out, groups)
    return andStage(
      before,
      parametric({
        out: before.out,
        init: () => normInit(groups * each),
        apply: (params, x, lead) => {
          const grouped = reshape(x, [...x.shape.slice(0, -1), groups, each])
          const within = grouped.shape
            .map((_, axis) => axis)
            .filter((a) => a >= lead && a !== x.shape.length - 1)
          const { mean, variance } = moments(grouped, within)
          return rescaled(reshape(standardised(grouped, mean, variance, epsilon), x.shape), params)
        },
      }),
    )
  }
}
