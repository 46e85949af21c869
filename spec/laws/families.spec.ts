import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { kl } from '../../src/distribution/index.js'
import * as laws from '../../src/laws/index.js'
import { use } from '../../src/run/index.js'
import type { Shape } from '../../src/shape/index.js'
import { backendNames } from '../support/backends.js'
import { bernoulli, bernoulliEvent, gaussian, gaussianEvent, laplace, laplaceEvent } from './subjects.js'

const holds = <A>(law: laws.Law<A>) => expect(laws.check(law, { runs: 6 })).resolves.toBeUndefined()

/** The laws of every distribution, whatever its axes. */
const every = <P extends laws.ParameterRecord, B extends Shape, E extends Shape>(
  name: string,
  family: laws.Subject<P, B, E>,
): void => {
  describe(name, () => {
    it('expands to itself', () => holds(laws.expandAgrees(family)))
    it('has the moments of its samples', () => holds(laws.sampleMoments(family)))
    it('has the cdf of its samples', () => holds(laws.samplesFollowCdf(family)))
    it('has the gradient of its samples', () => holds(laws.sampleGradient(family)))
    it('has the gradient of its logProb', () => holds(laws.logProbGradient(family)))
    it('has the entropy of its samples', () => holds(laws.entropyExpectation(family)))
    it('has a divergence that is never negative, by samples', () => holds(laws.klNonNegative(family)))
  })
}

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  every('Gaussian', gaussian)
  every('Laplace', laplace)
  every('Bernoulli', bernoulli)
  every('Gaussian with an event', gaussianEvent)
  every('Laplace with an event', laplaceEvent)
  every('Bernoulli with an event', bernoulliEvent)

  describe.each([
    ['Gaussian', gaussian],
    ['Laplace', laplace],
  ] as const)('the density of %s', (_, family) => {
    it('integrates to 1', () => holds(laws.densityIntegrates(family)))
    it('integrates to the cdf', () => holds(laws.cdfIntegrates(family)))
  })

  describe('the probability of Bernoulli', () => {
    it('sums to 1', () => holds(laws.probabilitiesSum(bernoulli, { values: [0, 1] })))
    it('sums to the cdf', () => holds(laws.cdfSums(bernoulli, { values: [0, 1] })))
  })

  describe('kl', () => {
    it('of Gaussians', async () => {
      await holds(laws.klNonNegative(gaussian, { kl: (q, p) => kl(q, p) }))
      await holds(laws.klNonNegative(gaussianEvent, { kl: (q, p) => kl(q, p) }))
      await holds(laws.klExpectation(gaussianEvent, gaussianEvent, { kl: (q, p) => kl(q, p) }))
    })
    it('of Laplace distributions', async () => {
      await holds(laws.klNonNegative(laplaceEvent, { kl: (q, p) => kl(q, p) }))
      await holds(laws.klExpectation(laplaceEvent, laplaceEvent, { kl: (q, p) => kl(q, p) }))
    })
    it('of Bernoulli distributions', async () => {
      await holds(laws.klNonNegative(bernoulliEvent, { kl: (q, p) => kl(q, p) }))
      await holds(laws.klExpectation(bernoulliEvent, bernoulliEvent, { kl: (q, p) => kl(q, p) }))
    })
    it('of a Gaussian from a Laplace distribution and back', async () => {
      await holds(laws.klExpectation(gaussianEvent, laplaceEvent, { kl: (q, p) => kl(q, p) }))
      await holds(laws.klExpectation(laplaceEvent, gaussianEvent, { kl: (q, p) => kl(q, p) }))
    })
  })
})
