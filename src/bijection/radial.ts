/** The radial flow: stretched or squeezed around a point. */
import {
  channelsOf,
  type LastDim,
  type Same,
  type Shape,
  ShapeError,
  type Show,
  show,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { bounded } from '../tensor/primitive/bounded.js'
import {
  abs,
  add,
  compare,
  divide,
  exponential,
  log,
  multiply,
  negate,
  select,
  sqrt,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { alongLast } from '../tensor/primitive/last-axis.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression } from '../tensor/tensor.js'
import { type Bijection, bijectionOf } from './bijection.js'
import { beside } from './events.js'
import { norm } from './norm.js'
import { aboveZero, type ButLast } from './planar.js'

/** Beyond, the logarithm of a range is bent; exp of it squared is a float32. */
const mostLogRange = 20

/** α and α + β of the map, one for each event. */
interface Range {
  readonly alpha: Expression
  readonly sum: Expression
}

/** (r + α + β)/(r + α): how much longer a vector of length r becomes. */
const stretch = (r: Expression, { alpha, sum }: Range): Expression => divide(add(r, sum), add(r, alpha))

/**
 * (D − 1) log of the stretch, across the ray, plus the logarithm of the slope along it. In shares of r + α nothing is
 * squared that could overflow, and no term is negative.
 */
const logDetAt = (r: Expression, { alpha, sum }: Range, size: number): Expression => {
  const whole = add(r, alpha)
  const [far, near, excess] = [divide(r, whole), divide(alpha, whole), divide(sum, whole)]
  const along = add(multiply(far, add(far, times(near, 2))), multiply(near, excess))
  return add(times(log(add(far, excess)), size - 1), log(along))
}

/** The r that the map has made R of: the root of r² + (α + β − R) r − αR that is not negative. */
const lengthBefore = (after: Expression, { alpha, sum }: Range): Expression => {
  const d = subtract(sum, after)
  const unit = add(add(after, sum), alpha)
  const part = divide(d, unit)
  const product = times(multiply(divide(alpha, unit), divide(after, unit)), 4)
  const q = add(abs(d), multiply(unit, sqrt(add(multiply(part, part), product))))
  // of the two forms of the root the one that adds
  const closer = compare('GT')(d, splatLike(0, d))
  return select(closer, multiply(divide(after, q), times(alpha, 2)), times(q, 0.5))
}

/**
 * The radial map y = x + β (x − loc)/(α + |x − loc|) with α = exp(logAlpha), which is taken as it is up to 10 and bent
 * from there, and β = softplus(beta) − α, so that the map is invertible whatever the parameters. Its inverse is the
 * root of a quadratic in the distance. The parameters are [D], [] and [], with the same axes before them where each
 * example has its own.
 * @shape loc: [...P, D], logAlpha, beta: P → [D]
 * @math log |det| = (D − 1) log(1 + β/(α + r)) + log(1 + αβ/(α + r)²), r = |x − loc|
 * @failure `radial: loc [3] needs beta [], found [2]`
 * @source Rezende and Mohamed: Variational inference with normalizing flows (2015), equation 14, appendix A.2
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, scalar, use, vector } from 'reparam'
 * await use('cpu')()
 * const map = Bijection.radial({ loc: vector([0, 0]), logAlpha: scalar(0), beta: scalar(2) })
 * const back = await read(map.inverse(map.forward(vector([3, 4])).value).value)
 * console.assert(Math.abs((back[0] ?? 0) - 3) < 1e-5 && Math.abs((back[1] ?? 0) - 4) < 1e-5)
 */
export const radial = <S extends Shape, T extends Shape, U extends Shape>(parameters: {
  readonly loc: Tensor<S>
  readonly logAlpha: Tensor<T> &
    Same<ButLast<S>, T, `radial: loc ${Show<S>} needs logAlpha ${Show<ButLast<S>>}, found ${Show<T>}`>
  readonly beta: Tensor<U> &
    Same<ButLast<S>, U, `radial: loc ${Show<S>} needs beta ${Show<ButLast<S>>}, found ${Show<U>}`>
}): Bijection<[LastDim<S>]> => {
  const loc = expression(parameters.loc)
  const size = channelsOf('radial', loc.shape)
  const before = loc.shape.slice(0, -1)
  const one = (name: 'logAlpha' | 'beta'): Expression => {
    const e = expression(parameters[name])
    if (e.shape.join() !== before.join())
      throw new ShapeError(
        `radial: loc ${show(loc.shape)} needs ${name} ${show(before)}, found ${show(e.shape)}`,
      )
    return e
  }
  const range: Range = {
    alpha: exponential(bounded(one('logAlpha'), mostLogRange)),
    sum: aboveZero(one('beta')),
  }
  const around = (x: Expression) => {
    const lead = x.shape.slice(0, -1)
    const center = beside('radial', 'loc', loc, x.shape)
    const distance = subtract(x, center)
    return {
      center,
      distance,
      r: norm(distance),
      own: {
        alpha: beside('radial', 'logAlpha', range.alpha, lead),
        sum: beside('radial', 'beta', range.sum, lead),
      },
    }
  }
  return bijectionOf(
    'radial',
    [size],
    (x) => {
      const { center, distance, r, own } = around(x)
      return {
        value: add(center, multiply(distance, alongLast(stretch(r, own), x.shape))),
        logDet: logDetAt(r, own, size),
      }
    },
    (y) => {
      const { center, distance, r: after, own } = around(y)
      const r = lengthBefore(after, own)
      return {
        value: add(center, divide(distance, alongLast(stretch(r, own), y.shape))),
        logDet: negate(logDetAt(r, own, size)),
      }
    },
  )
}
