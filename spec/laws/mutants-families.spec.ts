/** Families with one fault, each seen by the law that is for it. */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Ability,
  Cauchy,
  Dirichlet,
  Exponential,
  Gamma,
  Gaussian,
  HalfNormal,
  kl,
  LogNormal,
  Poisson,
  VonMisesFisher,
} from '../../src/distribution/index.js'
import type { AbilityOf } from '../../src/distribution/traits.js'
import * as laws from '../../src/laws/index.js'
import { families } from '../../src/laws/index.js'
import { use } from '../../src/run/index.js'
import { lgamma } from '../../src/special/index.js'
import {
  add,
  div,
  greater,
  log,
  mul,
  reciprocal,
  scale,
  select,
  shift,
  sqrt,
  stopGradient,
  sub,
  zerosLike,
} from '../../src/tensor/index.js'
import { densityOf, eventOf, mutant } from './mutant.js'

const breaks = (law: laws.Law<unknown>, words: string) =>
  expect(laws.check(law, { runs: 4, smallest: false })).rejects.toThrow(words)

beforeAll(async () => {
  expect(E.isRight(await use('wasm')())).toBe(true)
})

describe('quantileInverts catches a quantile', () => {
  const words = 'the cdf at the quantile of 0.001'
  it('of the wrong tail', () =>
    breaks(
      laws.quantileInverts(
        laws.subject(families.Gaussian.parameters, (p) =>
          mutant<[2], [], Ability>(Gaussian.make(p.loc, p.scale), (d) => ({
            quantile: (u) => d.quantile(eventOf(d, shift(1)(scale(-1)(u)))),
          })),
        ),
      ),
      words,
    ))
  it('without the scale', () =>
    breaks(
      laws.quantileInverts(
        laws.subject(families.Gaussian.parameters, (p) =>
          mutant<[2], [], Ability>(Gaussian.make(p.loc, p.scale), (d) => ({
            quantile: (u) => add(d.mean(), div(sub(d.quantile(u), d.mean()), sqrt(d.variance()))),
          })),
        ),
      ),
      words,
    ))
})

describe('modeIsMaximum catches', () => {
  const words = 'no value is more probable than the mode'
  it('the mean of a LogNormal distribution', () =>
    breaks(
      laws.modeIsMaximum(
        laws.subject(families.LogNormal.parameters, (p) =>
          mutant<[2], [], Ability>(LogNormal.make(p.loc, p.scale), (d) => ({ mode: () => d.mean() })),
        ),
      ),
      words,
    ))
  it('the mean of a Gamma distribution', () =>
    breaks(
      laws.modeIsMaximum(
        laws.subject(families.Gamma.parameters, (p) =>
          mutant<[2], [], AbilityOf<'Gamma'>>(Gamma.make(p.concentration, p.rate), (d) => ({
            mode: () => d.mean(),
          })),
        ),
      ),
      words,
    ))
})

describe('implicitGradient catches a Gamma sample', () => {
  const gamma = (by: number) =>
    laws.implicitGradient(
      laws.subject(families.Gamma.parameters, (p) =>
        mutant<[2], [], AbilityOf<'Gamma'>>(Gamma.make(p.concentration, p.rate), (d) => ({
          sample: (key) => {
            const x = d.sample(key)
            return add(scale(by)(x), scale(1 - by)(stopGradient(x)))
          },
        })),
      ),
    )
  const words = 'the gradient of a sample along concentration is −∂F ÷ p'
  it('whose gradient is stopped', () => breaks(gamma(0), words))
  it('whose gradient is doubled', () => breaks(gamma(2), words))
  it('but not one whose gradient is right', () =>
    expect(laws.check(gamma(1), { runs: 2 })).resolves.toBeUndefined())
})

