/** The values of vector.json, decoded. */
import { readFileSync } from 'node:fs'
import { field, flat, list, number } from './collection.js'

const file: unknown = JSON.parse(readFileSync(new URL('vector.json', import.meta.url), 'utf8'))

/** What a family states at a point. */
export interface VectorRow {
  /** Parameters by name: a list for each, row by row. */
  readonly parameter: (name: string) => readonly number[]
  readonly at: readonly number[]
  readonly logProb: number
  readonly entropy: number
  readonly mean: readonly number[]
  readonly variance: readonly number[]
}

const optional = (row: unknown, name: string, instead: string): unknown => {
  const has = typeof row === 'object' && row !== null && name in row
  return field(row, has ? name : instead)
}

/** The rows of a family; one that has no mean has its location for it. */
export const vectorRows = (family: string): readonly VectorRow[] =>
  list(field(file, family)).map((row) => ({
    parameter: (name) => flat(field(row, name)),
    at: flat(field(row, 'at')),
    logProb: number(field(row, 'logProb')),
    entropy: number(field(row, 'entropy')),
    mean: flat(optional(row, 'mean', 'loc')),
    variance: flat(field(row, 'variance')),
  }))

/** How the distance of a sample on the sphere moves with the concentration. */
export interface SlopeRow {
  readonly d: number
  readonly concentration: number
  readonly distance: number
  readonly slope: number
}

export const slopeRows: readonly SlopeRow[] = list(field(file, 'slopes')).map((row) => ({
  d: number(field(row, 'd')),
  concentration: number(field(row, 'concentration')),
  distance: number(field(row, 'distance')),
  slope: number(field(row, 'slope')),
}))
