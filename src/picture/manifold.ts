import { gaussianQuantile } from '../tensor/threefry.js'

/**
 * The points of a two-dimensional latent space at which a decoder shows its manifold: a square grid at the
 * quantiles of a standard Gaussian, so that each point stands for the same share of the prior. Row by row, the first
 * coordinate grows to the right and the second upwards.
 * @shape [side · side, 2], one after the other
 * @math (Φ⁻¹((column + ½) / side), −Φ⁻¹((row + ½) / side))
 * @unit latent
 * @source Kingma, Welling: Auto-Encoding Variational Bayes (2013), appendix A
 * @category picture
 * @since 0.1.0
 * @example
 * import { manifoldPoints } from 'reparam/node'
 * const points = manifoldPoints(3)
 * console.assert(points.length === 18 && points[8] === 0 && points[9] === 0)
 */
export const manifoldPoints = (side: number): Float32Array => {
  const at = (i: number): number => gaussianQuantile((i + 0.5) / side)
  const places = Array.from({ length: side }, (_, i) => at(i))
  return Float32Array.from(places.flatMap((y) => places.flatMap((x) => [x, 0 - y])))
}
