/** Each operation on the reference itself; what backends make of it is in spec/conformance. */
import { describe, expect, it } from 'vitest'
import type { Expression, Op } from '../../src/tensor/expression.js'
import { buffer, parameter } from '../../src/tensor/primitive/leaf.js'
import { functions } from '../conformance/edges/functions.js'
import { parametersOf } from '../conformance/subject.js'
import { largestMagnitude, references } from '../support/reference.js'
import { number, type Value } from '../support/reference-value.js'
import { cases } from './cases/index.js'
import { along, centralDifferences, gradient, type Loss, weighted } from './checks.js'

/** A step of 1e-5 in float64 leaves about 1e-10 of truncation and 1e-11 of rounding, times derivatives below 100. */
const CENTRAL = 1e-8

const distance = (got: readonly Value[], expected: readonly Value[]): number => {
  expect(got.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape))
  const pairs = got.flatMap(({ data }, i) =>
    data.map((v, k) => Math.abs(v - number(expected[i]?.data ?? [], k))),
  )
  // Math.max keeps a NaN, which is below no bound
  return Math.max(0, ...pairs)
}

/** Whether an operation stands in a graph. */
const uses = (op: string, roots: readonly Expression[]): boolean => {
  const seen = new Set(roots)
  for (const e of seen) for (const below of e.inputs) seen.add(below)
  return [...seen].some((e) => e.op === op)
}

const hold = (e: Expression): Expression => buffer({}, e.shape, e.dtype)

/** The gradient and the Hessian times a vector, each with the loss whose derivative it is. */
const derivatives = (f: Loss): readonly { readonly order: string; readonly of: Loss }[] => [
  { order: 'first derivative', of: weighted(f) },
  { order: 'second derivative', of: along(weighted(f)) },
]

const isOp = (op: string): op is Op => Object.hasOwn(functions, op)

describe.each(Object.entries(cases))('%s', (op, list) => {
  it('has cases, and each of them uses it', () => {
    expect(list.length).toBeGreaterThan(0)
    for (const c of list) expect(uses(op, [c.f(parametersOf(c.at), hold)]), c.name).toBe(true)
  })

  it('is used at the edges', () => {
    const own = isOp(op) ? functions[op] : []
    expect(own.length).toBeGreaterThan(0)
    for (const f of own) expect(uses(op, [f(parameter(0, [5, 7], 'float32'), hold)])).toBe(true)
  })

  it.each(list.map((c) => [c.name, c] as const))('%s has the derivatives of central differences', (_, c) => {
    const xs = parametersOf(c.at)
    const orders = derivatives((given) => c.f(given, (e) => e))
    for (const { order, of } of orders.slice(0, c.kink === true ? 1 : 2)) {
      const built = gradient(of)(xs)
      const scale = Math.max(1, largestMagnitude(built, c.at))
      const differences = centralDifferences(of(xs), c.at)
      expect(distance(references(built, c.at), differences), order).toBeLessThan(CENTRAL * scale)
    }
  })
})
