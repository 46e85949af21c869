/**
 * Special functions with their derivatives. `digammaDifference` and `logGammaSampleSlope` are for the distributions, and no
 * part of the package.
 */

export { besselRatio, logBesselI, logNormalizedBesselI } from './bessel.js'
export { digammaDifference, lbeta, logBinomialCoefficient } from './beta.js'
export { erf, erfc } from './error.js'
export { erfinv, normalQuantile } from './error-inverse.js'
export { logNormalCdf, normalCdf } from './error-normal.js'
export { lgamma } from './gamma.js'
export { gammaincinv } from './gamma-quantile.js'
export { logGammaSampleSlope } from './gamma-sample.js'
export { betainc } from './incomplete-beta.js'
export { gammainc, gammaincc } from './incomplete-gamma.js'
export { log1mexp, logAddExp, logSubExp } from './log-exp.js'
export { digamma, polygamma, trigamma } from './polygamma.js'
