/** Constants that more than one special function or distribution is made of. */

/** Euler's constant γ: −ψ(1). */
export const EULER_GAMMA = 0.5772156649015329

/** ½ log 2π: the logarithm of what the exponential of a standard normal law is divided by. */
export const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)
