/** Comparison, choice and conversion: no derivative flows through a bool, and none is missing beside it. */
import type { Direction, Expression } from '../../../src/tensor/expression.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { constant, splatLike } from '../../../src/tensor/primitive/leaf.js'
import { broadcastTo } from '../../../src/tensor/primitive/reduction.js'
import { type Case, one, row, spread, two } from './case.js'

const directions: readonly Direction[] = ['EQ', 'NE', 'GE', 'GT', 'LE', 'LT']
const positive = (x: Expression): Expression => p.compare('GT')(x, splatLike(0, x))
const small = (x: Expression): Expression => p.compare('LT')(p.abs(x), splatLike(1, x))

/** x² where the condition on x holds, else 0. */
const where =
  (condition: (x: Expression) => Expression) =>
  (x: Expression): Expression =>
    p.multiply(p.multiply(x, x), p.convert(condition(x), 'float32'))

const around = row(-2, -0.5, 0.5, 2)

export const logic: Readonly<
  Record<'not' | 'and' | 'or' | 'compare' | 'select' | 'convert', readonly Case[]>
> = {
  not: [
    one(
      'of a condition on x',
      around,
      where((x) => p.not(positive(x))),
    ),
  ],
  and: [
    one(
      'of conditions on x',
      around,
      where((x) => p.and(positive(x), small(x))),
    ),
  ],
  or: [
    one(
      'of conditions on x',
      around,
      where((x) => p.or(positive(x), small(x))),
    ),
  ],
  compare: [
    ...directions.map((direction) =>
      one(`${direction} with ties`, row(-1, 0.5, 2), (x) => {
        const other = constant(Float32Array.of(-3, 4, 2), [3])
        return p.multiply(
          p.convert(p.compare(direction)(constant(Float32Array.of(-1, 4.5, 2), [3]), other), 'float32'),
          x,
        )
      }),
    ),
    ...directions.map((direction) =>
      two(`${direction} of [2, 1] and [3]`, spread([2, 1], 1), spread([3], 2), (a, b) => {
        const [x, y] = [broadcastTo(a, [2, 3]), broadcastTo(b, [2, 3])]
        return p.multiply(p.convert(p.compare(direction)(x, y), 'float32'), x)
      }),
    ),
    one(
      'of bools',
      around,
      where((x) => p.compare('EQ')(positive(x), small(x))),
    ),
    one(
      'of integers',
      around,
      where((x) => p.compare('GE')(p.convert(x, 'int32'), splatLike(0, p.convert(x, 'int32')))),
    ),
  ],
  select: [
    one('where(x > 0, x², exp x)', around, (x) => p.select(positive(x), p.multiply(x, x), p.exponential(x))),
    two('of two operands, batch 2', spread([2, 3], 3), spread([2, 3], 4), (a, b) =>
      p.select(p.compare('GT')(a, b), p.multiply(a, b), p.multiply(b, b)),
    ),
    one('of a scalar', spread([], 5), (x) => p.select(positive(x), p.multiply(x, x), p.negate(x))),
    one('of [1, 3, 1]', spread([1, 3, 1], 6), (x) => p.select(small(x), p.multiply(x, x), splatLike(7, x))),
  ],
  convert: [
    one('to integers and back', row(-2.75, -0.5, 0.5, 2.75), (x) =>
      p.multiply(x, p.convert(p.convert(x, 'int32'), 'float32')),
    ),
    one('to bools and back, a fraction is true', row(-256, -0.25, 0.25, 2), (x) =>
      p.multiply(x, p.convert(p.convert(x, 'bool'), 'float32')),
    ),
    one('of bools', around, where(positive)),
  ],
}
