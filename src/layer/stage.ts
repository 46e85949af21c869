/**
 * A step of a layer, and what a list of them does: each takes its share of the parameters and of the running
 * statistics, which stand in one list each, in the order of the steps.
 */
import { fold } from '../random/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Key } from '../tensor/index.js'
import type { Tree } from '../tree/index.js'

/** What a step is given beside its data. */
export interface Given {
  readonly params: readonly Tree[]
  /** The running statistics. */
  readonly statistics: readonly Tree[]
  /** How many axes stand before those of an example. */
  readonly lead: number
}

/** What a step gives in training: its value, and the statistics that the next one starts with. */
export interface Passed {
  readonly value: Expression
  readonly statistics: readonly Tree[]
}

/** One step from examples of one shape to examples of another. */
export interface Stage {
  /** The shape of one example after this step. */
  readonly out: readonly number[]
  /** How each of its parameter trees is made. */
  readonly init: readonly ((key: Key) => Tree)[]
  /** Its running statistics before training. */
  readonly statistics: readonly Tree[]
  /** Its value in evaluation, where nothing is random and statistics are only read. */
  readonly apply: (x: Expression, given: Given) => Expression
  /** Its value in training. */
  readonly train: (x: Expression, given: Given, key: Key) => Passed
}

/** In training as in evaluation: statistics stay as they are, and nothing is drawn. */
const asEvaluated =
  (apply: Stage['apply']): Stage['train'] =>
  (x, given) => ({ value: apply(x, given), statistics: given.statistics })

/** A step without parameters. */
export const fixed = (out: readonly number[], apply: (x: Expression, lead: number) => Expression): Stage => {
  const evaluated: Stage['apply'] = (x, { lead }) => apply(x, lead)
  return { out, init: [], statistics: [], apply: evaluated, train: asEvaluated(evaluated) }
}

/** A step whose function takes the parameters that its own `init` makes. */
export const parametric = <Q extends Tree>(parts: {
  readonly out: readonly number[]
  readonly init: (key: Key) => Q
  readonly apply: (params: Q, x: Expression, lead: number) => Expression
}): Stage => {
  const apply: Stage['apply'] = (x, { params: [own = []], lead }) => parts.apply(own as Q, x, lead)
  return { out: parts.out, init: [parts.init], statistics: [], apply, train: asEvaluated(apply) }
}

/** A step with parameters and running statistics: evaluation reads them, training gives the next ones. */
export const withStatistics = <Q extends Tree, T extends Tree>(parts: {
  readonly out: readonly number[]
  readonly init: (key: Key) => Q
  readonly statistics: T
  readonly apply: (params: Q, statistics: T, x: Expression) => Expression
  readonly train: (
    params: Q,
    statistics: T,
    x: Expression,
  ) => { readonly value: Expression; readonly statistics: T }
}): Stage => ({
  out: parts.out,
  init: [parts.init],
  statistics: [parts.statistics],
  apply: (x, { params: [own = []], statistics: [seen = []] }) => parts.apply(own as Q, seen as T, x),
  train: (x, { params: [own = []], statistics: [seen = []] }) => {
    const { value, statistics } = parts.train(own as Q, seen as T, x)
    return { value, statistics: [statistics] }
  },
})

/** A stretch of a list. */
interface Share {
  readonly from: number
  readonly to: number
}

/** The stretch of a list that belongs to each stage, which has so many entries. */
const shares = (counts: readonly number[]): readonly Share[] => {
  let to = 0
  return counts.map((count) => {
    const from = to
    to += count
    return { from, to }
  })
}

const cut = <A>(list: readonly A[], { from, to }: Share = { from: 0, to: 0 }): readonly A[] =>
  list.slice(from, to)

/** What several stages need together, and how each gets its share of it. */
const together = (stages: readonly Stage[]) => {
  const params = shares(stages.map((stage) => stage.init.length))
  const statistics = shares(stages.map((stage) => stage.statistics.length))
  return {
    init: stages.flatMap((stage) => stage.init),
    statistics: stages.flatMap((stage) => stage.statistics),
    share: (given: Given, i: number): Given => ({
      params: cut(given.params, params[i]),
      statistics: cut(given.statistics, statistics[i]),
      lead: given.lead,
    }),
  }
}

/** Steps one after the other as one, from examples of a shape. */
export const sequence = (shape: readonly number[], stages: readonly Stage[]): Stage => {
  const { init, statistics, share } = together(stages)
  return {
    out: stages.at(-1)?.out ?? shape,
    init,
    statistics,
    apply: (x, given) => stages.reduce((value, stage, i) => stage.apply(value, share(given, i)), x),
    train: (x, given, key) =>
      stages.reduce<Passed>(
        (before, stage, i) => {
          const passed = stage.train(before.value, share(given, i), fold(i)(key))
          return { value: passed.value, statistics: [...before.statistics, ...passed.statistics] }
        },
        { value: x, statistics: [] },
      ),
  }
}

/** Steps beside each other over the same data; their values are joined. */
export const parallel = (
  out: readonly number[],
  stages: readonly Stage[],
  join: (values: readonly Expression[], lead: number) => Expression,
): Stage => {
  const { init, statistics, share } = together(stages)
  return {
    out,
    init,
    statistics,
    apply: (x, given) =>
      join(
        stages.map((stage, i) => stage.apply(x, share(given, i))),
        given.lead,
      ),
    train: (x, given, key) => {
      const passed = stages.map((stage, i) => stage.train(x, share(given, i), fold(i)(key)))
      return {
        value: join(
          passed.map(({ value }) => value),
          given.lead,
        ),
        statistics: passed.flatMap((p) => p.statistics),
      }
    },
  }
}
