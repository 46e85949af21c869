/** The gamma function in double precision, of numbers that are known when a program is built. */

import { HALF_LOG_TWO_PI } from './constants.js'

/** log Γ(x) of a number above 0, to about 15 digits. */
export const logGamma = (x: number): number => {
  if (x < 12) return logGamma(x + 1) - Math.log(x)
  const inverse = 1 / (x * x)
  const series = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360]
  const tail = series.reduceRight((total, c) => total * inverse + c, 0) / x
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + tail
}
