/**
 * How far from the float64 reference a result in float32 may be, stated once for every backend.
 *
 * A rounding is off by 2^-24 = 6e-8 of what is rounded. Subjects are some ten to thirty roundings deep, so a result may
 * be off by 33 of them times the largest magnitude that is met on the way to it; the absolute error of erf
 * (1.5e-7, the polynomial that TensorFlow.js uses) is inside that. A sum of n terms in
 * their order makes n roundings in either direction, which drift apart like a random walk: by √n, where that is more.
 */
export const FLOAT32 = 2e-6

const ROUNDINGS = 33

/** The smallest float32 that is not denormal. */
const NORMAL = 2 ** -126

/** How many times the bound a sum of so many terms may be off. */
const drift = (terms: number): number => Math.max(1, Math.sqrt(terms) / ROUNDINGS)

/** What an error is counted in: the bound for results on the way to which `largest` was met and `terms` were summed. */
export const unitOf = (largest: number, terms = 1): number => FLOAT32 * drift(terms) * Math.max(1, largest)

/** The same for a number relative to itself; of a denormal one, to the smallest that is normal. */
export const ownUnit = (want: number, terms = 1): number =>
  FLOAT32 * drift(terms) * Math.max(NORMAL, Math.abs(want))
