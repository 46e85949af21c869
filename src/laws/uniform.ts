/** Numbers drawn evenly from an interval. */
import fc from 'fast-check'

const steps = 2 ** 24

/**
 * Numbers between these two, each part of the interval as often as another. `fc.double` draws evenly from all doubles
 * instead, of which half are so near to 0 that a location is 0 and a scale is 1 almost always.
 */
export const uniform = (min: number, max: number): fc.Arbitrary<number> =>
  fc.noBias(fc.integer({ min: 0, max: steps })).map((k) => min + (k / steps) * (max - min))
