/** What stock TensorFlow.js makes of an operation, its derivative and its second derivative. */
import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from '../../../src/backend/index.js'
import { type Expression, input, type Op } from '../../../src/tensor/expression.js'
import { add, multiply } from '../../../src/tensor/primitive/elementwise.js'
import type { Case } from '../../gradient/cases/index.js'
import { item } from '../../support/reference-value.js'
import { expectedOf, type Order, orders, parametersOf, subject } from '../subject.js'
import { asked, stockTensor } from './derivatives.js'
import { stock } from './evaluate.js'
import { type Outcome, outcome, type Verdict, worst } from './outcome.js'

export type Verdicts = Readonly<Record<Order, Verdict>>

/** Has TensorFlow.js compute on a backend, on its device even where tensors are small. */
export const onBackend = async (backend: BackendName): Promise<void> => {
  const choice = { webgl: 'WEBGL_CPU_FORWARD', webgpu: 'WEBGPU_CPU_FORWARD' } as const
  if (backend === 'webgl' || backend === 'webgpu') tf.env().set(choice[backend], false)
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js does not start ${backend}`)
}

/** What cases are wrapped in that stock TensorFlow.js differentiates rightly, and twice. */
const blameless: readonly Op[] = [
  'abs',
  'add',
  'constant',
  'identity',
  'multiply',
  'negate',
  'parameter',
  'reshape',
  'splat',
  'subtract',
]

/** Whether an operation must be right for the verdicts on the others to be fair. */
export const isBlameless = (op: Op): boolean => blameless.includes(op)

/** The same, and those of which cases use only what is right: comparisons off the tape, conditions as numbers, sums. */
const isWrapping = (e: Expression): boolean => {
  switch (e.op) {
    case 'compare':
      return true
    case 'broadcastInDim':
      return e.shape.length < 5
    case 'convert':
      return e.inputs[0]?.dtype === 'bool'
    case 'reduce':
      return e.attributes.reducer === 'add'
    default:
      return isBlameless(e.op)
  }
}

const nodesOf = (root: Expression): readonly Expression[] => {
  const seen = new Set([root])
  for (const e of seen) for (const below of e.inputs) seen.add(below)
  return [...seen]
}

/** The same case inside of x + x² instead of a sine, for which GPUs have their own. */
const bent = ({ f, ...c }: Case, looked: Op): Case => ({
  ...c,
  f: (xs, hold) => {
    const e = f(xs, hold)
    if (e.op !== 'sine' || looked === 'sine') return e
    const inside = input(e, 0)
    return add(inside, multiply(inside, inside))
  },
})

/**
 * What came of each order of a case. At a kink, where conventions differ, and where something else may be to blame for a
 * wrong derivative, only a right one counts.
 */
const outcomesOf = async (c: Case, looked: Op): Promise<readonly (readonly [Order, Outcome])[]> => {
  const root = c.f(parametersOf(c.at), (e) => e)
  const expected = expectedOf(subject(c, { upTo: 'second' }))
  const plain = c.kink !== true && nodesOf(root).every((e) => e.op === looked || isWrapping(e))
  const outcomes: (readonly [Order, Outcome])[] = []
  for (const [i, order] of orders.entries()) {
    const ask = asked(order, (xs) => stock(root, xs, looked))
    const o = await outcome(() => ask(c.at.map(stockTensor)), item(expected, i))
    if (order === 'value' || plain || isRight(o)) outcomes.push([order, o])
  }
  return outcomes
}

const isRight = (o: Outcome): boolean => o.kind === 'given' && o.error <= 1

/** What stock TensorFlow.js makes of an operation on a backend, which has been started. */
export const stockVerdict = async (
  backend: BackendName,
  op: Op,
  cases: readonly Case[],
): Promise<Verdicts> => {
  await onBackend(backend)
  const all: (readonly [Order, Outcome])[] = []
  for (const c of cases) all.push(...(await outcomesOf(bent(c, op), op)))
  const of = (order: Order): Verdict => worst(all.flatMap(([o, found]) => (o === order ? [found] : [])))
  return { value: of('value'), first: of('first'), second: of('second') }
}
