/** The values of continuous.json, decoded. */
import { readFileSync } from 'node:fs'
import { field, flat, list, number, text } from './collection.js'

/** Numbers by name. */
type Named<A> = Readonly<Record<string, A>>

/** A distribution of a continuous family, with its values. */
export interface ContinuousRow {
  readonly family: string
  readonly parameters: Named<number>
  readonly at: readonly number[]
  readonly logProb: readonly number[]
  /** The derivatives of the log-density, to the value and to each parameter. */
  readonly slopes: Named<readonly number[]>
  /** The second derivative of the log-density to the value. */
  readonly curvature: readonly number[]
  readonly cdf: readonly number[]
  /** At each of the probabilities. */
  readonly quantile: readonly number[]
  /** Moments and entropy, where they exist; what is infinite or does not exist is undefined. */
  readonly stated: Named<number | undefined>
}

const file: unknown = JSON.parse(readFileSync(new URL('continuous.json', import.meta.url), 'utf8'))

const named = <A>(x: unknown, of: (value: unknown) => A): Named<A> => {
  if (typeof x !== 'object' || x === null)
    throw new Error(`golden: expected names, found ${JSON.stringify(x)}`)
  return Object.fromEntries(Object.entries(x).map(([name, value]) => [name, of(value)]))
}

export const probabilities: readonly number[] = flat(field(file, 'probabilities'))

export const continuousRows: readonly ContinuousRow[] = list(field(file, 'rows')).map((x) => ({
  family: text(field(x, 'family')),
  parameters: named(field(x, 'parameters'), number),
  at: flat(field(x, 'at')),
  logProb: flat(field(x, 'logProb')),
  slopes: named(field(x, 'slopes'), flat),
  curvature: flat(field(x, 'curvature')),
  cdf: flat(field(x, 'cdf')),
  quantile: flat(field(x, 'quantile')),
  stated: named(field(x, 'stated'), (v) => (v === null ? undefined : number(v))),
}))
