/** How often chance would break a statistical spec of a library without a fault, if its keys were drawn anew. */
import * as laws from '../../src/laws/index.js'
import { bounds, estimators, ladders } from './bounds.js'
import { pairs } from './pairs.js'
import { cpuLaws, cpuRuns, familyLaws, pairRuns, runs, runsOf } from './runs.js'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const alarm = (name: laws.LawName, batch: number): number =>
  laws.lawTable[name].falseAlarm({ batch, whole: batch })

const ofFamilies = (
  tables: Readonly<Record<string, readonly laws.NamedLaw[]>>,
  times: (name: laws.LawName) => number,
): number =>
  sum(
    Object.values(tables)
      .flat()
      .map(([name, , probability]) => times(name) * probability),
  )

/** Two distributions stand in each batch of a pair. */
const pairBatch = 2

/** A group of statistical claims: how many there are at most, and the probability that one alarms. */
export interface Claims {
  readonly claims: number
  readonly each: number
}

const fiveErrors = laws.lawTable.entropyExpectation.falseAlarm({ batch: 1, whole: 1 })
/** Five standard errors that were estimated from some fifty means, by Student's t. */
const fiveOfFifty = 8e-6
const byCdf = laws.lawTable.samplesFollowCdf.falseAlarm({ batch: 1, whole: 1 })

/** The statistical specs elsewhere, counted from above: claims times elements times backends. */
export const elsewhere: Readonly<Record<string, Claims>> = {
  'spec/bijection/fit.spec.ts': { claims: 2, each: fiveErrors },
  'spec/distribution/combinator/combinator.spec.ts': { claims: 60, each: fiveErrors },
  'spec/distribution/continuous/sample.spec.ts': { claims: 70, each: fiveErrors },
  'spec/distribution/define.spec.ts': { claims: 120, each: fiveErrors },
  'spec/distribution/discrete/draws.spec.ts': { claims: 75, each: fiveErrors },
  'spec/distribution/distribution.spec.ts': { claims: 8, each: fiveErrors },
  'spec/distribution/vector/laws.spec.ts': { claims: 160, each: fiveErrors },
  'spec/estimate/probabilistic-pca.spec.ts': { claims: 8, each: fiveErrors },
  'spec/layer/dropout.spec.ts': { claims: 12, each: fiveErrors },
  'spec/layer/init.spec.ts': { claims: 16, each: fiveErrors },
  'spec/metric/importance-sampled-nll.spec.ts': { claims: 16, each: fiveOfFifty },
  'spec/model/linear-gaussian.spec.ts': { claims: 30, each: fiveOfFifty },
  'spec/objective/aggregate.spec.ts': { claims: 2, each: fiveErrors },
  'spec/objective/bounds.spec.ts': { claims: 4, each: fiveErrors },
  'spec/objective/encodings.spec.ts': { claims: 16, each: fiveErrors },
  'spec/objective/penalties.spec.ts': { claims: 4, each: fiveOfFifty },
  'spec/objective/unbiased.spec.ts': { claims: 40, each: fiveErrors },
  'spec/random/gamma.spec.ts': { claims: 5, each: 1e-6 },
  'spec/random/sample.spec.ts': { claims: 20, each: fiveErrors },
}

/** The examples of docstrings and pages that check a law or a mean. */
const examples: Claims = { claims: 400, each: fiveErrors }

/** The false alarms of the whole suite by group. */
export const falseAlarms: Readonly<Record<string, number>> = {
  'every law of every family': ofFamilies(familyLaws, runsOf) + ofFamilies(cpuLaws, () => cpuRuns),
  'every divergence in closed form':
    pairRuns *
    sum(Object.values(pairs).map((others) => Object.keys(others).length)) *
    alarm('klExpectation', pairBatch),
  'every bound and estimator':
    runs *
    (Object.keys(bounds).length * alarm('boundBelowEvidence', 1) +
      sum(ladders.map(([, ladder]) => ladder.length - 1)) * alarm('boundsRise', 1) +
      estimators.length * alarm('gradientsAgree', 1)),
  'other specs': sum(Object.values(elsewhere).map(({ claims, each }) => claims * each)) + 50 * byCdf,
  'examples of the documents': examples.claims * examples.each,
}

/** The probability that any of them alarms, at most. */
export const falseAlarm = sum(Object.values(falseAlarms))
