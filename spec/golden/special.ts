/** Tables of a special function of one variable with its first two derivatives, decoded. */
import { readFileSync } from 'node:fs'
import { field, list, number, text } from './collection.js'

/** A function at some points; undefined where float32 cannot hold a value. */
export interface Curve {
  readonly name: string
  readonly at: readonly number[]
  readonly value: readonly (number | undefined)[]
  readonly first: readonly (number | undefined)[]
  readonly second: readonly (number | undefined)[]
}

const held = (x: unknown): readonly (number | undefined)[] =>
  list(x).map((v) => (v === null ? undefined : number(v)))

/** The functions of a file of spec/golden. */
export const curves = (file: string): readonly Curve[] => {
  const read: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
  return list(field(read, 'functions')).map((row) => ({
    name: text(field(row, 'name')),
    at: list(field(row, 'at')).map(number),
    value: held(field(row, 'value')),
    first: held(field(row, 'first')),
    second: held(field(row, 'second')),
  }))
}
