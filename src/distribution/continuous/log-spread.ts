/** How the tails of Student's t distributions fall. */
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  abs,
  add,
  compare,
  divide,
  log,
  logPlusOne,
  multiply,
  negate,
  plus,
  select,
  sqrt,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'

/** A distance, a scale, and degrees of freedom. */
interface Point {
  readonly d: Expression
  readonly s: Expression
  readonly nu: Expression
}

/** t² = (d/s)²/ν up to 1, or 1/t² above, and the numbers that it is made of: where it is the other one, harmless. */
interface Part extends Point {
  readonly square: Expression
}

const parts = ({
  d,
  s,
  nu,
}: Point): { readonly far: Expression; readonly near: Part; readonly out: Part } => {
  const far = compare('GT')(divide(abs(d), s), sqrt(nu))
  const [zero, one] = [splatLike(0, d), splatLike(1, d)]
  const inner = { d: select(far, zero, d), s: select(far, one, s), nu: select(far, one, nu) }
  const outer = { d: select(far, d, one), s: select(far, s, one), nu: select(far, nu, one) }
  const [z, inverse] = [divide(inner.d, inner.s), divide(outer.s, outer.d)]
  return {
    far,
    near: { ...inner, square: divide(multiply(z, z), inner.nu) },
    out: { ...outer, square: multiply(multiply(inverse, inverse), outer.nu) },
  }
}

/** The derivatives: with w = t²/(1 + t²), 2w/d to the distance, −2w/s to the scale, and −w/ν to the degrees. */
const slopes = (point: Point): readonly Expression[] => {
  const { far, near, out } = parts(point)
  const share = divide(splatLike(1, out.d), plus(out.square, 1))
  const w = select(far, share, divide(near.square, plus(near.square, 1)))
  const inward = divide(divide(divide(near.d, near.s), multiply(near.nu, plus(near.square, 1))), near.s)
  const toDistance = times(select(far, divide(share, out.d), inward), 2)
  return [toDistance, times(divide(w, point.s), -2), negate(divide(w, point.nu))]
}

const logSpreadOf = (point: Point): Expression =>
  composite(
    'logSpread',
    [point.d, point.s, point.nu],
    ([d = point.d, s = point.s, nu = point.nu]) => {
      const { far, near, out } = parts({ d, s, nu })
      const logs = subtract(times(subtract(log(abs(out.d)), log(out.s)), 2), log(out.nu))
      return select(far, add(logs, logPlusOne(out.square)), logPlusOne(near.square))
    },
    (n, g) => slopes({ d: input(n, 0), s: input(n, 1), nu: input(n, 2) }).map((slope) => multiply(g, slope)),
  )

/**
 * log(1 + (d/s)²/ν) of a distance d, a scale s and degrees of freedom ν, by the logarithms of all three where the square
 * is large: it is finite for all finite numbers.
 */
export const logSpread = <S>(d: Tensor<S>, s: Tensor<S>, nu: Tensor<S>): Tensor<S> =>
  typed(logSpreadOf({ d: expression(d), s: expression(s), nu: expression(nu) }))
