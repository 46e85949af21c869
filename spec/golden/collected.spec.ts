/** Every value of the collection, computed here, on cpu and wasm. */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { use } from '../../src/run/index.js'
import { worst } from '../distribution/accuracy.js'
import { backendNames } from '../support/backends.js'
import { computedBounds } from './collected/bounds.js'
import { computedCodes } from './collected/codes.js'
import type { Chapter, Comparison } from './collected/compare.js'
import { computedCounts } from './collected/counts.js'
import { computedDigits } from './collected/digits.js'
import { computedDivergences } from './collected/divergences.js'
import { computedLinearGaussian } from './collected/linear-gaussian.js'
import { computedMultivariate } from './collected/multivariate.js'
import { computedRegularisers } from './collected/regularisers.js'
import { computedUnivariate } from './collected/univariate.js'
import { collection, type Entry } from './collection.js'

const chapters: readonly Chapter[] = [
  computedUnivariate,
  computedMultivariate,
  computedDivergences,
  computedBounds,
  computedRegularisers,
  computedLinearGaussian,
  computedDigits,
  computedCodes,
  computedCounts,
]
const computed: Chapter = Object.assign({}, ...chapters)

const { count, entries } = collection()

/** TensorFlow Probability broadcasts a value of shape [1] over an event of [2]; here it is refused. */
const refused = 'tfp/mvndiag_01/log_prob_EVENT_BROADCAST'
const accepted = entries.filter((e) => e.id !== refused)

/** Where float32 does not reach a millionth. */
const loose: Readonly<Record<string, number>> = {
  // four log-gammas and four logarithms of up to 2.3, each rounded, leave 0.18
  'statrs/dirichlet/pdf@[0.1, 0.2, 0.3, 0.4]': 3e-6,
}

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

it('has all the values that were collected, each once', () => {
  expect(entries.length).toBe(count)
  expect(count).toBe(232)
  expect(new Set(entries.map((e) => e.id)).size).toBe(count)
  expect(accepted.length).toBe(count - 1)
})

it('computes no value that the collection lacks, and none in two ways', () => {
  const names = chapters.flatMap((chapter) => Object.keys(chapter))
  expect(names.filter((name) => !entries.some((e) => e.distribution === name))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  // published values are printed to as many digits as their tolerance says; ours are float32
  it.each(accepted.map((entry) => [entry.id, entry] as const))('%s', async (_, entry) => {
    const { got, expected } = await compare(entry)
    expect(expected.length).toBeGreaterThan(0)
    expect(worst(got, expected)).toBeLessThanOrEqual(Math.max(loose[entry.id] ?? 1e-6, entry.tol))
  })

  it('refuses a value that another library broadcasts over the event', async () => {
    await expect(compare(others(refused))).rejects.toThrow(
      'logProb: value [1] is not batch [] followed by event [2]',
    )
  })
})
