/** The families of the library as subjects of the laws. */
import fc from 'fast-check'
import {
  Bernoulli,
  Beta,
  Binomial,
  Categorical,
  Cauchy,
  ContinuousBernoulli,
  Delta,
  Dirichlet,
  DiscretizedLogistic,
  Exponential,
  type Family,
  Gamma,
  Gaussian,
  Geometric,
  Gumbel,
  HalfNormal,
  Laplace,
  Logistic,
  LogNormal,
  LowRankMultivariateGaussian,
  MultivariateGaussian,
  OneHotCategorical,
  Poisson,
  RelaxedBernoulli,
  RelaxedOneHotCategorical,
  StudentT,
  Uniform,
  VonMisesFisher,
} from '../distribution/index.js'
import * as drawn from './arbitrary.js'
import { lowerTriangles, unitVectors } from './arbitrary-vector.js'
import { tensor } from './host.js'
import { subject } from './subject.js'

const record = <T extends object>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>({ ...fields }, { noNullPrototype: true })

const locScale = record({ loc: drawn.locs(2), scale: drawn.scales(2) })
const logits = record({ logits: drawn.logits(2) })
/** Four classes, each with a part of at least a sixtieth: a variance over samples says little of a rarer one. */
const fewClasses = record({ logits: drawn.between(-1.5, 1.5)(2, 4) })
const upTo = (last: number): readonly number[] => Array.from({ length: last + 1 }, (_, k) => k)
const hot = (k: number): readonly number[] => upTo(3).map((c) => (c === k ? 1 : 0))
/** So many trials, which no gradient is to reach. */
const trials = tensor<[2]>([3, 8], [2])
const onSimplex = { moves: false, outside: [0.7, [-0.5, 1, 0.5]] } as const

/**
 * Every family of the library as a subject: two distributions a batch, with parameters of its domain that are not extreme
 * (a statistic of 16,384 samples says something), its support, the values of a discrete one, values outside.
 * @category laws
 * @since 0.1.0
 */
