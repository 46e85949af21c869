import { describe, expect, test } from 'vitest'
import { importanceSampledNll, logLikelihoods } from '../../src/metric/index.js'
import { fold, key } from '../../src/random/index.js'
import { liveTensors, use } from '../../src/run/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { fill, repeatFirst, shapeOf, type Tensor } from '../../src/tensor/index.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { decoder, type Encoder, evidence, linear, paramsOf, posterior } from '../model/linear-gaussian.js'
import { logMeanExp } from '../objective/reference.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, meanAndError } from '../support/near.js'

const exact = posterior(decoder)
/** Close to the posterior and wider, so that the weights have a variance and it is finite. */
const near: Encoder = { ...exact, scale: [exact.scale[0] * 1.3, exact.scale[1] * 1.2] }

const rows = [
  [0.5, -1, 2],
  [1.5, 0.25, -0.5],
  [-2, 1, 1],
  [0, 0, 0],
  [3, -2, 0.5],
] as const
const data = { images: Float32Array.from(rows.flat()), count: rows.length }
const wanted = rows.map(evidence(decoder))

describe.each(backendNames)('on %s', (name) => {
  test('of a linear Gaussian model it is the exact evidence: at the true posterior whatever is drawn', async () => {
    await use(name)()
    const params = paramsOf(decoder, exact)
    for (const options of [{ samples: 1 }, { samples: 7, chunk: 3, batch: 2 }]) {
      const found = await logLikelihoods(options)(linear, params, data)(key(1))
      expectNear([...found], wanted, 3e-6)
      const nll = await importanceSampledNll(options)(linear, params, data)(key(1))
      expectNear([nll], [-wanted.reduce((a, b) => a + b, 0) / wanted.length], 3e-6)
    }
  })

  test('of a linear Gaussian model it is the exact evidence: with another encoder within five standard errors', async () => {
    await use(name)()
    const params = paramsOf(decoder, near)
    const times = 60
    const found: Float64Array[] = []
    for (let i = 0; i < times; i += 1)
      found.push(await logLikelihoods({ samples: 400, chunk: 150 })(linear, params, data)(fold(i)(key(2))))
    wanted.forEach((nats, b) => {
      // the mean of the weights is unbiased, that of their logarithm is not: compare the weights
      const { mean, error } = meanAndError(found.map((each) => Math.exp((each[b] ?? Number.NaN) - nats)))
      expect(error).toBeLessThan(0.01)
      expect(Math.abs(mean - 1)).toBeLessThan(5 * error)
    })
  })

  test('law: at least the evidence and at most the lower bound, in the mean', async () => {
    await use(name)()
    const params = paramsOf(decoder, near)
    const nats: { few: number; many: number }[] = []
    for (let i = 0; i < 200; i += 1) {
      const nll = (samples: number) =>
        importanceSampledNll({ samples })(linear, params, data)(fold(i)(key(3)))
      nats.push({ few: await nll(1), many: await nll(100) })
    }
    const gain = meanAndError(nats.map(({ few, many }) => few - many))
    expect(gain.mean).toBeGreaterThan(5 * gain.error)
    const above = meanAndError(
      nats.map(({ many }) => many + wanted.reduce((a, b) => a + b, 0) / wanted.length),
    )
    expect(above.mean).toBeGreaterThan(-5 * above.error)
  })

  test('leaves nothing on the backend, also when it fails', async () => {
    const backend = await started(name)
    await use(name)()
    const before = liveTensors()
    const params = paramsOf(decoder, near)
    await importanceSampledNll({ samples: 10, chunk: 4, batch: 2 })(linear, params, data)(key(0))
    expect(liveTensors(backend)).toBe(before)
    const short = { images: data.images.slice(0, 12), count: 5 }
    await expect(importanceSampledNll({ samples: 10 })(linear, params, short)(key(0))).rejects.toThrow(
      new ShapeError('logLikelihoods: 5 examples of [3] have 15 values, found 12'),
    )
    expect(liveTensors(backend)).toBe(before)
  })
})

/** A model whose weights are given: in a chunk of K they are exp(K), all of them. */
const given = {
  example: [1],
  logWeights:
    <const K extends number>(samples: K) =>
    <N extends number | string>(_: readonly [], x: Tensor<[N, 1]>) =>
    (): Tensor<[K, N]> =>
      repeatFirst(samples)(typed<Tensor<[N]>>(expression(fill(samples)(shapeOf(x)[0] ?? 0)))),
}

test('every chunk and every batch draws samples of its own', async () => {
  await use('cpu')()
  const params = paramsOf(decoder, near)
  const twice = { images: Float32Array.from([...rows[0], ...rows[0]]), count: 2 }
  const [one, other] = await logLikelihoods({ samples: 4, batch: 1 })(linear, params, twice)(key(0))
  expect(one).not.toBe(other)
  // the same four samples twice would give what they give once
  const [doubled] = await logLikelihoods({ samples: 8, chunk: 4, batch: 1 })(linear, params, twice)(key(0))
  expect(Math.abs((doubled ?? Number.NaN) - (one ?? Number.NaN))).toBeGreaterThan(1e-4)
})

test('chunks are weighted by how many samples they have', async () => {
  await use('cpu')()
  // four samples of weight e⁴ and one of weight e
  const [found = 0] = await logLikelihoods({ samples: 5, chunk: 4 })(given, [], {
    images: new Float32Array(1),
    count: 1,
  })(key(0))
  expectNear([found], [logMeanExp([4, 4, 4, 4, 1])], 1e-6)
})

test.each([
  [{ samples: 0 }, 'logLikelihoods: samples is a whole number of at least 1, found 0'],
  [{ samples: 2.5 }, 'logLikelihoods: samples is a whole number of at least 1, found 2.5'],
  [{ samples: 2, chunk: 0 }, 'logLikelihoods: chunk is a whole number of at least 1, found 0'],
  [{ samples: 2, batch: -1 }, 'logLikelihoods: batch is a whole number of at least 1, found -1'],
])('%j is refused', async (options, message) => {
  await use('cpu')()
  const run = importanceSampledNll(options)(linear, paramsOf(decoder, exact), data)(key(0))
  await expect(run).rejects.toThrow(new RangeError(message))
})

test('no examples have no mean', async () => {
  await use('cpu')()
  const none = { images: new Float32Array(0), count: 0 }
  const run = importanceSampledNll({ samples: 2 })(linear, paramsOf(decoder, exact), none)(key(0))
  await expect(run).rejects.toThrow(
    new RangeError('logLikelihoods: the number of examples is a whole number of at least 1, found 0'),
  )
})
