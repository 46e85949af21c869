/** The terms of a bound, against plain numbers and collected values. */
import { describe, expect, test } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { bound } from '../../src/objective/elbo.js'
import { freeBits } from '../../src/objective/free-bits.js'
import { meanBatch } from '../../src/objective/reduction.js'
import { compile, release } from '../../src/run/index.js'
import { linear } from '../../src/schedule/index.js'
import { matrix, scalar, type Tensor, vector } from '../../src/tensor/index.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numberOf, numbersOf } from '../support/near.js'

const logLikelihood = matrix([
  [-10, -20, -30],
  [-14, -24, -31],
])
const kl = vector([1, 2.5, 6])

// computed/free_bits: loc 0.5, −1, 0.25 and log variance −0.5, 0.1, −2 against a standard Gaussian
const divergences = [
  [0.5, -0.5],
  [-1, 0.1],
  [0.25, -2],
].map(([loc = 0, logVariance = 0]) => (Math.exp(logVariance) + loc * loc - 1 - logVariance) / 2)

describe.each(backendNames)('on %s', (name) => {
  test('a capacity costs what the divergence is away from it, on either side', async () => {
    const backend = await started(name)
    const { elbo, kl: given } = bound({ beta: 4, capacity: 2.5 })(logLikelihood, kl)
    expectNear(await numbersOf(elbo, backend), [-12 - 6, -22, -30.5 - 14], 1e-6)
    expect(await numbersOf(given, backend)).toEqual([1, 2.5, 6])
    const slope = grad((d: Tensor<[3]>) =>
      meanBatch(bound({ beta: 3, capacity: 2.5 })(logLikelihood, d).elbo),
    )
    expectNear(await numbersOf(slope(kl), backend), [1, 0, -1], 1e-6)
  })

  test('β and capacity follow a schedule, in one compiled program', async () => {
    const backend = await started(name)
    const beta = linear({ steps: 10 })
    const capacity = linear({ steps: 20, to: 5 })
    const run = compile(
      (step: Tensor<[]>) => ({
        warm: bound({ beta: beta(step) })(logLikelihood, kl).elbo,
        held: bound({ beta: 2, capacity: capacity(step) })(logLikelihood, kl).elbo,
      }),
      backend,
    )
    for (const step of [0, 5, 10, 30]) {
      const { warm, held } = run(scalar(step))
      const [b, c] = [Math.min(1, step / 10), 5 * Math.min(1, step / 20)]
      const wanted = [-12 - b, -22 - 2.5 * b, -30.5 - 6 * b]
      expectNear(await numbersOf(warm, backend), wanted, 1e-6)
      const away = [-12, -22, -30.5].map((r, i) => r - 2 * Math.abs(([1, 2.5, 6][i] ?? 0) - c))
      expectNear(await numbersOf(held, backend), away, 1e-6)
      release([warm, held])
    }
    run.release()
  })

  test.each(['batch', 'example'] as const)('free bits of one example, over the %s', async (over) => {
    const backend = await started(name)
    const [a = 0, b = 0, c = 0] = divergences
    const found = freeBits({ nats: 0.5, over })(matrix([[a, b, c]]))
    expectNear(await numbersOf(found, backend), [1.6015031006561302], 1e-6)
  })

  test('free bits of a batch: example by example, or of the mean, whose derivative is that of used units', async () => {
    const backend = await started(name)
    const perUnit = matrix([
      [0.25, 3, 0],
      [1.25, 1, 0.5],
    ])
    const each = freeBits({ nats: scalar(0.5), over: 'example' })(perUnit)
    expectNear(await numbersOf(each, backend), [4, 2.75], 1e-6)
    const whole = freeBits({ nats: 0.5 })
    // means 0.75, 2, 0.25: the last is below
    expectNear(await numbersOf(whole(perUnit), backend), [3.75, 2.75], 1e-6)
    expectNear([await numberOf(meanBatch(whole(perUnit)), backend)], [0.75 + 2 + 0.5], 1e-6)
    const slope = grad((d: Tensor<[2, 3]>) => meanBatch(whole(d)))(perUnit)
    expect(await numbersOf(slope, backend)).toEqual([0.5, 0.5, 0, 0.5, 0.5, 0])
  })
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'a weight of %s is refused before anything is computed',
  (weight) => {
    expect(() => bound({ beta: weight })).toThrow(
      new RangeError(`elbo: expected a finite beta, found ${weight}`),
    )
    expect(() => bound({ capacity: weight })).toThrow(
      new RangeError(`elbo: expected a finite capacity, found ${weight}`),
    )
  },
)

test('a divergence without units is refused', () => {
  expect(() => freeBits({ nats: 1 })<[], 1>(typed(expression(scalar(1))))).toThrow(
    'freeBits: expected an axis of units, found shape []',
  )
})
