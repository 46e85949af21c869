/** The tables of what stock TensorFlow.js was measured to do. */
import type { BackendName } from '../../../src/backend/index.js'
import type { Op } from '../../../src/tensor/expression.js'
import { cases } from '../../gradient/cases/index.js'
import { bugs } from '../bugs.js'
import type { StockMeasured } from '../bugs-suite.js'
import type { Verdict } from '../stock/outcome.js'
import { type Order, orders } from '../subject.js'
import { table } from './markdown.js'

const backends: readonly BackendName[] = ['cpu', 'wasm', 'webgl', 'webgpu']

const kinds = ['right', 'none', 'wrong', 'throws'] as const

/** Of verdicts on one backend from several runs, the worst. */
const worst = (verdicts: readonly Verdict[]): Verdict | undefined =>
  [...verdicts].sort((a, b) => kinds.indexOf(b.kind) - kinds.indexOf(a.kind))[0]

const said: Readonly<Record<Verdict['kind'], string>> = {
  right: 'right',
  none: '–',
  wrong: 'wrong',
  throws: 'throws',
}

const isOp = (name: string): name is Op => name in cases

/** What several backends do, in as few words as there are differences. */
const summary = (found: ReadonlyMap<BackendName, Verdict>): string => {
  const by = kinds
    .map((kind) => ({ kind, on: backends.filter((b) => found.get(b)?.kind === kind) }))
    .filter(({ on }) => on.length > 0)
  const [only, ...rest] = by
  if (only === undefined) return ''
  if (rest.length === 0) return said[only.kind]
  return by
    .filter(({ kind }) => kind !== 'right')
    .map(({ kind, on }) => `${said[kind]} on ${on.join(', ')}`)
    .join('; ')
}

const onEach = (
  stock: readonly StockMeasured[],
  verdict: (measured: StockMeasured) => Verdict | undefined,
): ReadonlyMap<BackendName, Verdict> =>
  new Map(
    backends.flatMap((backend) => {
      const found = worst(stock.filter((s) => s.backend === backend).flatMap((s) => verdict(s) ?? []))
      return found === undefined ? [] : [[backend, found]]
    }),
  )

/** The verdict on an operation in each order. */
export const verdictsOn = (stock: readonly StockMeasured[], op: string): readonly string[] =>
  orders.map((order: Order) =>
    summary(onEach(stock, (s) => (isOp(op) ? s.operations[op]?.[order] : undefined))),
  )

const asked: Readonly<Record<Order, string>> = {
  value: 'value',
  first: 'first derivative',
  second: 'second derivative',
}

const inDetail = (verdict: Verdict | undefined): string => {
  if (verdict === undefined) return ''
  if (verdict.kind !== 'wrong') return said[verdict.kind]
  return verdict.error >= 1e30 ? 'no number' : `wrong by ${verdict.error.toPrecision(2).replace('e+', 'e')}`
}

/** Each place where it is wrong, or throws. */
export const bugTable = (stock: readonly StockMeasured[]): string =>
  table(
    ['stock TensorFlow.js', 'asked for', ...backends],
    bugs.map(({ name, order }) => {
      const found = onEach(stock, (s) => s.bugs[name])
      return [name, asked[order], ...backends.map((backend) => inDetail(found.get(backend)))]
    }),
  )
