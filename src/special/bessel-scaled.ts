/**
 * What is left of modified Bessel functions of the first kind once their exponential growth is taken off: large numbers
 * that would meet and cancel in the log-density of a narrow von Mises–Fisher distribution never arise.
 */
import type { Expression } from '../tensor/expression.js'
import { InternalError, input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  divide,
  logPlusOne,
  multiply,
  negate,
  plus,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { pullback } from '../tensor/primitive/node.js'
import { besselRatioOf } from './bessel.js'
import { besselParts } from './bessel-parts.js'

/** 1 − I_{ν+1}(x) / I_ν(x) of an expression of at least 0, with all digits where the ratio is nearly 1. */
export const besselShortfallOf =
  (order: number) =>
  (x: Expression): Expression =>
    composite(
      'besselShortfall',
      [x],
      ([e = x]) => {
        const { lack, y } = besselParts(order, e)
        return divide(lack, y)
      },
      (n, g) => {
        const [slope] = pullback(besselRatioOf(order)(input(n, 0)), negate(g)) ?? []
        if (slope === undefined) throw new InternalError('besselRatio has no derivative')
        return [slope]
      },
      { order },
    )

/** log(Γ(ν + 1) (2/x)^ν I_ν(x)) − x of an expression of at least 0. */
export const logScaledBesselIOf =
  (order: number) =>
  (x: Expression): Expression =>
    composite(
      'logScaledBesselI',
      [x],
      ([e = x]) => {
        const { fit, shortOfS, u, rest } = besselParts(order, e)
        const leading = times(plus(shortOfS, -1), fit.scale)
        return add(subtract(leading, times(logPlusOne(u), order + 0.5)), rest)
      },
      (n, g) => [negate(multiply(g, besselShortfallOf(order)(input(n, 0))))],
      { order },
    )
