/** The values of distribution.json, decoded. */
import { readFileSync } from 'node:fs'
import { field, flat, list, number, text } from './collection.js'

/** A family with location and scale. */
export interface LocScale {
  readonly family: string
  readonly loc: number
  readonly scale: number
}

/** The values of such a distribution. */
export interface DensityRow extends LocScale {
  readonly mean: number
  readonly variance: number
  readonly entropy: number
  readonly at: readonly number[]
  readonly logProb: readonly number[]
  readonly cdf: readonly number[]
}

/** The values of a Bernoulli distribution; logProb and cdf at 0 and 1. */
export interface BernoulliRow {
  readonly logits: number
  readonly mean: number
  readonly variance: number
  readonly entropy: number
  readonly logProb: readonly number[]
  readonly cdf: readonly number[]
}

/** A divergence of one distribution from another. */
export interface Divergence<D> {
  readonly q: D
  readonly p: D
  readonly kl: number
}

const file: unknown = JSON.parse(readFileSync(new URL('distribution.json', import.meta.url), 'utf8'))
const rows = (name: string): readonly unknown[] => list(field(file, name))
const at = (x: unknown, name: string): number => number(field(x, name))

const locScale = (x: unknown): LocScale => ({
  family: text(field(x, 'family')),
  loc: at(x, 'loc'),
  scale: at(x, 'scale'),
})

export const densities: readonly DensityRow[] = rows('densities').map((x) => ({
  ...locScale(x),
  mean: at(x, 'mean'),
  variance: at(x, 'variance'),
  entropy: at(x, 'entropy'),
  at: flat(field(x, 'at')),
  logProb: flat(field(x, 'logProb')),
  cdf: flat(field(x, 'cdf')),
}))

export const bernoullis: readonly BernoulliRow[] = rows('bernoullis').map((x) => ({
  logits: at(x, 'logits'),
  mean: at(x, 'mean'),
  variance: at(x, 'variance'),
  entropy: at(x, 'entropy'),
  logProb: flat(field(x, 'logProb')),
  cdf: flat(field(x, 'cdf')),
}))

export const divergences: readonly Divergence<LocScale>[] = rows('divergences').map((x) => ({
  q: locScale(field(x, 'q')),
  p: locScale(field(x, 'p')),
  kl: at(x, 'kl'),
}))

export const bernoulliDivergences: readonly Divergence<number>[] = rows('bernoulliDivergences').map((x) => ({
  q: at(x, 'q'),
  p: at(x, 'p'),
  kl: at(x, 'kl'),
}))
