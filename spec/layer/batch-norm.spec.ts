/** What batch normalisation does with the batch and with its running statistics. */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { batchNorm, batchNormWith, conv2d, dense, input, relu } from '../../src/layer/index.js'
import { key, normal } from '../../src/random/index.js'
import { compile, release } from '../../src/run/index.js'
import { ShapeError } from '../../src/shape/index.js'
import {
  add,
  matrix,
  reshape,
  scale,
  shift,
  square,
  sum,
  type Tensor,
  vector,
  zeros,
} from '../../src/tensor/index.js'
import { count, paths } from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf, numbersOfTree } from '../support/near.js'
import { erased } from './erased.js'
import { inRows, moments } from './reference.js'

/** The numbers of one of three channels. */
const channel = (values: readonly number[], c: number): readonly number[] =>
  inRows(values, 3).map((row) => row[c] ?? Number.NaN)

const features = F.pipe(input(3), batchNorm)

describe.each(backendNames)('on %s', (name) => {
  test.each([
    ['a batch', erased(features), [64]],
    ['samples of a batch', erased(features), [5, 16]],
    ['images', erased(F.pipe(input(5, 4, 3), batchNorm)), [4]],
    ['samples of images', erased(F.pipe(input(4, 4, 3), batchNorm)), [2, 3]],
  ])('training standardises each channel over all other axes at once: %s', async (_, layer, lead) => {
    const backend = await started(name)
    const x = shift(3)(scale(2)(normal(...lead, ...layer.in)(key(1))))
    const { value } = layer.train<number[]>(layer.init(key(0)), x, layer.statistics)(key(2))
    const found = await numbersOf(value, backend)
    for (const c of [0, 1, 2]) {
      const { mean, variance } = moments(channel(found, c))
      expect(Math.abs(mean)).toBeLessThan(1e-5)
      expect(Math.abs(variance - 1)).toBeLessThan(1e-4)
      const half = moments(channel(found.slice(0, 3 * Math.floor(found.length / 6)), c))
      expect(Math.abs(half.mean)).toBeGreaterThan(1e-4)
    }
  })

  test('samples of a batch are one larger batch', async () => {
    const backend = await started(name)
    const params = features.init(key(0))
    const x = normal(2, 5, 3)(key(1))
    const apart = features.train(params, x, features.statistics)(key(2))
    const together = features.train(params, reshape(10, 3)(x), features.statistics)(key(2))
    const numbers = await numbersOfTree([apart.value, apart.statistics], backend)
    expect(numbers).toEqual(await numbersOfTree([together.value, together.statistics], backend))
  })

  test('evaluation reads the statistics: those of a batch give what training gives for it', async () => {
    const backend = await started(name)
    const params = features.init(key(0))
    const x = shift(3)(normal(7, 3)(key(1)))
    const numbers = await numbersOf(x, backend)
    const [a, b, c] = [
      moments(channel(numbers, 0)),
      moments(channel(numbers, 1)),
      moments(channel(numbers, 2)),
    ]
    const seen = {
      mean: vector([a.mean, b.mean, c.mean]),
      variance: vector([a.variance, b.variance, c.variance]),
    }
    const trained = await numbersOf(features.train(params, x, features.statistics)(key(2)).value, backend)
    expectNear(await numbersOf(features.apply(params, x, [seen]), backend), trained, 3e-6)
    const unseen = numbers.map((v) => v / Math.sqrt(1 + 1e-5))
    expectNear(await numbersOf(features.apply(params, x, features.statistics), backend), unseen, 1e-6)
    // what else is in the batch makes no difference
    const alone = features.apply(params, matrix([[1, 2, 3]]), [seen])
    const wanted = [a, b, c].map(({ mean, variance }, i) => (i + 1 - mean) / Math.sqrt(variance + 1e-5))
    expectNear(await numbersOf(alone, backend), wanted, 3e-6)
  })

  test('the statistics come to the mean and the variance of a stationary stream', async () => {
    const backend = await started(name)
    const [size, steps, keep] = [64, 150, 0.9] as const
    type State = typeof features.statistics
    const step = compile(
      (state: State, x: Tensor<[64, 3]>): State =>
        features.train(features.init(key(0)), x, state)(key(0)).statistics,
      backend,
    )
    let state = features.statistics
    for (let i = 0; i < steps; i += 1) {
      const next = step(state, shift(3)(scale(2)(normal(size, 3)(key(i)))))
      release(state)
      state = next
    }
    const [mean = [], variance = []] = await numbersOfTree(state, backend)
    release(state)
    step.release()
    // the running mean of values of variance v has the variance v·(1 − keep) / (1 + keep)
    const spread = Math.sqrt((1 - keep) / (1 + keep))
    const errors = [
      ...mean.map((m) => (m - 3) / ((spread * 2) / Math.sqrt(size))),
      ...variance.map((v) => (v - 4) / (spread * 4 * Math.sqrt(2 / (size - 1)))),
    ]
    expect(errors.length).toBe(6)
    expect(errors.filter((e) => !(Math.abs(e) < 5))).toEqual([])
  })

  test('a momentum of 0 keeps nothing of what was seen before, one of 1 everything', async () => {
    const backend = await started(name)
    const passedOn = (momentum: number) => {
      const net = F.pipe(input(1), batchNormWith({ momentum }))
      const { statistics: state } = net.train(net.init(key(0)), matrix([[1], [3]]), net.statistics)(key(0))
      return numbersOfTree(state, backend)
    }
    expect(await passedOn(0)).toEqual([[2], [2]])
    expect(await passedOn(1)).toEqual([[0], [1]])
  })

  test('no gradient goes into the statistics, but through those of the batch into the value', async () => {
    const backend = await started(name)
    const net = F.pipe(input(2), dense(3), batchNorm)
    const params = net.init(key(0))
    const trained = (p: typeof params) => net.train(p, normal(5, 2)(key(1)), net.statistics)(key(0))
    const ofStatistics = grad((p: typeof params) => {
      const [{ mean, variance }] = trained(p).statistics
      return sum()(add(mean, variance))
    })(params)
    expect((await numbersOfTree(ofStatistics, backend)).flat()).toEqual(Array.from({ length: 15 }, () => 0))
    const ofValue = grad((p: typeof params) => sum()(square(trained(p).value)))(params)
    const [kernel = [], bias = [], gains = []] = await numbersOfTree(ofValue, backend)
    // what the bias adds goes with the mean, what the kernel is multiplied by with the deviation: all but ε is lost
    expect(Math.max(...[...kernel, ...bias].map(Math.abs))).toBeLessThan(1e-2)
    expect(gains.every((g) => Math.abs(g - 10) < 1e-2)).toBe(true)
  })

  test('a channel that never changes stays finite', async () => {
    const backend = await started(name)
    const net = F.pipe(input(1), batchNorm)
    const x = matrix([[7], [7], [7]])
    const slope = grad((p: ReturnType<typeof net.init>) =>
      sum()(square(net.train(p, x, net.statistics)(key(0)).value)),
    )(net.init(key(0)))
    const { value } = net.train(net.init(key(0)), x, net.statistics)(key(0))
    expect((await numbersOfTree([value, slope], backend)).flat()).toEqual([0, 0, 0, 0, 0])
  })
})

