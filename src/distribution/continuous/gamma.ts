/**
 * The gamma distribution by concentration and rate.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { standardGamma } from '../../random/index.js'
import type { Same, Shape, Show } from '../../shape/index.js'
import { gammainc } from '../../special/index.js'
import { div, exp, log, mul, relu, shift, sub, type Tensor } from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, positive } from '../checked.js'
import type { Formulas, Gamma } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { beside, member } from '../member.js'
import { entropyOf, logDensityOf } from './gamma-density.js'
import { above0, notNegative, raised, within } from './support.js'

export type { Gamma } from '../families.js'

const formulas: Formulas<'Gamma'> = {
  family: 'Gamma',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ concentration, rate }, key) => above0(div(standardGamma(concentration)(key), rate)),
  logProb: ({ concentration, rate, logRate }, x) =>
    within(notNegative(x), x, 1, (value) =>
      typed(
        logDensityOf(expression(concentration), expression(rate), expression(logRate), expression(value)),
      ),
    ),
  entropy: ({ concentration, logRate }) =>
    sub(typed<typeof logRate>(entropyOf(expression(concentration))), logRate),
  mean: ({ concentration, rate }) => div(concentration, rate),
  variance: ({ concentration, rate }) => div(div(concentration, rate), rate),
  mode: ({ concentration, rate }) => div(relu(shift(-1)(concentration)), rate),
  cdf: ({ concentration, rate }, x) => gammainc(concentration, mul(rate, raised(x))),
}

/**
 * Gamma distributions with this concentration and rate, both above 0, each element a batch of its own. The support
 * begins at 0, where the density is infinite for concentrations below 1, the rate at 1, and 0 above; below 0 the
 * log-density is −∞ and has no gradient. A sample that underflows is 2⁻¹²⁵. Parameters that are numbers are checked; a
 * network gives `fromLogs` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = a log r + (a − 1) log x − rx − log Γ(a); mean a/r, variance a/r², mode (a − 1)/r or 0
 * @unit logProb, entropy, kl: nats
 * @grad through sample to both: to the concentration by implicit differentiation of the cdf
 * @failure `Gamma: concentration [3] and rate [4] differ`
 * @failure RangeError: `Gamma: expected concentration above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 1 (1994), chapter 17; Figurnov,
 *   Mohamed and Mnih: Implicit reparameterization gradients (2018)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gamma, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [logDensity = 0] = await read(Gamma.make(scalar(2), scalar(1)).logProb(scalar(1)))
 * console.assert(Math.abs(logDensity + 1) < 1e-6)
 */
export const make = <S extends Shape, T extends Shape>(
  concentration: Tensor<S>,
  rate: Tensor<T> & Same<S, T, `Gamma: concentration ${Show<S>} and rate ${Show<T>} differ`>,
): Gamma<S, []> => {
  const given = beside('Gamma', 'concentration', concentration, 'rate', rate)
  const parameters = {
    concentration: checked('Gamma', 'concentration', positive, concentration),
    rate: checked('Gamma', 'rate', positive, given),
    logRate: log(given),
  }
  return member<'Gamma', S, []>(formulas, parameters, 0)
}

/**
 * Gamma distributions by the logarithms of concentration and rate: any numbers, kept within ±80.
 * @shape S, S → batch S, event []
 * @failure `Gamma: logConcentration [3] and logRate [4] differ`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gamma, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [mean = 0] = await read(Gamma.fromLogs(scalar(1), scalar(-1)).mean())
 * console.assert(Math.abs(mean - Math.exp(2)) < 1e-5)
 */
export const fromLogs = <S extends Shape, T extends Shape>(
  logConcentration: Tensor<S>,
  logRate: Tensor<T> & Same<S, T, `Gamma: logConcentration ${Show<S>} and logRate ${Show<T>} differ`>,
): Gamma<S, []> => {
  const given = boundedLogScale(beside('Gamma', 'logConcentration', logConcentration, 'logRate', logRate))
  const concentration = exp(boundedLogScale(logConcentration))
  return member<'Gamma', S, []>(formulas, { concentration, rate: exp(given), logRate: given }, 0)
}
