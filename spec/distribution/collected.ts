/** How each value of the collection is computed here: by the name that the collection gives it. */
import { function as F } from 'fp-ts'
import {
  Bernoulli,
  type Distribution,
  Gaussian,
  Independent,
  kl,
  Laplace,
} from '../../src/distribution/index.js'
import { bound, meanBatch, weightedBound } from '../../src/objective/index.js'
import { read } from '../../src/run/index.js'
import {
  type AnyTensor,
  add,
  exp,
  fill,
  mul,
  scalar,
  scale,
  softmax,
  sub,
  type Tensor,
  vector,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import { type Entry, field, flat, list, number } from '../golden/collection.js'

/** What is to be compared: numbers of ours and of the reference. */
export interface Comparison {
  readonly got: readonly number[]
  readonly expected: readonly number[]
}

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))
const logit = (p: number): number => Math.log(p / (1 - p))
const named = (params: unknown, name: string): number => number(field(params, name))
const vectorAt = (params: unknown, name: string): Tensor<[number]> => vector(flat(field(params, name)))

const gaussianOf = (params: unknown) =>
  Gaussian.make(scalar(named(params, 'loc')), scalar(named(params, 'scale')))
const laplaceOf = (params: unknown) =>
  Laplace.make(scalar(named(params, 'loc')), scalar(named(params, 'scale')))
const bernoulliOf = (params: unknown) =>
  Bernoulli.fromLogits(
    scalar(
      JSON.stringify(params).includes('probs') ? logit(named(params, 'probs')) : named(params, 'logits'),
    ),
  )

/** A quantity of a distribution without axes, at each of the arguments. */
const univariate =
  (make: (params: unknown) => Distribution<[], []>) =>
  async ({ params, quantity, args, value }: Entry): Promise<Comparison> => {
    const d = make(params)
    const expected = flat(value)
    const at = async (f: (x: Tensor<[]>) => AnyTensor): Promise<readonly number[]> =>
      (await Promise.all(flat(args).map((x) => numbers(f(scalar(x)))))).flat()
    switch (quantity) {
      case 'entropy':
        return { got: await numbers(d.entropy()), expected }
      case 'mean':
        return { got: await numbers(d.mean()), expected }
      case 'var':
        return { got: await numbers(d.variance()), expected }
      case 'cdf':
        return { got: await at((x) => d.cdf(x)), expected }
      case 'log_prob':
        return { got: await at((x) => d.logProb(x)), expected }
      // as logarithms: 5.5e-49 is 0 in float32, and 0 would be as good an answer
      case 'prob':
        return { got: await at((x) => d.logProb(x)), expected: expected.map(Math.log) }
      default:
        throw new Error(`golden: no quantity ${quantity}`)
    }
  }

const diagonalOf = (params: unknown): Tensor<[number]> =>
  vector(list(field(params, 'covariance')).map((row, i) => Math.sqrt(flat(row)[i] ?? Number.NaN)))

const event = (loc: Tensor<[number]>, deviations: Tensor<[number]>) =>
  F.pipe(Gaussian.make(loc, deviations), Independent.make(1))

const multivariate =
  (deviations: (params: unknown) => Tensor<[number]>) =>
  async ({ params, quantity, args, value }: Entry): Promise<Comparison> => {
    const d = event(vectorAt(params, 'loc'), deviations(params))
    if (quantity === 'entropy') return { got: await numbers(d.entropy()), expected: flat(value) }
    const logs = quantity === 'prob' ? flat(value).map(Math.log) : flat(value)
    return { got: await numbers(d.logProb(vector(flat(args)))), expected: logs }
  }

/** Two Gaussians over three elements, at two samples of each: [2 samples, 2 in the batch, 3]. */
const sampled = async ({ params, args, value }: Entry): Promise<Comparison> => {
  const repeated = (rows: readonly (readonly number[])[]): Tensor<[2, 3]> =>
    typed(constant(Float32Array.from(rows.flat()), [2, 3]))
  const loc = flat(field(params, 'loc'))
  const deviations = flat(field(params, 'scale_identity_multiplier')).map((s) => loc.map(() => s))
  const d = F.pipe(Gaussian.make(repeated([loc, loc]), repeated(deviations)), Independent.make(1)).expand(2)
  const rows = list(args).flatMap((row) => [...flat(row), ...flat(row)])
  const x: Tensor<[2, 2, 3]> = typed(constant(Float32Array.from(rows), [2, 2, 3]))
  return { got: await numbers(d.logProb(x)), expected: flat(value) }
}

