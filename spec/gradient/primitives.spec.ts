import { describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { evaluate, release } from '../../src/run/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { buffer, parameter } from '../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, typed } from '../../src/tensor/tensor.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { largestMagnitude, references } from '../support/reference.js'
import { number, type Value } from '../support/reference-value.js'
import { type Case, cases } from './cases/index.js'
import { along, centralDifferences, gradient, type Loss, weighted } from './checks.js'

/**
 * Float32 rounds by 6e-8 relative. A case is some ten to thirty roundings deep, so it may be off by 33 of them
 * times the largest magnitude that was rounded; the absolute errors of erf (1.5e-7, the polynomial that
 * TensorFlow.js uses) and of tanh on wasm (2e-7, as a sigmoid) are inside that.
 */
const FLOAT32 = 2e-6

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

const parameters = ({ at }: Case): readonly Expression[] =>
  at.map(({ shape }, i) => parameter(i, shape, 'float32'))

/** Whether an operation stands in a graph. */
const uses = (op: string, roots: readonly Expression[]): boolean => {
  const seen = new Set(roots)
  for (const e of seen) for (const below of e.inputs) seen.add(below)
  return [...seen].some((e) => e.op === op)
}

type Build = (xs: readonly Expression[]) => readonly Expression[]

/** The gradient and the Hessian times a vector, each with the loss whose derivative it is. */
const derivatives = (
  f: Loss,
): readonly { readonly order: string; readonly of: Loss; readonly build: Build }[] =>
  [
    { order: 'first derivative', of: weighted(f) },
    { order: 'second derivative', of: along(weighted(f)) },
  ].map(({ order, of }) => ({ order, of, build: gradient(of) }))

const withHeld = async (
  backend: Backend,
  body: (hold: (e: Expression) => Expression) => Promise<void>,
): Promise<void> => {
  const holding: AnyTensor[] = []
  const hold = (e: Expression): Expression => {
    const tensor = evaluate(typed<AnyTensor>(e), backend)
    holding.push(tensor)
    return expression(tensor)
  }
  try {
    await body(hold)
  } finally {
    release(holding)
  }
}

describe.each(Object.entries(cases))('%s', (op, list) => {
  it('has cases, and each of them uses it', () => {
    expect(list.length).toBeGreaterThan(0)
    const hold = (e: Expression): Expression => buffer({}, e.shape, e.dtype)
    for (const c of list) expect(uses(op, [c.f(parameters(c), hold)]), c.name).toBe(true)
  })

  describe.each(list.map((c) => [c.name, c] as const))('%s', (_, c) => {
    it('has the derivatives of central differences', () => {
      const xs = parameters(c)
      const orders = derivatives((given) => c.f(given, (e) => e))
      for (const { order, build, of } of orders.slice(0, c.kink === true ? 1 : 2)) {
        const built = build(xs)
        const scale = Math.max(1, largestMagnitude(built, c.at))
        const differences = centralDifferences(of(xs), c.at)
        expect(distance(references(built, c.at), differences), order).toBeLessThan(CENTRAL * scale)
      }
    })

    it.each(backendNames)('has on %s the value and derivatives of the reference', async (name) => {
      const backend = await started(name)
      await withHeld(backend, async (hold) => {
        const f = (given: readonly Expression[]): Expression => c.f(given, hold)
        for (const { order, build } of [
          { order: 'value', build: (xs: readonly Expression[]) => [f(xs)] },
          ...derivatives(f),
        ]) {
          const built = build(parameters(c))
          const got = await valuesOn(backend, build, c.at)
          const scale = Math.max(1, largestMagnitude(built, c.at))
          expect(distance(got, references(built, c.at)), order).toBeLessThan(FLOAT32 * scale)
        }
      })
    })
  })
})
