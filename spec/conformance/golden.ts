/** Functions of elements at the points of spec/golden/conformance.json, with what mpmath says of their derivatives. */
import type { Expression } from '../../src/tensor/expression.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import golden from '../golden/conformance.json' with { type: 'json' }
import { direction, weights } from '../gradient/checks.js'
import { item, number, type Value } from '../support/reference-value.js'
import type { Deviation } from './deviations.js'
import { type Expected, type Order, type Subject, subject } from './subject.js'

interface Row {
  readonly name: string
  readonly place: string
  /** One list for each argument, and so below: a value, its partial derivatives, their partial derivatives. */
  readonly at: readonly (readonly number[])[]
  readonly value: readonly number[]
  readonly first: readonly (readonly number[])[]
  readonly second: readonly (readonly (readonly number[])[])[]
}

const rows: readonly Row[] = golden.rows

/** Where a function is looked at: at usual arguments, or at the ends of its range. */
export type Place = 'middle' | 'ends'

const named: Readonly<Record<Place, string>> = {
  middle: 'of usual numbers',
  ends: 'at the ends of the range',
}

const column = (data: readonly number[]): Value => ({ shape: [data.length], data })

const expected = (values: readonly Value[], sizes = values): Expected => ({
  values,
  largest: Math.max(1, ...values.flatMap(({ data }) => data.filter(Number.isFinite).map(Math.abs))),
  sizes,
})

/** The value, its gradient with the weights of the suite, and the Hessian times its direction. */
const oracleOf = ({ at, value, first, second }: Row): readonly Expected[] => {
  const shape = [value.length]
  const w = weights(shape).data
  const u = at.map((_, i) => direction(shape, i).data)
  const along = (partials: readonly (readonly number[])[], size: (x: number) => number): Value =>
    column(
      w.map((weight, k) =>
        partials.reduce((sum, p, j) => sum + size(weight * number(item(u, j), k) * number(p, k)), 0),
      ),
    )
  return [
    expected([column(value)]),
    expected(first.map((partial) => column(partial.map((v, k) => v * number(w, k))))),
    expected(
      second.map((partials) => along(partials, (x) => x)),
      second.map((partials) => along(partials, Math.abs)),
    ),
  ]
}

type Numbers = Tensor<[number]>

/** A function of each number of one argument or more. */
type OfNumbers = (...xs: readonly Numbers[]) => AnyTensor

const numbers = (e: Expression): Numbers => typed<Numbers>(e)

/** A function as it is applied to one argument, to two, or to three. */
export const of1 =
  (f: (x: Numbers) => AnyTensor): OfNumbers =>
  (...xs) =>
    f(item(xs, 0))
export const of2 =
  (f: (x: Numbers, y: Numbers) => AnyTensor): OfNumbers =>
  (...xs) =>
    f(item(xs, 0), item(xs, 1))
export const of3 =
  (f: (x: Numbers, y: Numbers, z: Numbers) => AnyTensor): OfNumbers =>
  (...xs) =>
    f(item(xs, 0), item(xs, 1), item(xs, 2))

/** A function at one of its places, with so many of its derivatives. */
export const at = (
  name: string,
  place: Place,
  f: OfNumbers,
  { upTo, deviations }: { readonly upTo: Order; readonly deviations?: readonly Deviation[] | undefined },
): Subject => {
  const row = rows.find((r) => r.name === name && r.place === place)
  if (row === undefined) throw new Error(`conformance.json has no ${name} ${place}`)
  return subject(
    { name: named[place], at: row.at.map(column), f: (xs) => expression(f(...xs.map(numbers))) },
    { upTo, rule: 'each', deviations, oracle: oracleOf(row) },
  )
}
