/** Axes that are named by number, a negative one from the end, none at all for all; and the shape that is left. */
import { normalizeAxes, type Reduce, type ReduceGuard, type Shape } from '../shape/index.js'
import type { Expression } from './expression.js'
import { reshape } from './primitive/structure.js'

/**
 * Asks, behind the axes, that they stay with size 1, so that the result broadcasts with what was reduced.
 * @category reduction
 * @since 0.1.0
 */
export interface KeepDims {
  readonly keepDims: true
}

/** Axes, and whether they stay. */
export type Along = readonly (number | KeepDims)[]

type AxesIn<A> = A extends readonly [infer H, ...infer R]
  ? H extends number
    ? [H, ...AxesIn<R>]
    : AxesIn<R>
  : []

/** The shape that is left: [] when no axis was named. */
export type Left<S extends Shape, A extends Along> = A extends readonly number[]
  ? A extends readonly []
    ? []
    : Reduce<S, [...A]>
  : AxesIn<A> extends infer Axes extends number[]
    ? Axes extends []
      ? { [K in keyof S]: 1 }
      : Reduce<S, Axes, true>
    : never

export type LeftGuard<Op extends string, S extends Shape, A extends Along> = A extends readonly []
  ? unknown
  : A extends readonly number[]
    ? ReduceGuard<Op, S, [...A]>
    : ReduceGuard<Op, S, AxesIn<A>>

/** The axes that were named, from the front; all when none was. */
export const over = (name: string, x: Expression, asked: Along): readonly number[] => {
  const axes = asked.filter((a) => typeof a === 'number')
  return axes.length === 0 ? x.shape.map((_, i) => i) : normalizeAxes(name, x.shape, axes)
}

/** A reduction along the axes that were named, which stay with size 1 when that was asked. */
export const reducing = (
  name: string,
  asked: Along,
  x: Expression,
  along: (axes: readonly number[]) => Expression,
): Expression => {
  const axes = over(name, x, asked)
  const reduced = along(axes)
  return asked.some((a) => typeof a !== 'number')
    ? reshape(
        reduced,
        x.shape.map((d, i) => (axes.includes(i) ? 1 : d)),
      )
    : reduced
}

/** How many elements stand along some axes. */
export const counted = (shape: readonly number[], axes: readonly number[]): number =>
  axes.reduce((n, a) => n * (shape[a] ?? 1), 1)
