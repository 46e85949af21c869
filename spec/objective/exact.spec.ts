/** At the exact posterior of the linear Gaussian model every bound is the evidence, whatever is drawn. */
import { describe, expect, test } from 'vitest'
import {
  combinationWeighted,
  doublyReparameterised,
  importanceWeighted,
  multiplyWeighted,
  partiallyWeighted,
  renyi,
  stickingTheLanding,
} from '../../src/objective/index.js'
import { key, split } from '../../src/random/index.js'
import { matrix } from '../../src/tensor/index.js'
import { decoder, evidence, linear, paramsOf, posterior } from '../model/linear-gaussian.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'

const xs = [
  [0.5, -1, 2],
  [1.5, 0.25, -0.5],
] as const
const x = matrix(xs)
const params = paramsOf(decoder, posterior(decoder))
const q = linear.encode(params, x)
const { prior } = linear
const wanted = xs.map(evidence(decoder))

describe.each(backendNames)('on %s', (name) => {
  test('law: each bound of a model is its evidence', async () => {
    const backend = await started(name)
    const [a, b, c, d, e, f, g] = split(7)(key(3))
    const sizes = { groups: 2, samples: 3 } as const
    const bounds = [
      importanceWeighted(4)(q, prior, (z) => linear.decode(params, z), x)(a),
      doublyReparameterised(4)(q, prior, (z) => linear.decode(params, z), x)(b),
      multiplyWeighted(sizes)(q, prior, (z) => linear.decode(params, z), x)(c),
      partiallyWeighted(sizes)(q, prior, (z) => linear.decode(params, z), x)(d),
      combinationWeighted({ samples: 4, beta: 0.5 })(q, prior, (z) => linear.decode(params, z), x)(e),
      renyi({ samples: 4, alpha: 2 })(q, prior, (z) => linear.decode(params, z), x)(f),
      stickingTheLanding({ samples: 4 })(q, prior, (z) => linear.decode(params, z), x)(g).elbo,
    ]
    for (const bound of bounds) expectNear(await numbersOf(bound, backend), wanted, 3e-6)
    expect(bounds.length).toBe(7)
  })

  test('a bound of a model follows its terms', async () => {
    const backend = await started(name)
    const { reconstruction, kl, elbo } = linear.elbo({ samples: 2, beta: 3, capacity: 1 })(params, x)(key(1))
    const [r, k] = [await numbersOf(reconstruction, backend), await numbersOf(kl, backend)]
    expectNear(
      await numbersOf(elbo, backend),
      r.map((v, i) => v - 3 * Math.abs((k[i] ?? Number.NaN) - 1)),
      3e-6,
    )
  })
})
