import { describe, it } from 'vitest'
import type { Image } from '../../src/bijection/bijection.js'
import type { Expression } from '../../src/tensor/expression.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { spread } from '../gradient/cases/case.js'
import { expectNear } from '../support/near.js'
import { references } from '../support/reference.js'
import { item, type Value } from '../support/reference-value.js'
import { logDeterminant } from './determinant.js'
import { type Directions, type Subject, subjects } from './subjects.js'

const size = 3
const lead = 5

/** Five events; the spline's interval ends between them. */
const data = spread([lead, size], 5, -2, 2)

const parametersOf = (values: readonly Value[]): readonly Expression[] =>
  values.map(({ shape }, i) => parameter(i, shape, 'float32'))

/** A function of the directions and a tensor, as values of the reference. */
const evaluated = (
  { make, parameters }: Subject,
  x: Value,
  f: (b: Directions, x: Expression) => readonly Expression[],
): readonly Value[] => {
  const [e, ...rest] = parametersOf([x, ...parameters])
  if (e === undefined) throw new Error('no data')
  return references(f(make(rest), e), [x, ...parameters])
}

const parts = ({ value, logDet }: Image): readonly Expression[] => [value, logDet]

/** The events of a tensor, each moved by `by` along an axis. */
const moved = ({ shape, data: numbers }: Value, axis: number, by: number): Value => ({
  shape,
  data: numbers.map((v, k) => (k % size === axis ? v + by : v)),
})

const step = 1e-6

/** log |det| of each event's Jacobian, by central differences in float64. */
const numeric = (subject: Subject, direction: 'forward' | 'inverse', at: Value): readonly number[] => {
  const value = (x: Value): readonly number[] =>
    item(
      evaluated(subject, x, (b, e) => [b[direction](e, 1).value]),
      0,
    ).data
  const columns = Array.from({ length: size }, (_, axis) => {
    const [above, below] = [value(moved(at, axis, step)), value(moved(at, axis, -step))]
    return above.map((v, k) => (v - item(below, k)) / (2 * step))
  })
  return Array.from({ length: lead }, (_, b) =>
    logDeterminant(
      Array.from({ length: size }, (__, i) => columns.map((column) => item(column, b * size + i))),
    ),
  )
}

describe.each(subjects.map((s) => [s.name, s] as const))('%s', (_, subject) => {
  const mapped = evaluated(subject, data, (b, x) => parts(b.forward(x, 1)))
  const [value, logDet] = [item(mapped, 0), item(mapped, 1)]

  it('has the log-determinant of its Jacobian, in both directions', () => {
    expectNear(logDet.data, numeric(subject, 'forward', data), 1e-7)
    const back = evaluated(subject, value, (b, e) => parts(b.inverse(e, 1)))
    expectNear(item(back, 1).data, numeric(subject, 'inverse', value), 1e-6)
  })

  it('is undone by its inverse, whose log-determinant is the negative', () => {
    const back = evaluated(subject, value, (b, e) => parts(b.inverse(e, 1)))
    expectNear(item(back, 0).data, data.data, 1e-9)
    expectNear(
      item(back, 1).data,
      logDet.data.map((v) => -v),
      1e-7,
    )
  })
})
