/** The parameters of a Gaussian mixture: numbers on the host, and tensors for each kind of covariance. */
import { either as E } from 'fp-ts'
import { type Failure, invalidData, shapeMismatch } from '../failure/index.js'
import { type AnyTensor, shapeOf, type Tensor } from '../tensor/index.js'
import type { Covariance } from './covariance.js'
import type { Components } from './em.js'
import { LEAST_SCALE, tensorOf } from './estimate.js'
import { total } from './moments.js'
import type { Rows } from './rows.js'

/** What the parameters of every mixture have. */
type Centred<K, D> = {
  /** The logarithms of the weights, which sum to 1. */
  readonly logWeights: Tensor<[K]>
  /** The mean of each component. */
  readonly loc: Tensor<[K, D]>
}

/**
 * The parameters of a mixture of K Gaussians over D numbers, by the kind of their covariances.
 * @category estimate
 * @since 0.1.0
 */
export type MixtureParameters<K, D> = {
  /** A lower triangular factor for each component. */
  readonly full: Centred<K, D> & { readonly scaleTril: Tensor<[K, D, D]> }
  /** A scale for each component and column. */
  readonly diagonal: Centred<K, D> & { readonly scale: Tensor<[K, D]> }
  /** One lower triangular factor. */
  readonly tied: Centred<K, D> & { readonly scaleTril: Tensor<[D, D]> }
}

type Maker = { readonly [C in Covariance]: <K, D>(found: Components) => MixtureParameters<K, D>[C] }

const centred = <K, D>({ weights, means }: Components): Centred<K, D> => ({
  logWeights: tensorOf(weights.map(Math.log), weights.length),
  loc: tensorOf(
    means.flatMap((mean) => [...mean]),
    means.length,
    widthOf(means),
  ),
})

const widthOf = ([first]: readonly Float64Array[]): number => first?.length ?? 0

/** The tensors of a mixture in numbers. */
export const parametersOf: Maker = {
  full: (found) => {
    const width = widthOf(found.means)
    return { ...centred(found), scaleTril: tensorOf(found.factors, found.means.length, width, width) }
  },
  diagonal: (found) => ({
    ...centred(found),
    scale: tensorOf(found.factors, found.means.length, widthOf(found.means)),
  }),
  tied: (found) => {
    const width = widthOf(found.means)
    return { ...centred(found), scaleTril: tensorOf(found.factors, width, width) }
  },
}

/** The shapes that the tensors of a mixture have to have, by name. */
const shapesOf = (
  covariance: Covariance,
  width: number,
): Readonly<Record<string, readonly (number | 'K')[]>> => ({
  logWeights: ['K'],
  loc: ['K', width],
  ...{
    full: { scaleTril: ['K', width, width] as const },
    diagonal: { scale: ['K', width] as const },
    tied: { scaleTril: [width, width] as const },
  }[covariance],
})

/** The tensors of a mixture, if their shapes fit the data. */
export const fitting = (
  op: string,
  covariance: Covariance,
  { width }: Rows,
  tensors: Readonly<Record<string, AnyTensor>>,
): E.Either<Failure, number> => {
  const { logWeights } = tensors
  const [K = 0] = logWeights === undefined ? [] : shapeOf(logWeights)
  for (const [name, expected] of Object.entries(shapesOf(covariance, width))) {
    const x = tensors[name]
    const got = x === undefined ? [] : shapeOf(x)
    const wanted = expected.map((d) => (d === 'K' ? K : d))
    if (K === 0 || got.join() !== wanted.join())
      return E.left(shapeMismatch({ op: `${op}: ${name}`, expected, got, bound: { K } }))
  }
  return E.right(K)
}

/** A mixture in numbers from the numbers of its tensors, where these are weights and scales. */
export const componentsOf = (
  op: string,
  count: number,
  { width }: Rows,
  numbers: Readonly<Record<string, Float64Array>>,
): E.Either<Failure, Components> => {
  const { logWeights = none, loc = none, scaleTril, scale = none } = numbers
  const weights = logWeights.map(Math.exp)
  const whole = total(weights)
  if (Math.abs(whole - 1) > 1e-4)
    return E.left(invalidData({ op, expected: 'weights that sum to 1', got: `a sum of ${whole}` }))
  const diagonal = scaleTril?.filter((_, i) => Math.floor(i / width) % width === i % width) ?? scale
  const least = diagonal.reduce((a, b) => Math.min(a, b))
  if (!(least >= LEAST_SCALE))
    return E.left(
      invalidData({ op, expected: `scales above ${LEAST_SCALE.toPrecision(2)}`, got: `${least}` }),
    )
  return E.right({
    weights: weights.map((v) => v / whole),
    means: Array.from({ length: count }, (_, k) => loc.slice(k * width, (k + 1) * width)),
    factors: scaleTril ?? scale,
  })
}

const none = new Float64Array()
