import { describe, expect, test } from 'vitest'
import { compile, release } from '../../src/run/index.js'
import { cyclical, linear, sigmoidal } from '../../src/schedule/index.js'
import { scalar, type Tensor } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numberOf } from '../support/near.js'

const steps = [0, 1, 6, 7, 8, 13, 14, 20, 21, 27, 28, 35, 69, 70, 699, 700, 701, 7_000_000, 7_000_001]

const held = (v: number) => Math.min(1, Math.max(0, v))

describe.each(backendNames)('on %s', (name) => {
  test('straight, after some steps; smooth; and again and again', async () => {
    const backend = await started(name)
    const run = compile(
      (step: Tensor<[]>) => [
        linear({ steps: 20, after: 6, from: 0.5, to: 3 })(step),
        linear({ steps: 20, from: 1, to: 0 })(step),
        sigmoidal({ middle: 14, width: 5, to: 4 })(step),
        cyclical({ every: 7, ramp: 0.5 })(step),
        cyclical({ every: 7, ramp: 1, from: 2, to: 1 })(step),
      ],
      backend,
    )
    for (const step of steps) {
      const found = run(scalar(step))
      const numbers = await Promise.all(found.map((v) => numberOf(v, backend)))
      const wanted = [
        0.5 + 2.5 * held((step - 6) / 20),
        1 - held(step / 20),
        4 / (1 + Math.exp((14 - step) / 5)),
        held((step % 7) / 3.5),
        2 - (step % 7) / 7,
      ]
      expectNear(numbers, wanted, 1e-6)
      release(found)
    }
    run.release()
  })
})

test('lengths that are none are refused', () => {
  expect(() => linear({ steps: 0 })).toThrow('linear: expected a finite number of steps above 0, found 0')
  expect(() => sigmoidal({ middle: 1, width: -1 })).toThrow(
    'sigmoidal: expected a finite width above 0, found -1',
  )
  expect(() => cyclical({ every: 2.5, ramp: 1 })).toThrow(
    'cyclical: expected a whole number of steps above 0 for every, found 2.5',
  )
  expect(() => cyclical({ every: 2, ramp: 0 })).toThrow('cyclical: expected a finite ramp above 0, found 0')
})
