/**
 * The log-density and the entropy of beta laws, as functions of both concentrations and the value. Where both are large,
 * Stirling's formula is put in first, as for gamma laws: what is left is the distance of the value from the mean.
 */
import { digammaDifferenceOf, lbetaOf } from '../../special/beta.js'
import { logBetaHeight } from '../../special/beta-tail.js'
import { largeShapeTermOf } from '../../special/gamma-remainder.js'
import { polygammaOf } from '../../special/polygamma.js'
import { digammaSeries, shift } from '../../special/stirling.js'
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  add,
  and,
  compare,
  divide,
  log,
  logPlusOne,
  minimum,
  multiply,
  negate,
  plus,
  select,
  subtract,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { based } from './gamma-density.js'
import { logShareOf } from './log-share.js'

/** From here on, for the smaller concentration, Stirling's formula is used. */
const areLarge = (a: Expression, b: Expression): Expression =>
  compare('GE')(minimum(a, b), splatLike(shift, a))

const rest = (x: Expression): Expression => subtract(splatLike(1, x), x)

/** log Γ(v) − v log v + v, summed over both less that of their sum. */
const shapeTerms = (a: Expression, b: Expression): Expression =>
  subtract(add(largeShapeTermOf(a), largeShapeTermOf(b)), largeShapeTermOf(add(a, b)))

/** (a − 1) log x + (b − 1) log(1 − x) − log B(a, b) of expressions. */
export const logDensityOf = (a: Expression, b: Expression, x: Expression): Expression =>
  composite(
    'betaLogDensity',
    [a, b, x],
    ([e = a, f = b, v = x]) => {
      const [p, q] = [plus(e, -1), plus(f, -1)]
      const logX = logShareOf(based(v, p))
      const logRest = select(compare('EQ')(q, splatLike(0, q)), splatLike(0, q), logPlusOne(negate(v)))
      const plain = subtract(add(multiply(p, logX), multiply(q, logRest)), lbetaOf(e, f))
      const logY = logPlusOne(negate(v))
      const height = logBetaHeight({ a: e, b: f, x: v, y: rest(v), logX, logY })
      const stirling = add(height, subtract(subtract(log(e), logX), logY))
      const inside = compare('GT')(minimum(v, rest(v)), splatLike(0, v))
      return select(and(areLarge(e, f), inside), stirling, plain)
    },
    (n, g) => {
      const [e, f, v] = [input(n, 0), input(n, 1), input(n, 2)]
      const [p, q] = [plus(e, -1), plus(f, -1)]
      const [low, high] = [based(v, p), based(rest(v), q)]
      const onRest = select(compare('EQ')(v, splatLike(1, v)), log(high), logPlusOne(negate(v)))
      return [
        multiply(g, add(logShareOf(low), digammaDifferenceOf(e, f))),
        multiply(g, add(onRest, digammaDifferenceOf(f, e))),
        multiply(g, subtract(divide(p, low), divide(q, high))),
      ]
    },
  )

/** The entropy: log B(a, b) − (a − 1) ψ(a) − (b − 1) ψ(b) + (a + b − 2) ψ(a + b) of expressions. */
export const entropyOf = (a: Expression, b: Expression): Expression =>
  composite(
    'betaEntropy',
    [a, b],
    ([e = a, f = b]) => {
      const [p, q, total] = [plus(e, -1), plus(f, -1), add(e, f)]
      const plain = add(
        lbetaOf(e, f),
        add(multiply(p, digammaDifferenceOf(e, f)), multiply(q, digammaDifferenceOf(f, e))),
      )
      const logs = subtract(add(log(divide(e, total)), log(f)), log(total))
      const tails = subtract(
        multiply(plus(total, -2), digammaSeries(total)),
        add(multiply(p, digammaSeries(e)), multiply(q, digammaSeries(f))),
      )
      return select(areLarge(e, f), add(add(logs, tails), shapeTerms(e, f)), plain)
    },
    (n, g) => {
      const [e, f] = [input(n, 0), input(n, 1)]
      const total = add(e, f)
      const both = multiply(plus(total, -2), polygammaOf(1, total))
      const slope = (c: Expression): Expression =>
        multiply(g, subtract(both, multiply(plus(c, -1), polygammaOf(1, c))))
      return [slope(e), slope(f)]
    },
  )