test('one value of each channel is refused in training, in words, and taken in evaluation', () => {
  const params = features.init(key(0))
  const refused = new ShapeError(
    'batchNorm: expected at least two values of each channel in training, got 1 in [1, 3]',
  )
  expect(() => features.train(params, zeros(1, 3), features.statistics)(key(0))).toThrow(refused)
  expect(() => features.train(params, vector([1, 2, 3]), features.statistics)(key(0))).toThrow('got 1 in [3]')
  expect(() => features.apply(params, zeros(1, 3), features.statistics)).not.toThrow()
  const image = F.pipe(input(2, 1, 3), batchNorm)
  expect(() => image.train(image.init(key(0)), zeros(1, 2, 1, 3), image.statistics)(key(0))).not.toThrow()
})

test('parameters and statistics stand in the order of the layers', () => {
  const net = F.pipe(
    input(4, 4, 1),
    conv2d(2, { kernel: 3 }),
    batchNorm,
    relu,
    conv2d(3, { kernel: 1 }),
    batchNorm,
  )
  expect(paths(net.init(key(0)))).toEqual([
    '0.kernel',
    '0.bias',
    '1.scale',
    '1.shift',
    '2.kernel',
    '2.bias',
    '3.scale',
    '3.shift',
  ])
  expect(paths(net.statistics)).toEqual(['0.mean', '0.variance', '1.mean', '1.variance'])
  expect(count(net.statistics)).toBe(2 * 2 + 2 * 3)
})
