/** A model whose evidence is known: probabilistic principal components of two pixels by one latent unit. */
import fc, { type Arbitrary } from 'fast-check'
import { Gaussian, Independent } from '../distribution/index.js'
import { rebuilt } from '../distribution/rebuilt.js'
import type { Shape } from '../shape/index.js'
import { add, mul, shift, type Tensor, zerosLike } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import { tensor } from './host.js'
import { uniform } from './uniform.js'

/** What the law draws: the decoder, an example, and how far the posterior is from the true one. */
export interface LinearCase {
  readonly weights: readonly [number, number]
  readonly offset: readonly [number, number]
  readonly noise: number
  readonly x: readonly [number, number]
  /** How far the location is off, in deviations of the true posterior. */
  readonly off: number
  /** How much wider than the true posterior it is. */
  readonly wider: number
}

/** The parameters of the posterior: what a gradient is taken with respect to. */
export type PosteriorParameters = {
  readonly loc: Tensor<[number, 1]>
  readonly logScale: Tensor<[number, 1]>
}

/**
 * A linear Gaussian model over so many copies of one example: z ~ N(0, 1), x|z ~ N(wz + b, s²I), with a Gaussian posterior
 * that is near the true one but is not it.
 * @source Tipping and Bishop: Probabilistic principal component analysis (1999), equations 4 to 7
 * @category laws
 * @since 0.1.0
 */
export interface LinearGaussian {
  /** The posterior of parameters, one for each copy. */
  readonly posterior: (parameters: PosteriorParameters) => Gaussian.Gaussian<[number], [1]>
  readonly prior: Gaussian.Gaussian<[], [1]>
  /** For samples along any first axes. */
  readonly likelihood: <L extends Shape>(
    z: Tensor<[...L, number, 1]>,
  ) => Gaussian.Gaussian<[...L, number], [2]>
  readonly x: Tensor<[number, 2]>
  readonly parameters: PosteriorParameters
  /** log p(x), in nats. */
  readonly evidence: number
}

const pair = (min: number, max: number) => fc.tuple(uniform(min, max), uniform(min, max))

/** Models in which importance weights have a variance: the posterior is no narrower than the true one. */
export const linearCases = (): Arbitrary<LinearCase> =>
  fc.record(
    {
      weights: pair(-2, 2),
      offset: pair(-1, 1),
      noise: uniform(0.4, 1.5),
      x: pair(-2, 2),
      off: uniform(-0.7, 0.7),
      wider: uniform(1.05, 1.6),
    },
    { noNullPrototype: true },
  )

/** The model of a case, for so many copies of its example. */
export const linearGaussian = (c: LinearCase, copies: number): LinearGaussian => {
  const [v, w] = c.weights
  const variance = c.noise ** 2
  const [d, e] = [c.x[0] - c.offset[0], c.x[1] - c.offset[1]]
  const precision = 1 + (v * v + w * w) / variance
  const deviation = 1 / Math.sqrt(precision)
  const mean = (v * d + w * e) / variance / precision
  const squares = (d * d + e * e) / variance - mean * mean * precision
  const logDeterminant = 2 * Math.log(variance) + Math.log(precision)
  const each = (value: number): Tensor<[number, 1]> =>
    tensor(
      Array.from({ length: copies }, () => value),
      [copies, 1],
    )
  const weights: Tensor<Shape> = tensor(c.weights, [2])
  const offset: Tensor<Shape> = tensor(c.offset, [2])
  return {
    posterior: ({ loc, logScale }) => Independent.make(1)(Gaussian.fromLogScale(loc, logScale)),
    prior: Gaussian.standard(1),
    likelihood: <L extends Shape>(z: Tensor<[...L, number, 1]>) => {
      const latent = typed<Tensor<Shape>>(expression(z))
      const loc = typed<Tensor<[number, 2]>>(expression(add(mul(latent, weights), offset)))
      const scale = shift(c.noise)(zerosLike(loc))
      // the axes of the samples are before those two, and are not seen by what is made of an element
      return rebuilt<Gaussian.Gaussian<[...L, number], [2]>>(Independent.make(1)(Gaussian.make(loc, scale)))
    },
    x: tensor(Array.from({ length: copies }, () => c.x).flat(), [copies, 2]),
    parameters: { loc: each(mean + c.off * deviation), logScale: each(Math.log(deviation * c.wider)) },
    evidence: -0.5 * (squares + logDeterminant) - Math.log(2 * Math.PI),
  }
}
