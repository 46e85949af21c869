/** What a backend is asked for: functions of float tensors at a point, whose numbers the float64 reference knows. */
import type { Expression } from '../../src/tensor/expression.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import type { Hold } from '../gradient/cases/case.js'
import { along, gradient, type Loss, weighted } from '../gradient/checks.js'
import { evaluated, type Value } from '../support/reference.js'
import type { Deviation } from './deviations.js'

/** A value, its gradient, and its Hessian times a vector. */
export const orders = ['value', 'first', 'second'] as const
export type Order = (typeof orders)[number]

/** Expressions of arguments; what is held by a backend is held by the one that is asked. */
export type Build = (xs: readonly Expression[], hold: Hold) => readonly Expression[]

/** How results are compared: see `gapOf`. */
export type Rule = 'together' | 'each' | 'copies'

export interface Subject {
  readonly name: string
  readonly at: readonly Value[]
  readonly builds: readonly { readonly order: Order; readonly build: Build }[]
  readonly rule: Rule
  /** How many terms its longest sum has, where that is many. */
  readonly terms: number
  /** What single backends may do instead. */
  readonly deviations: readonly Deviation[]
  /** What should come out, order by order, where the float64 reference is not to say it. */
  readonly oracle?: readonly Expected[] | undefined
}

type Function = (xs: readonly Expression[], hold: Hold) => Expression

const builders: Readonly<Record<Order, (f: Function) => Build>> = {
  value: (f) => (xs, hold) => [f(xs, hold)],
  first: (f) => (xs, hold) => gradient(weighted(asLoss(f, hold)))(xs),
  second: (f) => (xs, hold) => gradient(along(weighted(asLoss(f, hold))))(xs),
}

const asLoss =
  (f: Function, hold: Hold): Loss =>
  (xs) =>
    f(xs, hold)

/** A function with so many of its derivatives. */
export const subject = (
  { name, at, f }: { readonly name: string; readonly at: readonly Value[]; readonly f: Function },
  {
    upTo = 'value',
    rule = 'together',
    terms = 1,
    deviations = [],
    oracle,
  }: {
    readonly upTo?: Order
    readonly rule?: Rule
    readonly terms?: number
    readonly deviations?: readonly Deviation[] | undefined
    readonly oracle?: readonly Expected[] | undefined
  } = {},
): Subject => ({
  name,
  at,
  rule,
  terms,
  deviations,
  oracle,
  builds: orders.slice(0, orders.indexOf(upTo) + 1).map((order) => ({ order, build: builders[order](f) })),
})

/** The arguments of a subject. */
export const parametersOf = (at: readonly Value[]): readonly Expression[] =>
  at.map(({ shape }, i) => parameter(i, shape, 'float32'))

/** What should come out of one order. */
export interface Expected {
  readonly values: readonly Value[]
  /** The largest magnitude that is met on the way. */
  readonly largest: number
  /** How large the terms are that each element is a sum of, where they may cancel. */
  readonly sizes?: readonly Value[]
}

const known = new WeakMap<Subject, readonly Expected[]>()

/** What should come out, order by order: computed once, however many backends are asked. */
export const expectedOf = (s: Subject): readonly Expected[] => {
  const found = known.get(s) ?? s.oracle ?? expectedAt(s, s.at)
  known.set(s, found)
  return found
}

/** What would come out at another point. */
export const expectedAt = ({ builds }: Subject, at: readonly Value[]): readonly Expected[] => {
  const xs = parametersOf(at)
  return builds.map(({ build }) =>
    evaluated(
      build(xs, (e) => e),
      at,
    ),
  )
}
