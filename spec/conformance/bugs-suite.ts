/** Stock TensorFlow.js on a backend: its bugs, each right by this package, and when asked its verdict on every operation. */
import { afterAll, describe, expect, test } from 'vitest'
import type { BackendName } from '../../src/backend/index.js'
import type { Op } from '../../src/tensor/expression.js'
import { type Case, cases } from '../gradient/cases/index.js'
import { started } from '../support/backends.js'
import { forgiveLeaks } from '../support/live-tensors.js'
import { item } from '../support/reference-value.js'
import type { Bug } from './bug.js'
import { bugs } from './bugs.js'
import { resultsOf } from './measure.js'
import { stockTensor } from './stock/derivatives.js'
import { outcome, type Verdict, worst } from './stock/outcome.js'
import { isBlameless, onBackend, stockVerdict, type Verdicts } from './stock/verdict.js'
import { expectedOf, orders, type Subject, subject } from './subject.js'

/** A bug as the suite asks for it, in its order alone. */
const subjectOf = (bug: Bug): Subject => {
  const whole = subject(bug, { upTo: bug.order })
  return { ...whole, builds: whole.builds.filter(({ order }) => order === bug.order) }
}

/** What stock TensorFlow.js makes of it on the backend in use. */
const verdictOf = async (bug: Bug): Promise<Verdict> => {
  const expected = item(expectedOf(subjectOf(bug)), 0)
  return worst([await outcome(() => bug.stock(bug.at.map(stockTensor)), expected)])
}

/** What was found of stock TensorFlow.js in a run. */
export interface StockMeasured {
  readonly run: string
  readonly backend: BackendName
  readonly bugs: Readonly<Record<string, Verdict>>
  readonly operations: Readonly<Partial<Record<Op, Verdicts>>>
}

const isOp = (name: string): name is Op => name in cases

/** Every operation with its cases. */
const operations: readonly (readonly [Op, readonly Case[]])[] = Object.entries(cases).flatMap(
  ([name, list]) => (isOp(name) ? [[name, list]] : []),
)

/**
 * Shows every bug on a backend, whose gradients have been registered. Verdicts on all operations take long, so they are
 * asked for only to be kept.
 */
export const showsStock = (
  backend: BackendName,
  run: string,
  recording: boolean,
  keep: (found: StockMeasured) => Promise<void>,
): void => {
  const found: { [name: string]: Verdict } = {}
  const judged: Partial<Record<Op, Verdicts>> = {}
  describe(`stock TensorFlow.js on ${run}`, () => {
    test.each(bugs.map((b) => [b.name, b] as const))('%s', async (_, b) => {
      const { error, message } = item(await resultsOf(subjectOf(b), await started(backend)), 0)
      expect(error, message).toBeLessThanOrEqual(1)
      await onBackend(backend)
      const stock = await verdictOf(b)
      found[b.name] = stock
      expect(stock.kind, JSON.stringify(stock)).toBe(b.found[backend])
    })
    if (recording)
      test.each(operations)('the verdict on %s', async (op, list) => {
        // a kernel of stock TensorFlow.js that throws leaves its data
        forgiveLeaks()
        await started(backend)
        const verdicts = await stockVerdict(backend, op, list)
        judged[op] = verdicts
        // what cases are wrapped in is right itself, or others would be blamed for it
        if (isBlameless(op)) expect(orders.filter((o) => verdicts[o].kind !== 'right')).toEqual([])
        // what TensorFlow.js does not have, it has no derivative of either
        else expect(new Set(orders.map((o) => verdicts[o].kind === 'none')).size).toBe(1)
      })
    afterAll(() => keep({ run, backend, bugs: found, operations: judged }))
  })
}