export const families = {
  Gaussian: subject(locScale, (p) => Gaussian.make(p.loc, p.scale)),
  Laplace: subject(locScale, (p) => Laplace.make(p.loc, p.scale)),
  Logistic: subject(locScale, (p) => Logistic.make(p.loc, p.scale)),
  Gumbel: subject(locScale, (p) => Gumbel.make(p.loc, p.scale)),
  // no interval holds what counts of so heavy a tail: its cdf is the integral over any
  Cauchy: subject(locScale, (p) => Cauchy.make(p.loc, p.scale), {
    support: [-50, 50],
    without: ['densityIntegrates'],
  }),
  StudentT: subject(
    record({ degreesOfFreedom: drawn.degreesOfFreedom(2), loc: drawn.locs(2), scale: drawn.scales(2) }),
    (p) => StudentT.make(p.degreesOfFreedom, p.loc, p.scale),
    // a sample is made of two numbers of noise
    { sampling: 'implicit', without: ['implicitGradient'] },
  ),
  LogNormal: subject(
    record({ loc: drawn.between(-1, 1)(2), scale: drawn.between(0.2, 0.5)(2) }),
    (p) => LogNormal.make(p.loc, p.scale),
    { support: [0, Number.POSITIVE_INFINITY], outside: [-1, 0] },
  ),
  HalfNormal: subject(record({ scale: drawn.scales(2) }), (p) => HalfNormal.make(p.scale), {
    support: [0, Number.POSITIVE_INFINITY],
    outside: [-1],
  }),
  Uniform: subject(drawn.intervals(2), (p) => Uniform.make(p.low, p.high), { outside: [-6, 11] }),
  Exponential: subject(record({ rate: drawn.rates(2) }), (p) => Exponential.make(p.rate), {
    support: [0, Number.POSITIVE_INFINITY],
    outside: [-1],
  }),
  Gamma: subject(
    record({ concentration: drawn.concentrations(2), rate: drawn.rates(2) }),
    (p) => Gamma.make(p.concentration, p.rate),
    { support: [0, Number.POSITIVE_INFINITY], outside: [-1], sampling: 'implicit' },
  ),
  Beta: subject(
    record({ concentration1: drawn.concentrations(2), concentration0: drawn.concentrations(2) }),
    (p) => Beta.make(p.concentration1, p.concentration0),
    { support: [0, 1], outside: [-0.5, 1.5], sampling: 'implicit' },
  ),
  ContinuousBernoulli: subject(logits, (p) => ContinuousBernoulli.fromLogits(p.logits), {
    support: [0, 1],
    outside: [-0.5, 1.5],
  }),
  RelaxedBernoulli: subject(
    record({ logits: drawn.logits(2), temperature: drawn.temperatures(2) }),
    (p) => RelaxedBernoulli.fromLogits(p.logits, p.temperature),
    { support: [0, 1], outside: [-0.5, 1.5] },
  ),
  // a value between 0 and 1 counts as the expectation of a pixel, and one beyond is not looked at
  Bernoulli: subject(logits, (p) => Bernoulli.fromLogits(p.logits), { values: [0, 1] }),
  Binomial: subject(logits, (p) => Binomial.fromLogits(trials, p.logits), {
    values: upTo(8),
    outside: [-1, 0.5, 9],
  }),
  Poisson: subject(record({ rate: drawn.between(0.4, 4)(2) }), (p) => Poisson.make(p.rate), {
    values: upTo(30),
    outside: [-1, 0.5],
  }),
  Geometric: subject(record({ logits: drawn.between(0, 3)(2) }), (p) => Geometric.fromLogits(p.logits), {
    values: upTo(30),
    outside: [-1, 0.5],
  }),
  Categorical: subject(fewClasses, (p) => Categorical.fromLogits(p.logits), {
    values: upTo(3),
    outside: [-1, 0.5, 4],
  }),
  DiscretizedLogistic: subject(
    record({ loc: drawn.between(0, 1)(2), scale: drawn.between(0.1, 0.5)(2) }),
    (p) => DiscretizedLogistic.make(p.loc, p.scale, { low: 0, high: 1, bins: 5 }),
    { values: [0, 0.25, 0.5, 0.75, 1], outside: [-0.5, 1.5] },
  ),
  // all probability at one value: nothing moves
  Delta: subject(record({ loc: drawn.locs(2) }), (p) => Delta.make(p.loc), {
    outside: [7],
    without: ['logProbGradient'],
  }),
  OneHotCategorical: subject(fewClasses, (p) => OneHotCategorical.fromLogits(p.logits), {
    values: upTo(3).map(hot),
    outside: [0, 1, [0.5, 0.5, 0, 0]],
  }),
  RelaxedOneHotCategorical: subject(
    record({ logits: drawn.logits(2, 3), temperature: drawn.temperatures(2) }),
    (p) => RelaxedOneHotCategorical.fromLogits(p.logits, p.temperature),
    onSimplex,
  ),
  Dirichlet: subject(
    record({ concentration: drawn.concentrations(2, 3) }),
    (p) => Dirichlet.make(p.concentration),
    { ...onSimplex, sampling: 'implicit' },
  ),
  VonMisesFisher: subject(
    record({ direction: unitVectors(2, 3), logConcentration: drawn.between(-1, 2)(2) }),
    (p) => VonMisesFisher.fromDirection(p.direction, p.logConcentration),
    { moves: false, outside: [1, [0, 2, 0]], sampling: 'implicit' },
  ),
  MultivariateGaussian: subject(record({ loc: drawn.locs(2, 3), scaleTril: lowerTriangles(2, 3) }), (p) =>
    MultivariateGaussian.fromScaleTril(p.loc, p.scaleTril),
  ),
  LowRankMultivariateGaussian: subject(
    record({ loc: drawn.locs(2, 3), factor: drawn.between(-1, 1)(2, 3, 1), scale: drawn.scales(2, 3) }),
    (p) => LowRankMultivariateGaussian.make(p.loc, p.factor, p.scale),
  ),
} as const satisfies Readonly<Record<Family, object>>
