/** Distributions of vectors, and of classes, whose probabilities are one. */
import { function as F } from 'fp-ts'
import {
  Categorical,
  Dirichlet,
  Gaussian,
  Independent,
  Mixture,
  MultivariateGaussian,
  VonMisesFisher,
} from '../../../src/distribution/index.js'
import { type AnyTensor, scalar, type Tensor, vector } from '../../../src/tensor/index.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import { typed } from '../../../src/tensor/tensor.js'
import { type Entry, field, flat, list, number, text } from '../collection.js'
import {
  type Chapter,
  type Comparison,
  type Compute,
  compared,
  matrixAt,
  matrixOf,
  named,
  numbers,
  vectorAt,
} from './compare.js'

/** A distribution over vectors, as far as it is asked. */
interface Multivariate {
  readonly entropy: () => AnyTensor
  readonly logProb: (x: Tensor<[number]>) => AnyTensor
}

/** The vectors among the arguments: one, or a list of them. */
const vectorsOf = (args: unknown): readonly (readonly number[])[] =>
  list(args).some(Array.isArray) ? list(args).map(flat) : [flat(args)]

const multivariate =
  (make: (params: unknown) => Multivariate): Compute =>
  async ({ params, quantity, args, value }: Entry): Promise<Comparison> => {
    const d = make(params)
    if (quantity === 'entropy') return compared(d.entropy(), value)
    const got = await Promise.all(vectorsOf(args).map((x) => numbers(d.logProb(vector(x)))))
    return { got: got.flat(), expected: quantity === 'prob' ? flat(value).map(Math.log) : flat(value) }
  }

/** Gaussians beside each other. */
export const event = (loc: Tensor<[number]>, deviations: Tensor<[number]>) =>
  F.pipe(Gaussian.make(loc, deviations), Independent.make(1))

export const multivariateGaussianOf = (params: unknown) =>
  MultivariateGaussian.fromCovariance(vectorAt(params, 'loc'), matrixAt(params, 'covariance'))

/** Two Gaussians over three elements, at two samples of each: [2 samples, 2 in the batch, 3]. */
const sampled: Compute = ({ params, args, value }) => {
  const repeated = (rows: readonly (readonly number[])[]): Tensor<[2, 3]> =>
    typed(constant(Float32Array.from(rows.flat()), [2, 3]))
  const loc = flat(field(params, 'loc'))
  const deviations = flat(field(params, 'scale_identity_multiplier')).map((s) => loc.map(() => s))
  const d = F.pipe(Gaussian.make(repeated([loc, loc]), repeated(deviations)), Independent.make(1)).expand(2)
  const rows = list(args).flatMap((row) => [...flat(row), ...flat(row)])
  const x: Tensor<[2, 2, 3]> = typed(constant(Float32Array.from(rows), [2, 2, 3]))
  return compared(d.logProb(x), value)
}

/** A logarithm as the collection writes it: `ln .25`. */
const logarithm = (x: unknown): number => Math.log(Number(text(x).replace('ln ', '')))

const mixtureOfDiagonals: Compute = ({ params, args, value }) => {
  const components = F.pipe(
    Gaussian.make(matrixAt(params, 'locs'), matrixAt(params, 'sigmas')),
    Independent.make(1),
  )
  const logits = vector(list(field(params, 'logits')).map(logarithm))
  return compared(Mixture.sameFamily({ logits, components }).logProb(vector(flat(args))), value)
}

/** Angles as directions in the plane. */
const directions = (angles: readonly number[]): Tensor<[number, number]> =>
  matrixOf(angles.map((t) => [Math.cos(t), Math.sin(t)]))

/** The weights of Simpson's rule for an odd number of points. */
const simpson = (points: number, width: number): readonly number[] =>
  Array.from({ length: points }, (_, i) => {
    const inner = i % 2 === 0 ? 2 : 4
    return ((i === 0 || i === points - 1 ? 1 : inner) * width) / (3 * (points - 1))
  })

/** The distribution of an angle is that of its direction; its cdf is the integral over the density here. */
const vonMises: Compute = async ({ params, quantity, args, value }) => {
  const [loc, concentration] = [named(params, 'loc'), named(params, 'concentration')]
  const densities = (angles: readonly number[]): Promise<readonly number[]> => {
    const at = directions(angles.map(() => loc))
    const each = VonMisesFisher.make(at, vector(angles.map(() => concentration)))
    return numbers(each.logProb(directions(angles)))
  }
  if (quantity === 'entropy') {
    const d = VonMisesFisher.make(vector([Math.cos(loc), Math.sin(loc)]), scalar(concentration))
    return compared(d.entropy(), value)
  }
  const x = number(list(args)[0])
  if (quantity === 'log_prob') return { got: await densities([x]), expected: flat(value) }
  const [from, points] = [loc - Math.PI, 201]
  const along = Array.from({ length: points }, (_, i) => from + ((x - from) * i) / (points - 1))
  const weights = simpson(points, x - from)
  const logs = await densities(along)
  const mass = logs.reduce((sum, v, i) => sum + Math.exp(v) * (weights[i] ?? 0), 0)
  return { got: [mass], expected: flat(value) }
}

/** Of classes the one quantity is a logarithm of probabilities at numbers of classes, or the entropy. */
const categorical: Compute = async ({ params, quantity, args, value }) => {
  const d = Categorical.fromProbabilities(vector<readonly number[]>(flat(field(params, 'probs'))))
  if (quantity === 'entropy') return compared(d.entropy(), value)
  const got = await Promise.all(flat(args).map((x) => numbers(d.logProb(scalar(x)))))
  return { got: got.flat(), expected: flat(value) }
}

export const computedMultivariate: Chapter = {
  MultivariateNormal: multivariate(multivariateGaussianOf),
  MultivariateNormalDiag: multivariate((p) => event(vectorAt(p, 'loc'), vectorAt(p, 'scale_diag'))),
  'MultivariateNormalDiag(batch=2,event=3), x sample_shape [2] via newaxis': sampled,
  Dirichlet: multivariate((p) => Dirichlet.make(vectorAt(p, 'concentration'))),
  MixtureOfDiagNormals: mixtureOfDiagonals,
  VonMises: vonMises,
  Categorical: categorical,
}
