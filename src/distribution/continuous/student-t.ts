/**
 * Student's t distribution by degrees of freedom, location and scale: a Gaussian whose variance is uncertain.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { noiseLike, split, standardGamma } from '../../random/index.js'
import type { Same, Shape, Show } from '../../shape/index.js'
import { digammaDifference, lbeta } from '../../special/index.js'
import {
  type AnyTensor,
  add,
  div,
  exp,
  greater,
  log,
  mul,
  neg,
  select,
  shift,
  sqrt,
  square,
  sub,
  type Tensor,
  scale as times,
} from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, finite, positive } from '../checked.js'
import type { Formulas, StudentT } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { beside, member } from '../member.js'
import { standardised } from '../standardised.js'
import { filled } from '../support.js'
import { logSpread } from './log-spread.js'
import { cdfOf } from './student-t-cdf.js'
import { above0 } from './support.js'

export type { StudentT } from '../families.js'

const half = times(0.5)

const formulas: Formulas<'StudentT'> = {
  family: 'StudentT',
  kind: 'continuous',
  reparameterised: true,
  sample: ({ degreesOfFreedom, loc, scale }, key) => {
    const [first, second] = split(2)(key)
    // χ²/ν, the mean of squares: a gamma number of concentration ν/2 over ν/2
    const concentration = half(degreesOfFreedom)
    const squares = above0(div(standardGamma(concentration)(first), concentration))
    return add(loc, mul(scale, div(noiseLike('normal')(loc)(second), sqrt(squares))))
  },
  logProb: ({ degreesOfFreedom, loc, scale, logScale }, x) => {
    const power = half(shift(1)(degreesOfFreedom))
    const spread = mul(power, logSpread(sub(x, loc), scale, degreesOfFreedom))
    return neg(add(add(spread, logScale), logWidth(degreesOfFreedom)))
  },
  entropy: ({ degreesOfFreedom, logScale }) => {
    const [power, concentration] = [half(shift(1)(degreesOfFreedom)), half(degreesOfFreedom)]
    const growth = digammaDifference(concentration, filled(0.5, concentration))
    return add(add(mul(power, growth), logWidth(degreesOfFreedom)), logScale)
  },
  mean: ({ degreesOfFreedom, loc }) =>
    select(greater(degreesOfFreedom, filled(1, loc)), loc, filled(Number.POSITIVE_INFINITY, loc)),
  variance: ({ degreesOfFreedom, scale }) => {
    const finite = greater(degreesOfFreedom, filled(2, scale))
    const degrees = select(finite, degreesOfFreedom, filled(3, scale))
    const variance = mul(square(scale), div(degrees, shift(-2)(degrees)))
    return select(finite, variance, filled(Number.POSITIVE_INFINITY, scale))
  },
  mode: ({ loc }) => loc,
  cdf: ({ degreesOfFreedom, loc, scale }, x) =>
    typed(cdfOf(expression(standardised(sub(x, loc), scale)), expression(degreesOfFreedom))),
}

/** log(√ν B(½, ν/2)): the normaliser of the standard distribution. */
const logWidth = <S extends Shape>(degreesOfFreedom: Tensor<S>): Tensor<S> =>
  add(half(log(degreesOfFreedom)), lbeta(filled(0.5, degreesOfFreedom), half(degreesOfFreedom)))

/**
 * Student's t distributions with these degrees of freedom, location and scale, each element a batch of its own; degrees
 * and scale are above 0, and need not be whole. What does not exist is stated as ∞: the mean up to one degree of
 * freedom, the variance up to two. Parameters that are numbers are checked; a network gives `fromLogScale` its
 * logarithms.
 * @shape S, S, S → batch S, event []
 * @math log p(x) = −(ν + 1)/2 · log(1 + z²/ν) − log s − log(√ν B(½, ν/2)), z = (x − μ)/s; mean μ, variance s²ν/(ν − 2)
 * @unit logProb, entropy, kl: nats
 * @grad through sample to all three: to the degrees by implicit differentiation of the gamma law's cdf
 * @failure `StudentT: degreesOfFreedom [3] and loc [4] differ`
 * @failure RangeError: `StudentT: expected scale above 0, found -1 at [2]`
 * @source Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 2 (1995), chapter 28
 * @category distribution
 * @since 0.1.0
 * @example
 * import { read, scalar, StudentT, use } from 'reparam'
 * await use('cpu')()
 * const d = StudentT.make(scalar(1), scalar(0), scalar(1)) // a Cauchy distribution
 * const [logDensity = 0] = await read(d.logProb(scalar(0)))
 * console.assert(Math.abs(logDensity + Math.log(Math.PI)) < 1e-6)
 */
export const make = <S extends Shape, T extends Shape, U extends Shape>(
  degreesOfFreedom: Tensor<S>,
  loc: Tensor<T> & Same<S, T, `StudentT: degreesOfFreedom ${Show<S>} and loc ${Show<T>} differ`>,
  scale: Tensor<U> & Same<S, U, `StudentT: degreesOfFreedom ${Show<S>} and scale ${Show<U>} differ`>,
): StudentT<S, []> => {
  const given = checked(
    'StudentT',
    'scale',
    positive,
    beside('StudentT', 'degreesOfFreedom', degreesOfFreedom, 'scale', scale),
  )
  return of(degreesOfFreedom, loc, given, log(given))
}

/**
 * Student's t distributions by degrees of freedom, location and the logarithm of the scale: any number, kept within
 * ±80.
 * @shape S, S, S → batch S, event []
 * @category distribution
 * @since 0.1.0
 * @example
 * import { read, scalar, StudentT, use } from 'reparam'
 * await use('cpu')()
 * const [variance = 0] = await read(StudentT.fromLogScale(scalar(4), scalar(0), scalar(0)).variance())
 * console.assert(Math.abs(variance - 2) < 1e-6)
 */
export const fromLogScale = <S extends Shape, T extends Shape, U extends Shape>(
  degreesOfFreedom: Tensor<S>,
  loc: Tensor<T> & Same<S, T, `StudentT: degreesOfFreedom ${Show<S>} and loc ${Show<T>} differ`>,
  logScale: Tensor<U> & Same<S, U, `StudentT: degreesOfFreedom ${Show<S>} and logScale ${Show<U>} differ`>,
): StudentT<S, []> => {
  const given = boundedLogScale(
    beside('StudentT', 'degreesOfFreedom', degreesOfFreedom, 'logScale', logScale),
  )
  return of(degreesOfFreedom, loc, exp(given), given)
}

/** With a scale and its logarithm, whichever was given. */
const of = <S extends Shape>(
  degreesOfFreedom: Tensor<S>,
  loc: AnyTensor,
  scale: Tensor<S>,
  logScale: Tensor<S>,
): StudentT<S, []> =>
  member<'StudentT', S, []>(
    formulas,
    {
      degreesOfFreedom: checked('StudentT', 'degreesOfFreedom', positive, degreesOfFreedom),
      loc: checked(
        'StudentT',
        'loc',
        finite,
        beside('StudentT', 'degreesOfFreedom', degreesOfFreedom, 'loc', loc),
      ),
      scale,
      logScale,
    },
    0,
  )
