/** Sums of exponentials along axes, without overflow, and the shares of their terms. */
import type { Shape } from '../shape/index.js'
import { type Along, counted, type Left, type LeftGuard, over, reducing } from './along.js'
import type { Expression } from './expression.js'
import { composite, stopGradient } from './primitive/control.js'
import * as primitive from './primitive/elementwise.js'
import { splatLike } from './primitive/leaf.js'
import { broadcastInDim, reduce } from './primitive/reduction.js'
import { expression, type Tensor, typed } from './tensor.js'

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
      return [primitive.multiply(along(g, e.shape, axes), sharesOf(e, axes))]
    },
    { axes },
  )

/**
 * What each term has in log Σ exp along axes: the softmax, also where terms are infinite. Nothing has no shares, and the
 * terms that are ∞ have all of them.
 */
const sharesOf = (x: Expression, axes: readonly number[]): Expression =>
  composite(
    'logSumExpShares',
    [x],
    ([e = x]) => {
      const top = reduce('maximum', e, axes)
      const nothing = primitive.compare('EQ')(top, splatLike(Number.NEGATIVE_INFINITY, top))
      const wide = along(primitive.select(nothing, splatLike(0, top), top), e.shape, axes)
      // ∞ − ∞ would be NaN
      const largest = primitive.compare('EQ')(e, wide)
      const raised = primitive.exponential(
        primitive.select(largest, splatLike(0, e), primitive.subtract(e, wide)),
      )
      const total = reduce('add', raised, axes)
      const none = primitive.compare('EQ')(total, splatLike(0, total))
      const divisor = primitive.select(none, splatLike(1, total), total)
      return primitive.divide(raised, along(divisor, e.shape, axes))
    },
    (n, g) => {
      const shares = sharesOf(n.inputs[0] ?? x, axes)
      const mean = reduce('add', primitive.multiply(shares, g), axes)
      return [primitive.multiply(shares, primitive.subtract(g, along(mean, g.shape, axes)))]
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
 * @grad the softmax; 0 where all are −∞
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
