/** Divergences between distributions; in a KL(A||B), `p` is A and `q` is B. */
import { function as F } from 'fp-ts'
import {
  Categorical,
  Gaussian,
  Independent,
  kl,
  type MultivariateGaussian,
} from '../../../src/distribution/index.js'
import { meanBatch } from '../../../src/objective/index.js'
import { fill, scalar, scale, type Tensor, vector } from '../../../src/tensor/index.js'
import { field, flat } from '../collection.js'
import { type Chapter, type Compute, compared, named, numbers } from './compare.js'
import { multivariateGaussianOf } from './multivariate.js'
import {
  bernoulliOf,
  betaOf,
  exponentialOf,
  gammaOf,
  gaussianOf,
  gumbelOf,
  laplaceOf,
  logNormalOf,
  mixtureOf,
  poissonOf,
} from './univariate.js'

const divergence =
  (f: (q: unknown, p: unknown) => Tensor<[]>): Compute =>
  ({ params, value }) =>
    compared(f(field(params, 'p'), field(params, 'q')), value)

const classesOf = (params: unknown) =>
  Categorical.fromProbabilities(vector<readonly number[]>(flat(field(params, 'probs'))))

/** Without a closed form: the integral over the two log-densities, by equal steps over all that counts. */
const ofMixture: Compute = async ({ params, value }) => {
  const [from, to, points] = [-8, 16, 1201]
  const step = (to - from) / (points - 1)
  const x = Array.from({ length: points }, (_, i) => from + i * step)
  const [q, p] = [mixtureOf(params).expand(points), Gaussian.standard().expand(points)]
  const [lq, lp] = [await numbers(q.logProb(vector(x))), await numbers(p.logProb(vector(x)))]
  const nats = lq.reduce((sum, l, i) => sum + Math.exp(l) * (l - (lp[i] ?? Number.NaN)) * step, 0)
  return { got: [nats], expected: flat(value) }
}

export const computedDivergences: Chapter = {
  'KL(Normal||Normal)': divergence((q, p) => kl(gaussianOf(q), gaussianOf(p))),
  'KL(Laplace||Laplace)': divergence((q, p) => kl(laplaceOf(q), laplaceOf(p))),
  'KL(Laplace||Normal)': divergence((q, p) => kl(laplaceOf(q), gaussianOf(p))),
  'KL(Normal||Laplace)': divergence((q, p) => kl(gaussianOf(q), laplaceOf(p))),
  'KL(Bernoulli||Bernoulli)': divergence((q, p) => kl(bernoulliOf(q), bernoulliOf(p))),
  'KL(Categorical||Categorical)': divergence((q, p) => kl(classesOf(q), classesOf(p))),
  'KL(Gamma||Gamma)': divergence((q, p) => kl(gammaOf(q), gammaOf(p))),
  'KL(Beta||Beta)': divergence((q, p) => kl(betaOf(q), betaOf(p))),
  'KL(Exponential||Exponential)': divergence((q, p) => kl(exponentialOf(q), exponentialOf(p))),
  'KL(Gumbel||Gumbel)': divergence((q, p) => kl(gumbelOf(q), gumbelOf(p))),
  'KL(Poisson||Poisson)': divergence((q, p) => kl(poissonOf(q), poissonOf(p))),
  'KL(LogNormal||LogNormal)': divergence((q, p) => kl(logNormalOf(q), logNormalOf(p))),
  'KL(MVN||N(0,I))': ({ params, value }) => {
    const q: MultivariateGaussian.MultivariateGaussian<[], [number]> = multivariateGaussianOf(
      field(params, 'p'),
    )
    return compared(kl(q, Gaussian.standard<[number]>(3)), value)
  },
  'KL(GMM||Normal(0,1))': ofMixture,
  'KL(N(0,e^lv)||N(0,1))': ({ params, value }) => {
    const q = Gaussian.fromLogScale(scalar(named(params, 'mu')), scalar(named(params, 'logvar') / 2))
    return compared(kl(q, Gaussian.standard()), value)
  },
  'KL(N(mean,exp(logvar)) || N(0,I)), 10 dims, batch mean': ({ params, value }) => {
    const filled = (name: string) => fill(String(field(params, name)).startsWith('ones') ? 1 : 0)(10, 10)
    const q = F.pipe(Gaussian.fromLogScale(filled('mean'), scale(0.5)(filled('logvar'))), Independent.make(1))
    return compared(meanBatch(kl(q, Gaussian.standard(10))), value)
  },
}
