/** The spread of first parameters, within five standard errors: the chance of a false alarm is below one in a million. */
import { describe, expect, test } from 'vitest'
import { glorotNormal, glorotUniform, heNormal, type Init, lecunNormal } from '../../src/layer/index.js'
import { key } from '../../src/random/index.js'
import { backendNames, started } from '../support/backends.js'
import { numbersOf } from '../support/near.js'
import { moments } from './reference.js'

const [fanIn, fanOut] = [300, 100]

interface Law {
  readonly init: Init
  readonly variance: number
  /** Fourth moment over squared variance. */
  readonly kurtosis: number
}

const laws: Readonly<Record<string, Law>> = {
  heNormal: { init: heNormal, variance: 2 / fanIn, kurtosis: 3 },
  lecunNormal: { init: lecunNormal, variance: 1 / fanIn, kurtosis: 3 },
  glorotNormal: { init: glorotNormal, variance: 2 / (fanIn + fanOut), kurtosis: 3 },
  glorotUniform: { init: glorotUniform, variance: 2 / (fanIn + fanOut), kurtosis: 9 / 5 },
}

describe.each(backendNames)('on %s', (name) => {
  test.each(Object.entries(laws))(
    '%s has mean 0 and its variance',
    async (_, { init, variance, kurtosis }) => {
      const drawn = await numbersOf(init(fanIn, fanOut)(fanIn, fanOut)(key(0)), await started(name))
      const found = moments(drawn)
      expect(drawn.length).toBe(fanIn * fanOut)
      expect(Math.abs(found.mean)).toBeLessThan(5 * Math.sqrt(variance / drawn.length))
      expect(Math.abs(found.variance - variance)).toBeLessThan(
        5 * variance * Math.sqrt((kurtosis - 1) / drawn.length),
      )
    },
  )

  test('glorotUniform fills its interval and nothing else', async () => {
    const limit = Math.sqrt(6 / (fanIn + fanOut))
    const drawn = await numbersOf(glorotUniform(fanIn, fanOut)(fanIn, fanOut)(key(1)), await started(name))
    const [low, high] = [Math.min(...drawn), Math.max(...drawn)]
    expect(low).toBeGreaterThanOrEqual(-limit * (1 + 1e-6))
    expect(high).toBeLessThanOrEqual(limit * (1 + 1e-6))
    // the chance that 30,000 draws leave the outer thousandth of a side empty is e^−15
    expect(low).toBeLessThan(-limit * 0.999)
    expect(high).toBeGreaterThan(limit * 0.999)
  })
})
