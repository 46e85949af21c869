/** Penalties and divergences of samples, and what becomes of the weights of samples. */
import { Gaussian, kl } from '../../../src/distribution/index.js'
import {
  aggregatePosterior,
  dipPenalty,
  effectiveSampleSize,
  freeBits,
  inverseMultiquadratic,
  type Kernel,
  maximumMeanDiscrepancy,
  normalisedWeights,
  radialBasis,
  renyiBound,
  weightedBound,
} from '../../../src/objective/index.js'
import { linear } from '../../../src/schedule/index.js'
import {
  expandDims,
  fill,
  scalar,
  scale,
  softmax,
  square,
  type Tensor,
  vector,
} from '../../../src/tensor/index.js'
import { field, flat, number, text } from '../collection.js'
import {
  type Chapter,
  type Compute,
  compared,
  matrixAt,
  named,
  numbers,
  type Others,
  vectorAt,
} from './compare.js'

/** The log-weights that the neighbours of the importance-weighted bound go back to. */
const logWeights = (others: Others): Tensor<[number, 1]> =>
  expandDims(1)(vectorAt(others('computed/iwae_5').params, 'log_w'))

const discrepancy =
  (kernel: Kernel, estimate: 'biased' | 'unbiased'): Compute =>
  ({ params, value }) =>
    compared(
      maximumMeanDiscrepancy({ kernel, estimate })(matrixAt(params, 'X'), matrixAt(params, 'Y')),
      value,
    )

export const computedRegularisers: Chapter = {
  'log mean exp(log_w)': ({ params, value }) =>
    compared(weightedBound<number, []>(vectorAt(params, 'log_w')), value),
  'softmax(log_w)': ({ params, value }) => compared(softmax(0)(vectorAt(params, 'log_w')), value),
  'C(t)=min(Cmax,Cmax*t/T)': async ({ params, args, value }) => {
    const capacity = linear({ steps: named(params, 'T'), to: named(params, 'c_max') })
    const each = await Promise.all(flat(args).map((step) => numbers(capacity(scalar(step)))))
    return { got: each.flat(), expected: flat(value) }
  },
  'TC estimate on a batch (Chen et al. minibatch, no constant)': async ({ params, value }) => {
    const [units, batch] = [named(params, 'num_dim'), named(params, 'batch')]
    // all posteriors alike: −(units − 1) log batch; as many pairs do not fit, so a hundredth of the batch, scaled
    const some = Math.sqrt(batch)
    const alike = fill(-1)(some, some, units)
    const { joint, product } = aggregatePosterior({ examples: batch, sampling: 'weighted' })<number, number>(
      alike,
    )
    const [[a = 0], [b = 0]] = [await numbers(joint), await numbers(product)]
    const left = (1 - units) * Math.log(some * batch)
    return { got: [2 * (a - b + left)], expected: flat(value) }
  },
  'DIP regulariser lambda_od=lambda_d=1': ({ params, value }) => {
    const filled = text(field(params, 'cov')).startsWith('ones') ? 1 : 0
    return compared(dipPenalty({ offDiagonal: 1, diagonal: 1 })(fill(filled)(10, 10)), value)
  },
  'sum_j max(lambda, KL_j), lambda=0.5': ({ params, value }) => {
    const logScale = scale(0.5)(vector(flat(field(params, 'logvar'))))
    const each = Gaussian.fromLogScale(vector(flat(field(params, 'mu'))), logScale)
    const standard = Gaussian.fromLogScale(scalar(0), scalar(0))
    const nats = number(field(params, 'free_bits'))
    return compared(freeBits({ nats, over: 'example' })<[], number>(kl(each, standard)), value)
  },
  'softmax(log_w)^2 (encoder gradient weight)': ({ value }, others) =>
    compared(square(normalisedWeights<number, [1]>(logWeights(others))), value),
  '1/sum w^2': ({ value }, others) => compared(effectiveSampleSize<number, [1]>(logWeights(others)), value),
  'VR bound': ({ params, value }, others) =>
    compared(renyiBound({ alpha: number(field(params, 'alpha')) })<number, [1]>(logWeights(others)), value),
  'MMD^2 unbiased, RBF exp(-d2/(2 s2)), s2=1': discrepancy(radialBasis({ scale: 1 }), 'unbiased'),
  'MMD^2 biased, RBF s2=1': discrepancy(radialBasis({ scale: 1 }), 'biased'),
  'MMD^2 unbiased, IMQ C/(C+d2), C=4 (=2*d*sigma^2)': discrepancy(
    inverseMultiquadratic({ c: 4 }),
    'unbiased',
  ),
}
