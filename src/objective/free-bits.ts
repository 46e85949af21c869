/** Free bits: so many nats for each latent unit cost the same, used or not, so that no unit is given up early. */
import { type Dim, type Shape, ShapeError } from '../shape/index.js'
import { type AnyTensor, greater, maximum, scalar, select, shapeOf, type Tensor } from '../tensor/index.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { meanOfUnits, sumUnits } from './reduction.js'
import type { Weight } from './weight.js'

/**
 * What is held above the free nats: the divergence of each example, or its mean over the batch.
 * @category objective
 * @since 0.1.0
 */
export type FreeBits = {
  /** The nats of a unit that are free: λ. */
  readonly nats: Weight
  /** `batch`, as published, unless it is said to be `example`. */
  readonly over?: 'batch' | 'example'
}

/**
 * The divergence that a bound pays when λ nats of each unit are free, from the divergence of each unit. A group of units
 * is one whose divergences were summed by `sumUnits`. Over the batch, a unit whose mean is below λ counts λ in every
 * example, so that the mean over the batch is the published term.
 * @shape [...B, Z] → B
 * @math Σ_j max(λ, KL_j), or with KL_j's mean over the batch
 * @unit nats per example
 * @grad to the divergences of the units that have more than λ
 * @failure `freeBits: expected an axis of units, found shape []`
 * @source Kingma et al.: Improved variational inference with inverse autoregressive flow (2016), equation 15
 * @category objective
 * @since 0.1.0
 * @example
 * import { freeBits, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const perUnit = matrix([[0.25, 3], [1.25, 1]])
 * console.assert((await read(freeBits({ nats: 0.5, over: 'example' })(perUnit))).join() === '3.5,2.25')
 * console.assert((await read(freeBits({ nats: 1 })(perUnit))).join() === '4,2')
 */
export const freeBits =
  ({ nats, over = 'batch' }: FreeBits) =>
  <B extends Shape, Z extends Dim>(perUnit: Tensor<[...B, Z]>): Tensor<B> => {
    const shape = shapeOf(perUnit)
    if (shape.length === 0) throw new ShapeError('freeBits: expected an axis of units, found shape []')
    const free: Tensor<[...B, Z]> = stretched(typeof nats === 'number' ? scalar(nats) : nats, shape)
    if (over === 'example') return sumUnits<B, Z>(typed(expression(maximum(perUnit, free))))
    const mean: Tensor<[...B, Z]> = stretched(meanOfUnits<B, Z>(perUnit), shape)
    return sumUnits<B, Z>(select(typed(expression(greater(mean, free))), perUnit, free))
  }

/** A tensor repeated to a shape that ends in its own. */
const stretched = <S>(x: AnyTensor, shape: readonly number[]): Tensor<S> =>
  typed(broadcastTo(expression(x), shape))
