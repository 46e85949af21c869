/** The collected reference values, decoded: whatever an entry lacks is a fault of the file, in words. */
import { readFileSync } from 'node:fs'

/** A value with where it comes from. */
export interface Entry {
  readonly id: string
  readonly distribution: string
  readonly params: unknown
  readonly quantity: string
  readonly args: unknown
  readonly value: unknown
  readonly tol: number
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null

/** A field of a record. */
export const field = (x: unknown, name: string): unknown => {
  if (!isRecord(x) || !(name in x)) throw new Error(`golden: no ${name} in ${JSON.stringify(x)}`)
  return x[name]
}

/** A number. */
export const number = (x: unknown): number => {
  if (typeof x !== 'number') throw new Error(`golden: expected a number, found ${JSON.stringify(x)}`)
  return x
}

/** A text. */
export const text = (x: unknown): string => {
  if (typeof x !== 'string') throw new Error(`golden: expected a text, found ${JSON.stringify(x)}`)
  return x
}

/** A list. */
export const list = (x: unknown): readonly unknown[] => {
  if (!Array.isArray(x)) throw new Error(`golden: expected a list, found ${JSON.stringify(x)}`)
  return x
}

/** The numbers of a number, or of a list of lists of them, in order. */
export const flat = (x: unknown): readonly number[] => (Array.isArray(x) ? x.flatMap(flat) : [number(x)])

const load = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))

const entryOf = (x: unknown): Entry => ({
  id: text(field(x, 'id')),
  distribution: text(field(x, 'distribution')),
  params: field(x, 'params'),
  quantity: text(field(x, 'quantity')),
  args: field(x, 'args'),
  value: field(x, 'value'),
  tol: number(field(x, 'tol')),
})

/** What golden.json holds, and how many values it says it holds. */
export const collection = (): { readonly count: number; readonly entries: readonly Entry[] } => {
  const file = load('golden.json')
  return { count: number(field(file, 'count')), entries: list(field(file, 'entries')).map(entryOf) }
}
