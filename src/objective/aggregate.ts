/** The aggregate posterior: the mixture of the posteriors of all data, as seen from a batch. */
import { type Dim, ShapeError } from '../shape/index.js'
import { shapeOf, type Tensor } from '../tensor/index.js'
import { add } from '../tensor/primitive/elementwise.js'
import { constant } from '../tensor/primitive/leaf.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { logMeanExpGroups, sumUnits } from './reduction.js'

/**
 * How a mixture over all examples is estimated from those of a batch.
 * @category objective
 * @since 0.1.0
 */
export type AggregateOptions = {
  /** The number of examples that the batch was drawn from. */
  readonly examples: number
  /**
   * `stratified` gives the example that a latent came from the weight that it has among all, and estimates without bias;
   * `weighted` counts all of the batch alike, and lies below in the mean.
   */
  readonly sampling: 'stratified' | 'weighted'
}

/** Logarithms of B times the weight that the posterior of example j has in the density of the latent of example i. */
const logShares = ({ examples, sampling }: AggregateOptions, batch: number): readonly number[] => {
  if (!Number.isSafeInteger(examples) || examples < batch)
    throw new RangeError(
      `aggregatePosterior: expected a whole number of examples, at least the ${batch} of the batch, found ${examples}`,
    )
  if (sampling === 'weighted') return Array.from({ length: batch * batch }, () => -Math.log(examples))
  if (batch < 2)
    throw new ShapeError(
      `aggregatePosterior: expected a batch of two examples or more for stratified sampling, found ${batch}`,
    )
  const others = batch - 1
  // of its own example, of one that stands for all that are not in the batch, and of the rest
  const shares = [1 / examples, (examples - others) / (examples * others), 1 / others]
  return Array.from({ length: batch * batch }, (_, at) => {
    const apart = ((at % batch) - Math.floor(at / batch) + batch) % batch
    return Math.log(batch * (shares[Math.min(apart, 2)] ?? 0))
  })
}

/**
 * The log-density of each latent of a batch under the aggregate posterior: of the latent as a whole, and of its units as
 * if they were independent. Each row is the log-densities, unit by unit, of one latent under the posteriors of all.
 * @shape [B, B, Z] → [B], [B]
 * @math log q(z_i) ≈ log Σ_j w_ij q(z_i|x_j); Σ_d log q(z_id) ≈ Σ_d log Σ_j w_ij q(z_id|x_j)
 * @unit nats per example
 * @grad to all log-densities
 * @failure RangeError: `aggregatePosterior: expected a whole number of examples, at least the 64 of the batch, found 10`
 * @source Chen et al.: Isolating sources of disentanglement in VAEs (2018), appendix C
 * @category objective
 * @since 0.1.0
 * @example
 * import { aggregatePosterior, read, use, zeros } from 'reparam'
 * await use('cpu')()
 * // all posteriors alike, each of density 1: so is their mixture
 * const { joint, product } = aggregatePosterior({ examples: 100, sampling: 'stratified' })(zeros(4, 4, 3))
 * const numbers = [...(await read(joint)), ...(await read(product))]
 * console.assert(numbers.every((v) => Math.abs(v) < 1e-5))
 */
export const aggregatePosterior =
  (options: AggregateOptions) =>
  <B extends Dim, Z extends Dim>(
    perUnit: Tensor<[B, B, Z]>,
  ): {
    /** log q(z) */
    readonly joint: Tensor<[B]>
    /** Σ_d log q(z_d) */
    readonly product: Tensor<[B]>
  } => {
    const shape = shapeOf(perUnit)
    const [batch = 0] = shape
    const shares = constant(Float32Array.from(logShares(options, batch)), [batch, batch])
    const whole: Tensor<[B, B]> = typed(add(expression(sumUnits<[B, B], Z>(perUnit)), shares))
    const units: Tensor<[B, B, Z]> = typed(add(expression(perUnit), broadcastInDim(shares, shape, [0, 1])))
    return {
      joint: logMeanExpGroups<B, B, []>(whole),
      product: sumUnits<[B], Z>(logMeanExpGroups<B, B, [Z]>(units)),
    }
  }
