/** Operations that take elements out of a tensor, put edges around it, or repeat it. */
import fc from 'fast-check'
import { gather, type IntTensor, oneHot, pad, repeat, type Shape, slice, tile } from '../../../src/index.js'
import type { Edges } from '../../../src/shape/index.js'
import { splat } from '../../../src/tensor/primitive/leaf.js'
import { typed } from '../../../src/tensor/tensor.js'
import { curried, type Rule } from './call.js'
import { axisOf, shapeOfRank, sometimes } from './shapes.js'

/** Indices that are all 0. */
const zeroIndices = (shape: readonly number[]): IntTensor<Shape> => typed(splat(0, shape, 'int32'))

type Range = readonly [] | readonly [number] | readonly [number, number] | readonly [number, number, number]

/** A range of an axis of so many, mostly inside it. */
const rangeOf = (d: number): fc.Arbitrary<Range> =>
  fc
    .tuple(
      fc.nat({ max: d }),
      fc.nat({ max: d }),
      fc.constantFrom(1, 1, 2, 3),
      fc.nat({ max: 3 }),
      fc.boolean(),
    )
    .map(([a, b, step, count, fromEnd]): Range => {
      const [start, limit] = [Math.min(a, b), Math.max(a, b)]
      const from = fromEnd && start < d ? start - d : start
      const whole = [from, fromEnd && limit < d ? limit - d : limit, step] as const
      return count === 0 ? [] : count === 1 ? [from] : count === 2 ? [whole[0], whole[1]] : whole
    })
    .chain((range) =>
      sometimes<Range>(range, fc.constantFrom([d + 1], [2, 1], [0, d + 1], [0, d, 0], [0.5]), 12),
    )

const edges: fc.Arbitrary<Edges> = fc
  .oneof(
    fc.constant<Edges>([]),
    fc.tuple(fc.integer({ min: -1, max: 3 }), fc.integer({ min: -1, max: 3 })),
    fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })),
  )
  .chain((found) => sometimes<Edges>(found, fc.constantFrom<Edges>([-9, 0], [0.5, 0]), 16))

/** An entry for each of some axes, counted from the front or from the end; now and then one too many. */
const perAxis = <Entry>(
  shape: readonly number[],
  entryOf: (d: number) => fc.Arbitrary<Entry>,
): fc.Arbitrary<readonly Entry[] | readonly ['...', ...Entry[]]> =>
  fc
    .tuple(
      fc.nat({ max: shape.length }).chain((n) => sometimes(n, fc.constant(shape.length + 1), 12)),
      fc.boolean(),
    )
    .chain(([n, fromEnd]) => {
      const sizes = Array.from({ length: n }, (_, i) => (fromEnd ? shape.at(i - n) : shape[i]) ?? 1)
      return fc
        .tuple(...sizes.map(entryOf))
        .map((entries) => (fromEnd ? (['...', ...entries] as const) : entries))
    })

const counts = fc.integer({ min: 1, max: 4 }).chain((n) => sometimes(n, fc.constantFrom(0, 1.5, -1), 12))

export const cutting: readonly Rule[] = [
  {
    name: 'slice',
    calls: (dim) =>
      shapeOfRank(dim, 0, 3)
        .chain((a) => fc.tuple(fc.constant(a), perAxis(a, rangeOf)))
        .map(([a, ranges]) => curried('slice', ranges, [a], (x) => slice(...ranges)(x))),
  },
  {
    name: 'pad',
    calls: (dim) =>
      shapeOfRank(dim, 0, 3)
        .chain((a) =>
          fc.tuple(
            fc.constant(a),
            perAxis(a, () => edges),
          ),
        )
        .map(([a, widths]) => curried('pad', [widths], [a], (x) => pad(widths)(x))),
  },
  {
    name: 'gather',
    calls: (dim) =>
      shapeOfRank(
        dim.map((d) => Math.max(d, 1)),
        0,
        3,
      )
        .chain((a) => fc.tuple(fc.constant(a), shapeOfRank(dim, 0, 2), axisOf(a.length)))
        .map(([a, picks, axis]) => ({
          operands: [a],
          text: (x) => `gather(${x}, indices<[${picks.join(', ')}]>(), ${axis})`,
          run: (x) => gather(x, zeroIndices(picks), axis),
        })),
  },
  {
    name: 'oneHot',
    early: /whole number/,
    calls: (dim) =>
      fc.tuple(shapeOfRank(dim, 0, 3), counts).map(([picks, depth]) => ({
        operands: [],
        text: () => `oneHot(${depth})(indices<[${picks.join(', ')}]>())`,
        run: () => oneHot(depth)(zeroIndices(picks)),
      })),
  },
  {
    name: 'repeat',
    data: 'count',
    calls: (dim) =>
      shapeOfRank(dim, 0, 3)
        .chain((a) => fc.tuple(fc.constant(a), counts, axisOf(a.length)))
        .map(([a, count, axis]) => curried('repeat', [count, axis], [a], (x) => repeat(count, axis)(x))),
  },
  {
    name: 'tile',
    data: 'count',
    calls: (dim) =>
      shapeOfRank(dim, 0, 3)
        .chain((a) => fc.tuple(fc.constant(a), fc.array(counts, { maxLength: 4 })))
        .map(([a, times]) => curried('tile', times, [a], (x) => tile(...times)(x))),
  },
]
