import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { use } from '../../src/run/index.js'
import { collection, type Entry } from '../golden/collection.js'
import { backendNames } from '../support/backends.js'
import { worst } from './accuracy.js'
import { type Comparison, computed } from './collected.js'

const { count, entries } = collection()

/** TensorFlow Probability broadcasts a value of shape [1] over an event of [2]; here it is refused. */
const refused = 'tfp/mvndiag_01/log_prob_EVENT_BROADCAST'
const accepted = entries.filter((e) => e.id !== refused)

const others = (id: string): Entry => {
  const found = entries.find((e) => e.id === id)
  if (found === undefined) throw new Error(`golden: no ${id}`)
  return found
}

const compare = (entry: Entry): Promise<Comparison> => {
  const compute = computed[entry.distribution]
  if (compute === undefined) throw new Error(`golden: nothing computes ${entry.distribution}`)
  return compute(entry, others)
}

it('has all the values that were selected, each once', () => {
  expect(entries.length).toBe(count)
  expect(count).toBe(65)
  expect(new Set(entries.map((e) => e.id)).size).toBe(count)
  expect(accepted.length).toBe(count - 1)
})

it('computes no value that the collection lacks', () => {
  expect(Object.keys(computed).filter((name) => !entries.some((e) => e.distribution === name))).toEqual([])
})

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  // published values are printed to as many digits as their tolerance says; ours are float32
  it.each(accepted.map((entry) => [entry.id, entry] as const))('%s', async (_, entry) => {
    const { got, expected } = await compare(entry)
    expect(expected.length).toBeGreaterThan(0)
    expect(worst(got, expected)).toBeLessThanOrEqual(Math.max(1e-6, entry.tol))
  })

  it('refuses a value that another library broadcasts over the event', async () => {
    await expect(compare(others(refused))).rejects.toThrow(
      'logProb: value [1] is not batch [] followed by event [2]',
    )
  })
})