describe('meanGradient catches', () => {
  const words = 'the gradient of samples along'
  it('a Dirichlet sample whose gradient is doubled', () =>
    breaks(
      laws.meanGradient(
        laws.subject(families.Dirichlet.parameters, (p) =>
          mutant<[2], [3], AbilityOf<'Dirichlet'>>(Dirichlet.make(p.concentration), (d) => ({
            sample: (key) => sub(scale(2)(d.sample(key)), stopGradient(d.sample(key))),
          })),
        ),
      ),
      `${words} concentration`,
    ))
  it('a direction whose distance from its mean knows nothing of the concentration', () =>
    breaks(
      laws.meanGradient(
        laws.subject(families.VonMisesFisher.parameters, (p) => {
          const stopped = VonMisesFisher.fromDirection(p.direction, stopGradient(p.logConcentration))
          return { ...VonMisesFisher.fromDirection(p.direction, p.logConcentration), expand: stopped.expand }
        }),
      ),
      `${words} logConcentration`,
    ))
})

describe('outsideSupport catches', () => {
  it('what is no number', () =>
    breaks(
      laws.outsideSupport(
        laws.subject(
          families.Exponential.parameters,
          (p) =>
            mutant<[2], [], Ability>(Exponential.make(p.rate), (d) => ({
              logProb: (x) => add(d.logProb(x), scale(0)(densityOf(d, log(x)))),
            })),
          { outside: [-1] },
        ),
      ),
      'the log-density at -1, outside the support, is NaN, expected −∞',
    ))
  it('a density that goes on where nothing can be', () =>
    breaks(
      laws.outsideSupport(
        laws.subject(
          families.HalfNormal.parameters,
          (p) =>
            mutant<[2], [], Ability>(HalfNormal.make(p.scale), (d) => ({
              logProb: (x) => d.logProb(eventOf(d, scale(-1)(x))),
            })),
          { outside: [-1] },
        ),
      ),
      'the log-density at -1, outside the support, is -',
    ))
  it('a gradient that is no number, for the choice came after the logarithm', () =>
    breaks(
      laws.outsideSupport(
        laws.subject(
          families.LogNormal.parameters,
          (p) =>
            mutant<[2], [], Ability>(LogNormal.make(p.loc, p.scale), (d) => ({
              logProb: (x) => {
                const at = densityOf(d, x)
                const inside = scale(-1)(add(log(at), mul(log(at), log(at))))
                return select(
                  greater(at, zerosLike(at)),
                  inside,
                  shift(Number.NEGATIVE_INFINITY)(zerosLike(at)),
                )
              },
            })),
          { outside: [-1] },
        ),
      ),
      'the gradient at -1, outside the support, is NaN, expected 0',
    ))
})

describe('other laws catch', () => {
  it('a Poisson probability without n!', () =>
    breaks(
      laws.probabilitiesSum(
        laws.subject(families.Poisson.parameters, (p) =>
          mutant<[2], [], AbilityOf<'Poisson'>>(Poisson.make(p.rate), (d) => ({
            logProb: (x) => add(d.logProb(x), densityOf(d, lgamma(shift(1)(x)))),
          })),
        ),
        { values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
      ),
      'the probabilities sum to 1',
    ))
  it('a Cauchy cdf without its ½', () =>
    breaks(
      laws.cdfIntegrates(
        laws.subject(
          families.Cauchy.parameters,
          (p) =>
            mutant<[2], [], AbilityOf<'Cauchy'>>(Cauchy.make(p.loc, p.scale), (d) => ({
              cdf: (x) => shift(-0.5)(d.cdf(x)),
            })),
          { support: [-50, 50] },
        ),
      ),
      'the cdf goes from 0 to 1',
    ))
  it('a rate for a scale in samples', () =>
    breaks(
      laws.sampleMoments(
        laws.subject(families.Exponential.parameters, (p) =>
          mutant<[2], [], Ability>(Exponential.make(p.rate), (d) => ({
            sample: (key) => mul(d.sample(key), d.variance()),
          })),
        ),
      ),
      'the mean of samples is the mean',
    ))
  it('a rate for a scale in a divergence', () =>
    breaks(
      laws.klExpectation(families.Gamma, families.Gamma, {
        kl: (q, p) => kl(q, Gamma.make(p.parameters.concentration, reciprocal(p.parameters.rate))),
      }),
      'kl is the expectation of log q − log p',
    ))
  it('a divergence of vectors with a dropped ½', () =>
    breaks(
      laws.klExpectation(families.MultivariateGaussian, families.MultivariateGaussian, {
        kl: (q, p) => scale(2)(kl(q, p)),
      }),
      'kl is the expectation of log q − log p',
    ))
})