const divergence =
  (f: (q: unknown, p: unknown) => Tensor<[]>) =>
  async ({ params, value }: Entry): Promise<Comparison> => ({
    got: await numbers(f(field(params, 'p'), field(params, 'q'))),
    expected: flat(value),
  })

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
  (beta: number) =>
  async ({ params, value }: Entry): Promise<Comparison> => {
    const q = posterior(params)
    const logLikelihood = reconstruction(flat(field(params, 'logits')), flat(field(params, 'x')))
    const { elbo } = bound({ beta })<1, []>(logLikelihood, kl(q, standard(flat(field(params, 'mu')))))
    return { got: await numbers(elbo), expected: flat(value) }
  }

type Others = (id: string) => Entry

/** How the values of each name are computed; some are made of the parameters of others. */
export const computed: Readonly<Record<string, (entry: Entry, others: Others) => Promise<Comparison>>> = {
  Normal: univariate(gaussianOf),
  Laplace: univariate(laplaceOf),
  Bernoulli: univariate(bernoulliOf),
  'Normal(loc, logvar=0)': univariate((params) =>
    Gaussian.fromLogScale(scalar(named(params, 'loc')), scalar(named(params, 'logvar') / 2)),
  ),
  MultivariateNormal: multivariate(diagonalOf),
  MultivariateNormalDiag: multivariate((params) => vectorAt(params, 'scale_diag')),
  'MultivariateNormalDiag(batch=2,event=3), x sample_shape [2] via newaxis': sampled,
  'KL(Normal||Normal)': divergence((q, p) => kl(gaussianOf(q), gaussianOf(p))),
  'KL(Laplace||Laplace)': divergence((q, p) => kl(laplaceOf(q), laplaceOf(p))),
  'KL(Laplace||Normal)': divergence((q, p) => kl(laplaceOf(q), gaussianOf(p))),
  'KL(Normal||Laplace)': divergence((q, p) => kl(gaussianOf(q), laplaceOf(p))),
  'KL(Bernoulli||Bernoulli)': divergence((q, p) => kl(bernoulliOf(q), bernoulliOf(p))),
  'KL(N(0,e^lv)||N(0,1))': async ({ params, value }) => {
    const q = Gaussian.fromLogScale(scalar(named(params, 'mu')), scalar(named(params, 'logvar') / 2))
    return { got: await numbers(kl(q, Gaussian.standard())), expected: flat(value) }
  },
  'KL(N(mean,exp(logvar)) || N(0,I)), 10 dims, batch mean': async ({ params, value }) => {
    const filled = (name: string) => fill(String(field(params, name)).startsWith('ones') ? 1 : 0)(10, 10)
    const q = F.pipe(Gaussian.fromLogScale(filled('mean'), scale(0.5)(filled('logvar'))), Independent.make(1))
    return { got: await numbers(meanBatch(kl(q, Gaussian.standard(10)))), expected: flat(value) }
  },
  'sum_i log Bernoulli(x_i|logit_i)': async ({ params, args, value }) => ({
    got: await numbers(reconstruction(flat(field(params, 'logits')), flat(args))),
    expected: flat(value),
  }),
  'z=mu+exp(lv/2)*eps': async ({ params, value }) => {
    const deviations = exp(scale(0.5)(vectorAt(params, 'logvar')))
    const z = add(vectorAt(params, 'mu'), mul(deviations, vectorAt(params, 'eps')))
    return { got: await numbers(z), expected: flat(value) }
  },
  'log N(z;0,I)': async ({ params, value }, others) => {
    const z = flat(others(`computed/${String(field(params, 'z'))}`).value)
    return { got: await numbers(standard(z).logProb(vector(z))), expected: flat(value) }
  },
  'ELBO = rec - KL': betaBound(1),
  'rec - 4 KL': betaBound(4),
  'rec+log p(z)-log q(z|x)': async ({ value }, others) => {
    const example = others('computed/elbo_analytic_4px').params
    const z = flat(others('computed/reparam_z').value)
    const ratio = sub(posterior(example).logProb(vector(z)), standard(z).logProb(vector(z)))
    const logLikelihood = reconstruction(flat(field(example, 'logits')), flat(field(example, 'x')))
    return { got: await numbers(bound()<1, []>(logLikelihood, ratio).elbo), expected: flat(value) }
  },
  'log mean exp(log_w)': async ({ params, value }) => ({
    got: await numbers(weightedBound<number, []>(vectorAt(params, 'log_w'))),
    expected: flat(value),
  }),
  'softmax(log_w)': async ({ params, value }) => ({
    got: await numbers(softmax(0)(vectorAt(params, 'log_w'))),
    expected: flat(value),
  }),
}
