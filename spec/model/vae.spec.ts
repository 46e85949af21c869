import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import {
  asMember,
  Gaussian,
  Independent,
  kl,
  Laplace,
  MultivariateGaussian,
} from '../../src/distribution/index.js'
import { dense, flatten, input, relu, reshape } from '../../src/layer/index.js'
import { fromStages } from '../../src/layer/layer.js'
import {
  bernoulliOutput,
  gaussianHead,
  gaussianOutput,
  laplaceHead,
  laplaceOutput,
  vae,
} from '../../src/model/index.js'
import { key, normal, split, uniform } from '../../src/random/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { shapeOf, sum, zeros } from '../../src/tensor/index.js'
import { count, paths } from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'

const encoder = F.pipe(input(2, 3, 1), flatten, dense(5), relu, gaussianHead(4))
const decoder = F.pipe(input(4), dense(5), relu, dense(6), reshape(2, 3, 1), bernoulliOutput)
const model = vae(encoder, decoder, Gaussian.standard(4))
const params = model.init(key(0))
const x = uniform(7, 2, 3, 1)(key(1))

describe('shapes', () => {
  test('of the parameters: named by encoder and decoder, counted', () => {
    expect(paths(params)).toEqual([
      'encoder.0.kernel',
      'encoder.0.bias',
      'encoder.1.loc.kernel',
      'encoder.1.loc.bias',
      'encoder.1.spread.kernel',
      'encoder.1.spread.bias',
      'decoder.0.kernel',
      'decoder.0.bias',
      'decoder.1.kernel',
      'decoder.1.bias',
    ])
    expect(count(params)).toBe(6 * 5 + 5 + 2 * (5 * 4 + 4) + (4 * 5 + 5) + (5 * 6 + 6))
  })

  test('784-400-20 both ways has 652,824 of them', () => {
    const wide = vae(
      F.pipe(input(784), dense(400), relu, gaussianHead(20)),
      F.pipe(input(20), dense(400), relu, dense(784), bernoulliOutput),
      Gaussian.standard(20),
    )
    expect(count(wide.init(key(0)))).toBe(
      784 * 400 + 400 + 2 * (400 * 20 + 20) + 20 * 400 + 400 + 400 * 784 + 784,
    )
    expect(count(wide.init(key(0)))).toBe(652_824)
  })

  test('of what it gives: the rows of the data path', () => {
    const q = model.encode(params, x)
    expect([q.batch, q.event]).toEqual([[7], [4]])
    const z = q.expand(3).sample(key(2))
    expect(shapeOf(z)).toEqual([3, 7, 4])
    const p = model.decode(params, z)
    expect([p.batch, p.event]).toEqual([
      [3, 7],
      [2, 3, 1],
    ])
    const { elbo, reconstruction, kl: divergence } = model.elbo({ samples: 3 })(params, x)(key(2))
    expect([elbo, reconstruction, divergence].map(shapeOf)).toEqual([[7], [7], [7]])
    expect(shapeOf(model.importanceWeighted(5)(params, x)(key(2)))).toEqual([7])
    expect(shapeOf(model.logWeights(5)(params, x)(key(2)))).toEqual([5, 7])
    expect(shapeOf(model.klPerUnit(params, x))).toEqual([7, 4])
    expect(shapeOf(model.sample(9)(params)(key(2)))).toEqual([9, 2, 3, 1])
    expect(shapeOf(model.reconstruct(params, x))).toEqual([7, 2, 3, 1])
    expect(model.example).toEqual([2, 3, 1])
  })
})

