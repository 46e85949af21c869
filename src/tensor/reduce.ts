/** Reductions along axes that are named by number; a negative one counts from the end, none at all means all. */
import { normalizeAxes, type Reduce, type ReduceGuard, type Shape } from '../shape/index.js'
import type { Expression, Reducer } from './expression.js'
import { composite, stopGradient } from './primitive/control.js'
import * as primitive from './primitive/elementwise.js'
import { splatLike } from './primitive/leaf.js'
import { broadcastInDim, reduce } from './primitive/reduction.js'
import { reshape } from './primitive/structure.js'
import { type BoolTensor, expression, type Tensor, typed } from './tensor.js'

/**
 * Asks, behind the axes, that they stay with size 1, so that the result broadcasts with what was reduced.
 * @category reduction
 * @since 0.1.0
 */
export interface KeepDims {
  readonly keepDims: true
}

/** Axes, and whether they stay. */
type Along = readonly (number | KeepDims)[]

type AxesIn<A> = A extends readonly [infer H, ...infer R]
  ? H extends number
    ? [H, ...AxesIn<R>]
    : AxesIn<R>
  : []

/** The shape that is left: [] when no axis was named. */
type Left<S extends Shape, A extends Along> = A extends readonly number[]
  ? A extends readonly []
    ? []
    : Reduce<S, [...A]>
  : AxesIn<A> extends infer Axes extends number[]
    ? Axes extends []
      ? { [K in keyof S]: 1 }
      : Reduce<S, Axes, true>
    : never

type LeftGuard<Op extends string, S extends Shape, A extends Along> = A extends readonly []
  ? unknown
  : A extends readonly number[]
    ? ReduceGuard<Op, S, [...A]>
    : ReduceGuard<Op, S, AxesIn<A>>

/** The axes that were named, from the front; all when none was. */
const over = (name: string, x: Expression, asked: Along): readonly number[] => {
  const axes = asked.filter((a) => typeof a === 'number')
  return axes.length === 0 ? x.shape.map((_, i) => i) : normalizeAxes(name, x.shape, axes)
}

/** A reduction along the axes that were named, which stay with size 1 when that was asked. */
const reducing = (
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

const reducer = (name: string, by: Reducer, asked: Along, x: Expression): Expression =>
  reducing(name, asked, x, (axes) => reduce(by, x, axes))

const counted = (shape: readonly number[], axes: readonly number[]): number =>
  axes.reduce((n, a) => n * (shape[a] ?? 1), 1)

/**
 * The sum along axes.
 * @shape S → S without the axes, or with 1 in their place after `{ keepDims: true }`, as every reduction here
 * @grad 1 to every element
 * @failure `sum: axis 2 is out of range for [32, 784]`
 * @category reduction
 * @since 0.1.0
 * @example
 * import { div, matrix, read, sum, use } from 'reparam'
 * await use('cpu')()
 * const x = matrix([[1, 2], [3, 4]])
 * console.assert((await read(sum(1)(x))).join() === '3,7' && (await read(sum()(x))).join() === '10')
 * const shares = div(x, sum(-1, { keepDims: true })(x)) // [2, 2] over [2, 1]
 * console.assert((await read(shares))[2] === Math.fround(3 / 7))
 */
export const sum =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'sum', S, Axes>): Tensor<Left<S, Axes>> =>
    typed(reducer('sum', 'add', axes, expression(x)))

/**
 * The mean along axes.
 * @shape S → S without the axes
 * @grad 1/n to every element
 * @category reduction
 * @since 0.1.0
 * @example
 * import { matrix, mean, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(mean(0)(matrix([[1, 2], [3, 4]])))).join() === '2,3')
 */
export const mean =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'mean', S, Axes>): Tensor<Left<S, Axes>> => {
    const e = expression(x)
    return typed(
      reducing('mean', axes, e, (around) =>
        primitive.times(reduce('add', e, around), 1 / counted(e.shape, around)),
      ),
    )
  }

/**
 * The largest element along axes.
 * @shape S → S without the axes
 * @grad to the largest, in equal shares among ties
 * @category reduction
 * @since 0.1.0
 * @example
 * import { matrix, max, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(max(-1)(matrix([[1, 2], [4, 3]])))).join() === '2,4')
 */
export const max =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'max', S, Axes>): Tensor<Left<S, Axes>> =>
    typed(reducer('max', 'maximum', axes, expression(x)))

/**
 * The smallest element along axes.
 * @shape S → S without the axes
 * @grad to the smallest, in equal shares among ties
 * @category reduction
 * @since 0.1.0
 * @example
 * import { matrix, min, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(min(-1)(matrix([[1, 2], [4, 3]])))).join() === '1,3')
 */
