/**
 * A model of one weight and one prior location, in tensors and in plain numbers: z ~ N(m, 1), x|z ~ N(wz, 1), and a
 * posterior N(loc, scale²), for each of two units by itself. Every gradient of it is a line of arithmetic.
 */
import { Gaussian, Independent } from '../../src/distribution/index.js'
import { ones, shiftBy, type Tensor, zeros } from '../../src/tensor/index.js'
import { gaussian } from './reference.js'

/** What is trained: the posterior of each example, the weight of the decoder, the location of the prior. */
export type Params<B extends number> = {
  readonly loc: Tensor<[B, 2]>
  readonly logScale: Tensor<[B, 2]>
  readonly weight: Tensor<[]>
  readonly priorLoc: Tensor<[]>
}

export const priorOf = (priorLoc: Tensor<[]>) =>
  Independent.make(1)(Gaussian.make(shiftBy(priorLoc)(zeros(2)), ones(2)))

/** The same parameters of one unit of one example, in numbers. */
export type Unit = {
  readonly x: number
  readonly loc: number
  readonly scale: number
  readonly weight: number
  readonly priorLoc: number
}

/** log p(x|z) + log p(z) − log q(z) of the units of one example. */
export const logWeight = (units: readonly Unit[], z: readonly number[]): number =>
  units.reduce((total, { x, loc, scale, weight, priorLoc }, d) => {
    const v = [z[d] ?? Number.NaN]
    const joint = gaussian([x], [weight * (v[0] ?? 0)], [1]) + gaussian(v, [priorLoc], [1])
    return total + joint - gaussian(v, [loc], [scale])
  }, 0)

/** log p(x): each unit is N(wm, 1 + w²). */
export const evidence = (units: readonly Unit[]): number =>
  units.reduce(
    (total, { x, weight, priorLoc }) =>
      total + gaussian([x], [weight * priorLoc], [Math.sqrt(1 + weight * weight)]),
    0,
  )

/** The derivatives of a log-weight, way by way. */
export const slopes = ({ x, loc, scale, weight, priorLoc }: Unit, z: number) => {
  const standard = (z - loc) / scale
  return {
    /** through the sample, to the location and to log scale */
    path: weight * (x - weight * z) - (z - priorLoc) + standard / scale,
    /** of the sample, to log scale */
    stretch: z - loc,
    /** of −log q alone, to both */
    direct: [-standard / scale, 1 - standard * standard] as const,
    weight: (x - weight * z) * z,
    priorLoc: z - priorLoc,
  }
}
