/** What modified Bessel functions of one order are computed from at a point, without overflow or cancellation. */
import type { Expression } from '../tensor/expression.js'
import { add, compare, divide, multiply, plus, select, sqrt, times } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { type BesselFit, besselFit } from './bessel-fit.js'
import { polynomial } from './polynomial.js'

/** From here on 1 + ξ² is ξ², which may be no float. */
const FAR = 1e9

/** √(ξ² + v) of an expression of at least 0, and how far it is above ξ. */
interface Hypotenuse {
  readonly root: Expression
  readonly excess: Expression
}

const hypotenuse = (xi: Expression, v: Expression): Hypotenuse => {
  const far = compare('GT')(xi, splatLike(FAR, xi))
  const near = select(far, splatLike(0, xi), xi)
  const root = select(far, xi, sqrt(add(multiply(near, near), v)))
  return { root, excess: divide(v, add(root, xi)) }
}

/** The letters are those of the fit. */
export interface BesselParts {
  readonly fit: BesselFit
  /** √(1 + ξ²) − ξ. */
  readonly shortOfS: Expression
  /** (s − 1)/2. */
  readonly u: Expression
  /** log(Γ(ν + 1)(2/x)^ν I_ν(x)) beyond its leading terms in u. */
  readonly rest: Expression
  /** The excess e, and y: what the ratio of neighbours x / y is made of. */
  readonly e: Expression
  readonly y: Expression
  /** y − x, with all digits where the ratio is nearly 1. */
  readonly lack: Expression
}

/** The parts of the functions of one order at x; a function computes only those that it uses. */
export const besselParts = (order: number, x: Expression): BesselParts => {
  const fit = besselFit(order)
  const { scale } = fit
  const n = order + 0.5
  const xi = times(x, 1 / scale)
  const { root: s, excess: shortOfS } = hypotenuse(xi, splatLike(1, x))
  const p = divide(splatLike(1, x), s)
  const t = plus(times(p, 2), -1)
  const e = polynomial(fit.excess, t)
  const w = hypotenuse(xi, plus(times(e, n / scale ** 2), (n / scale) ** 2))
  const u = multiply(times(xi, 0.5), divide(xi, plus(s, 1)))
  return {
    fit,
    shortOfS,
    u,
    rest: multiply(times(multiply(u, p), 2), polynomial(fit.rest, t)),
    e: times(e, n),
    y: plus(times(w.root, scale), n),
    lack: plus(times(w.excess, scale), n),
  }
}
