import { describe, expect, test } from 'vitest'
import { activeUnits, collapse, meanBound, unitVariances } from '../../src/metric/index.js'
import { key } from '../../src/random/index.js'
import { evaluate, liveTensors, release, use } from '../../src/run/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { decoder, type Encoder, linear, paramsOf } from '../model/linear-gaussian.js'
import { inRows, mean } from '../objective/reference.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear } from '../support/near.js'

const count = 257
/** Three pixels an example: a wave, the same wave tenfold, a constant far from 0. */
const images = Float32Array.from({ length: 3 * count }, (_, i) => {
  const wave = Math.sin(Math.floor(i / 3))
  return [wave, 10 * wave, 1000][i % 3] ?? 0
})
const data = { images, count }
const pixels = inRows([...images], 3)

const variance = (values: readonly number[]): number => mean(values.map((v) => (v - mean(values)) ** 2))

/** The first unit reads `first` times the wave, the second one `second` times; the constant is read by both. */
const reading = (first: number, second: number, scale: readonly [number, number] = [1, 1]): Encoder => ({
  kernel: [
    [first, second],
    [0, 0],
    [0.001, 0.001],
  ],
  bias: [-1, -1],
  scale,
})

describe.each(backendNames)('on %s', (name) => {
  test('the variance of the posterior mean of each unit, in batches of any size', async () => {
    await use(name)()
    const wave = variance(pixels.map(([p = Number.NaN]) => p))
    for (const batch of [1000, 100, 64, 1]) {
      const params = paramsOf(decoder, reading(2, 0.1))
      const found = await unitVariances({ batch })(linear, params, data)
      expectNear(found, [4 * wave, 0.01 * wave], 1e-5)
    }
  })

  // the wave's variance is ½: 0.2 reads .02 of it, 0.1 reads .005
  test.each([
    [2, 1, 2],
    [2, 0.2, 2],
    [2, 0.1, 1],
    [0.1, 2, 1],
    [0.1, 0, 0],
  ])('units that read %d and %d of the data: %i active', async (first, second, active) => {
    await use(name)()
    expect(await activeUnits()(linear, paramsOf(decoder, reading(first, second)), data)).toBe(active)
  })

  test('the threshold is the caller’s to choose', async () => {
    await use(name)()
    const params = paramsOf(decoder, reading(2, 0.1))
    expect(await activeUnits({ threshold: 0.001 })(linear, params, data)).toBe(2)
    expect(await activeUnits({ threshold: 3 })(linear, params, data)).toBe(0)
  })

  test('the divergence of each unit, in nats per example', async () => {
    await use(name)()
    const [a, b] = [0.5, 2]
    const found = await collapse({ batch: 100 })(linear, paramsOf(decoder, reading(a, b, [0.5, 2])), data)
    const kl = (gain: number, s: number): number =>
      mean(pixels.map(([p = Number.NaN]) => (s * s + (gain * p) ** 2 - 1) / 2 - Math.log(s)))
    expectNear(found.perUnit, [kl(a, 0.5), kl(b, 2)], 1e-5)
    expectNear([found.kl], [kl(a, 0.5) + kl(b, 2)], 1e-5)
  })

  test.each([
    ['one that reads the data', reading(2, 1), 0, false],
    ['one with half its units given up', reading(2, 0), 1, true],
    ['one that says nothing', reading(0, 0), 2, true],
  ])('collapse: %s', async (_, encoder, units, collapsed) => {
    await use(name)()
    const found = await collapse()(linear, paramsOf(decoder, encoder), data)
    expect([found.units, found.collapsed]).toEqual([units, collapsed])
  })

  test('the mean bound over a set is the mean over its batches, weighted by their sizes', async () => {
    await use(name)()
    const params = evaluate(paramsOf(decoder, reading(0.5, 2, [0.5, 2])))
    const whole = meanBound({ batch: 1000 })(linear, data)
    const parts = meanBound({ batch: 100 })(linear, data)
    const [a, b] = [await whole.of(params)(key(0)), await parts.of(params)(key(0))]
    expectNear([b.kl], [a.kl], 1e-5)
    expectNear([a.elbo, b.elbo], [a.reconstruction - a.kl, b.reconstruction - b.kl], 1e-4)
    whole.release()
    parts.release()
    release(params)
  })

  test('leaves nothing on the backend, whether parameters are held there or not, also when it fails', async () => {
    const backend = await started(name)
    await use(name)()
    const before = liveTensors(backend)
    const held = evaluate(paramsOf(decoder, reading(2, 1)))
    for (const params of [held, paramsOf(decoder, reading(2, 1))]) {
      await activeUnits()(linear, params, data)
      await collapse()(linear, params, data)
    }
    const short = { images: images.slice(1), count }
    const message = `unitVariances: ${count} examples of [3] have ${3 * count} values, found ${3 * count - 1}`
    await expect(activeUnits()(linear, held, short)).rejects.toThrow(new ShapeError(message))
    release(held)
    expect(liveTensors(backend)).toBe(before)
  })
})

test.each([
  [
    { images: new Float32Array(0), count: 0 },
    {},
    'unitVariances: the number of examples is a whole number of at least 1, found 0',
  ],
  [data, { batch: 0 }, 'unitVariances: batch is a whole number of at least 1, found 0'],
])('nothing to average is refused %#', async (set, options, message) => {
  await use('cpu')()
  const run = activeUnits(options)(linear, paramsOf(decoder, reading(1, 1)), set)
  await expect(run).rejects.toThrow(new RangeError(message))
})
