/**
 * When a number counts as met. Written down before any run was looked at.
 *
 * spread   The reference is a mean with a spread over seeds: our mean must lie within that spread of it. Were ours and
 *          the reference drawn from one law, 5 seeds each, that is 1.6 standard errors of the difference of the means,
 *          so it is stricter than a test at the usual 5 %; and unlike such a test it gets no easier when our own
 *          seeds differ more.
 * run      The reference is one run without a spread: it must lie where one more run of ours would, within three
 *          standard deviations: 3 s √(1 + 1/n).
 * exact    The reference has no spread because there is none: each seed must give it, to the digits stated.
 * order    One mean must be above another by three standard errors of their difference.
 */

export const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length

/** The standard deviation of a sample, over n − 1; of a single number there is none. */
export const deviation = (values) => {
  const m = mean(values)
  return Math.sqrt(values.reduce((sum, v) => sum + (v - m) ** 2, 0) / (values.length - 1))
}

/** The largest difference between our mean and the reference that still counts as met. */
export const allowed = ({ kind, spread = 0, rounding = 0 }, values) => {
  switch (kind) {
    case 'spread':
      return spread
    case 'run':
      return 3 * deviation(values) * Math.sqrt(1 + 1 / values.length) + rounding
    case 'exact':
      return rounding
    default:
      throw new Error(`criterion: no kind '${kind}'`)
  }
}

/**
 * How our values, one a seed, compare with a reference: whether it is met, and the difference of the means in units of
 * the combined standard deviation of reference and ours. A number that is not finite is never met.
 */
export const compare = (reference, values) => {
  const ours = mean(values)
  const s = values.length > 1 ? deviation(values) : Number.NaN
  const difference = ours - reference.value
  const within = allowed(reference, values)
  const far =
    reference.kind === 'exact'
      ? Math.max(...values.map((v) => Math.abs(v - reference.value)))
      : Math.abs(difference)
  return {
    ours,
    deviation: s,
    difference,
    units: difference / Math.hypot(reference.spread ?? 0, s),
    allowed: within,
    met: far <= within,
  }
}

/** Whether the mean of `above` is above that of `below`, beyond three standard errors. */
export const ordered = (below, above) => {
  const difference = mean(above) - mean(below)
  const error = Math.hypot(
    deviation(above) / Math.sqrt(above.length),
    deviation(below) / Math.sqrt(below.length),
  )
  return { difference, error, met: difference >= 3 * error }
}
