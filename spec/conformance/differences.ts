/** Derivatives of functions on float64 numbers, by differences: an oracle that knows no rule of differentiation. */
import { direction, weights } from '../gradient/checks.js'
import { item, number, type Value } from '../support/reference-value.js'
import { type Expected, type Order, orders } from './subject.js'

/** A function in plain loops. */
export type Plain = (xs: readonly Value[]) => Value

const WIDEST = 0.04
const HALVINGS = 3

/** The slope at 0 by central differences of halved steps, without the error terms of h² and h⁴: to about 1e-10. */
const slopeAtZero = (f: (t: number) => number): number => {
  const rough = Array.from({ length: HALVINGS }, (_, i) => {
    const h = WIDEST / 2 ** i
    return (f(h) - f(-h)) / (2 * h)
  })
  const refined = (values: readonly number[], factor: number): number =>
    values.length === 1
      ? number(values, 0)
      : refined(
          values.slice(1).map((v, i) => v + (v - number(values, i)) / (factor - 1)),
          factor * 4,
        )
  return refined(rough, 4)
}

const moved = (xs: readonly Value[], by: readonly Value[], t: number): readonly Value[] =>
  xs.map(({ shape, data }, i) => ({ shape, data: data.map((v, k) => v + t * number(item(by, i).data, k)) }))

const unit = (xs: readonly Value[], argument: number, k: number): readonly Value[] =>
  xs.map(({ shape, data }, i) => ({ shape, data: data.map((_, m) => (i === argument && m === k ? 1 : 0)) }))

/** The value, its gradient with the weights of the suite, and the Hessian times its direction, up to an order. */
export const differences = (f: Plain, at: readonly Value[], upTo: Order): readonly Expected[] => {
  const value = f(at)
  const w = weights(value.shape).data
  const loss = (xs: readonly Value[]): number => f(xs).data.reduce((sum, v, k) => sum + v * number(w, k), 0)
  const u = at.map(({ shape }, i) => direction(shape, i))
  const along = (xs: readonly Value[]): number => slopeAtZero((t) => loss(moved(xs, u, t)))
  const gradient = (of: (xs: readonly Value[]) => number) => (): readonly Value[] =>
    at.map(({ shape, data }, i) => ({
      shape,
      data: data.map((_, k) => slopeAtZero((t) => of(moved(at, unit(at, i, k), t)))),
    }))
  const asked: Readonly<Record<Order, () => readonly Value[]>> = {
    value: () => [value],
    first: gradient(loss),
    second: gradient(along),
  }
  return orders.slice(0, orders.indexOf(upTo) + 1).map((order) => {
    const values = asked[order]()
    return {
      values,
      largest: Math.max(1, ...[...at, value, ...values].flatMap(({ data }) => data.map(Math.abs))),
    }
  })
}
