import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Ability, Bernoulli, Gaussian, kl, Laplace } from '../../src/distribution/index.js'
import * as laws from '../../src/laws/index.js'
import { use } from '../../src/run/index.js'
import {
  abs,
  add,
  div,
  log,
  mul,
  neg,
  scale,
  shift,
  sqrt,
  square,
  stopGradient,
  sub,
  zerosLike,
} from '../../src/tensor/index.js'
import { densityOf, eventOf, type Fault, mutant } from './mutant.js'
import { bernoulli, gaussian, gaussianEvent, laplace, locScale, logitsOnly } from './subjects.js'

const breaks = <A>(law: laws.Law<A>, words: string) =>
  expect(laws.check(law, { runs: 6, smallest: false })).rejects.toThrow(words)

const faulty = (fault: Fault<[], Ability>) =>
  laws.subject(locScale(2), ({ loc, scale }) => mutant(Gaussian.make(loc, scale), fault))
const faultyBernoulli = (fault: Fault<[], Exclude<Ability, 'quantile'>>) =>
  laws.subject(logitsOnly(2), ({ logits }) => mutant(Bernoulli.fromLogits(logits), fault))

beforeAll(async () => {
  expect(E.isRight(await use('cpu')())).toBe(true)
})

describe('klNonNegative catches a Gaussian kl', () => {
  it('with a dropped ½: log σp/σq + (σq² + d²)/2σp²', () =>
    breaks(
      laws.klNonNegative(gaussian, { kl: (q, p) => shift(0.5)(kl(q, p)) }),
      'kl of a distribution from itself is 0',
    ))
  it('without its locations', () =>
    breaks(
      laws.klNonNegative(gaussian, {
        kl: (q, p) =>
          kl(
            Gaussian.make(zerosLike(q.parameters.loc), q.parameters.scale),
            Gaussian.make(zerosLike(p.parameters.loc), p.parameters.scale),
          ),
      }),
      'kl is never negative, and 0 only at equality',
    ))
  it('of the wrong sign', () =>
    breaks(
      laws.klNonNegative(gaussian, { kl: (q, p) => neg(kl(q, p)) }),
      'kl is never negative, and 0 only at equality',
    ))
  it('that is not a number', () =>
    breaks(laws.klNonNegative(gaussian, { kl: (q, p) => log(neg(shift(1)(abs(kl(q, p))))) }), 'is NaN'))
})

describe('klExpectation catches a Gaussian kl', () => {
  const words = 'kl is the expectation of log q − log p'
  it('of swapped arguments', () =>
    breaks(laws.klExpectation(gaussian, gaussian, { kl: (q, p) => kl(p, q) }), words))
  it('with log σ² for log σ', () =>
    breaks(
      laws.klExpectation(gaussian, gaussian, {
        kl: (q, p) => add(kl(q, p), sub(p.parameters.logScale, q.parameters.logScale)),
      }),
      words,
    ))
  it('with a mean for the sum over the event', () =>
    breaks(laws.klExpectation(gaussianEvent, gaussianEvent, { kl: (q, p) => scale(1 / 3)(kl(q, p)) }), words))
  it('with σ for σ²', () =>
    breaks(
      laws.klExpectation(gaussian, gaussian, {
        kl: (q, p) => {
          const ratio = div(q.parameters.scale, p.parameters.scale)
          return add(kl(q, p), scale(0.5)(sub(ratio, square(ratio))))
        },
      }),
      words,
    ))
  it('taken for that from a Laplace distribution', () =>
    breaks(
      laws.klExpectation(gaussian, laplace, {
        kl: (q, p) => kl(q, Gaussian.make(p.parameters.loc, scale(Math.SQRT2)(p.parameters.scale))),
      }),
      words,
    ))
})

describe('sampleMoments catches', () => {
  it('noise that is not scaled', () =>
    breaks(
      laws.sampleMoments(
        faulty((d) => ({
          sample: (key) => add(d.mean(), div(sub(d.sample(key), d.mean()), sqrt(d.variance()))),
        })),
      ),
      'the variance of samples is the variance',
    ))
  it('a standard deviation for the variance', () =>
    breaks(
      laws.sampleMoments(faulty((d) => ({ variance: () => sqrt(d.variance()) }))),
      'the variance of samples is the variance',
    ))
  it('a location that is left out', () =>
    breaks(
      laws.sampleMoments(faulty((d) => ({ sample: (key) => sub(d.sample(key), d.mean()) }))),
      'the mean of samples is the mean',
    ))
})