describe.each(backendNames)('on %s', (name) => {
  test('a reconstruction is the mean of the likelihood at the mean of the posterior', async () => {
    const backend = await started(name)
    const z = model.encode(params, x).mean()
    const wanted = await numbersOf(model.decode(params, z).mean(), backend)
    const found = await numbersOf(model.reconstruct(params, x), backend)
    expect(found).toEqual(wanted)
    expect(found.every((p) => p > 0 && p < 1)).toBe(true)
  })

  test('a sample is the mean of the likelihood at draws from the prior', async () => {
    const backend = await started(name)
    const wanted = model.decode(params, normal(9, 4)(key(2))).mean()
    expectNear(
      await numbersOf(model.sample(9)(params)(key(2)), backend),
      await numbersOf(wanted, backend),
      1e-6,
    )
  })

  test('the bound is that of its parts by hand, and two keys give two of them', async () => {
    const backend = await started(name)
    const q = model.encode(params, x)
    const z = q.expand(2).sample(split(2)(key(5))[0])
    const p = model.decode(params, z)
    const pixels = await numbersOf(x, backend)
    const probabilities = await numbersOf(p.mean(), backend)
    const logs = probabilities.map((m, i) => {
      const v = pixels[i % pixels.length] ?? Number.NaN
      return v * Math.log(m) + (1 - v) * Math.log(1 - m)
    })
    const each = Array.from({ length: 7 }, (_, b) =>
      logs.reduce((total, v, i) => (Math.floor(i / 6) % 7 === b ? total + v / 2 : total), 0),
    )
    const found = model.elbo({ samples: 2, beta: 0.5 })(params, x)(key(5))
    const divergence = await numbersOf(kl(q, Gaussian.standard(4)), backend)
    expectNear(await numbersOf(found.reconstruction, backend), each, 5e-6)
    expectNear(await numbersOf(found.kl, backend), divergence, 1e-6)
    expectNear(
      await numbersOf(found.elbo, backend),
      each.map((r, b) => r - 0.5 * (divergence[b] ?? Number.NaN)),
      5e-6,
    )
    const other = model.elbo({ samples: 2, beta: 0.5 })(params, x)(key(6))
    expect(await numbersOf(other.reconstruction, backend)).not.toEqual(
      await numbersOf(found.reconstruction, backend),
    )
  })

  test('law: the divergences of the units sum to that of the bound', async () => {
    const backend = await started(name)
    const wanted = await numbersOf(model.elbo()(params, x)(key(0)).kl, backend)
    expectNear(await numbersOf(sum(1)(model.klPerUnit(params, x)), backend), wanted, 1e-6)
  })

  test('law: the log-densities of the elements of an event sum to that of the event', async () => {
    const backend = await started(name)
    const q = asMember<'Gaussian', [7], [4]>(model.encode(params, x))
    const z = normal(7, 4)(key(9))
    const each = Independent.elements(q).logProb(z)
    expect(shapeOf(each)).toEqual([7, 4])
    expectNear(await numbersOf(sum(1)(each), backend), await numbersOf(q.logProb(z), backend), 1e-6)
  })

  const encode = F.pipe(input(3), laplaceHead(2))
  const prior = Gaussian.standard(2)
  test.each([
    ['Gaussian', vae(encode, F.pipe(input(2), dense(3), gaussianOutput({ scale: 0.5 })), prior)],
    ['Laplace', vae(encode, F.pipe(input(2), dense(3), laplaceOutput({ scale: 0.5 })), prior)],
  ])(
    'a Laplace posterior over a Gaussian prior, a %s likelihood with one learned scale',
    async (_, other) => {
      const backend = await started(name)
      const start = other.init(key(0))
      expect(paths(start).at(-1)).toBe('decoder.1.logScale')
      expect(count(start)).toBe(2 * (3 * 2 + 2) + 2 * 3 + 3 + 1)
      expectNear(await numbersOf(start.decoder[1].logScale, backend), [Math.log(0.5)], 1e-6)
      const { elbo } = other.elbo({ samples: 4 })(start, normal(5, 3)(key(1)))(key(2))
      expect((await numbersOf(elbo, backend)).every(Number.isFinite)).toBe(true)
    },
  )

  test('a head may give log σ or log σ²: the same distributions', async () => {
    const backend = await started(name)
    const data = normal(5, 3)(key(1))
    const [byScale, byVariance] = [gaussianHead(2), gaussianHead(2, { spread: 'logVariance' })].map(
      (head) => {
        const part = F.pipe(input(3), head)
        return part.apply(part.init(key(0)), data)
      },
    )
    const [scale, deviation] = [byScale, byVariance].map((q) => numbersOf(q?.variance() ?? data, backend))
    expectNear((await deviation) ?? [], ((await scale) ?? []).map(Math.sqrt), 1e-6)
  })
})

/** A size that the compiler does not know. */
const unknown = (size: number): number => size

describe('sizes that the compiler does not know are compared when the model is built, in its words', () => {
  const decoding = (latent: number, pixels: number) =>
    F.pipe(input(unknown(latent)), dense(unknown(pixels)), bernoulliOutput)

  test.each([
    [
      'latents',
      () =>
        vae(F.pipe(input(784), gaussianHead(unknown(16))), decoding(20, 784), Gaussian.standard(unknown(16))),
      "vae: the encoder's latent is [16] but the decoder takes [20]",
    ],
    [
      'data',
      () => vae(F.pipe(input(unknown(784)), gaussianHead(16)), decoding(16, 785), Gaussian.standard(16)),
      'vae: the encoder reads [784] but the decoder writes [785]',
    ],
    [
      'the prior',
      () =>
        vae(F.pipe(input(784), gaussianHead(unknown(16))), decoding(16, 784), Laplace.standard(unknown(20))),
      "vae: the encoder's latent is [16] but the prior's event is [20]",
    ],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(new ShapeError(message))
  })

  test('a prior over vectors', () => {
    const prior = MultivariateGaussian.fromTriangle(zeros(16), zeros(136))
    const encoder = F.pipe(input(784), gaussianHead(16))
    const refused = "vae: the prior's elements must be independent; MultivariateGaussian is over vectors"
    // @ts-expect-error the elements of the prior depend on each other
    expect(() => vae(encoder, decoding(16, 784), prior)).toThrow(new TypeError(refused))
  })

  test('a head after what is no vector', () => {
    const images = fromStages<[49], [number], []>([7, 7], [])
    expect(() => gaussianHead(2)(images)).toThrow(
      new ShapeError('gaussianHead: expected [features], got [7, 7]; flatten first'),
    )
  })
})
