/** A linear Gaussian model of three numbers by two latent units: its evidence, its posterior, and bounds. */
import { either as E } from 'fp-ts'
import { Gaussian, Independent, kl } from '../../../src/distribution/index.js'
import { probabilisticPca } from '../../../src/estimate/index.js'
import { render } from '../../../src/failure/index.js'
import { bound, logWeights } from '../../../src/objective/index.js'
import { key } from '../../../src/random/index.js'
import { einsum, repeatFirst, scalar, type Tensor } from '../../../src/tensor/index.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import { typed } from '../../../src/tensor/tensor.js'
import { type Entry, field, flat } from '../collection.js'
import { type Chapter, type Comparison, compared, named, numbers } from './compare.js'

/** How often the bound at the true posterior is drawn. */
const draws = 500

const given = (x: unknown, name: string): Float32Array => Float32Array.from(flat(field(x, name)))

const modelOf = async (params: unknown) => {
  const x: Tensor<[1, 3]> = typed(constant(given(params, 'x'), [1, 3]))
  const weights: Tensor<[3, 2]> = typed(constant(given(params, 'W'), [3, 2]))
  const loc: Tensor<[3]> = typed(constant(given(params, 'mu'), [3]))
  const variance = named(params, 'sigma2')
  const model = await probabilisticPca({ loc, weights, scale: scalar(Math.sqrt(variance)) })()
  if (E.isLeft(model)) throw new Error(render(model.left))
  // the diagonal of WᵀW/σ² + I
  const precision = (await numbers(einsum('dz,dz->z')(weights, weights))).map((v) => v / variance + 1)
  return { x, ...model.right, posterior: model.right.posterior<[1]>(x), precision }
}

type Model = Awaited<ReturnType<typeof modelOf>>

const rows = (values: readonly number[]): Tensor<[1, 2]> => typed(constant(Float32Array.from(values), [1, 2]))

/** Independent latent units with the means of the posterior. */
const meanField = ({ posterior, precision }: Model) =>
  Independent.make(1)(Gaussian.make(posterior.parameters.loc, rows(precision.map((v) => 1 / Math.sqrt(v)))))

const standard = Independent.make(1)(Gaussian.make(rows([0, 0]), rows([1, 1])))

/**
 * The bound at q, whose covariance is that of some columns: the log-likelihood is quadratic in z, so its mean under q is
 * that over two points for each column.
 */
const boundAt = async (
  { x, likelihood }: Model,
  loc: Tensor<[1, 2]>,
  columns: readonly (readonly number[])[],
  nats: Tensor<[1]>,
): Promise<readonly number[]> => {
  const at = await numbers(loc)
  const points = columns.flatMap((column) =>
    [-1, 1].flatMap((sign) => at.map((v, i) => v + sign * Math.SQRT2 * (column[i] ?? 0))),
  )
  const z: Tensor<[4, 1, 2]> = typed(constant(Float32Array.from(points), [4, 1, 2]))
  const logLikelihood = likelihood<[4, 1]>(z).logProb<[4, 1, 3]>(repeatFirst(4)(x))
  return numbers(bound()<4, [1]>(logLikelihood, nats).elbo)
}

const diagonal = ([a = 0, b = 0]: readonly number[]): readonly (readonly number[])[] => [
  [a, 0],
  [0, b],
]

/** In closed form, and by every single draw: log p(x|z) + log p(z) − log q(z) is the same wherever z is. */
const atPosterior = async (model: Model): Promise<readonly number[]> => {
  const { x, likelihood, posterior, prior } = model
  const [a = 0, , c = 0, d = 0] = await numbers(posterior.parameters.scaleTril)
  const columns = [
    [a, c],
    [0, d],
  ]
  const closed = await boundAt(model, posterior.parameters.loc, columns, kl(posterior, standard))
  const decoded = (z: Tensor<[typeof draws, 1, 2]>) => likelihood<[typeof draws, 1]>(z)
  return [...closed, ...(await numbers(logWeights(draws)(posterior, prior, decoded, x)(key(3))))]
}

const asked =
  (of: (model: Model) => Promise<readonly number[]>) =>
  async ({ params, value }: Entry): Promise<Comparison> => {
    const got = await of(await modelOf(params))
    const expected = flat(value)
    return { got, expected: expected.length === 1 ? got.map(() => expected[0] ?? Number.NaN) : expected }
  }

export const computedLinearGaussian: Chapter = {
  'pPCA exact log p(x)': async (entry) => {
    const { evidence, marginal, x } = await modelOf(entry.params)
    const both = [evidence<[1]>(x), marginal.expand(1).logProb<[1, 3]>(x)].map(numbers)
    return asked(async () => (await Promise.all(both)).flat())(entry)
  },
  'pPCA posterior mean': asked(({ posterior }) => numbers(posterior.mean())),
  'pPCA posterior covariance': async ({ params, value }) => {
    const tril = (await modelOf(params)).posterior.parameters.scaleTril
    return compared(einsum('bij,bkj->bik')(tril, tril), value)
  },
  'ELBO at q=true posterior == log p(x)': asked(atPosterior),
  'ELBO at best diagonal q (mean=post mean, var=1/diag(precision))': asked((model) => {
    const q = meanField(model)
    const deviations = model.precision.map((v) => 1 / Math.sqrt(v))
    return boundAt(model, model.posterior.parameters.loc, diagonal(deviations), kl(q, model.prior))
  }),
  'ELBO at q=prior N(0,I)': asked((model) =>
    boundAt(model, rows([0, 0]), diagonal([1, 1]), kl(standard, model.prior)),
  ),
  'log p(x)-ELBO_meanfield': asked((model) => numbers(kl(meanField(model), model.posterior))),
}
