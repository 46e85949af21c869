/** Operations that combine two tensors: broadcasting, matrix products, concatenation. */
import fc from 'fast-check'
import { add, concat, greater, matmul } from '../../../src/index.js'
import { curried, plain, type Rule } from './call.js'
import { broadcasting, nearly, shapeOfRank, sometimes } from './shapes.js'

export const combining: readonly Rule[] = [
  {
    name: 'add',
    calls: (dim) =>
      shapeOfRank(dim, 0, 4)
        .chain((a) => fc.tuple(fc.constant(a), broadcasting(a, dim), fc.boolean()))
        .map(([a, b, swapped]) => plain('add', swapped ? [b, a] : [a, b], add)),
  },
  {
    name: 'greater',
    calls: (dim) =>
      shapeOfRank(dim, 0, 3)
        .chain((a) => fc.tuple(fc.constant(a), broadcasting(a, dim)))
        .map(([a, b]) => plain('greater', [a, b], greater)),
  },
  {
    name: 'matmul',
    data: 'joined',
    calls: (dim) =>
      fc
        .record({ m: dim, k: dim, n: dim, batch: shapeOfRank(dim, 0, 2) })
        .chain(({ m, k, n, batch }) =>
          fc.tuple(
            sometimes<readonly number[]>([...batch, m, k], fc.constant([k]), 12),
            fc
              .tuple(broadcasting(batch, dim), nearly([k, n], dim))
              .chain(([lead, inner]) =>
                sometimes<readonly number[]>([...lead, ...inner], fc.constant([k]), 12),
              ),
          ),
        )
        .filter(([a, b]) => [...a, ...b].reduce((p, d) => p * Math.max(d, 1), 1) <= Number.MAX_SAFE_INTEGER)
        .map(([a, b]) => plain('matmul', [a, b], matmul)),
  },
  {
    name: 'concat',
    calls: (dim) =>
      shapeOfRank(dim, 0, 4)
        .chain((a) =>
          fc.tuple(
            fc.constant(a),
            fc
              .integer({ min: 0, max: Math.max(a.length - 1, 0) })
              .chain((axis) => sometimes(axis, fc.constant(a.length), 8)),
            dim,
          ),
        )
        .chain(([a, axis, d]) =>
          fc.tuple(
            fc.constant(a),
            nearly(
              a.map((e, i) => (i === axis ? d : e)),
              dim,
            ).chain((b) => sometimes(b, fc.constant(b.slice(1)), 9)),
            fc.constant(axis),
          ),
        )
        .map(([a, b, axis]) => curried('concat', [axis], [a, b], (x, y) => concat(axis)(x, y))),
  },
]
