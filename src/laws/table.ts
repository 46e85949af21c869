/** The table of laws: what each claims, how far a right answer may be off, and how often chance breaks it. */

/** The probability that a mean is more than five standard errors off, by the central limit theorem: to either side. */
const eitherSide = 5.733e-7

/** The same to one side. */
const oneSide = eitherSide / 2

/** The false alarm for which the distance of an empirical cdf is computed. */
export const cdfFalseAlarm = 1e-9

/** The sizes that a false alarm is counted by. */
export interface Sizes {
  /** How many distributions a batch has. */
  readonly batch: number
  /** How many numbers a batch of events has. */
  readonly whole: number
}

/**
 * A row of the table of laws.
 * @category laws
 * @since 0.1.0
 */
export interface LawRow {
  readonly of: 'distributions' | 'divergences' | 'bijections' | 'layers' | 'objectives'
  readonly claim: string
  readonly tolerance: string
  /** The probability that chance breaks the law in one run where it holds, and what it is counted by in words. */
  readonly falseAlarm: (sizes: Sizes) => number
  readonly counted: string
}

const never: Pick<LawRow, 'falseAlarm' | 'counted'> = { falseAlarm: () => 0, counted: '0' }
const each = (probability: number, words: string): Pick<LawRow, 'falseAlarm' | 'counted'> => ({
  falseAlarm: ({ batch }) => probability * batch,
  counted: `${probability.toExponential(1)} ${words}`,
})

const rows = {
  expandAgrees: {
    of: 'distributions',
    claim: 'expanded, a distribution is itself repeated, and draws the same from the same key',
    tolerance: '1e-5',
    ...never,
  },
  sampleMoments: {
    of: 'distributions',
    claim: 'mean and variance of samples are `mean()` and `variance()`',
    tolerance: 'five standard errors + 1e-5',
    falseAlarm: ({ whole }) => 2 * eitherSide * whole,
    counted: `${(2 * eitherSide).toExponential(1)} a number`,
  },
  samplesFollowCdf: {
    of: 'distributions',
    claim: 'the part of samples up to x is `cdf(x)`',
    tolerance: '√(ln(2/1e-9) / 2n) + 1e-5',
    falseAlarm: ({ whole }) => cdfFalseAlarm * whole,
    counted: `${cdfFalseAlarm.toExponential(1)} a number`,
  },
  sampleGradient: {
    of: 'distributions',
    claim: 'the gradient of a sample at a fixed key is its central difference; 0 where none is promised',
    tolerance: '1e-2, and rounding ÷ step',
    ...never,
  },
  implicitGradient: {
    of: 'distributions',
    claim: 'the gradient of a sample z of one number of noise is −∂F(z)/∂θ ÷ p(z)',
    tolerance: '1e-2',
    ...never,
  },
  meanGradient: {
    of: 'distributions',
    claim: 'the gradient of samples is in the mean that of the first two moments',
    tolerance: 'five standard errors of 48 means + 1e-3',
    falseAlarm: ({ whole }) => 1.1e-5 * whole,
    counted: '1.1e-5 a number of a parameter (Student’s t of 47 degrees)',
  },
  logProbGradient: {
    of: 'distributions',
    claim: 'the gradient of `logProb` is its central difference',
    tolerance: '1e-2, and rounding ÷ step',
    ...never,
  },
  entropyExpectation: {
    of: 'distributions',
    claim: 'the entropy is the mean of −`logProb` over samples',
    tolerance: 'five standard errors + 1e-5',
    ...each(eitherSide, 'a distribution'),
  },
  densityIntegrates: {
    of: 'distributions',
    claim: 'the density integrates to 1',
    tolerance: '1e-4',
    ...never,
  },
  cdfIntegrates: {
    of: 'distributions',
    claim: 'the cdf never falls, goes from 0 to 1, and is the integral of the density',
    tolerance: '2e-4',
    ...never,
  },
  probabilitiesSum: {
    of: 'distributions',
    claim: 'the probabilities of all values sum to 1',
    tolerance: '1e-5',
    ...never,
  },
  cdfSums: {
    of: 'distributions',
    claim: 'the cdf steps by the probability at each value, and nowhere else',
    tolerance: '1e-5',
    ...never,
  },
  quantileInverts: {
    of: 'distributions',
    claim: 'quantile and cdf undo each other',
    tolerance: '1e-5 of a probability',
    ...never,
  },
  modeIsMaximum: {
    of: 'distributions',
    claim: 'no sample is more probable than the mode, nor a point between them',
    tolerance: '1e-5',
    ...never,
  },
  outsideSupport: {
    of: 'distributions',
    claim: 'outside the support `logProb` is −∞ and its gradient 0',
    tolerance: 'none',
    ...never,
  },
  klNonNegative: {
    of: 'divergences',
    claim: 'a divergence is 0 of equals, and at least what Pinsker’s inequality makes of the cdfs',
    tolerance: '1e-5; of an estimate five standard errors',
    ...each(oneSide, 'a distribution, where it is estimated'),
  },
  klExpectation: {
    of: 'divergences',
    claim: 'a divergence is the mean of log q − log p over samples of q',
    tolerance: 'five standard errors + 1e-5',
    ...each(eitherSide, 'a distribution'),
  },
  bijectionInverts: {
    of: 'bijections',
    claim: 'inverse undoes forward, and its log-determinant is the negative',
    tolerance: '1e-3',
    ...never,
  },
  logDetIsJacobian: {
    of: 'bijections',
    claim: 'the log-determinant is that of the Jacobian, by central differences',
    tolerance: '1e-2',
    ...never,
  },
  layerByExample: {
    of: 'layers',
    claim: 'an example alone gives what it gives in a batch',
    tolerance: '1e-5',
    ...never,
  },
  layerGradient: {
    of: 'layers',
    claim: 'the gradient to the data is its central difference',
    tolerance: '1e-2, and rounding ÷ step',
    ...never,
  },
  boundBelowEvidence: {
    of: 'objectives',
    claim: 'a bound is at most the evidence, in the mean',
    tolerance: 'five standard errors + 1e-5',
    ...each(oneSide, 'a bound'),
  },
  boundsRise: {
    of: 'objectives',
    claim: 'each bound is at least the one before it, in the mean',
    tolerance: 'five standard errors + 1e-5',
    ...each(oneSide, 'a pair of neighbours'),
  },
  boundIsTight: {
    of: 'objectives',
    claim: 'at the true posterior a bound is the evidence, for every noise',
    tolerance: '1e-4',
    ...never,
  },
  gradientsAgree: {
    of: 'objectives',
    claim: 'two estimators have the same gradient in the mean',
    tolerance: 'five standard errors + 1e-4',
    ...each(2 * eitherSide, 'a pair of estimators'),
  },
} as const satisfies Readonly<Record<string, LawRow>>

/**
 * The name of a law.
 * @category laws
 * @since 0.1.0
 */
export type LawName = keyof typeof rows

/**
 * The laws by name.
 * @category laws
 * @since 0.1.0
 */
export const lawTable: Readonly<Record<LawName, LawRow>> = rows
