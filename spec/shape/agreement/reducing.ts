/** Operations along axes of one tensor. */
import fc from 'fast-check'
import { max, mean, sum, zeros } from '../../../src/index.js'
import { reduceShape } from '../../../src/shape/index.js'
import { shapeOf } from '../../../src/tensor/index.js'
import { type Call, curried, type Rule } from './call.js'
import { axisOf, shapeOfRank } from './shapes.js'

/** A shape and some of its axes; now and then one that it has not, or one twice. */
const along = (dim: fc.Arbitrary<number>): fc.Arbitrary<readonly [number[], number[]]> =>
  shapeOfRank(dim, 0, 4).chain((a) =>
    fc.tuple(fc.constant(a), fc.uniqueArray(axisOf(a.length, 8), { minLength: 0, maxLength: 3 })),
  )

const reduction = (name: string, run: (axes: readonly number[]) => Call['run']): Rule => ({
  name,
  calls: (dim) => along(dim).map(([a, axes]) => curried(name, axes, [a], run(axes))),
})

export const reducing: readonly Rule[] = [
  reduction('sum', (axes) => (x) => sum(...axes)(x)),
  reduction('mean', (axes) => (x) => mean(...axes)(x)),
  {
    ...reduction('keeping', (axes) => (x) => zeros(...reduceShape('keeping', shapeOf(x), axes, true))),
    untensored: true,
  },
  {
    name: 'max',
    calls: (dim) =>
      along(dim.map((d) => Math.max(d, 1))).map(([a, axes]) =>
        curried('max', axes, [a], (x) => max(...axes)(x)),
      ),
  },
]
