import { describe, expect, test } from 'vitest'
import { fold, key } from '../../src/random/index.js'
import { compile, release } from '../../src/run/index.js'
import { type Key, matrix } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, meanAndError, numbersOf } from '../support/near.js'
import {
  type Decoder,
  decoder,
  type Encoder,
  evidence,
  linear,
  paramsOf,
  posterior,
} from './linear-gaussian.js'

const xs = [
  [0.5, -1, 2],
  [1.5, 0.25, -0.5],
  [-2, 1, 1],
] as const
const x = matrix(xs)

const skewed: Decoder = {
  rows: [
    [1, 0.5, -1],
    [0.75, 1, 0.25],
  ],
  offset: [0, 0.5, -0.25],
  noise: 0.5,
}
const wrong: Encoder = {
  kernel: [
    [0.5, 0],
    [0.25, -0.5],
    [0, 1],
  ],
  bias: [0.1, -0.2],
  scale: [0.7, 1.2],
}

describe.each(backendNames)('on %s', (name) => {
  /** The bound of each example, many times over. */
  const bounds = async (decoder: Decoder, encoder: Encoder, times: number) => {
    const backend = await started(name)
    const params = paramsOf(decoder, encoder)
    const run = compile((k: Key) => linear.elbo({ samples: 8 })(params, x)(k).elbo, backend)
    const found: (readonly number[])[] = []
    for (let i = 0; i < times; i += 1) {
      const nats = run(fold(i)(key(0)))
      found.push(await numbersOf(nats, backend))
      release(nats)
    }
    run.release()
    return xs.map((_, b) => meanAndError(found.map((nats) => nats[b] ?? Number.NaN)))
  }

  test.each([
    ['orthogonal rows', decoder],
    ['skewed rows', skewed],
  ])('the lower bound is below the evidence: %s, another encoder', async (_, decoder) => {
    const found = await bounds(decoder, wrong, 50)
    found.forEach(({ mean, error }, b) => {
      expect(mean + 5 * error).toBeLessThan(evidence(decoder)(xs[b] ?? [0, 0, 0]))
    })
  })

  test('the lower bound is the evidence at the true posterior', async () => {
    const found = await bounds(decoder, posterior(decoder), 200)
    found.forEach(({ mean, error }, b) => {
      expect(Math.abs(mean - evidence(decoder)(xs[b] ?? [0, 0, 0]))).toBeLessThan(5 * error)
    })
  })

  test('at the true posterior every weight is the evidence, whatever is drawn', async () => {
    const backend = await started(name)
    const params = paramsOf(decoder, posterior(decoder))
    const weights = await numbersOf(linear.logWeights(6)(params, x)(key(3)), backend)
    expectNear(weights, Array.from({ length: 6 }, () => xs.map(evidence(decoder))).flat(), 3e-6)
  })

  test('the exact evidence is that of the density of three dimensions', () => {
    // no loading at all: three independent Gaussians
    const bare: Decoder = {
      rows: [
        [0, 0, 0],
        [0, 0, 0],
      ],
      offset: [0, 0, 0],
      noise: 2,
    }
    expectNear([evidence(bare)([2, 0, -2])], [-1.5 * Math.log(2 * Math.PI) - 3 * Math.log(2) - 1], 1e-12)
    // one loading: N(0, 1 + 3²) beside two standard ones
    const one: Decoder = {
      rows: [
        [3, 0, 0],
        [0, 0, 0],
      ],
      offset: [0, 0, 0],
      noise: 1,
    }
    expectNear(
      [evidence(one)([1, 1, 0])],
      [-1.5 * Math.log(2 * Math.PI) - Math.log(10) / 2 - 0.05 - 0.5],
      1e-12,
    )
  })
})
