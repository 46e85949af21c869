/** Sparse codes: few units at work for each example. */
import type { Dim, Shape } from '../shape/index.js'
import { abs, logSigmoid, neg, scale, shapeOf, shift, sub, type Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import { logMeanExpSamples, sumUnits } from './reduction.js'

/**
 * The sum of the magnitudes of the units of each example: its derivative pulls each to 0 at the same pace.
 * @shape [...B, Z] → B
 * @math Σ_j |h_j|
 * @unit of the code
 * @source Ng: Sparse autoencoder (2011) with this penalty in place of the rate's; as a prior: Olshausen and Field:
 *   Sparse coding with an overcomplete basis set (1997)
 * @category objective
 * @since 0.1.0
 * @example
 * import { l1Penalty, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(l1Penalty(matrix([[1, -2, 0.5]])))).join() === '3.5')
 */
export const l1Penalty = <B extends Shape, Z extends Dim>(code: Tensor<[...B, Z]>): Tensor<B> =>
  sumUnits<B, Z>(abs(code))

/**
 * How far the rates at which sigmoid units are at work over a batch are from a target: the divergence of a Bernoulli of
 * that rate from that of each unit. It takes the logits of the units, so that a unit which is never or always at work
 * still has a rate and a derivative.
 * @shape [B, Z] → []
 * @math Σ_j KL(Bernoulli(ρ)‖Bernoulli(ρ̂_j)), ρ̂_j the mean over the batch of sigmoid(logits)
 * @unit nats
 * @grad to the logits
 * @failure RangeError: `rateDivergence: expected a rate between 0 and 1, found 1`
 * @source Ng: Sparse autoencoder (2011), section 3
 * @category objective
 * @since 0.1.0
 * @example
 * import { matrix, rateDivergence, read, use } from 'reparam'
 * await use('cpu')()
 * const logits = matrix([[Math.log(3), 0], [Math.log(3), 0]])
 * const [nats = 0] = await read(rateDivergence({ rate: 0.5 })(logits))
 * console.assert(Math.abs(nats - Math.log(4 / 3) / 2) < 1e-6)
 */
export const rateDivergence = ({ rate }: { readonly rate: number }) => {
  if (!(rate > 0 && rate < 1))
    throw new RangeError(`rateDivergence: expected a rate between 0 and 1, found ${rate}`)
  const negentropy = rate * Math.log(rate) + (1 - rate) * Math.log1p(-rate)
  return <B extends Dim, Z extends Dim>(logits: Tensor<[B, Z]>): Tensor<[]> => {
    const [, units = 0] = shapeOf(logits)
    // the logarithms of the mean rates, where the rates themselves would round to 0 or 1
    const atWork = logMeanExpSamples<B, [Z]>(logSigmoid(logits))
    const atRest = logMeanExpSamples<B, [Z]>(logSigmoid(neg(logits)))
    const cross = sub(scale(-rate)(atWork), scale(1 - rate)(atRest))
    return shift(units * negentropy)(sumUnits<[], Z>(typed(expression(cross))))
  }
}
