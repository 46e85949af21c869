/** Bounds of one example, term by term. */
import { function as F } from 'fp-ts'
import { Bernoulli, Gaussian, Independent, kl } from '../../../src/distribution/index.js'
import { bound } from '../../../src/objective/index.js'
import { add, exp, mul, scale, sub, type Tensor, vector } from '../../../src/tensor/index.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import { typed } from '../../../src/tensor/tensor.js'
import { field, flat } from '../collection.js'
import { type Chapter, type Compute, compared, vectorAt } from './compare.js'
import { event } from './multivariate.js'

const posterior = (params: unknown) =>
  F.pipe(
    Gaussian.fromLogScale(vectorAt(params, 'mu'), scale(0.5)(vectorAt(params, 'logvar'))),
    Independent.make(1),
  )
const standard = (z: readonly number[]) => event(vector(z.map(() => 0)), vector(z.map(() => 1)))

/** The log-likelihood of one sample, [1]. */
const reconstruction = (logits: readonly number[], x: readonly number[]): Tensor<[1]> => {
  const d = F.pipe(Bernoulli.fromLogits(vector(logits)), Independent.make(1)).expand(1)
  return d.logProb(typed<Tensor<[1, number]>>(constant(Float32Array.from(x), [1, x.length])))
}

const betaBound =
  (beta: number): Compute =>
  ({ params, value }) => {
    const q = posterior(params)
    const logLikelihood = reconstruction(flat(field(params, 'logits')), flat(field(params, 'x')))
    const { elbo } = bound({ beta })<1, []>(logLikelihood, kl(q, standard(flat(field(params, 'mu')))))
    return compared(elbo, value)
  }

export const computedBounds: Chapter = {
  'sum_i log Bernoulli(x_i|logit_i)': ({ params, args, value }) =>
    compared(reconstruction(flat(field(params, 'logits')), flat(args)), value),
  'z=mu+exp(lv/2)*eps': ({ params, value }) => {
    const deviations = exp(scale(0.5)(vectorAt(params, 'logvar')))
    return compared(add(vectorAt(params, 'mu'), mul(deviations, vectorAt(params, 'eps'))), value)
  },
  'log N(z;0,I)': ({ params, value }, others) => {
    const z = flat(others(`computed/${String(field(params, 'z'))}`).value)
    return compared(standard(z).logProb(vector(z)), value)
  },
  'ELBO = rec - KL': betaBound(1),
  'rec - 4 KL': betaBound(4),
  'rec+log p(z)-log q(z|x)': ({ value }, others) => {
    const example = others('computed/elbo_analytic_4px').params
    const z = flat(others('computed/reparam_z').value)
    const ratio = sub(posterior(example).logProb(vector(z)), standard(z).logProb(vector(z)))
    const logLikelihood = reconstruction(flat(field(example, 'logits')), flat(field(example, 'x')))
    return compared(bound()<1, []>(logLikelihood, ratio).elbo, value)
  },
}
