/** Models whose layers draw in training and keep running statistics. */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import { Gaussian } from '../../src/distribution/index.js'
import {
  batchNorm,
  batchNormWith,
  conv2d,
  convTranspose2d,
  dense,
  dropout,
  flatten,
  input,
  relu,
  reshape,
} from '../../src/layer/index.js'
import { bernoulliOutput, gaussianHead, vae } from '../../src/model/index.js'
import { key, split, uniform } from '../../src/random/index.js'
import { type Key, reshape as reshaped, shapeOf } from '../../src/tensor/index.js'
import { count, paths, type Tree } from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf, numbersOfTree } from '../support/near.js'

/** Nothing is kept of what was seen before: the statistics are those of the last batch. */
const fresh = batchNormWith({ momentum: 0 })

const encoder = F.pipe(
  input(4, 4, 1),
  conv2d(2, { kernel: 3, stride: 2 }),
  batchNorm,
  relu,
  flatten,
  dropout(0.25),
  gaussianHead(2),
)
const body = F.pipe(
  input(2),
  dense(8),
  relu,
  reshape(2, 2, 2),
  convTranspose2d(3, { kernel: 3, stride: 2 }),
  fresh,
  relu,
  conv2d(1, { kernel: 3 }),
)
const model = vae(encoder, F.pipe(body, bernoulliOutput), Gaussian.standard(2))
const plain = vae(
  F.pipe(input(6), dense(4), relu, gaussianHead(2)),
  F.pipe(input(2), dense(6), bernoulliOutput),
  Gaussian.standard(2),
)
const params = model.init(key(0))
const { statistics } = model.training
const x = uniform(3, 4, 4, 1)(key(1))

test('statistics are named by encoder and decoder and stand beside the parameters', () => {
  expect(paths(statistics)).toEqual([
    'encoder.0.mean',
    'encoder.0.variance',
    'decoder.0.mean',
    'decoder.0.variance',
  ])
  expect(count(statistics)).toBe(2 * 2 + 2 * 3)
  expect(paths(params).filter((path) => path.includes('mean'))).toEqual([])
  expect(plain.training.statistics).toEqual({ encoder: [], decoder: [] })
})

describe.each(backendNames)('on %s', (name) => {
  test('law: a model that neither draws nor keeps anything gives in training what it gives in evaluation', async () => {
    const backend = await started(name)
    const [start, data] = [plain.init(key(0)), uniform(5, 6)(key(1))]
    const draws = split(2)(key(2))[1]
    const trained = plain.training.elbo({ samples: 3, beta: 2 })(start, data)(key(2))
    const evaluated = plain.elbo({ samples: 3, beta: 2 })(start, data)(draws)
    expect(trained.statistics).toEqual({ encoder: [], decoder: [] })
    for (const term of ['elbo', 'reconstruction', 'kl'] as const)
      expect(await numbersOf(trained[term], backend)).toEqual(await numbersOf(evaluated[term], backend))
    const weighted = plain.training.importanceWeighted(4)(start, data)(key(2))
    const wanted = plain.importanceWeighted(4)(start, data)(draws)
    expect(await numbersOf(weighted.bound, backend)).toEqual(await numbersOf(wanted, backend))
    expect(weighted.statistics).toEqual({ encoder: [], decoder: [] })
  })

  test('five samples of each example are one batch for the decoder, whose statistics see all of it', async () => {
    const backend = await started(name)
    const next = model.training.elbo({ samples: 5 })(params, x, statistics)(key(2))
    expect([next.elbo, next.reconstruction, next.kl].map(shapeOf)).toEqual([[3], [3], [3]])
    // the same by hand: posterior, samples, then the decoder over all of them as one batch
    const [forLayers, draws] = split(2)(key(2))
    const [forEncoder, forDecoder] = split(2)(forLayers)
    const q = encoder.train(params.encoder, x, statistics.encoder)(forEncoder)
    const by = (draw: Key) => {
      const z = reshaped(15, 2)(q.value.expand(5).sample(draw))
      const { statistics: decoder } = body.train(params.decoder, z, statistics.decoder)(forDecoder)
      return numbersOfTree({ encoder: q.statistics, decoder }, backend)
    }
    const near = async (found: Tree, wanted: Promise<readonly (readonly number[])[]>) => {
      const numbers = await numbersOfTree(found, backend)
      expectNear(numbers.flat(), (await wanted).flat(), 2e-6)
      expect(numbers).not.toEqual(await numbersOfTree(statistics, backend))
    }
    await near(next.statistics, by(split(2)(draws)[0]))
    const weighted = model.training.importanceWeighted(5)(params, x, statistics)(key(2))
    expect(shapeOf(weighted.bound)).toEqual([3])
    await near(weighted.statistics, by(draws))
  })

  test('evaluation reads the statistics and draws nothing for its layers', async () => {
    const backend = await started(name)
    const next = model.training.elbo()(params, x, statistics)(key(2)).statistics
    const [before, after] = [
      { ...params, statistics },
      { ...params, statistics: next },
    ]
    const q = model.encode(after, x)
    const alone = encoder.apply(params.encoder, x, next.encoder)
    expect(await numbersOf(q.mean(), backend)).toEqual(await numbersOf(alone.mean(), backend))
    const z = q.expand(2).sample(key(3))
    const p = model.decode(after, z)
    expect([p.batch, p.event]).toEqual([
      [2, 3],
      [4, 4, 1],
    ])
    const given = [
      (variables: typeof after) => model.elbo({ samples: 2 })(variables, x)(key(4)).elbo,
      (variables: typeof after) => model.importanceWeighted(2)(variables, x)(key(4)),
      (variables: typeof after) => model.logWeights(2)(variables, x)(key(4)),
      (variables: typeof after) => model.sample(3)(variables)(key(4)),
      (variables: typeof after) => model.reconstruct(variables, x),
      (variables: typeof after) => model.klPerUnit(variables, x),
    ]
    for (const f of given) {
      const values = await numbersOf(f(after), backend)
      expect(values.every(Number.isFinite)).toBe(true)
      expect(values).toEqual(await numbersOf(f(after), backend))
      expect(values).not.toEqual(await numbersOf(f(before), backend))
    }
  })

  test('encoder and decoder draw from keys of their own', async () => {
    const backend = await started(name)
    const half = F.pipe(input(64), dropout(0.5))
    const twin = vae(
      F.pipe(half, dense(64), gaussianHead(2)),
      F.pipe(input(2), dense(64), dropout(0.5), bernoulliOutput),
      Gaussian.standard(2),
    )
    const start = twin.init(key(0))
    const bound = (seed: number) => twin.training.elbo()(start, uniform(2, 64)(key(1)))(key(seed)).elbo
    const values = await Promise.all([0, 0, 1].map((seed) => numbersOf(bound(seed), backend)))
    expect(values[1]).toEqual(values[0])
    expect(values[2]).not.toEqual(values[0])
  })
})
