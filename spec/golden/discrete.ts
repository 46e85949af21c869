/** The values of discrete.json, decoded: rows of numbers by name. */
import { readFileSync } from 'node:fs'
import { field, flat, list, number } from './collection.js'

const file: unknown = JSON.parse(readFileSync(new URL('discrete.json', import.meta.url), 'utf8'))

/** A row: the numbers of a field, or the only one. */
export interface Row {
  readonly all: (name: string) => readonly number[]
  readonly one: (name: string) => number
}

/** The rows of a family, at least one. */
export const rowsOf = (family: string): readonly Row[] => {
  const rows = list(field(file, family)).map((x) => ({
    all: (name: string) => flat(field(x, name)),
    one: (name: string) => number(field(x, name)),
  }))
  if (rows.length === 0) throw new Error(`golden: no rows of ${family}`)
  return rows
}
