/**
 * The logistic distribution over bins of equal width: the likelihood of pixels with 256 levels.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Same, Shape, Show } from '../../shape/index.js'
import { exp, log, type Tensor } from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, finite, positive } from '../checked.js'
import type { DiscretizedLogistic, Formulas } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { beside, member } from '../member.js'
import { logisticNoise } from '../noise.js'
import {
  type Bins,
  cdfOf,
  drawnOf,
  entropyOfBins,
  type Law,
  logProbOf,
  meanOf,
  modeOf,
  varianceOf,
} from './bins.js'

export type { DiscretizedLogistic } from '../families.js'

/**
 * The bins of a discretised distribution: the centres of the first and the last one, −1 and 1 if none are given, and
 * how many there are, 256 if not given.
 * @category distribution
 * @since 0.1.0
 */
export interface BinsConfig {
  readonly low?: number
  readonly high?: number
  readonly bins?: number
}

/** The bins that were asked for; such as there are not are refused. */
const binsOf = ({ low = -1, high = 1, bins = 256 }: BinsConfig): Bins => {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    throw new RangeError(`DiscretizedLogistic: expected low below high, found ${low} and ${high}`)
  if (!Number.isInteger(bins) || bins < 2)
    throw new RangeError(`DiscretizedLogistic: expected at least 2 bins, found ${bins}`)
  return { low, high, count: bins }
}

type Given<S> = { readonly loc: Tensor<S>; readonly logScale: Tensor<S> }

const lawOf = <S>({ loc, logScale }: Given<S>): Law => ({
  loc: expression(loc),
  logScale: expression(logScale),
})

const formulas = (bins: Bins): Formulas<'DiscretizedLogistic'> => ({
  family: 'DiscretizedLogistic',
  kind: 'discrete',
  reparameterised: false,
  sample: (p, key) => typed(drawnOf(bins, lawOf(p), expression(logisticNoise(p.loc)(key)))),
  logProb: (p, x) => typed(logProbOf(bins, lawOf(p), expression(x))),
  entropy: (p) => typed(entropyOfBins(bins, lawOf(p))),
  mean: (p) => typed(meanOf(bins, lawOf(p))),
  variance: (p) => typed(varianceOf(bins, lawOf(p))),
  mode: (p) => typed(modeOf(bins, lawOf(p))),
  cdf: (p, x) => typed(cdfOf(bins, lawOf(p), expression(x))),
})

/** With a scale and its logarithm, whichever was given. */
const of = <S extends Shape>(
  loc: Tensor<S>,
  scale: Tensor<S>,
  logScale: Tensor<S>,
  config: BinsConfig,
): DiscretizedLogistic<S, []> =>
  member<'DiscretizedLogistic', S, []>(
    formulas(binsOf(config)),
    { loc: checked('DiscretizedLogistic', 'loc', finite, loc), scale, logScale },
    0,
  )

/**
 * Logistic distributions over bins, by location and scale, each element a batch of its own. A value is the centre of a
 * bin: pixels from 0 to 255 as x/127.5 − 1. A number between two centres has the mass of a bin of that width around it;
 * one outside of the bins a log-probability of −∞. Entropy, mean, variance and mode are sums over all bins. Parameters
 * that are numbers are checked; a network gives `fromLogScale` its logarithms.
 * @shape S, S → batch S, event []
 * @math log p(x) = log(σ((x + ½w − μ)/s) − σ((x − ½w − μ)/s)), w the width of a bin; the first and the last bin take the tails
 * @unit logProb, entropy: nats
 * @grad none through sample; through logProb to loc and scale
 * @failure `DiscretizedLogistic: loc [3] and scale [4] differ`
 * @failure RangeError: `DiscretizedLogistic: expected scale above 0, found -1 at [2]`
 * @source Salimans et al.: PixelCNN++ (2017), section 2.1
 * @category distribution
 * @since 0.1.0
 * @example
 * import { DiscretizedLogistic, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const d = DiscretizedLogistic.make(scalar(0), scalar(1), { low: 0, high: 1, bins: 2 })
 * const [logProbability = 0] = await read(d.logProb(scalar(0)))
 * console.assert(Math.abs(logProbability - Math.log(1 / (1 + Math.exp(-0.5)))) < 1e-6)
 */
export const make = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  scale: Tensor<T> & Same<S, T, `DiscretizedLogistic: loc ${Show<S>} and scale ${Show<T>} differ`>,
  config: BinsConfig = {},
): DiscretizedLogistic<S, []> => {
  const given = beside('DiscretizedLogistic', 'loc', loc, 'scale', scale)
  return of(loc, checked('DiscretizedLogistic', 'scale', positive, given), log(given), config)
}

/**
 * Logistic distributions over bins, by location and the logarithm of the scale: any number, kept within ±80.
 * @shape S, S → batch S, event []
 * @failure RangeError: `DiscretizedLogistic: expected at least 2 bins, found 1`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { DiscretizedLogistic, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * // far from the location the bin of a pixel still has its probability, about exp of minus the distance
 * const d = DiscretizedLogistic.fromLogScale(scalar(0.5), scalar(-5))
 * const [logProbability = 0] = await read(d.logProb(scalar(-0.5)))
 * console.assert(Math.abs(logProbability + Math.exp(5)) < 1)
 */
export const fromLogScale = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  logScale: Tensor<T> & Same<S, T, `DiscretizedLogistic: loc ${Show<S>} and logScale ${Show<T>} differ`>,
  config: BinsConfig = {},
): DiscretizedLogistic<S, []> => {
  const given = beside('DiscretizedLogistic', 'loc', loc, 'logScale', boundedLogScale(logScale))
  return of(loc, exp(given), given, config)
}