export const min =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'min', S, Axes>): Tensor<Left<S, Axes>> =>
    typed(reducer('min', 'minimum', axes, expression(x)))

/**
 * Whether all hold along axes.
 * @shape S → S without the axes
 * @category reduction
 * @since 0.1.0
 * @example
 * import { all, greater, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(all()(greater(vector([1, -1]), zeros(2))))).join() === '0')
 */
export const all =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: BoolTensor<S> & LeftGuard<'all', S, Axes>): BoolTensor<Left<S, Axes>> =>
    typed(reducer('all', 'and', axes, expression(x)))

/**
 * Whether any holds along axes.
 * @shape S → S without the axes
 * @category reduction
 * @since 0.1.0
 * @example
 * import { any, greater, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(any()(greater(vector([1, -1]), zeros(2))))).join() === '1')
 */
export const any =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: BoolTensor<S> & LeftGuard<'any', S, Axes>): BoolTensor<Left<S, Axes>> =>
    typed(reducer('any', 'or', axes, expression(x)))

/** A value without its axes, repeated along them again. */
const along = (reduced: Expression, shape: readonly number[], axes: readonly number[]): Expression =>
  broadcastInDim(
    reduced,
    shape,
    shape.map((_, i) => i).filter((i) => !axes.includes(i)),
  )

/** The largest element, or 0 where it is infinite: what can be subtracted safely. */
const safeMaximum = (x: Expression, axes: readonly number[]): Expression => {
  const top = reduce('maximum', x, axes)
  const infinite = primitive.compare('EQ')(primitive.abs(top), splatLike(Number.POSITIVE_INFINITY, top))
  return primitive.select(infinite, splatLike(0, top), top)
}

/** log Σ exp of an expression along axes. */
export const logSumExpOf = (x: Expression, axes: readonly number[]): Expression =>
  composite(
    'logSumExp',
    [x],
    ([e = x]) => {
      const top = safeMaximum(e, axes)
      const shifted = primitive.subtract(e, along(top, e.shape, axes))
      return primitive.add(primitive.log(reduce('add', primitive.exponential(shifted), axes)), top)
    },
    (n, g) => {
      const e = n.inputs[0] ?? x
      return [primitive.multiply(along(g, e.shape, axes), softmaxOf(e, axes))]
    },
    { axes },
  )

/**
 * exp x / Σ exp x along axes: sums to one. The largest element is taken away first; the value does not depend on
 * it, so no derivative flows through it.
 */
export const softmaxOf = (x: Expression, axes: readonly number[]): Expression => {
  const top = stopGradient(safeMaximum(x, axes))
  const raised = primitive.exponential(primitive.subtract(x, along(top, x.shape, axes)))
  return primitive.divide(raised, along(reduce('add', raised, axes), x.shape, axes))
}

/**
 * log Σ exp along axes, without overflow.
 * @shape S → S without the axes
 * @grad the softmax
 * @category reduction
 * @since 0.1.0
 * @example
 * import { logSumExp, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const [y = 0] = await read(logSumExp()(vector([1000, 1000])))
 * console.assert(Math.abs(y - 1000 - Math.LN2) < 1e-4)
 */
export const logSumExp =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'logSumExp', S, Axes>): Tensor<Left<S, Axes>> => {
    const e = expression(x)
    return typed(reducing('logSumExp', axes, e, (around) => logSumExpOf(e, around)))
  }

/**
 * log of the mean of exp along axes, without overflow: what averages importance weights given by their logarithms.
 * @shape S → S without the axes
 * @grad the softmax
 * @category reduction
 * @since 0.1.0
 * @example
 * import { logMeanExp, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(logMeanExp()(vector([1000, 1000])))).join() === '1000')
 */
export const logMeanExp =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'logMeanExp', S, Axes>): Tensor<Left<S, Axes>> => {
    const e = expression(x)
    return typed(
      reducing('logMeanExp', axes, e, (around) =>
        primitive.plus(logSumExpOf(e, around), -Math.log(counted(e.shape, around))),
      ),
    )
  }

/**
 * Positive numbers that sum to one along axes.
 * @shape S → S
 * @category reduction
 * @since 0.1.0
 * @example
 * import { read, softmax, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(softmax(-1)(vector([1000, 1000])))).join() === '0.5,0.5')
 */
export const softmax =
  <const Axes extends number[]>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'softmax', S, Axes>): Tensor<S> => {
    const e = expression(x)
    return typed(softmaxOf(e, over('softmax', e, axes)))
  }
