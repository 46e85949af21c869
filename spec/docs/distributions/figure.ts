/** What a plot of a page shows: numbers that the library computes on the backend cpu. */
import type { Distribution } from '../../../src/distribution/index.js'
import { key } from '../../../src/random/index.js'
import { read } from '../../../src/run/index.js'
import { type AnyTensor, exp, type Key, matrix, type Tensor, vector } from '../../../src/tensor/index.js'

/** What is known of any distribution, whatever its axes. */
export interface Shown {
  readonly family: string
  readonly kind: 'continuous' | 'discrete'
  readonly reparameterised: boolean
  readonly batch: readonly number[]
  readonly event: readonly number[]
}

/** A distribution of vectors of any size. */
interface Drawn extends Shown {
  readonly expand: (count: number) => { readonly sample: (key: Key) => AnyTensor }
}

/** A distribution of numbers with the words of a legend. */
export interface Setting {
  readonly label: string
  readonly d: Distribution<[], []>
}

/** A distribution of vectors with the words above its panel. */
export interface Cloud {
  readonly label: string
  readonly d: Drawn
}

/** Densities over an interval: `breaks` are where one jumps, and an open one has none at its ends. */
export interface Curves {
  readonly kind: 'curves'
  readonly settings: readonly Setting[]
  readonly low: number
  readonly high: number
  readonly top: number
  readonly breaks?: readonly number[]
  readonly open?: true
}

/** Probabilities of single values; `apart` where no value belongs to two settings. */
export interface Bars {
  readonly kind: 'bars'
  readonly settings: readonly Setting[]
  readonly at: readonly number[]
  readonly top: number
  readonly apart?: true
}

/** Probabilities of the one-hot vectors of three classes. */
export interface Classes {
  readonly kind: 'classes'
  readonly settings: readonly { readonly label: string; readonly d: Distribution<[], [3]> }[]
  readonly top: number
}

/** Samples of vectors: shares of three, directions of three dimensions, or points of a plane. */
export interface Clouds {
  readonly kind: 'simplex' | 'sphere' | 'plane'
  readonly settings: readonly Cloud[]
}

export type Figure = Curves | Bars | Classes | Clouds

/** How many samples a panel shows. */
const samples = 250

/** The density or probability at some points. */
export const densityAt = async (
  d: Distribution<[], []>,
  at: readonly number[],
): Promise<readonly number[]> => {
  const x: Tensor<[number]> = vector([...at])
  return [...(await read(exp(d.expand<number>(at.length).logProb(x))))]
}

/** The probability of each of three classes. */
export const sharesOf = async (d: Distribution<[], [3]>): Promise<readonly number[]> => {
  const classes = matrix([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ])
  return [...(await read(exp(d.expand(3).logProb(classes))))]
}

const rowsOf = (numbers: readonly number[], size: number): readonly (readonly number[])[] =>
  Array.from({ length: numbers.length / size }, (_, i) => numbers.slice(i * size, (i + 1) * size))

/** Samples of a distribution of vectors, a row each. */
export const samplesOf = async (d: Drawn): Promise<readonly (readonly number[])[]> =>
  rowsOf([...(await read(d.expand(samples).sample(key(0))))], d.event[0] ?? 1)
