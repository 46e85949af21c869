/** Distributions of single numbers. */
import {
  type Abilities,
  Bernoulli,
  Beta,
  Binomial,
  Cauchy,
  ContinuousBernoulli,
  DiscretizedLogistic,
  type Distribution,
  Exponential,
  Gamma,
  Gaussian,
  Gumbel,
  Laplace,
  Logistic,
  LogNormal,
  Mixture,
  Poisson,
  StudentT,
  Uniform,
} from '../../../src/distribution/index.js'
import { type AnyTensor, log, scalar, type Tensor, vector } from '../../../src/tensor/index.js'
import { flat } from '../collection.js'
import { type Chapter, type Compute, compared, logit, named, numbers, vectorAt } from './compare.js'

type Univariate = Distribution<[], []> & Partial<Abilities<[], []>>

/** A quantity as a function of an argument; what a distribution cannot state is a fault of the entry. */
const asked = (d: Univariate, quantity: string): ((x: Tensor<[]>) => AnyTensor) => {
  const { cdf } = d
  const quantities: Readonly<Record<string, ((x: Tensor<[]>) => AnyTensor) | undefined>> = {
    mean: d.mean,
    var: d.variance,
    variance: d.variance,
    entropy: d.entropy,
    cdf: cdf && ((x) => cdf(x)),
    log_prob: (x) => d.logProb(x),
    prob: (x) => d.logProb(x),
  }
  const found = quantities[quantity]
  if (found === undefined) throw new Error(`golden: no quantity ${quantity}`)
  return found
}

/** A quantity of a distribution without axes, at each of the arguments. */
const univariate =
  (make: (params: unknown) => Univariate): Compute =>
  async ({ params, quantity, args, value }) => {
    const of = asked(make(params), quantity)
    const points = args === null ? [0] : flat(args)
    const got = (await Promise.all(points.map((x) => numbers(of(scalar(x)))))).flat()
    // as logarithms: 5.5e-49 is 0 in float32, and 0 would be as good an answer
    return { got, expected: quantity === 'prob' ? flat(value).map(Math.log) : flat(value) }
  }

const at = (params: unknown, name: string): Tensor<[]> => scalar(named(params, name))

/** A location and a scale as the arguments of a family. */
const locScale =
  <D>(make: (loc: Tensor<[]>, scale: Tensor<[]>) => D) =>
  (params: unknown): D =>
    make(at(params, 'loc'), at(params, 'scale'))

export const gaussianOf = locScale((loc, scale) => Gaussian.make(loc, scale))
export const laplaceOf = locScale((loc, scale) => Laplace.make(loc, scale))
export const gumbelOf = locScale((loc, scale) => Gumbel.make(loc, scale))
export const logNormalOf = locScale((loc, scale) => LogNormal.make(loc, scale))
export const gammaOf = (params: unknown) => Gamma.make(at(params, 'concentration'), at(params, 'rate'))
export const betaOf = (params: unknown) =>
  Beta.make(at(params, 'concentration1'), at(params, 'concentration0'))
export const exponentialOf = (params: unknown) => Exponential.make(at(params, 'rate'))
export const poissonOf = (params: unknown) => Poisson.make(at(params, 'rate'))
export const bernoulliOf = (params: unknown) =>
  Bernoulli.fromLogits(
    scalar(
      JSON.stringify(params).includes('probs') ? logit(named(params, 'probs')) : named(params, 'logits'),
    ),
  )

/** A mixture of Gaussians. */
export const mixtureOf = (params: unknown) =>
  Mixture.sameFamily({
    logits: log(vectorAt(params, 'weights')),
    components: Gaussian.make(vectorAt(params, 'loc'), vectorAt(params, 'scale')),
  })

export const computedUnivariate: Chapter = {
  Normal: univariate(gaussianOf),
  'Normal(loc, logvar=0)': univariate((p) =>
    Gaussian.fromLogScale(at(p, 'loc'), scalar(named(p, 'logvar') / 2)),
  ),
  Laplace: univariate(laplaceOf),
  Gumbel: univariate(gumbelOf),
  LogNormal: univariate(logNormalOf),
  Logistic: univariate(locScale((loc, scale) => Logistic.make(loc, scale))),
  Cauchy: univariate(locScale((loc, scale) => Cauchy.make(loc, scale))),
  StudentT: univariate((p) => StudentT.make(at(p, 'df'), scalar(0), scalar(1))),
  Uniform: univariate((p) => Uniform.make(at(p, 'low'), at(p, 'high'))),
  Exponential: univariate(exponentialOf),
  'Exponential(see test)': ({ args, value }) => {
    const d = Exponential.make(vector([1, 2]))
    return compared(d.quantile(vector([...flat(args), ...flat(args)])), value)
  },
  Gamma: univariate(gammaOf),
  Beta: univariate(betaOf),
  ContinuousBernoulli: univariate((p) => ContinuousBernoulli.fromLogits(scalar(logit(named(p, 'probs'))))),
  Bernoulli: univariate(bernoulliOf),
  Binomial: univariate((p) => Binomial.fromProbabilities(at(p, 'total_count'), at(p, 'probs'))),
  Poisson: univariate(poissonOf),
  'DiscretizedLogistic(256 bins on [-1,1])': univariate(
    locScale((loc, scale) => DiscretizedLogistic.make(loc, scale)),
  ),
  'MixtureSameFamily(Normal)': univariate(mixtureOf),
}