describe('samplesFollowCdf catches', () => {
  it('samples of another law with the same moments', () =>
    breaks(
      laws.samplesFollowCdf(
        faulty((d) => ({
          sample: (key) => Laplace.make(d.mean(), scale(Math.SQRT1_2)(sqrt(d.variance()))).sample(key),
        })),
      ),
      'follow the cdf',
    ))
})

describe('sampleGradient catches', () => {
  const words = 'the gradient of a sample is its central difference'
  it('a gradient that is stopped', () =>
    breaks(laws.sampleGradient(faulty((d) => ({ sample: (key) => stopGradient(d.sample(key)) }))), words))
  it('a gradient that flows where none is promised', () =>
    breaks(laws.sampleGradient(faulty(() => ({ reparameterised: false }))), words))
})

describe('logProbGradient catches', () => {
  const words = 'the gradient of logProb is its central difference'
  it('a gradient that is stopped at the scale', () =>
    breaks(
      laws.logProbGradient(
        laws.subject(locScale(2), ({ loc, scale }) => Gaussian.make(loc, stopGradient(scale))),
      ),
      `${words}: along scale[`,
    ))
  it('a gradient that is stopped at the value', () =>
    breaks(
      laws.logProbGradient(faulty((d) => ({ logProb: (x) => d.logProb(eventOf(d, stopGradient(x))) }))),
      `${words}: along value[`,
    ))
})

describe('densityIntegrates catches', () => {
  const words = 'the density integrates to 1'
  it('a density without the scale in its normaliser', () =>
    breaks(
      laws.densityIntegrates(
        faulty((d) => ({ logProb: (x) => add(d.logProb(x), scale(0.5)(log(densityOf(d, d.variance())))) })),
      ),
      words,
    ))
  it('a density without ½ log 2π', () =>
    breaks(
      laws.densityIntegrates(
        faulty((d) => ({ logProb: (x) => shift(0.5 * Math.log(2 * Math.PI))(d.logProb(x)) })),
      ),
      words,
    ))
  it('a logProb of the wrong sign', () =>
    breaks(laws.densityIntegrates(faulty((d) => ({ logProb: (x) => neg(d.logProb(x)) }))), words))
})

describe('probabilitiesSum catches', () => {
  it('a logProb without its normaliser', () =>
    breaks(
      laws.probabilitiesSum(
        faultyBernoulli((d) => ({ logProb: (x) => sub(d.logProb(x), d.logProb(eventOf(d, zerosLike(x)))) })),
        { values: [0, 1] },
      ),
      'the probabilities sum to 1',
    ))
  it('a value that is forgotten', () =>
    breaks(laws.probabilitiesSum(bernoulli, { values: [1] }), 'the probabilities sum to 1'))
})

describe('entropyExpectation catches', () => {
  const words = 'the entropy is the expectation of −log p'
  it('an entropy without its ½', () =>
    breaks(laws.entropyExpectation(faulty((d) => ({ entropy: () => shift(-0.5)(d.entropy()) }))), words))
  it('an entropy of the wrong sign', () =>
    breaks(laws.entropyExpectation(faultyBernoulli((d) => ({ entropy: () => neg(d.entropy()) }))), words))
})

describe('cdfIntegrates catches', () => {
  it('the survival function', () =>
    breaks(
      laws.cdfIntegrates(faulty((d) => ({ cdf: (x) => shift(1)(neg(d.cdf(x))) }))),
      'the cdf goes from 0 to 1',
    ))
  it('one that falls on its way', () =>
    breaks(
      laws.cdfIntegrates(
        faulty((d) => ({
          // F + 3F(1 − F)(1 − 2F)
          cdf: (x) => {
            const up = d.cdf(x)
            const down = shift(1)(neg(up))
            return add(up, scale(3)(mul(mul(up, down), sub(down, up))))
          },
        })),
      ),
      'the cdf never falls',
    ))
  it('a scale without √2', () =>
    breaks(
      laws.cdfIntegrates(
        faulty((d) => ({
          cdf: (x) => Gaussian.make(d.mean(), scale(Math.SQRT1_2)(sqrt(d.variance()))).cdf(x),
        })),
      ),
      'the cdf is the integral of the density',
    ))
})

describe('cdfSums catches', () => {
  it('a step that comes too early', () =>
    breaks(
      laws.cdfSums(
        faultyBernoulli((d) => ({ cdf: (x) => d.cdf(eventOf(d, shift(0.75)(x))) })),
        { values: [0, 1] },
      ),
      'the cdf is the sum of the probabilities',
    ))
  it('the probability of 1 for that of 0', () =>
    breaks(
      laws.cdfSums(
        faultyBernoulli((d) => ({ cdf: (x) => mul(d.mean(), d.cdf(x)) })),
        { values: [0, 1] },
      ),
      'the cdf is the sum of the probabilities',
    ))
})
