/**
 * Random graphs over small whole numbers. Every operation here is exact in float32 as long as no number passes 2²⁴,
 * so a backend must give the reference's numbers, not numbers near them.
 */
import fc from 'fast-check'
import { reluOf } from '../../src/tensor/activation.js'
import { broadcasting } from '../../src/tensor/arithmetic.js'
import type { Expression } from '../../src/tensor/expression.js'
import { stopGradient } from '../../src/tensor/primitive/control.js'
import { dotGeneral } from '../../src/tensor/primitive/dot.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { constant, splat } from '../../src/tensor/primitive/leaf.js'
import { broadcastInDim, cumulativeSum, reduce, reduceKeeping } from '../../src/tensor/primitive/reduction.js'
import { concatenate, pad, reshape, reverse, slice, transpose } from '../../src/tensor/primitive/structure.js'
import { item, type Value } from '../support/reference-value.js'

/** Beyond this, float32 leaves whole numbers out. */
export const EXACT = 2 ** 24

/** Two nodes chosen among those there are, and a number that settles what is done with them. */
type Choice = readonly [left: number, right: number, variant: number]

type Make = (a: Expression, b: Expression, variant: number) => Expression | undefined

const axisOf = (e: Expression, variant: number): number => variant % Math.max(e.shape.length, 1)
const rotated = (rank: number): readonly number[] => Array.from({ length: rank }, (_, i) => (i + 1) % rank)
const last = (e: Expression): number => e.shape[e.shape.length - 1] ?? 0
const fits = (a: Expression, b: Expression): boolean => {
  const rank = Math.max(a.shape.length, b.shape.length)
  const side = (e: Expression, i: number): number => e.shape[i - rank + e.shape.length] ?? 1
  return Array.from({ length: rank }, (_, i) => i).every(
    (i) => side(a, i) === side(b, i) || side(a, i) === 1 || side(b, i) === 1,
  )
}
const binary =
  (f: (a: Expression, b: Expression) => Expression): Make =>
  (a, b) =>
    fits(a, b) ? broadcasting('graph', f, a, b) : undefined
const withAxis =
  (f: (a: Expression, axis: number) => Expression): Make =>
  (a, _, variant) =>
    a.shape.length === 0 ? undefined : f(a, axisOf(a, variant))

const makers: readonly Make[] = [
  binary(p.add),
  binary(p.subtract),
  binary(p.multiply),
  binary(p.maximum),
  binary(p.minimum),
  binary((a, b) => p.select(p.compare('LT')(a, b), a, p.negate(b))),
  (a) => p.negate(a),
  (a) => p.abs(a),
  (a) => reluOf(a),
  (a) => stopGradient(a),
  (a, _, variant) => p.times(a, (variant % 5) - 2),
  (a, _, variant) => p.plus(a, (variant % 3) - 1),
  (a, _, variant) => p.add(splat(variant, a.shape), a),
  withAxis((a, axis) => reduce('add', a, [axis])),
  withAxis((a, axis) => reduceKeeping('add', a, [axis])),
  withAxis((a, axis) => cumulativeSum(a, axis, axis === 0)),
  withAxis((a, axis) => reverse(a, [axis])),
  withAxis((a, axis) => concatenate([a, p.negate(a)], axis)),
  withAxis((a, axis) =>
    slice(
      a,
      a.shape.map(() => 0),
      a.shape.map((d, i) => (i === axis ? Math.ceil(d / 2) : d)),
    ),
  ),
  withAxis((a, axis) =>
    pad(
      a,
      a.shape.map((_, i) => (i === axis ? 1 : 0)),
      a.shape.map(() => 0),
    ),
  ),
  (a) => transpose(a, rotated(a.shape.length)),
  (a) => reshape(a, [a.shape.reduce((m, d) => m * d, 1)]),
  (a) => reshape(a, [...a.shape, 1]),
  (a, _, variant) =>
    broadcastInDim(
      a,
      [(variant % 3) + 1, ...a.shape],
      a.shape.map((_d, i) => i + 1),
    ),
  (a, b) =>
    a.shape.length > 0 && b.shape.length > 0 && last(a) === b.shape[0]
      ? dotGeneral(a, b, {
          lhsBatch: [],
          rhsBatch: [],
          lhsContracting: [a.shape.length - 1],
          rhsContracting: [0],
        })
      : undefined,
]

const MAX_SIZE = 64

/** A graph over parameters: every node it has, leaves first. */
export interface Graph {
  readonly args: readonly Value[]
  readonly build: (parameters: readonly Expression[]) => readonly Expression[]
}

const shapes: readonly (readonly number[])[] = [[2, 3], [3], [], [3, 1], [2, 1, 3]]

const grown = (
  leaves: readonly Expression[],
  choices: readonly (readonly [number, Choice])[],
): readonly Expression[] => {
  const nodes = [...leaves]
  for (const [maker, [left, right, variant]] of choices) {
    const pick = (i: number): Expression => item(nodes, i % nodes.length)
    const made = item(makers, maker % makers.length)(pick(left), pick(right), variant)
    const size = made?.shape.reduce((m, d) => m * d, 1) ?? 0
    if (made !== undefined && made.shape.length <= 4 && size <= MAX_SIZE) nodes.push(made)
  }
  return nodes
}

const whole = fc.integer({ min: -3, max: 3 })
const choice = fc.tuple(
  fc.nat({ max: 1_000 }),
  fc.tuple(fc.nat({ max: 1_000 }), fc.nat({ max: 1_000 }), fc.nat({ max: 1_000 })),
)

/** Graphs of up to so many operations over five parameters and a constant. */
export const graphs = (operations: number): fc.Arbitrary<Graph> =>
  fc
    .record({
      numbers: fc.array(whole, { minLength: 25, maxLength: 25 }),
      choices: fc.array(choice, { minLength: 1, maxLength: operations }),
    })
    .map(({ numbers, choices }) => {
      const pool = [...numbers]
      const args = shapes.map((shape) => ({
        shape,
        data: pool.splice(
          0,
          shape.reduce((m, d) => m * d, 1),
        ),
      }))
      const fixed = Float32Array.of(1, -2, 3)
      return { args, build: (parameters) => grown([...parameters, constant(fixed, [3])], choices) }
    })
