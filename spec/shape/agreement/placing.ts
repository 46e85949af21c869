/** Operations that put in axes or take them out: of one tensor, or of several that become one. */
import fc from 'fast-check'
import { chunk, expandDims, flattenFrom, squeeze, stack, unstack } from '../../../src/index.js'
import { type Call, curried, type Rule } from './call.js'
import { axisOf, nearly, shapeOfRank, sometimes } from './shapes.js'

type Dims = fc.Arbitrary<number>

const withAxis = (
  name: string,
  run: (axis: number) => Call['run'],
  more: Partial<Rule> & { readonly extra?: number; readonly most?: number },
): Rule => ({
  name,
  ...more,
  calls: (dim) =>
    shapeOfRank(
      dim.map((d) => Math.min(d, more.most ?? d)),
      0,
      4,
    ).chain((a) => axisOf(a.length + (more.extra ?? 0)).map((axis) => curried(name, [axis], [a], run(axis)))),
})

/** How an axis of so many is cut: in equal parts, or in parts of sizes that mostly add up. */
const partsOf = (d: number): fc.Arbitrary<number | readonly number[]> =>
  fc.oneof(
    fc.constantFrom(...[1, 2, 3].filter((n) => d % n === 0)),
    fc.constantFrom(0, 2, 3, 1.5),
    fc
      .nat({ max: Math.min(d, 9) })
      .chain((first) =>
        sometimes<readonly number[]>([first, d - first], fc.constantFrom([first, d], [-1, d + 1])),
      ),
  )

const chunks = (dim: Dims): fc.Arbitrary<Call> =>
  shapeOfRank(dim, 1, 4)
    .chain((a) => fc.tuple(fc.constant(a), axisOf(a.length)))
    .chain(([a, axis]) => partsOf(a.at(axis) ?? 6).map((parts) => ({ a, axis, parts })))
    .map(({ a, axis, parts }) => curried('chunk', [parts, axis], [a], (x) => chunk(parts, axis)(x)))

export const placing: readonly Rule[] = [
  withAxis('expandDims', (axis) => (x) => expandDims(axis)(x), { data: 'count', extra: 1 }),
  withAxis('flattenFrom', (axis) => (x) => flattenFrom(axis)(x), { data: 'count' }),
  withAxis('unstack', (axis) => (x) => unstack(axis)(x), { most: 6 }),
  {
    name: 'squeeze',
    data: 'count',
    calls: (dim) =>
      shapeOfRank(dim, 0, 4)
        .chain((a) => {
          const units = [...a.keys()].filter((i) => a[i] === 1)
          return fc.tuple(
            fc.constant(a),
            fc.tuple(fc.shuffledSubarray(units), fc.boolean()).chain(([axes, fromEnd]) =>
              sometimes(
                axes.map((i) => (fromEnd ? i - a.length : i)),
                fc.array(axisOf(a.length), { maxLength: 2 }),
              ),
            ),
          )
        })
        .map(([a, axes]) => curried('squeeze', axes, [a], (x) => squeeze(...axes)(x))),
  },
  {
    name: 'stack',
    early: / and .* differ$/,
    calls: (dim) =>
      shapeOfRank(dim, 0, 3)
        .chain((a) =>
          fc.tuple(fc.array(nearly(a, dim, 9), { minLength: 1, maxLength: 3 }), axisOf(a.length + 1)),
        )
        .map(([shapes, axis]) =>
          curried('stack', [axis], shapes, (first, ...others) => stack(axis)(first, ...others)),
        ),
  },
  { name: 'chunk', calls: chunks },
]
