/** Operations that leave the elements of one tensor as they are: reshape, transpose, repetition. */
import fc from 'fast-check'
import { repeatFirst, reshape, transpose, zeros } from '../../../src/index.js'
import { splitTail } from '../../../src/shape/index.js'
import { shapeOf } from '../../../src/tensor/index.js'
import { curried, type Rule } from './call.js'
import { nearly, shapeOfRank, sometimes } from './shapes.js'

/** The same number of elements in other axes: neighbours joined, in another order, an axis of 1 put in. */
const regrouped = (shape: readonly number[]): fc.Arbitrary<readonly number[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...shape], { minLength: shape.length }),
      fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
    )
    .map(([order, joined]) => {
      const groups: number[] = joined[0] === true ? [1] : []
      order.forEach((d, i) => {
        if (i > 0 && joined[i] === true) groups.push((groups.pop() ?? 1) * d)
        else groups.push(d)
      })
      return groups
    })

/** Some sizes left open, mostly one. */
const opened = (shape: readonly number[]): fc.Arbitrary<readonly number[]> =>
  fc
    .array(fc.nat({ max: Math.max(shape.length - 1, 0) }), { maxLength: 2 })
    .map((open) => shape.map((d, i) => (open.includes(i) ? -1 : d)))

/** Shapes without elements, where −1 can only be the first size. */
const emptied: readonly (readonly [number[], readonly number[]])[] = [
  [
    [2, 0],
    [-1, 0],
  ],
  [
    [0, 3, 0],
    [-1, 0],
  ],
  [[0], [-1, 0]],
]

export const rearranging: readonly Rule[] = [
  {
    name: 'reshape',
    data: 'count',
    calls: (dim) =>
      fc
        .oneof(
          {
            weight: 15,
            arbitrary: shapeOfRank(dim, 0, 4).chain((a) => fc.tuple(fc.constant(a), regrouped(a))),
          },
          { weight: 1, arbitrary: fc.constantFrom(...emptied) },
        )
        .chain(([a, b]) => fc.tuple(fc.constant(a), nearly(b, dim)))
        .filter(([, b]) => b.reduce((p, d) => p * Math.max(d, 1), 1) <= Number.MAX_SAFE_INTEGER)
        .chain(([a, b]) => fc.tuple(fc.constant(a), opened(b)))
        .map(([a, b]) => curried('reshape', b, [a], (x) => reshape(...b)(x))),
  },
  {
    name: 'transpose',
    calls: (dim) =>
      shapeOfRank(dim, 0, 4)
        .chain((a) =>
          fc.tuple(
            fc.constant(a),
            fc
              .shuffledSubarray([...a.keys()], { minLength: a.length })
              .chain((order) => nearly(order, fc.nat({ max: 4 }), 3))
              .chain((order) => sometimes(order, fc.constant(order.slice(1)), 8)),
          ),
        )
        .map(([a, order]) => curried('transpose', order, [a], (x) => transpose(...order)(x))),
  },
  {
    name: 'repeatFirst',
    total: true,
    calls: (dim) =>
      fc
        .tuple(shapeOfRank(dim, 0, 3), fc.integer({ min: 1, max: 5 }))
        .map(([a, n]) => curried('repeatFirst', [n], [a], (x) => repeatFirst(n)(x))),
  },
  {
    name: 'event',
    untensored: true,
    calls: (dim) =>
      fc.tuple(shapeOfRank(dim, 0, 4), fc.nat({ max: 5 })).map(([a, n]) =>
        curried('event', [n], [a], (x) => {
          const [head, tail] = splitTail('event', shapeOf(x), n)
          return [zeros(...head), zeros(...tail)]
        }),
      ),
  },
]
