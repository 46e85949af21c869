/** The values of gamma.json, decoded. */
import { readFileSync } from 'node:fs'
import { field, flat, list } from './collection.js'

const file: unknown = JSON.parse(readFileSync(new URL('gamma.json', import.meta.url), 'utf8'))
const numbers = (name: string): readonly number[] => flat(field(file, name))
const columns = (name: string): readonly (readonly number[])[] => {
  const rows = list(field(file, name)).map(flat)
  return (rows[0] ?? []).map((_, k) => rows.map((row) => row[k] ?? Number.NaN))
}

/** Positive numbers, the logarithm of the gamma function there, and its derivatives from the first to the fifth. */
export const complete = {
  at: numbers('arguments'),
  lgamma: numbers('lgamma'),
  polygamma: list(field(file, 'polygamma')).map(flat),
}

/** Pairs of positive numbers, log B(a, b) and ψ(a + b) − ψ(a). */
export const pairs = {
  at: columns('pairs'),
  lbeta: numbers('lbeta'),
  digammaDifference: numbers('digammaDifference'),
}

/** Columns: shape, point, lower and upper tail, z times the density, slope of log z to the shape, and its slope. */
export const gammas = columns('gammas')

/** Columns: concentrations a and b, x, the cdf, the density, and the slopes of the logit to a and to b. */
export const betas = columns('betas')
