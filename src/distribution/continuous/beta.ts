/**
 * The beta distribution on [0, 1] by two concentrations.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Same, Shape, Show } from '../../shape/index.js'
import { betainc } from '../../special/incomplete-beta.js'
import {
  add,
  and,
  div,
  exp,
  greater,
  lessEqual,
  mul,
  select,
  shift,
  type Tensor,
} from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, positive } from '../checked.js'
import type { Beta, Formulas } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { beside, member } from '../member.js'
import { filled } from '../support.js'
import { entropyOf, logDensityOf } from './beta-density.js'
import { standardBeta } from './beta-sample.js'
import { clipped, inUnit, within } from './support.js'

export type { Beta } from '../families.js'

const formulas: Formulas<'Beta'> = {
  family: 'Beta',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ concentration1, concentration0 }, key) => standardBeta(concentration1, concentration0)(key),
  logProb: ({ concentration1, concentration0 }, x) =>
    within(inUnit(x), x, 0.5, (value) =>
      typed(logDensityOf(expression(concentration1), expression(concentration0), expression(value))),
    ),
  entropy: ({ concentration1, concentration0 }) =>
    typed(entropyOf(expression(concentration1), expression(concentration0))),
  mean: ({ concentration1, concentration0 }) => div(concentration1, add(concentration1, concentration0)),
  variance: ({ concentration1, concentration0 }) => {
    const both = add(concentration1, concentration0)
    return div(mul(div(concentration1, both), div(concentration0, both)), shift(1)(both))
  },
  mode: ({ concentration1, concentration0 }) => {
    const one = filled(1, concentration1)
    const inside = and(greater(concentration1, one), greater(concentration0, one))
    const [a, b] = [
      select(inside, concentration1, filled(2, one)),
      select(inside, concentration0, filled(2, one)),
    ]
    const left = lessEqual(concentration1, concentration0)
    const end = select(left, filled(0, one), one)
    return select(inside, div(shift(-1)(a), add(shift(-1)(a), shift(-1)(b))), end)
  },
  // at 0 and 1 the incomplete beta function is constant, as the cdf is beyond
  cdf: ({ concentration1, concentration0 }, x) => betainc(concentration1, concentration0, clipped(x)),
}

/**
 * Beta distributions with these concentrations, both above 0, each element a batch of its own: `concentration1` draws
 * towards 1, `concentration0` towards 0. The support is [0, 1]; outside, the log-density is −∞ and has no gradient. At
 * an end the density is infinite where its concentration is below 1, and 0 where it is above. Where no value between is
 * the mode, it is the end of smaller concentration, 0 if both are equal. Parameters that are numbers are checked; a
 * network gives `fromLogs` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = (a − 1) log x + (b − 1) log(1 − x) − log B(a, b); mean a/(a + b), variance ab/((a + b)²(a + b + 1))
 * @unit logProb, entropy, kl: nats
 * @grad through sample to both, by implicit differentiation of the cdf
 * @failure `Beta: concentration1 [3] and concentration0 [4] differ`
 * @failure RangeError: `Beta: expected concentration1 above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 2 (1995), chapter 25; Figurnov,
 *   Mohamed and Mnih: Implicit reparameterization gradients (2018)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Beta, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Beta.make(scalar(2), scalar(2)).logProb(scalar(0.5)))
 * console.assert(Math.abs(logDensity - Math.log(1.5)) < 1e-6)
 */
export const make = <S extends Shape, T extends Shape>(
  concentration1: Tensor<S>,
  concentration0: Tensor<T> &
    Same<S, T, `Beta: concentration1 ${Show<S>} and concentration0 ${Show<T>} differ`>,
): Beta<S, []> => {
  const given = beside('Beta', 'concentration1', concentration1, 'concentration0', concentration0)
  const parameters = {
    concentration1: checked('Beta', 'concentration1', positive, concentration1),
    concentration0: checked('Beta', 'concentration0', positive, given),
  }
  return member<'Beta', S, []>(formulas, parameters, 0)
}

/**
 * Beta distributions by the logarithms of their concentrations: any numbers, kept within ±80.
 * @shape S, S → batch S, event []
 * @failure `Beta: logConcentration1 [3] and logConcentration0 [4] differ`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Beta, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Beta.fromLogs(scalar(Math.log(3)), scalar(0)).mean())
 * console.assert(Math.abs(mean - 0.75) < 1e-6)
 */
export const fromLogs = <S extends Shape, T extends Shape>(
  logConcentration1: Tensor<S>,
  logConcentration0: Tensor<T> &
    Same<S, T, `Beta: logConcentration1 ${Show<S>} and logConcentration0 ${Show<T>} differ`>,
): Beta<S, []> => {
  const given = beside('Beta', 'logConcentration1', logConcentration1, 'logConcentration0', logConcentration0)
  const of = (x: Tensor<S>): Tensor<S> => exp(boundedLogScale(x))
  return member<'Beta', S, []>(
    formulas,
    { concentration1: of(logConcentration1), concentration0: of(given) },
    0,
  )
}
