/** Laws of bijections: that they can be undone, and that they say how they change a volume. */
import type { Arbitrary } from 'fast-check'
import fc from 'fast-check'
import type { Bijection } from '../bijection/index.js'
import type { Shape } from '../shape/index.js'
import { shapeOf, type Tensor } from '../tensor/index.js'
import { close, rounding } from './claim.js'
import { numbers, numbersOf, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord } from './subject.js'

/**
 * Bijections under test: how their parameters and their data are drawn, and the bijection that parameters make.
 * @category laws
 * @since 0.1.0
 */
export interface MapSubject<P extends ParameterRecord, E extends Shape> {
  readonly parameters: Arbitrary<P>
  /** So many events of data. */
  readonly data: Arbitrary<Tensor<[number, ...E]>>
  /** The bijection of parameters. */
  readonly make: (parameters: P) => Bijection<E>
}

/** What is drawn for a law of bijections. */
interface Drawn<P extends ParameterRecord, E extends Shape> {
  readonly p: P
  readonly x: Tensor<[number, ...E]>
}

const drawn = <P extends ParameterRecord, E extends Shape>({
  parameters,
  data,
}: MapSubject<P, E>): Arbitrary<Drawn<P, E>> =>
  fc.record({ p: parameters, x: data }, { noNullPrototype: true })

/**
 * The law that a bijection can be undone: `inverse` of `forward` is the data, and the log-determinants of the two are
 * each other's negative. Tolerance: 1e-3 of a value and of a log-determinant, for rounding in both directions; no chance
 * is involved but that of the data.
 * @law inverse of forward is the identity, and their log-determinants are each other's negative
 * @category laws
 * @since 0.1.0
 */
export const bijectionInverts = <P extends ParameterRecord, E extends Shape>(
  of: MapSubject<P, E>,
): Law<Drawn<P, E>> =>
  lawOf(drawn(of), async ({ p, x }) => {
    const b = of.make(p)
    const there = b.forward(x)
    const [from = [], values = [], logDet = []] = await numbersOf([x, there.value, there.logDet])
    const back = b.inverse(tensor<[number, ...E]>(values, shapeOf(x)))
    const [to = [], undone = []] = await numbersOf([back.value, back.logDet])
    close('the inverse of the value is the data', to, from, (i) => rounding(from[i] ?? 0, 1e-3))
    close(
      'the log-determinant of the inverse is the negative',
      undone,
      logDet.map((v) => -v),
      (i) => rounding(logDet[i] ?? 0, 1e-3),
    )
  })

/**
 * The law that a log-determinant is that of the Jacobian, whose columns are central differences. Tolerance: a hundredth;
 * no chance is involved but that of the data.
 * @law log-determinant of the Jacobian
 * @category laws
 * @since 0.1.0
 */
export const logDetIsJacobian = <P extends ParameterRecord, E extends Shape>(
  of: MapSubject<P, E>,
): Law<Drawn<P, E>> =>
  lawOf(drawn(of), async ({ p, x }) => {
    const b = of.make(p)
    const [values, shape] = [await numbers(x), shapeOf(x)]
    const events = shape[0] ?? 1
    const size = values.length / events
    // one column of the Jacobian of every event at a time
    const moved = (column: number, by: number) =>
      b.forward(
        tensor<[number, ...E]>(
          values.map((v, i) => (i % size === column ? v + by : v)),
          shape,
        ),
      ).value
    const axes = Array.from({ length: size }, (_, column) => column)
    const [found = [], ...sides] = await numbersOf([
      b.forward(x).logDet,
      ...axes.flatMap((column) => [moved(column, step), moved(column, -step)]),
    ])
    const columns = axes.map((column) =>
      (sides[2 * column] ?? []).map((v, i) => (v - (sides[2 * column + 1]?.[i] ?? 0)) / (2 * step)),
    )
    const expected = Array.from({ length: events }, (_, event) =>
      logAbsoluteDeterminant(columns.map((c) => c.slice(event * size, (event + 1) * size))),
    )
    close(
      'the log-determinant is that of the Jacobian',
      found,
      expected,
      (i) => 1e-2 * Math.max(1, Math.abs(expected[i] ?? 0)),
    )
  })

/** Exact in float32, and small beside data of size 1. */
const step = 2 ** -8

/** log |det| of rows, by elimination with the largest pivot. */
const logAbsoluteDeterminant = (rows: readonly (readonly number[])[]): number => {
  const [pivotRow] = [...rows].sort((a, b) => Math.abs(b[0] ?? 0) - Math.abs(a[0] ?? 0))
  if (pivotRow === undefined) return 0
  const pivot = pivotRow[0] ?? 0
  const rest = rows
    .filter((row) => row !== pivotRow)
    .map((row) => row.slice(1).map((v, i) => v - ((row[0] ?? 0) / pivot) * (pivotRow[i + 1] ?? 0)))
  return Math.log(Math.abs(pivot)) + logAbsoluteDeterminant(rest)
}
