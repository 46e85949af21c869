/** What the specs of laws run: how often, and with how many samples. */
import * as laws from '../../src/laws/index.js'

/** Cases a law. */
export const runs = 2

/** Cases a law of families: one where each takes a while, and two distributions stand in a batch anyway. */
export const runsOf = (name: laws.LawName): number =>
  name === 'klNonNegative' || name === 'meanGradient' || name === 'cdfIntegrates' ? 1 : runs

/** Samples a statistic; the tolerance follows from them. */
export const samples = 2 ** 12

/** The laws of every family, by its name. */
export const familyLaws: Readonly<Record<string, readonly laws.NamedLaw[]>> = {
  Gaussian: laws.every(laws.families.Gaussian, { samples }),
  Laplace: laws.every(laws.families.Laplace, { samples }),
  Logistic: laws.every(laws.families.Logistic, { samples }),
  Gumbel: laws.every(laws.families.Gumbel, { samples }),
  Cauchy: laws.every(laws.families.Cauchy, { samples }),
  StudentT: laws.every(laws.families.StudentT, { samples }),
  LogNormal: laws.every(laws.families.LogNormal, { samples }),
  HalfNormal: laws.every(laws.families.HalfNormal, { samples }),
  Uniform: laws.every(laws.families.Uniform, { samples }),
  Exponential: laws.every(laws.families.Exponential, { samples }),
  Gamma: laws.every(laws.families.Gamma, { samples }),
  Beta: laws.every(laws.families.Beta, { samples }),
  ContinuousBernoulli: laws.every(laws.families.ContinuousBernoulli, { samples }),
  RelaxedBernoulli: laws.every(laws.families.RelaxedBernoulli, { samples }),
  Bernoulli: laws.every(laws.families.Bernoulli, { samples }),
  Binomial: laws.every(laws.families.Binomial, { samples }),
  Poisson: laws.every(laws.families.Poisson, { samples }),
  Geometric: laws.every(laws.families.Geometric, { samples }),
  Categorical: laws.every(laws.families.Categorical, { samples }),
  DiscretizedLogistic: laws.every(laws.families.DiscretizedLogistic, { samples }),
  Delta: laws.every(laws.families.Delta, { samples }),
  OneHotCategorical: laws.every(laws.families.OneHotCategorical, { samples }),
  RelaxedOneHotCategorical: laws.every(laws.families.RelaxedOneHotCategorical, { samples }),
  Dirichlet: laws.every(laws.families.Dirichlet, { samples }),
  VonMisesFisher: laws.every(laws.families.VonMisesFisher, { samples }),
  MultivariateGaussian: laws.every(laws.families.MultivariateGaussian, { samples }),
  LowRankMultivariateGaussian: laws.every(laws.families.LowRankMultivariateGaussian, { samples }),
} satisfies Readonly<Record<keyof typeof laws.families, readonly laws.NamedLaw[]>>

/** Cases a pair of families. */
export const pairRuns = 1

/** A few families once more on the other backend, whose kernels are others. */
export const cpuLaws: Readonly<Record<string, readonly laws.NamedLaw[]>> = {
  Gaussian: laws.every(laws.families.Gaussian, { samples }),
  Bernoulli: laws.every(laws.families.Bernoulli, { samples }),
  OneHotCategorical: laws.every(laws.families.OneHotCategorical, { samples }),
}
export const cpuRuns = 1
